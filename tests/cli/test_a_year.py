"""A year in the life of one made-up person, replayed day by day: pages, story, and figures counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.a_year import YEAR
from tests.cli.conftest import Run, no_traceback

GOLDEN = Path(__file__).parent / "golden"
PAGES = {"start": "2026-01-15", "half": "2026-07-15", "end": "2027-01-15"}


def live(run: Run, monkeypatch: pytest.MonkeyPatch, until: str) -> None:
    """The year up to a day, and then it is that day."""
    for day, words, typed in YEAR:
        if day > until:
            break
        monkeypatch.setenv("COACHKIT_TODAY", day)
        done = run(*words, lines=typed)
        no_traceback(done)
        assert done.code == 0, (day, words, done.err)
    monkeypatch.setenv("COACHKIT_TODAY", until)


@pytest.mark.parametrize(("name", "day"), PAGES.items(), ids=PAGES)
def test_the_page_says_where_they_are(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, day: str) -> None:
    live(run, monkeypatch, day)
    assert run("plan", "Hamid").out == (GOLDEN / f"hamid_{name}.txt").read_text("utf-8")


def test_the_years_figures_are_what_a_count_by_hand_gives(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moved first: bags 12 March, letters 12 March (back 21 May, 70 days on), meter 11 June (back 20 August, 70 on)."""
    live(run, monkeypatch, "2027-01-15")
    figures = run("lasting", "Hamid", "--format", "json").data
    assert {name: figures[name] for name in figures if name not in ("person", "things")} == {
        "moved": 3,
        "still_going": {
            "30": {"count": 3, "of": 3},
            "90": {"count": 1, "of": 3},
            "180": {"count": 1, "of": 3},
        },
        "back": 0,
        "contacts": {"person_started": 2, "of": 3},
        "asked": {"yes": 2, "named": 2},
        "circle": {"gives": 2, "receives": 2, "of": 4},
    }


def test_the_story_of_one_thing_holds_the_whole_year(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    live(run, monkeypatch, "2027-01-15")
    (way,) = run("handover", "show", "Hamid", "letters", "--format", "json").data
    assert [(step["on"], step["did"], step["became"]) for step in way["steps"]] == [
        ("2026-01-15", "said", None),
        ("2026-03-12", "said", "moved"),
        ("2026-05-21", "no", "back"),
        ("2026-06-11", "said", None),
        ("2026-06-25", "moved", "moved"),
        ("2026-09-10", "said", None),
        ("2026-12-10", "said", None),
    ]
    assert way["helper"] == "Mr Bell"


def test_taking_the_whole_year_back_one_change_at_a_time_leaves_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(run, monkeypatch, "2027-01-15")
    for _ in YEAR:
        assert run("undo").code == 0
    assert run("people").out == ""
    assert "nothing to take back" in run("undo").err
