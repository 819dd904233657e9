"""Spreadsheets of somebody else's: what stands in a cell, what a heading means, and what a map says of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_import import counts, told


def answers(run: Run, *words: str) -> list[tuple[str, str]]:
    """What was answered in the only talk there is."""
    (talk,) = run("talks", *words, "--format", "json").data
    shown = run("session", "show", talk["id"], "--format", "json").data
    return [(one["step"], one["text"]) for one in shown["answers"]]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "visits.csv"


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return tmp_path / "map.yaml"


def test_a_cell_is_one_answer_where_its_question_takes_one_and_a_list_where_it_takes_a_list(
    run: Run, sheet: Path, map_: Path
) -> None:
    sheet.write_text("Name;Day;Story;Skills\nMaya;2025-03-02;We went, and then came home;hair, letters\n")
    map_.write_text('columns: {Name: person, Day: on, Story: good_day, Skills: come_to_you}\nbetween: ","\n')
    for expected in ((1, 0, 0, 0), (0, 1, 0, 0)):
        assert counts(told(run, str(sheet), "--map", str(map_))) == expected
    assert answers(run) == [
        ("good_day", "We went, and then came home"), ("come_to_you", "hair"), ("come_to_you", "letters"),
    ]  # fmt: skip


def test_a_bar_in_a_story_is_a_bar(run: Run, own: Path, sheet: Path) -> None:
    sheet.write_text("person,on,needed,words,things,fruits\nMaya,2025-03-02,a | b,pipes | here \\| there,x | y \\| z,"
                     "apple | plum\n")  # fmt: skip
    assert counts(told(run, str(sheet))) == (1, 0, 0, 0)
    said = [("needed", "a | b"), ("words", "pipes | here | there"), ("things", "x"), ("things", "y | z")]
    assert answers(run)[:4] == said
    assert "apple" in str(answers(run)[4:]).casefold() and "plum" in str(answers(run)[4:]).casefold()


def problems(run: Run, *words: str) -> list[tuple[str, str]]:
    """The faults of the only file, with their places; nothing of it came in."""
    data = told(run, *words, code=4)
    assert counts(data) == (0, 0, 0, 1)
    (source,) = data["sources"]
    return [(":".join(one["place"].split(":")[-3:]), one["message"]) for one in source["problems"]]


def test_a_heading_that_no_script_knows_is_named_once_and_nothing_of_the_sheet_comes_in(run: Run, sheet: Path) -> None:
    sheet.write_text("person,on,good_dai,mood\n" + "Maya,2025-03-02,Soup,\n" * 3 + "Abdi,2025-03-02,,fine\n")
    (near, far) = problems(run, str(sheet))
    assert (near[0].endswith(":1:3"), "good_dai" in near[1], "Did you mean “good_day”?" in near[1]) == (True,) * 3
    assert (far[0].endswith(":1:4"), "mood" in far[1], "--map" in far[1]) == (True,) * 3


def test_a_group_without_its_field_is_told_what_its_columns_are_called(run: Run, sheet: Path) -> None:
    sheet.write_text("person,on,circle\nMaya,2025-03-02,Jo\n")
    ((place, message),) = problems(run, str(sheet))
    assert place.endswith(":1:3") and "“circle." in message


def test_a_name_in_a_map_that_nothing_has_is_told_where_the_map_says_it(run: Run, sheet: Path, map_: Path) -> None:
    sheet.write_text("Name,Day,good_day\n" + "Maya,2025-03-02,Soup\n" * 9)
    map_.write_text("columns:\n  Name: persn\n  Day: on\noptions:\n  good_dai: {Soup: soup}\n")
    (first, second) = problems(run, str(sheet), "--map", str(map_))
    assert (first[0].endswith("map.yaml:2:9"), "Did you mean “person”?" in first[1]) == (True, True)
    assert (second[0].endswith("map.yaml:5:3"), "Did you mean “good_day”?" in second[1]) == (True, True)
