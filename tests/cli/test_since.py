"""`coachkit since`: several months of a made-up person's life, looked back on from the command line."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachkit.cli.desk import opened
from coachkit.talk.events import Happened, NewEvent
from tests.cli.conftest import Run, no_escapes, no_traceback
from tests.wording.forbidden import forbidden_words

FIRST = """\
person: {name}
on: 2026-11-19
script: first_conversation
could_show: [My mother's bean stew]
circle:
  - {{ name: Len, ring: friends, gives: A plate on Fridays }}
  - {{ name: Dulce, ring: closest }}
tuesday: Radio on, and a knock at the door.
ruler: 6
not_lower: null
enough: Two Thursdays a week
who_does_what:
  - what: The council's forms
    now: for
    next: circle
    person_does: I press the buttons
    helper: Dulce
    helper_said: yes
    coach_stops: filling them in
  - what: Getting to the café
    now: for
    next: circle
    helper: Len
    helper_said: not_asked
    coach_stops: driving
promise:
  - signs: [The radio is off]
next_steps:
  - how_often: Every other Thursday
    meet: 2027-03-04
"""
AGAIN = """\
person: {name}
on: 2027-03-04
script: looking_again
since: We sent two forms off.
who_does_what:
  - what: The council's forms
    going: still
    now: by
    next: circle
    helper: Dulce
    helper_said: yes
ruler: 4
enough: A quiet Thursday
next_steps:
  - how_near: close_by
    how_often: Once a month
"""
HOSTILE = "\x1b]0;x\x07[/b] {person} %s \u202eRo"

Decide = Callable[..., None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """It is that day from now on."""
    return lambda day: monkeypatch.setenv("COACHKIT_TODAY", day)


@pytest.fixture
def decide(on: Callable[[str], None]) -> Decide:
    """Keep a decision on a handover of a person's, called so, on a day."""

    def keep(name: str, day: str, what: str, did: str, **facts: Any) -> None:
        from coachkit.workbench.find import find_person
        from coachkit.workbench.gathering import known

        on(day)
        with opened() as room:
            person = find_person(room, name)
            (handover,) = [way.handover for way in known(room, person).ways if way.handover.what == what]
            change = room.notebook.begin("handover", "a decision", on=room.today, by=room.coach)
            event = NewEvent(kind=Happened.HANDOVER, subject=handover.id, body={"did": did, "facts": facts})
            room.notebook.append(change, person.id, None, [event], at=room.clock())

    return keep


@pytest.fixture
def months(run: Run, on: Callable[[str], None], decide: Decide) -> Run:
    """Rosa from November to June: two talks, and what was decided between them."""
    on("2026-11-19")
    assert run("talk", "--answers", "-", lines=FIRST.format(name="Rosa")).code == 0
    decide("Rosa", "2026-12-03", "Getting to the café", "asked")
    decide("Rosa", "2026-12-10", "Getting to the café", "yes")
    on("2027-03-04")
    assert run("talk", "--answers", "-", lines=AGAIN.format(name="Rosa")).code == 0
    decide("Rosa", "2027-04-01", "Getting to the café", "moved")
    decide("Rosa", "2027-05-06", "Getting to the café", "back")
    on("2027-06-09")
    return run


def test_without_a_day_it_is_since_the_talk_before_the_latest(months: Run) -> None:
    done = months("since", "Rosa")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == """\
Rosa                                          since the talk of 19 November 2026

PUT TO USE

  "I press the buttons"
    Rosa's part, since 4 March 2027: "The council's forms"

WHAT ELSE ROSA BRINGS

  4 March 2027
    a good day   "We sent two forms off."

WHO DOES WHAT NOW

  The council's forms
    Rosa and Dulce do it now, since 4 March 2027.
    Before, it was done for Rosa.

  Getting to the café
    Without Sam from 1 April 2027.
    Back with Sam for now, since 6 May 2027.
    Len said yes on 10 December 2026.

HOW OFTEN ROSA AND SAM MEET
  Then: "Every other Thursday"
  Now, since 4 March 2027: "Once a month"

ROSA'S OWN RULER

  "an ordinary Tuesday"
    19 November 2026: 6. Good enough: "Two Thursdays a week"
    4 March 2027: 4. Good enough: "A quiet Thursday"
"""
    )


def test_a_month_means_its_first_day_and_what_was_said_on_a_day_given_is_since_it(months: Run) -> None:
    march = months("since", "Ro", "march", "--format", "json").data
    assert march["from"] == "2027-03-01"
    assert months("since", "Rosa", "March", "2027", "--format", "json").data == march
    assert [one["handover"]["what"] for one in march["handovers"]] == ["The council's forms", "Getting to the café"]
    on_the_day = months("since", "Rosa", "2027-03-04", "--format", "json").data
    assert on_the_day["rulers"] == march["rulers"] != []
    day_after = months("since", "Rosa", "2027-03-05", "--format", "json").data
    assert (day_after["rulers"], day_after["how_often"]) == ([], None)
    assert [turn["became"] for turn in day_after["handovers"][0]["turns"]] == ["moved", "back"]


def test_json_has_typed_fields_for_each_part(months: Run) -> None:
    found = months("since", "Rosa", "--format", "json").json
    assert found["kind"] == "since"
    data = found["data"]
    assert data["person"]["name"] == "Rosa"
    assert (data["from"], data["after_talk"], data["first_talk"]) == ("2026-11-19", True, None)
    forms, cafe = data["handovers"]
    assert (forms["before"], forms["turns"]) == ("for", [{"became": "moved", "on": "2027-03-04"}])
    assert (cafe["handover"]["status"], cafe["answered_on"]) == ("back", "2026-12-10")
    assert data["rulers"][0]["now"] == {"on": "2027-03-04", "value": 4, "good_enough": "A quiet Thursday"}
    assert data["how_often"]["now"] == {"phase": "close_by", "how_often": "Once a month", "from": "2027-03-04"}
    assert data["put_to_use"][0]["handover"] == "The council's forms"


def test_before_the_first_talk_everything_is_told_against_nothing(months: Run) -> None:
    done = months("since", "Rosa", "2026-01-01")
    assert done.out.startswith("Rosa\n  The first talk was on 19 November 2026; everything since then:\n\nNEW PEOPLE\n")
    assert "Len, first named on 19 November 2026, among friends." in done.out
    assert months("since", "Rosa", "2026-01-01", "--format", "json").data["first_talk"] == "2026-11-19"


def test_with_one_talk_it_is_since_that_talk_and_nothing_different_is_one_sentence(rosa: Run) -> None:
    done = rosa("since", "Rosa")
    assert done.code == 0
    assert done.out == ("  Nothing that is written down of Rosa is different since the talk of 19\n  November 2026.\n")


def test_somebody_without_a_talk_has_nothing_to_look_back_on(run: Run) -> None:
    run("person", "add", "Ann")
    assert run("since", "Ann").out == "  Nothing is written down yet of Ann.\n"
    assert run("since", "Ann", "--format", "json").data["from"] is None


@pytest.mark.parametrize("typed", ["tomorrow", "2026-12-24", "in 2 weeks"])
def test_a_day_to_come_is_a_usage_fault_in_a_sentence(rosa: Run, typed: str) -> None:
    done = rosa("since", "Rosa", typed)
    assert (done.code, done.out) == (2, "")
    assert "is still to come; looking back needs a day gone by." in done.err


@pytest.mark.parametrize("typed", ["soon", "1.3.2026", "2026-02-30", HOSTILE, "x" * 500])
def test_a_text_that_is_no_day_is_a_usage_fault_in_a_sentence(rosa: Run, typed: str) -> None:
    done = rosa("since", "Rosa", typed)
    assert (done.code, done.out) == (2, "")
    assert "is not a day.\nWrite it like 2025-11-26, march, 7 January or 3 weeks ago." in done.err
    no_escapes(done)


def test_nobody_of_that_name_is_not_found_and_another_format_is_a_usage_fault(rosa: Run) -> None:
    assert rosa("since", "Zed").code == 3
    assert rosa("since", "Rosa", "--format", "md").code == 2


def test_hostile_names_and_fifty_columns_do_no_harm(
    run: Run, on: Callable[[str], None], decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2027-03-04")
    name = '"[/b] {person} %s **Ro <script>"'
    for told in (FIRST, AGAIN):
        file = told.replace("{name}", name, 1).replace("{{", "{").replace("}}", "}").replace("Dulce", name)
        done = run("talk", "--answers", "-", lines=file)
        assert done.code == 0, done.err
    monkeypatch.setenv("COLUMNS", "50")
    (person,) = run("people", "--format", "json").data
    for words in (
        ("since", person["name"]),
        ("since", person["name"], "2026-01-01"),
        ("--plain", "since", person["id"]),
    ):
        done = run(*words)
        assert done.code == 0
        no_traceback(done)
        no_escapes(done)
        assert max(map(len, done.out.split("\n"))) <= 50
        assert "{person}" in done.out


def test_plain_changes_nothing_and_no_word_of_a_file_is_on_the_screen(months: Run) -> None:
    assert months("--plain", "since", "Rosa").out == months("since", "Rosa").out
    assert forbidden_words(months("since", "Rosa", "2026-01-01").out) == []


def test_ten_talks_and_forty_decisions_are_looked_back_on_in_well_under_a_second(
    run: Run, on: Callable[[str], None], decide: Decide, tmp_path: Path
) -> None:
    on("2027-03-04")
    assert run("talk", "--answers", "-", lines=FIRST.format(name="Rosa")).code == 0
    for month in range(9):
        told = AGAIN.format(name="Rosa").replace("2027-03-04", f"2026-12-{month + 1:02}")
        assert run("talk", "--answers", "-", lines=told).code == 0
    for number in range(40):
        decide("Rosa", f"2027-04-{number // 2 + 1:02}", "The council's forms", ("moved", "back")[number % 2])
    began = time.perf_counter()
    done = run("since", "Rosa", "2026-12-05")
    assert time.perf_counter() - began < 1
    assert done.out.count("The council's forms") == 1
