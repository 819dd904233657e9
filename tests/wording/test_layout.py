"""How sections become lines."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.safe_text import for_terminal
from coachkit.wording.layout import Items, Lines, Masthead, Paragraph, Rows, Section, Style, as_text, columns, wrapped
from tests.wording.made_up import words


def squeezed(text: str) -> str:
    """The text without any white space, to find words however they were wrapped."""
    return "".join(text.split())


def test_a_masthead_has_its_parts_at_both_ends_and_stacks_them_where_there_is_no_room():
    top = (Section(blocks=(Masthead(left="Ines's page", right="Ines and Dev, Thursday"),)),)
    assert as_text(top, 50) == "Ines's page                 Ines and Dev, Thursday\n"
    assert as_text(top, 30) == "Ines's page\nInes and Dev, Thursday\n"


def test_a_title_stands_above_beside_or_quietly():
    blocks = (Lines(lines=("one", "two")),)
    sections = tuple(Section(title="Told us", blocks=blocks, style=style) for style in Style)
    assert as_text(sections, 80) == (
        "TOLD US\n  one\n  two\n\nTOLD US            one\n                   two\n\nTold us: one two\n"
    )
    assert as_text(sections[1:2], 50) == "TOLD US\n  one\n  two\n"


def test_items_stand_side_by_side_and_a_long_one_has_lines_of_its_own():
    items = Items(lead="Now:", items=("one", "two", "three words that run on and on", "four"))
    assert as_text((Section(blocks=(items,)),), 30).splitlines() == [
        "  Now: one · two",
        "    three words that run on",
        "      and on",
        "    four",
    ]


def test_long_labels_stand_above_their_text():
    rows = Rows(rows=(("a label longer than most", "text"), ("short", ("a", "b"))))
    assert as_text((Section(blocks=(rows,)),), 50).splitlines() == [
        "  a label longer than most",
        "    text",
        "  short",
        "    a · b",
    ]


def test_a_wide_character_counts_two_columns_and_an_accent_none():
    assert columns("家") == 2
    assert columns("e\u0301") == 1
    assert columns("plain") == 5
    assert wrapped("家" * 6, 8) == ["家" * 4, "家" * 2]


def test_a_word_is_cut_only_where_it_is_wider_than_a_line():
    assert wrapped("a longer_word_than_this", 10) == ["a", "longer_wor", "d_than_thi", "s"]
    assert wrapped("no word is cut here", 7) == ["no word", "is cut", "here"]


def test_nothing_that_could_steer_a_terminal_comes_through():
    shown = as_text((Section(blocks=(Paragraph(text="a\x1b[2Jb\x9bc\x07\u202ed"),)),))
    assert shown == "  a[2Jbcd\n"


def test_a_line_of_somebodys_words_cannot_pose_as_a_heading():
    shown = as_text((Section(blocks=(Paragraph(text="one\nALREADY YOURS"),)),))
    assert shown == "  one\n  ALREADY YOURS\n"


@given(text=words, width=st.integers(30, 100))
def test_every_block_keeps_its_words_inside_the_width(text: str, width: int):
    sections = (
        Section(blocks=(Masthead(left=text, right=text),)),
        Section(title=text, blocks=(Paragraph(text=text), Items(lead=text[:9], items=(text, text)))),
        Section(title="Told us", blocks=(Rows(lead=text, rows=((text, text), ("x", (text,))), lines=(text,)),)),
        Section(title="Beside", blocks=(Lines(lead=text, lines=(text,)),), style=Style.BESIDE),
        Section(title="Quiet", blocks=(Lines(lines=(text,)),), style=Style.QUIET),
    )
    shown = as_text(sections, width)
    assert squeezed(shown).count(squeezed(for_terminal(text))) >= 11
    for line in shown.split("\n"):
        assert columns(line) <= width
        assert line == line.rstrip()
