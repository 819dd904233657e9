"""`coachkit look-again`: the page gone through together, what it brings, and the coach's own word at the end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, no_traceback

LOOKED = """\
on: 2026-12-17
since: The radio is on again.
who_does_what:
  - what: The council's forms on the computer
    going: still
    keeps_going: Dulce's olives
    now: by
    next: same
    helper: Dulce
    helper_said: yes
    helper_limit: Fridays
  - what: Getting to the repair café
    going: not_begun
    now: for
    next: circle
    helper: Len
    helper_said: asked
  - what: My leg, Mondays, with Ifeoma
    going: ended
promise_still: right
enough: The radio on
next_steps:
  - mine: Leave the forms alone
    how_near: close_by
    how_often: Once a month
    meet: 2027-01-14
could_have_done: canary-for-me-alone
needed: A feeling, no more
will_stop: Ringing on Sundays
"""


@pytest.fixture
def december(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COACHKIT_TODAY", "2026-12-17")
    return rosa


def handovers(run: Run) -> dict[str, dict[str, Any]]:
    return {one["what"]: one for one in run("plan", "Rosa", "--format", "json").data["handovers"]}


def test_a_looking_again_from_a_file_moves_the_page_on(december: Run) -> None:
    done = december("look-again", "Rosa", "--answers", "-", lines=LOOKED)
    assert done.code == 0, done.err
    things = handovers(december)
    assert {what: one["status"] for what, one in things.items()} == {
        "The council's forms on the computer": "moved",
        "Getting to the repair café": "asked",
    }
    plan = december("plan", "Rosa", "--format", "json").data
    assert plan["how_often"] == {
        "phase": "close_by", "how_often": "Once a month", "from": "2026-12-17", "look_again_on": "2027-01-14",
    }  # fmt: skip
    assert "Rosa's page" in done.out
    assert "Still going, since 17 December 2026." in done.out


def test_what_the_coach_answers_alone_is_read_back_to_nobody_and_goes_home_with_nobody(december: Run) -> None:
    december("look-again", "Rosa", "--answers", "-", lines=LOOKED)
    december("introduce", "Rosa", "--to", "Canary Okafor", "--because", "canary-because")
    for form in ("md", "json"):
        assert "canary" not in december("export", "Rosa", "--format", form).out.casefold()
    words, _, kept = december("export", "Rosa", "--whole").out.partition("```coachkit")
    assert "canary" not in words.casefold()
    assert "canary-for-me-alone" in kept
    assert "canary-because" in kept
    talk = december("talks", "Rosa", "--format", "json").data[-1]["id"]
    assert "FOR YOU ALONE, LID HALF DOWN" in december("session", "show", talk).out
    assert "canary-for-me-alone" not in december("plan", "Rosa").out + december("profile", "Rosa").out


def test_the_next_time_it_says_what_the_coach_said_they_would_stop(december: Run) -> None:
    december("look-again", "Rosa", "--answers", "-", lines=LOOKED)
    asked = "yes\n" + ">will_stop\nq\n"
    shown = december("look-again", "Rosa", lines=asked).err
    assert "Last time you said you would stop:" in shown
    assert '"Ringing on Sundays"' in shown
    assert '"Leave the forms alone"' in shown


def test_it_shows_each_thing_as_the_page_has_it_and_brings_the_helper_along(december: Run) -> None:
    lines = "yes\n-\n1\n-\n1\n4\n-\n1\n-\n-\n-\n-\n-\nq\n"
    shown = december("look-again", "Rosa", lines=lines).err
    assert "On your page:" in shown
    assert "Next: You and Dulce. Dulce has said yes." in shown
    assert "How is it for Dulce these days?" in shown
    assert "Who else is in it with you?" not in shown
    thing = handovers(december)["The council's forms on the computer"]
    assert (thing["status"], thing["helper"], thing["helper_said"]) == ("moved", "Dulce", "yes")


def test_a_looking_again_that_was_left_is_gone_on_with_and_never_begun_twice(december: Run) -> None:
    left = december("look-again", "Rosa", lines="yes\nThe radio\nq\n")
    assert left.code == 0
    assert "coachkit look-again Rosa" in left.err
    again = december("look-again", "Rosa", lines="1\nq\n")
    assert "Going on with the talk" in again.err
    assert "What has been good since we last looked?" not in again.err
    kinds = [talk["script"] for talk in december("talks", "Rosa", "--format", "json").data]
    assert kinds.count("looking_again") == 1
    beside = december("look-again", "Rosa", "--answers", "-", lines=LOOKED)
    assert beside.code == 0
    assert "is not finished" in beside.err


def test_undo_takes_a_whole_looking_again_back(december: Run) -> None:
    before = december("plan", "Rosa").out
    december("look-again", "Rosa", "--answers", "-", lines=LOOKED)
    assert december("plan", "Rosa").out != before
    assert december("undo").code == 0
    assert december("plan", "Rosa").out == before


def test_there_is_nothing_to_look_at_again_without_a_page(run: Run) -> None:
    run("person", "add", "Maya")
    refused = run("look-again", "Maya", lines="yes\n")
    assert refused.code == 1
    assert "no page yet" in refused.err
    assert run("look-again", "Nobody").code == 3


def test_a_file_that_goes_by_another_script_or_says_no_keeps_nothing(december: Run) -> None:
    for text in ("script: gifts\nsince: soup\n", "permission: no\nsince: soup\n", "sinse: soup\n"):
        refused = december("look-again", "Rosa", "--answers", "-", lines=text)
        assert refused.code in (2, 4)
        no_traceback(refused)
    assert len(december("talks", "Rosa", "--format", "json").data) == 1


def test_nobody_there_to_answer_is_said_with_what_to_use_instead(december: Run) -> None:
    alone = december("look-again", "Rosa")
    assert alone.code == 5
    assert "--answers FILE" in alone.err


def test_a_thing_met_again_in_another_talk_is_offered_and_not_doubled(december: Run, tmp_path: Path) -> None:
    lines = "yes\n>who_does_what\n1\n1\n-\n-\n-\nq\n"
    shown = december("talk", "Rosa", "--script", "first_conversation", lines=lines).err
    assert "1. The council's forms on the computer" in shown
    assert len(handovers(december)) == 3
    first = json.loads(december("handover", "show", "Rosa", "forms", "--format", "json").out)["data"]
    assert [step["did"] for step in first[0]["steps"]] == ["said", "said"]


def test_a_helper_who_has_not_said_yes_is_never_printed_as_if_they_had(december: Run) -> None:
    told = """\
    who_does_what:
      - what: Getting to the repair café
        going: still
        now: by
        next: same
        helper: Len
        helper_said: not_asked
    """
    december("look-again", "Rosa", "--answers", "-", lines=told)
    page = december("plan", "Rosa").out
    assert "You and Len do it" not in page
    assert handovers(december)["Getting to the repair café"]["status"] != "moved"
