"""`coachkit` alone: what is near today, warm and short; never a backlog, and nobody who is done with us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coachkit.talk.events import Happened
from tests.cli.conftest import Run, no_escapes
from tests.cli.decided import decide, handover
from tests.wording.forbidden import forbidden_words

NO = "Helpers who would rather not, and that is all right"


@pytest.fixture
def on(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The day page of a day, with Rosa in the notebook: her talk was on 19 November, to look again on 17 December."""

    def page(day: str) -> str:
        monkeypatch.setenv("COACHKIT_TODAY", day)
        done = rosa()
        assert (done.code, done.err) == (0, "")
        no_escapes(done)
        assert forbidden_words(done.out) == []
        assert "overdue" not in done.out
        return done.out

    return page


def talk_on(run: Run, tmp_path: Path, day: str, *lines: str, name: str = "Rosa") -> None:
    """A talk of that day with these answers."""
    answers = tmp_path / "talk.yaml"
    answers.write_text("\n".join((f"person: {name}", f"on: {day}", *(lines or ("good_day: fine",)))), "utf-8")
    done = run("talk", "--answers", str(answers))
    assert done.code == 0, done.err


def test_a_day_to_look_again_that_went_by_is_said_until_a_talk_is_held_or_four_weeks_are_gone(
    on: Any, rosa: Run, tmp_path: Path
) -> None:
    missed = "We said we would look again on 17 December 2026, with Rosa."
    assert "Thursday 17 December with Rosa" in on("2026-12-17")
    assert missed not in on("2026-12-17")
    assert missed in on("2026-12-18")
    assert missed in on("2027-01-14")
    assert missed not in on("2027-01-15")
    on("2026-12-20")
    talk_on(rosa, tmp_path, "2026-12-10")
    assert missed in on("2026-12-20")
    talk_on(rosa, tmp_path, "2026-12-19")
    assert missed not in on("2026-12-20")


def test_a_helper_who_would_rather_not_shows_for_four_weeks_or_until_it_goes_further(on: Any, home: Path) -> None:
    line = 'Bea, for Rosa: "the choir" (3 November 2026)'
    handover(home, "Rosa", "the choir", ("2026-11-01", "asked"), ("2026-11-03", "no"), helper="Bea", next="circle")
    assert f"{NO}\n  {line}\n" in on("2026-11-22")
    assert line in on("2026-12-01")
    assert NO not in on("2026-12-02")
    decide(home, "Rosa", "2026-11-20", Happened.HANDOVER, "the choir", did="edited", facts={"helper": "Len"})
    assert NO not in on("2026-11-22")


@pytest.mark.parametrize("then", ["yes", "asked", "ended"])
def test_a_no_that_something_came_after_is_left_in_peace(on: Any, home: Path, then: str) -> None:
    handover(home, "Rosa", "the choir", ("2026-11-03", "no"), ("2026-11-05", then), helper="Bea", next="circle")
    assert NO not in on("2026-11-22")


def test_a_helper_who_leaves_what_had_moved_shows_too(on: Any, home: Path) -> None:
    steps = [(f"2026-11-0{n}", did) for n, did in enumerate(("yes", "moved", "no"), 1)]
    handover(home, "Rosa", "the choir", *steps, helper="Bea", next="circle")
    assert 'Bea, for Rosa: "the choir" (3 November 2026)' in on("2026-11-22")


def test_a_first_small_thing_shows_until_they_have_met_on_its_day_or_named_others(
    on: Any, rosa: Run, tmp_path: Path
) -> None:
    thing = "Rosa: Knock on Len's door and ask him about Thursdays"
    assert f"{thing} (Tuesday 24 November)" in on("2026-11-22")
    assert thing in on("2026-12-22")
    assert thing not in on("2026-12-23")
    on("2026-11-26")
    talk_on(rosa, tmp_path, "2026-11-23")
    assert thing in on("2026-11-26")
    talk_on(rosa, tmp_path, "2026-11-25")
    assert thing not in on("2026-11-26")
    rosa("undo")
    assert thing in on("2026-11-26")


def test_a_pause_for_safety_and_a_return_show_for_as_long_as_they_last(on: Any, home: Path) -> None:
    decide(home, "Rosa", "2026-05-01", Happened.CONCERN_RAISED, told="the duty desk")
    decide(home, "Rosa", "2026-06-01", Happened.CAME_BACK, facts={"rang": "person"})
    page = on("2026-11-22")
    assert "Stepping back waits for Rosa since 1 May 2026; end it with: coachkit person resume Rosa" in page
    assert "Sam has been back with Rosa since 1 June 2026, as promised; coachkit come-back Rosa --over" in page
    decide(home, "Rosa", "2026-11-20", Happened.PAUSE_OVER)
    decide(home, "Rosa", "2026-11-20", Happened.STEPPED_BACK, facts={})
    page = on("2026-11-22")
    assert "Stepping back waits" not in page
    assert "as promised" not in page


def test_those_whose_time_together_has_ended_or_who_are_put_away_are_left_in_peace(
    on: Any, rosa: Run, home: Path
) -> None:
    decide(home, "Rosa", "2026-11-20", Happened.CONCERN_RAISED, told="the duty desk")
    assert "Rosa" in on("2026-11-22")
    rosa("person", "archive", "Rosa")
    assert "Rosa" not in on("2026-11-22")
    rosa("undo")
    decide(home, "Rosa", "2026-11-21", Happened.ENDED, facts={"ending": "good_enough"})
    assert "Nothing is waiting today." in on("2026-11-22")


def test_a_section_has_five_lines_and_says_that_there_is_more_but_not_how_much(on: Any, rosa: Run, home: Path) -> None:
    for n in range(5):
        handover(home, "Rosa", f"thing {n}", (f"2026-11-0{n + 1}", "no"), helper="Bea", next="circle")
    assert on("2026-11-22").count("Bea, for Rosa") == 5
    assert "and more" not in on("2026-11-22")
    handover(home, "Rosa", "thing 5", ("2026-11-06", "no"), helper="Bea", next="circle")
    page = on("2026-11-22")
    assert page.count("Bea, for Rosa") == 5
    assert '"thing 0"' not in page
    assert "  and more: coachkit people\n" in page


def test_a_paused_talk_shows_for_four_weeks(on: Any, rosa: Run) -> None:
    assert rosa("talk", "Ana", lines="yes\nsaid\nq\n").code == 0
    assert "Sunday 22 November 2026 with Ana: coachkit talk Ana" in on("2026-11-22")
    assert "with Ana" in on("2026-12-20")
    assert "with Ana" not in on("2039-01-01")


def test_the_coach_whose_name_is_not_set_is_you(on: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACHKIT_COACH")
    decide(home, "Rosa", "2026-06-01", Happened.CAME_BACK, facts={"rang": "person"})
    assert "You have been back with Rosa since 1 June 2026, as promised" in on("2026-11-22")
