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
