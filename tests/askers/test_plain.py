"""The plain asker: numbered lines in, moves out."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.askers.plain import PlainAsker
from coachkit.askers.protocol import Asking, Choice, Ended, Form, Gave, Move, Pressed
from coachkit.errors import Stopped
from tests.pty_helper import Screen

PEOPLE = tuple(Choice(key=key, label=label) for key, label in (("jo", "Jo"), ("theo", "Theo"), ("q", "Thea, Ana")))


def put(lines: str, form: Form = Form.TEXT, **more: Any) -> tuple[Move, str, list[str]]:
    """The move made, what was written, and the drafts kept."""
    writing, drafts = io.StringIO(), list[str]()
    asker = PlainAsker(io.StringIO(lines), writing, width=50)
    return asker.put(Asking(text="What is strong?", form=form, **more), drafts.append), writing.getvalue(), drafts


def test_a_question_is_lines_and_nothing_else() -> None:
    move, written, _ = put("2\n", Form.ONE_OF, choices=PEOPLE, heading="Beginning", hint="Any of them")
    assert move == Gave("theo")
    assert written == ("\nBeginning\n\nWhat is strong?\nAny of them\n1. Jo\n2. Theo\n3. Thea, Ana\nNumber or words:\n")


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ("3", Gave("q")),
        ("q", Pressed("q")),
        ("\\q", Gave("q")),
        ("theo", Gave("theo")),
        ("THEO", Gave("theo")),
        ("thea", Gave("q")),
        (" j ", Gave("jo")),
        ("-", Pressed("-")),
        (">tuesday", Pressed(">", "tuesday")),
    ],
)
def test_one_is_chosen_by_number_words_or_beginning(line: str, move: Move) -> None:
    assert put(f"{line}\n", Form.ONE_OF, choices=PEOPLE)[0] == move


def test_what_could_be_several_or_none_is_asked_again() -> None:
    move, written, _ = put("the\n9\n\n1\n", Form.ONE_OF, choices=PEOPLE)
    assert move == Gave("jo")
    assert "That could be more than one: Theo, Thea, Ana." in written
    assert "That is not on the list." in written
    assert "Nothing typed. - skips it, ? helps, q stops for\nnow." in written


@pytest.mark.parametrize(
    ("line", "keys"),
    [("1 3", "jo\nq"), ("3, 1", "jo\nq"), ("theo, jo", "jo\ntheo"), ("Thea, Ana", "q"), ("1,", "jo"), ("2 2", "theo")],
)
def test_several_are_chosen_by_numbers_or_labels(line: str, keys: str) -> None:
    assert put(f"{line}\n", Form.SOME_OF, choices=PEOPLE)[0] == Gave(keys)


def test_what_is_chosen_stays_on_enter_and_goes_on_nought() -> None:
    more: dict[str, Any] = {"choices": PEOPLE, "chosen": ("jo", "theo"), "may_be_empty": True}
    move, written, _ = put("\n", Form.SOME_OF, **more)
    assert move == Gave("jo\ntheo")
    assert "Now: Jo, Theo (Enter keeps it)" in written
    assert put("0\n", Form.SOME_OF, **more)[0] == Gave("")


def test_a_scale_goes_by_its_own_numbers() -> None:
    scale = tuple(Choice(key=f"k{n}", label=str(n)) for n in range(11))
    move, written, _ = put("10\n", Form.ONE_OF, choices=scale)
    assert move == Gave("k10")
    assert "\n0\n1\n2\n" in written


def test_a_name_is_picked_by_number_or_typed() -> None:
    assert put("2\n", Form.LINE, choices=PEOPLE)[0] == Gave("Theo")
    assert put("\\2\n", Form.LINE, choices=PEOPLE)[0] == Gave("2")
    assert put("Ana\n", Form.LINE, choices=PEOPLE)[0] == Gave("Ana")


def test_a_backslash_carries_a_text_on_to_the_next_line() -> None:
    move, _, drafts = put("one\\\ntwo\\\nthree\n")
    assert move == Gave("one\ntwo\nthree")
    assert drafts == ["one\n", "one\ntwo\n"]
    assert put("one\\\n", Form.LINE)[0] == Gave("one\\")


def test_what_stands_or_was_half_typed_is_taken_by_enter() -> None:
    assert put("\n", standing="Bakes")[0] == Gave("Bakes")
    assert put("\n", standing="-")[0] == Gave("-")
    move, written, _ = put("\n", standing="Bakes", draft="Bakes br")
    assert move == Gave("Bakes br")
    assert "Now: Bakes\nHalf typed before: Bakes br (Enter takes it)" in written


def test_an_empty_line_is_an_answer_where_it_closes_a_list() -> None:
    assert put("\n", Form.LINE, may_be_empty=True)[0] == Gave("")


def test_the_end_of_input_ends_and_keeps_what_was_begun() -> None:
    assert put("") == (Ended(), "\nWhat is strong?\nAnswer:\n", [])
    move, _, drafts = put("one\\\n")
    assert move == Ended()
    assert drafts[-1] == "one\n"
    assert put("no line end")[0] == Gave("no line end")


def test_a_line_too_long_is_read_past() -> None:
    move, written, _ = put("x" * (3 << 20) + "\nshort\n")
    assert move == Gave("short")
    assert "too long" in written
    assert put("x" * (1 << 20))[0] == Ended()


@pytest.mark.parametrize("broken", ["read", "write"])
def test_a_vanished_terminal_is_hung_up(broken: str) -> None:
    class Gone(io.StringIO):
        def readline(self, *_: object) -> str:
            raise OSError(5, "gone")

        def write(self, *_: object) -> int:
            raise OSError(5, "gone")

    asker = PlainAsker(Gone() if broken == "read" else io.StringIO(), Gone() if broken == "write" else io.StringIO())
    with pytest.raises(Stopped) as left:
        asker.put(Asking(text="What?", form=Form.TEXT))
    assert left.value.exit_code == 129


def test_nothing_written_commands_a_terminal() -> None:
    evil = "Jo\x1b]52;c;ZXZpbA==\x07 [/b] \u202etxt \x9b31m"
    _, written, _ = put(
        "1\n", Form.ONE_OF, choices=(Choice(key="a", label=evil),), heading=evil, hint=evil, standing="a"
    )
    assert "[/b]" in written
    assert not set("\x1b\x07\x9b\u202e") & set(written)


@given(
    lines=st.text(),
    form=st.sampled_from(Form),
    keys=st.sampled_from(["<-?>+q!", "", "-q"]),
    labels=st.lists(st.text(min_size=1), min_size=1, unique=True),
    more=st.fixed_dictionaries({"standing": st.text(), "draft": st.text(), "may_be_empty": st.booleans()}),
)
def test_whatever_the_lines_the_outcome_is_a_move(
    lines: str, form: Form, keys: str, labels: list[str], more: dict[str, Any]
) -> None:
    choices = tuple(Choice(key=f"k{n}", label=label) for n, label in enumerate(labels))
    move, written, _ = put(lines, form, keys=keys, choices=choices, **more)
    if isinstance(move, Gave) and form is Form.ONE_OF:
        assert move.text in {choice.key for choice in choices} or (more["may_be_empty"] and not move.text)
    if isinstance(move, Pressed):
        assert move.key in keys
    assert not set("\x1b\x07\x9b\u202e") & set(written)


@given(before=st.text(alphabet="ab <-q"), key=st.sampled_from("<-?>+q!"), after=st.text(alphabet="ab <-q"))
def test_a_key_counts_only_as_the_whole_line(before: str, key: str, after: str) -> None:
    line = f"{before}{key}{after}"
    move = put(f"{line}\n")[0]
    if line.strip() == key:
        assert move == Pressed(key)
    elif not line.strip().startswith(">"):
        assert move == Gave(line)


SNIPPET = """
import sys
from coachkit.askers.plain import PlainAsker, open_stdin
from coachkit.askers.protocol import *
try:
    move = PlainAsker(open_stdin(), sys.stderr).put(
        Asking(text="What is strong?", form=Form.TEXT), lambda text: print("kept", repr(text)))
    print(repr(move))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(
    ("keys", "seen", "code"),
    [
        ("bread\r", "Gave(text='bread')", 0),
        ("\x04", "Ended()", 0),
        ("half\x04\x04", "kept 'half'", 0),
        ("one\\\r\x03", "kept 'one\\n'", 130),
        ("\x03", "Answer:", 130),
    ],
    ids=["Enter", "Ctrl-D", "Ctrl-D with text", "Ctrl-C with text", "Ctrl-C"],
)
def test_in_a_terminal_keys_end_it_as_they_should(keys: str, seen: str, code: int) -> None:
    with Screen(["-c", SNIPPET], environ={"TERM": "dumb"}) as screen:
        screen.wait_for("Answer:")
        for part in keys.partition("\r"):
            # Ctrl-C takes along what the terminal holds and the program has not read yet.
            screen.wait_still(0.05)
            screen.type(part)
        screen.wait_for(seen)
        assert screen.exit_code() == code
        assert b"\x1b" not in screen.raw
