"""Somebody else's spreadsheet, read by a mapping."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import BadDataError
from coachkit.importers.records import Mapping, read_mapping
from tests.importers.made_records import as_talk, places, refused, taken

MAP = """
columns:
  Client name: person
  Date of visit: on
  What went well?: good_day
  Can do: come_to_you
  Friends: circle.name
  How close: circle.ring
leave_out:
  - Phone
  - Postcode
options:
  circle.ring:
    very close: closest
    FRIEND: friends
every_row:
  script: first_conversation
days: day/month/year
between: ";"
"""
SHEET = (
    "Client Name,Date of visit,What went well?,Can do,Friends,How close,Phone,Postcode,tuesday\n"
    '"Osei, Maya",2/3/2025 00:00:00,The stall,Hair; letters,Jo; Theo; Ann,Very close;;friend,020 7946,N1,I slept\n'
)


def mapped(text: str) -> Mapping:
    return read_mapping(text.encode(), "map.yaml")


def faults(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(BadDataError) as caught:
        mapped(text)
    return [(each.line, each.column, each.code) for each in caught.value.problems]


def test_a_mapping_renames_columns_and_options_and_reads_days_as_they_are_written() -> None:
    (record,) = taken(SHEET.encode(), "csv", mapped(MAP))
    assert as_talk(record) == {
        "person": "Osei, Maya",
        "on": "2025-03-02",
        "script": "first_conversation",
        "answers": {
            "good_day": "The stall",
            "come_to_you": ["Hair", "letters"],
            "circle": [{"name": "Jo", "ring": "closest"}, {"name": "Theo"}, {"name": "Ann", "ring": "friends"}],
            "tuesday": "I slept",
        },
    }


def test_a_refused_row_can_be_mended_and_read_by_the_same_mapping() -> None:
    bad = SHEET.replace("2/3/2025", "31/2/2025")
    (one,) = refused(bad.encode(), "csv", mapped(MAP))
    assert [(p.line, p.column, p.code) for p in one.problems] == [(2, 2, "CK826")]
    mended = (one.csv_header + b"\n" + one.raw).replace(b"31/2/2025", b"28/2/2025")
    (record,) = taken(mended, "csv", mapped(MAP))
    assert str(record.on) == "2025-02-28"


def test_a_person_and_a_day_can_be_the_same_for_every_row() -> None:
    mapping = mapped("every_row: {person: Maya, on: 2025-03-02}\n")
    assert [each.person for each in taken(b"good_day,note\nx,y\nz,\n", "csv", mapping)] == ["Maya", "Maya"]


def test_a_column_of_the_mapping_that_is_not_there_is_told() -> None:
    mapping = mapped("columns: {Name: person, Day: on, Remarks: note}\n")
    assert places(b"Name,Day,good_day\nMaya,2025-03-02,x\n", "csv", mapping) == [(1, 1, "CK832")]


def test_a_mapping_is_for_sheets_alone() -> None:
    assert places(b'[{"person": "Maya"}]', "json", mapped(MAP)) == [(1, 1, "CK836")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- x\n", [(1, 1, "CK835")]),
        ("colums: {Name: person}\n", [(1, 1, "CK835")]),
        ("columns: {Name: Persons}\n", [(1, 17, "CK835")]),
        ("columns: {Name: person, Who: person}\n", [(1, 30, "CK835")]),
        ("columns: {Name: person, NAME: ref}\n", [(1, 25, "CK835")]),
        ("columns: {Name: person}\nleave_out: [Name]\n", [(2, 13, "CK835")]),
        ("leave_out: Name\n", [(1, 12, "CK835")]),
        ("options: {note: {a: b}}\n", [(1, 11, "CK835")]),
        ("options: {ring: [a]}\n", [(1, 17, "CK835")]),
        ("options: {ring: {a: [b]}}\n", [(1, 21, "CK835")]),
        ("every_row: {note: x}\n", [(1, 13, "CK835")]),
        ("every_row: {on: today}\n", [(1, 17, "CK835")]),
        ("columns: {Day: on}\nevery_row: {on: 2025-03-02}\n", [(2, 13, "CK835")]),
        ("days: dd/mm/yyyy\n", [(1, 7, "CK835")]),
        ("days: day/month\n", [(1, 7, "CK835")]),
        ("between: and\n", [(1, 10, "CK835")]),
        ("columns: {Name: person}\ncolumns: {Name: person}\n", [(2, 1, "CK103")]),
        ("columns: {\n", [(1, 1, "CK101")]),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told_with_its_places(text: str, found: list[tuple[int, int, str]]) -> None:
    assert faults(text)[: len(found)] == found


@pytest.mark.parametrize("text", ["", "\n \n", "# columns\n"])
def test_an_empty_mapping_is_told_how_one_begins(text: str) -> None:
    with pytest.raises(BadDataError) as caught:
        mapped(text)
    (problem,) = caught.value.problems
    assert (problem.code, "columns: {" in problem.hint) == ("CK835", True)


def test_a_day_written_in_another_way_is_told_what_a_mapping_says_of_days() -> None:
    (other,) = refused(b"person,on,note\nMaya,02/03/2025,x\n", "csv")
    assert "days: day/month/year" in other.problems[0].hint
    (none,) = refused(b"person,on,note\nMaya,soon,x\n", "csv")
    assert none.problems[0].hint == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("day.month.year", "2.3.2025"),
        ("month-day-year", "03-02-2025"),
        ("year/month/day", "2025/03/02 14:00"),
        ("", "2025-03-02"),
    ],
)
def test_days_are_read_as_the_mapping_says(days: str, said: str) -> None:
    assert str(Mapping(days=days).day(said)) == "2025-03-02"
    assert Mapping(days=days).day("2 March") is None
    assert Mapping(days=days).day("٢٫٣٫٢٠٢٥") is None


PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")


def shown(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def test_what_the_page_shows_is_read_as_it_says() -> None:
    (record,) = taken(shown("json").encode(), "json")
    assert (record.person, record.ref, len(record.turns)) == ("Maya", "K-1041", 2)
    (record,) = taken(shown("csv").encode(), "csv")
    assert as_talk(record)["answers"]["circle"] == [
        {"name": "Jo", "ring": "closest"},
        {"name": "Theo"},
        {"name": "Ann", "ring": "friends"},
    ]
    assert read_mapping(shown("yaml").encode(), "map.yaml").day("2/3/2025") == date(2025, 3, 2)
