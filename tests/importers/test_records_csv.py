"""Records in a spreadsheet: any usual way of writing one, and no row that spoils another."""

from __future__ import annotations

import csv
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import Problem
from coachkit.importers.records import Record, Refused, with_places
from tests.importers.made_records import Talk, as_sheet, as_talk, bare, places, plain, read, refused, sheet_talks, taken
from tests.talk.budget import some

HEAD = "person,on,note\n"
ROW = "Maya,2025-03-02,We had the stall\n"


def sheet(*rows: str, head: str = HEAD) -> bytes:
    return (head + "".join(f"{row}\n" for row in rows)).encode()


def who(data: bytes) -> list[str]:
    return [each.person for each in taken(data, "csv")]


def answers(cell: str, step: str = "come_to_you") -> Any:
    quoted = cell.replace('"', '""')
    (record,) = taken(f'person,on,{step}\nMaya,2025-03-02,"{quoted}"\n'.encode(), "csv")
    return {name: plain(told) for name, told in (record.answers or {}).items()}


@given(
    st.lists(sheet_talks, max_size=3),
    st.sampled_from([{}, {"delimiter": ";"}, {"delimiter": "\t"}, {"delimiter": "|"}, {"quoting": csv.QUOTE_ALL}]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
)
@some(200)
def test_what_is_written_as_a_sheet_is_read_again_as_it_was(
    told: list[Talk], dialect: dict[str, Any], encoding: str
) -> None:
    data = as_sheet(told, **dialect).encode(encoding)
    assert [as_talk(each) for each in taken(data, "csv")] == [bare(each) for each in told]
    assert refused(data, "csv") == []


@given(st.lists(sheet_talks, min_size=1, max_size=3))
@some(50)
def test_a_row_written_again_under_its_headings_is_the_same_record(told: list[Talk]) -> None:
    for record in taken(as_sheet(told, delimiter=";").encode(), "csv"):
        (again,) = taken(record.csv_header + b"\n" + record.raw + b"\n", "csv")
        assert as_talk(again) == as_talk(record)


@pytest.mark.parametrize(
    "text",
    [
        'person,on,note\nMaya,2025-03-02,"Soup, and tea"\n',
        "person;on;note\r\nMaya;2025-03-02;Soup, and tea\r\n",
        "sep=;\r\nperson;on;note\r\nMaya;2025-03-02;Soup, and tea\r\n",
        "person\ton\tnote\rMaya\t2025-03-02\tSoup, and tea\r",
        'person, on, note\nMaya, 2025-03-02, "Soup, and tea"\n',
        "'person','on','note'\n'Maya','2025-03-02','Soup, and tea'\n",
        "person^on^note\nMaya^2025-03-02^Soup, and tea\n",
        '\ufeff Person ,On,NOTE,,\nMaya,2025-03-02,"Soup, and tea",,\n\n,,\n',
        '"note","on","person"\n"Soup, and tea","2025-03-02","Maya"',
        "person:on:note\nMaya:2025-03-02:Soup, and tea\n",
    ],
)
def test_any_usual_dialect_is_read(text: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert [as_talk(each) for each in read(text.encode(encoding), "csv")] == [
            {"person": "Maya", "on": "2025-03-02", "note": "Soup, and tea"}
        ]


@pytest.mark.parametrize(
    ("page", "name", "words"),
    [
        ("cp1252", "Windows-1252", "Zoë’s café – £5 a week"),
        ("cp1252", "Windows-1252", "José"),
        ("cp1250", "Windows-1250", "Gotuję zupę dla sąsiadów i śpiewam w chórze każdy tydzień"),
        ("cp1251", "Windows-1251", "Я пеку хлеб и учу детей читать по воскресеньям"),
        ("cp1253", "Windows-1253", "Μαγειρεύω για τους γείτονες κάθε Κυριακή"),
    ],
)
def test_a_windows_code_page_is_guessed_used_and_named(page: str, name: str, words: str) -> None:
    notes: list[Problem] = []
    data = (HEAD + ROW * 20_000).encode() + f"Jo,2025-03-02,{words}\n".encode(page)
    *_, record = read(data, "csv", notes=notes)
    assert record.note == words
    assert [(note.code, name in note.message) for note in notes] == [("CK829", True)]


def test_zero_bytes_early_in_a_short_sheet_cost_their_rows_alone() -> None:
    for early in ("x\0y\0z", "\0\0\0\0", "x\0y\0\0z\0"):
        data = sheet(f"Maya,2025-03-02,{early}", "Zoë,2025-03-02,x")
        assert who(data) == ["Zoë"]
        assert places(data, "csv") == [(2, 3, "CK828")]


@pytest.mark.parametrize(
    "words", ["Я пеку хлеб и учу детей", "我给整层楼的人做了汤", "Μαγειρεύω για όλους", "नमस्ते जी आप"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_told_without_a_mark_in_any_alphabet(words: str, encoding: str) -> None:
    (record,) = taken(f"person,on,note\nJo,2025-03-02,{words * 9}\n".encode(encoding), "csv")
    assert record.note == words * 9


def test_a_slip_of_another_encoding_in_a_file_of_utf_8_is_refused_alone() -> None:
    notes: list[Problem] = []
    data = (
        sheet("Zoë,2025-03-02,x", "Björn,2025-03-02,x") + b"Jos\xe9,2025-03-02,x\n" + sheet("Jo,2025-03-02,x", head="")
    )
    found = read(data, "csv", notes=notes)
    assert [type(each) for each in found] == [Record, Record, Refused, Record]
    assert (places(data, "csv"), notes) == ([(4, 1, "CK829")], [])
    assert b"Jos\xe9" in found[2].raw


def test_items_stand_between_bars_and_an_escaped_bar_is_a_bar() -> None:
    assert answers("Hair | Letters") == {"come_to_you": ["Hair", "Letters"]}
    assert answers("Hair |\nLetters | ") == {"come_to_you": ["Hair", "Letters", ""]}
    assert answers("a|b") == {"come_to_you": "a|b"}
    assert answers(r"a \| b") == {"come_to_you": "a | b"}
    assert answers(r"a \| b | c\\|d") == {"come_to_you": ["a | b", r"c\|d"]}
    assert answers("a | | b") == {"come_to_you": ["a", "", "b"]}


def test_an_empty_cell_is_no_answer_and_no_word_is_a_skip() -> None:
    data = sheet("Maya,2025-03-02,,skip,null", head="person,on,good_day,tuesday,ruler\n")
    (record,) = taken(data, "csv")
    assert record.answers is not None
    assert {name: (told.text, told.skipped) for name, told in record.answers.items()} == {
        "tuesday": ("skip", False),
        "ruler": ("null", False),
    }


def test_the_fields_of_a_group_keep_their_place() -> None:
    head = "person,on,circle.name,circle.ring,circle.gives\n"
    data = sheet("Maya,2025-03-02,Jo | Theo | Ann,closest | | friends,", head=head)
    (record,) = taken(data, "csv")
    assert as_talk(record)["answers"] == {
        "circle": [{"name": "Jo", "ring": "closest"}, {"name": "Theo"}, {"name": "Ann", "ring": "friends"}]
    }
    data = sheet("Maya,2025-03-02,Jo | Theo,closest,", head=head)
    assert places(data, "csv") == [(2, 4, "CK833")]


def test_an_answer_has_the_line_of_its_row_and_the_number_of_its_cell() -> None:
    data = sheet('Maya,2025-03-02,"x\ny",z', "Jo,2025-03-02,,w", head="person,on,note,tuesday\n")
    found = [with_places(each) for each in taken(data, "csv")]
    assert [(each.line, told.line, told.column) for each in found for told in (each.answers or {}).values()] == [
        (2, 2, 4),
        (4, 4, 4),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ['Bad,2025-03-02,"open', "Jo,2025-03-02,x", "Al,2025-03-02,y"],
        ['Bad,2025-03-02,"open', 'Jo,2025-03-02,"x"', 'Al,2025-03-02,"y, z"'],
        ['"Bad,2025-03-02,open', "Jo,2025-03-02,x", 'Al,2025-03-02,"y"'],
        ['Bad,2025-03-02,"open', 'Jo,2025-03-02,x"', "Al,2025-03-02,y"],
        ['Bad,2025-03-02,"open', "and on", "and on", "Jo,2025-03-02,x", "Al,2025-03-02,y"],
        ['Bad,2025-03-02,"She said', '"no" to me', "and left", 'Jo,2025-03-02,"x', '"', "Al,2025-03-02,y"],
        ['Bad,2025-03-02,"She said "no" to me"', "Jo,2025-03-02,x", "Al,2025-03-02,y"],
        ["Jo,2025-03-02,x", "Al,2025-03-02,y", 'Bad,2025-03-02,"open'],
        ['Bad,2025-03-02,"open', *["more"] * 150, "Jo,2025-03-02,x", "Al,2025-03-02,y"],
    ],
)
def test_a_quote_left_open_swallows_no_other_row(rows: list[str]) -> None:
    data = sheet(*rows)
    assert who(data) == ["Jo", "Al"]
    line = next(n for n, row in enumerate(rows, 2) if "Bad" in row)
    assert places(data, "csv") == [(line, 1, "CK831")]
    assert b"Bad" in refused(data, "csv")[0].raw


LONG = "\n".join(f"line {n}, and on" for n in range(5000))


@pytest.mark.parametrize("head", ["person,on,note\n", "note,on,person\n"])
def test_a_cell_of_thousands_of_lines_comes_in_whole_whatever_its_column(head: str) -> None:
    row = f'Maya,2025-03-02,"{LONG}"' if head.startswith("person") else f'"{LONG}",2025-03-02,Maya'
    last = "Jo,2025-03-02,x" if head.startswith("person") else "x,2025-03-02,Jo"
    found = taken(sheet(row, last, head=head), "csv")
    assert [(each.person, each.note) for each in found] == [("Maya", LONG), ("Jo", "x")]


def test_a_quote_left_open_before_thousands_of_lines_costs_its_own_record_alone() -> None:
    data = sheet("Jo,2025-03-02,x", f'Bad,2025-03-02,"{LONG}', 'Al,2025-03-02,"y"', "Ada,2025-03-02,z")
    assert who(data) == ["Jo", "Al", "Ada"]
    assert places(data, "csv") == [(3, 1, "CK831")]


def test_an_open_quote_among_ten_thousand_rows_costs_one_row() -> None:
    rows = [f"P{n},2025-03-02,note {n}" for n in range(10_000)]
    rows[5000] = 'Bad,2025-03-02,"open'
    assert len(who(sheet(*rows))) == 9_999


@given(st.lists(sheet_talks, min_size=2, max_size=4), st.data())
@some(150)
def test_a_quote_anywhere_in_a_row_spoils_no_row_before_and_few_after(told: list[Talk], data: st.DataObject) -> None:
    plain_talks = [{"person": f"P{n}", "on": "2025-03-02", "note": f"note {n}"} for n in range(4)]
    lines = as_sheet([plain_talks[0], *told, *plain_talks[1:]], lineterminator="\n")
    at = data.draw(st.integers(lines.index("\n", lines.index("note 0")) + 1, lines.index("P1,") - 1))
    found = taken((lines[:at] + '"' + lines[at:]).encode(), "csv")
    names = [each.person for each in found]
    assert [each["person"] for each in plain_talks if each["person"] not in names] == []


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        (",2025-03-02,x", 1, "CK825"),
        ("Maya,,x", 2, "CK826"),
        ("Maya,2.3.2025,x", 2, "CK826"),
        ("Maya,2025-02-30,x", 2, "CK826"),
        ("Maya,2025-03-02", 1, "CK825"),
        ("Maya,2025-03-02,", 1, "CK825"),
        ("Maya,2025-03-02,x,y", 4, "CK833"),
        ("Maya,2025-03-02,a\0b", 3, "CK828"),
        ("just some words", 2, "CK826"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_line_and_cell(row: str, cell: int, code: str) -> None:
    data = sheet("Jo,2025-03-02,x", row, "Al,2025-03-02,y")
    assert who(data) == ["Jo", "Al"]
    assert places(data, "csv") == [(3, cell, code)]


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ("name,on,note", [(1, "CK832")]),
        ("person,note", [(1, "CK832")]),
        ("person,on,note,on", [(4, "CK832")]),
        ("person,on,Phone number", [(3, "CK832")]),
        ("person,on,circle,circle.name", [(3, "CK832")]),
        ("Maya,2025-03-02,x", [(1, "CK832")]),
    ],
)
def test_headings_that_cannot_be_understood_are_told_and_nothing_is_read(
    head: str, faults: list[tuple[int, str]]
) -> None:
    data = sheet("Maya,2025-03-02,x,y", head=f"{head}\n")
    assert taken(data, "csv") == []
    assert sorted(places(data, "csv")) == [(1, cell, code) for cell, code in faults]


def test_a_fault_never_says_what_a_person_said() -> None:
    data = sheet(
        'Zebra,Zebra crossing,"Zebra',
        "Zebra crossing,Zebra crossing,Zebra crossing,Zebra crossing",
        head="person,on,note\n",
    )
    told = "".join(str(problem) for each in refused(data, "csv") for problem in each.problems)
    assert told
    assert "Zebra" not in told


def test_an_empty_sheet_and_one_of_headings_alone_hold_nothing() -> None:
    assert read(b"", "csv") == read(b"\n\n", "csv") == read(HEAD.encode(), "csv") == []


PASTED = 'pasted:\nBen,2025-03-04,he said "hello"\nAl,2025-03-05,k\nend of paste'


@pytest.mark.parametrize("note", [PASTED, f"{PASTED}, of sorts", "Ben,2025-03-04,x\n" * 5000])
@pytest.mark.parametrize("head", ["person,on,note\n", "note,on,person\n"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_lines_like_rows_within_a_closed_cell_belong_to_the_cell(note: str, head: str, mark: str) -> None:
    note = note.replace(",", mark)
    quoted = '"' + note.replace('"', '""') + '"'
    row = [quoted, "2025-03-02", "Maya"] if head.startswith("note") else ["Maya", "2025-03-02", quoted]
    last = ["x", "2025-03-02", "Cy"] if head.startswith("note") else ["Cy", "2025-03-02", "x"]
    found = read(sheet(mark.join(row), mark.join(last), head=head.replace(",", mark)), "csv")
    assert [(each.person, each.note) for each in found] == [("Maya", note.strip()), ("Cy", "x")]


@pytest.mark.parametrize(
    "after",
    [
        ['Jo,2025-03-02,""', 'Al,2025-03-02,", and so"'],
        ['Jo,2025-03-02,"x', 'y"', 'Al,2025-03-02,"', 'y"'],
        ["Jo,2025-03-02,x", 'Al,2025-03-02,6"'],
        ['"Jo","2025-03-02","x"', '"Al","2025-03-02","y"'],
        *([*["Jo,2025-03-02,x"] * 3000, f"Al,2025-03-02,{cell}"] for cell in ("x", '"x"', '"x\ny"')),
    ],
)
def test_a_quote_left_open_swallows_no_row_that_has_quotes_itself(after: list[str]) -> None:
    data = sheet('Bad,2025-03-02,"open', *after, "Cy,2025-03-02,z")
    assert {"Al", "Cy"} <= set(who(data))
    assert places(data, "csv")[0] == (2, 1, "CK831")
    assert not any("2025-" in each.note for each in taken(data, "csv"))


def test_open_quotes_that_close_one_another_again_and_again_take_no_long_time() -> None:
    rows = ['Maya,2025-03-02,"a', *["Ben,2025-03-02,k", 'x","y'] * 30_000]
    begun = time.process_time()
    assert len(who(sheet(*rows))) == 30_000
    assert time.process_time() - begun < 12
