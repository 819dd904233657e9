"""`coachkit handover`: each thing's way, step by step, and what cannot happen before a yes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run, no_escapes, no_traceback

FORMS, CAFE, LEG = "The council's forms on the computer", "Getting to the repair café", "My leg, Mondays, with Ifeoma"


def on_the_page(run: Run, what: str) -> dict[str, Any]:
    things = run("plan", "Rosa", "--format", "json").data["handovers"]
    return dict(next(one for one in things if one["what"] == what))


def steps(run: Run, what: str) -> list[str]:
    (way,) = run("handover", "show", "Rosa", what, "--format", "json").data
    return [step["did"] for step in way["steps"]]


def test_a_thing_goes_its_way_and_every_step_keeps_who_when_and_why(rosa: Run) -> None:
    asked = rosa("handover", "asked", "Rosa", "café", "--why", "at the bus stop")
    assert asked.code == 0
    assert "Len was asked." in asked.out
    yes = rosa("handover", "yes", "Rosa", "café", "--limit", "two Thursdays", "--gets", "biscuits")
    assert "You and Len. Len has said yes." in yes.out
    assert rosa("handover", "try", "Rosa", "café").code == 0
    assert on_the_page(rosa, CAFE)["status"] == "trying"
    assert rosa("handover", "moved", "Rosa", "café").code == 0
    moved = on_the_page(rosa, CAFE)
    assert (moved["status"], moved["now"], moved["since"], moved["helper_limit"]) == (
        "moved", "by", "2026-11-22", "two Thursdays",
    )  # fmt: skip
    assert "You and Len do it. Still going, since 22 November 2026." in rosa("plan", "Rosa").out
    (way,) = rosa("handover", "show", "Rosa", "café", "--format", "json").data
    assert [(s["did"], s["by"], s["on"]) for s in way["steps"][1:]] == [
        (did, "Sam", "2026-11-22") for did in ("asked", "yes", "trying", "moved")
    ]
    assert way["steps"][1]["why"] == "at the bus stop"
    assert way["person"]["name"] == "Rosa"


@pytest.mark.parametrize("verb", ["try", "moved"])
def test_nothing_is_tried_or_moves_before_the_helper_has_said_yes(rosa: Run, verb: str) -> None:
    before = rosa("plan", "Rosa").out
    refused = rosa("handover", verb, "Rosa", "café")
    assert refused.code == 1
    assert "The helper has not said yes" in refused.err
    assert "Len" not in refused.err
    assert "café" not in refused.err
    assert "Until then nothing stops." in refused.err
    assert rosa("plan", "Rosa").out == before
    assert "nothing to take back" in rosa("handover", "back", "Rosa", "café").err


def test_a_helpers_no_stops_nothing_and_brings_back_what_had_moved(rosa: Run) -> None:
    rosa("handover", "moved", "Rosa", "forms")
    assert on_the_page(rosa, FORMS)["status"] == "moved"
    no = rosa("handover", "no", "Rosa", "forms", "--why", "exams")
    assert "Dulce would rather not. Back with Sam for now." in no.out
    thing = on_the_page(rosa, FORMS)
    assert (thing["status"], thing["now"], thing["helper_said"]) == ("back", "for", "no")
    assert "Dulce has said yes" not in rosa("plan", "Rosa").out


def test_undo_takes_back_one_step_at_a_time(rosa: Run) -> None:
    rosa("handover", "moved", "Rosa", "forms")
    rosa("handover", "back", "Rosa", "forms")
    assert rosa("undo").out == "Taken back: that one of Rosa's things is back for now.\n"
    assert on_the_page(rosa, FORMS)["status"] == "moved"
    rosa("undo")
    assert on_the_page(rosa, FORMS)["status"] == "yes"


def test_something_new_goes_on_the_page_once(rosa: Run) -> None:
    added = rosa("handover", "add", "Rosa", "The bins", "--now", "for", "--next", "by", "--stops", "wheeling them")
    assert added.code == 0
    again = rosa("handover", "add", "Rosa", " the  BINS")
    assert again.code == 1
    assert "on the page already" in again.err
    assert [one["what"] for one in rosa("plan", "Rosa", "--format", "json").data["handovers"]].count("The bins") == 1
    assert rosa("handover", "ended", "Rosa", "bins").code == 0
    assert "bins" not in rosa("plan", "Rosa").out
    assert rosa("handover", "add", "Rosa", "The bins", "--next", "with").code == 0
    assert steps(rosa, "bins") == ["added", "ended", "added"]


def test_an_edit_changes_the_page_and_an_empty_text_takes_a_part_away(rosa: Run) -> None:
    rosa("handover", "edit", "Rosa", "café", "--when", "three Thursdays", "--theirs", "")
    thing = on_the_page(rosa, CAFE)
    assert (thing["stop_when"], thing["person_does"]) == ("three Thursdays", None)
    assert rosa("handover", "edit", "Rosa", "café").code == 2
    assert rosa("handover", "edit", "Rosa", "café", "--what", " ").code == 2
    assert rosa("handover", "edit", "Rosa", "café", "--next", "sideways").code == 2


def test_another_helper_starts_again_with_asking(rosa: Run) -> None:
    rosa("handover", "yes", "Rosa", "café")
    changed = rosa("handover", "edit", "Rosa", "café", "--helper", "Marguerite")
    assert "Until Marguerite says yes, nothing stops." in changed.out
    assert on_the_page(rosa, CAFE)["helper_said"] is None


def test_a_helper_who_is_nobody_yet_is_kept_and_asked_about(rosa: Run) -> None:
    done = rosa("handover", "asked", "Rosa", "café", "--helper", "Lenn")
    assert done.code == 0
    assert "Lenn is not among Rosa's people yet" in done.err
    assert "Did you mean Len?" in done.err


def test_nobody_named_is_nobody_to_ask(rosa: Run) -> None:
    for verb in ("asked", "yes", "no"):
        refused = rosa("handover", verb, "Rosa", "leg")
        assert refused.code == 1
        assert "nobody to ask" in refused.err
    assert on_the_page(rosa, LEG)["status"] == "stays"
    assert "stays as it is, as Rosa chose" in rosa("handover", "moved", "Rosa", "leg").err


def test_a_thing_is_meant_by_its_words_or_its_id_and_never_guessed(rosa: Run) -> None:
    id_ = on_the_page(rosa, CAFE)["id"]
    assert rosa("handover", "show", id_).out.startswith(f"  {CAFE}\n")
    several = rosa("handover", "asked", "Rosa", "the")
    assert several.code == 3
    assert FORMS in several.err
    assert rosa("handover", "asked", "Rosa").code == 3
    assert rosa("handover", "asked", "Rosa", "tap dancing").code == 3
    assert rosa("handover", "asked", "Ros", "café").code == 3
    assert rosa("handover", "show", "Nobody").code == 3


def test_a_day_to_come_is_refused_and_an_earlier_day_goes_to_its_place(rosa: Run) -> None:
    assert rosa("handover", "yes", "Rosa", "café", "--on", "2026-12-24").code == 2
    rosa("handover", "no", "Rosa", "café")
    told_later = rosa("handover", "yes", "Rosa", "café", "--on", "2026-11-21")
    assert told_later.code == 0
    assert steps(rosa, CAFE) == ["said", "yes", "no"]
    assert on_the_page(rosa, CAFE)["helper_said"] == "no"


def test_a_clock_that_goes_back_is_said_and_what_is_kept_now_counts_as_the_latest(
    rosa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa("handover", "moved", "Rosa", "forms")
    monkeypatch.setenv("COACHKIT_TODAY", "2026-11-20")
    back = rosa("handover", "back", "Rosa", "forms")
    assert back.code == 0
    assert "something of Sunday 22 November 2026 is kept already" in " ".join(back.err.split())
    assert on_the_page(rosa, FORMS)["status"] == "back"
    assert steps(rosa, FORMS) == ["said", "moved", "back"]


def test_hostile_words_are_shown_whole_and_do_nothing(rosa: Run) -> None:
    nasty = "\x1b]52;c;ZXZpbA==\x07 [/b] {0} {person} %s\u202e"
    done = rosa("handover", "add", "Rosa", nasty, "--next", "by", "--why", nasty, "--stops", nasty)
    for each in (done, rosa("handover", "show", "Rosa"), rosa("plan", "Rosa")):
        no_traceback(each)
        no_escapes(each)
        assert "{0} {person} %s" in each.out


def test_forgetting_a_talk_takes_what_was_decided_about_its_things_with_it(rosa: Run, home: Any) -> None:
    """Also out of the sentences that undo shows."""
    rosa("handover", "yes", "Rosa", "café", "--limit", "canary-limit", "--why", "canary-why")
    talk = json.loads(rosa("talks", "--format", "json").out)["data"][0]["id"]
    assert rosa("session", "forget", talk, "--yes").code == 0
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"canary" not in kept
    assert CAFE.encode() not in kept
    assert rosa("handover", "show", "Rosa").code == 0


def moved(run: Run) -> None:
    assert run("handover", "moved", "Rosa", "forms", "--on", "2026-11-20").code == 0


def looked(run: Run, **said: str) -> None:
    """A looking-again at the forms, with these answers."""
    lines = [f"  - what: {FORMS}", *(f"    {name}: {text}" for name, text in said.items())]
    done = run("look-again", "Rosa", "--answers", "-", lines="\n".join(["who_does_what:", *lines, ""]))
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    "said",
    [
        {"going": "now_and_then", "now": "with", "next": "same"},
        {"going": "still", "now": "by", "next": "with"},
        {"going": "still", "now": "for", "next": "same"},
    ],
)
def test_the_coach_let_in_again_is_no_longer_out_of_it(rosa: Run, said: dict[str, str]) -> None:
    moved(rosa)
    looked(rosa, **said)
    assert on_the_page(rosa, FORMS)["status"] == "back"
    assert "Sam has stopped" not in rosa("plan", "Rosa").out
    assert rosa("lasting", "Rosa", "--format", "json").data["back"] == 1


@pytest.mark.parametrize("helper_said", ["not_asked", "asked"])
def test_a_yes_under_which_a_thing_moved_stands_until_a_no(rosa: Run, helper_said: str) -> None:
    moved(rosa)
    looked(rosa, going="still", now="by", next="same", helper="Dulce", helper_said=helper_said)
    thing = on_the_page(rosa, FORMS)
    assert (thing["status"], thing["helper_said"]) == ("moved", "yes")
    assert rosa("handover", "asked", "Rosa", "forms").code == 0
    assert on_the_page(rosa, FORMS)["status"] == "moved"
    assert rosa("handover", "back", "Rosa", "forms").code == 0


def test_somebody_else_coming_in_after_a_move_is_back_until_their_yes(rosa: Run) -> None:
    moved(rosa)
    rosa("handover", "edit", "Rosa", "forms", "--helper", "Len")
    assert on_the_page(rosa, FORMS)["status"] == "back"
    rosa("handover", "yes", "Rosa", "forms")
    assert rosa("handover", "moved", "Rosa", "forms").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("yes", "forms", "--on", "2025-12-01"), "nothing was written of it yet"),
        (("moved", "café", "--on", "2026-11-20"), "has not said yes"),
        (("back", "forms", "--on", "2026-11-20"), "not moved yet"),
    ],
)
def test_a_step_of_an_earlier_day_has_to_fit_that_day(rosa: Run, words: tuple[str, ...], sentence: str) -> None:
    rosa("handover", "yes", "Rosa", "café")
    rosa("handover", "moved", "Rosa", "forms")
    before = rosa("handover", "show", "Rosa").out
    refused = rosa("handover", words[0], "Rosa", *words[1:])
    assert refused.code == 1
    assert sentence in refused.err
    assert rosa("handover", "show", "Rosa").out == before


def test_a_yes_of_an_earlier_day_is_nobody_elses(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHKIT_TODAY", "2026-12-20")
    rosa("handover", "asked", "Rosa", "café", "--helper", "Dulce")
    refused = rosa("handover", "yes", "Rosa", "café", "--on", "2026-12-10")
    assert refused.code == 1
    assert "it was somebody else who was to help" in refused.err
    assert "said yes" not in rosa("handover", "show", "Rosa", "café").out


@pytest.mark.parametrize("one_of_us", ["Sam", "rosa"])
def test_neither_of_the_two_is_a_helper(rosa: Run, one_of_us: str) -> None:
    refused = rosa("handover", "yes", "Rosa", "café", "--helper", one_of_us)
    assert refused.code == 2
    assert "a helper is somebody else" in refused.err
    looked(rosa, going="still", now="by", next="circle", helper=one_of_us, helper_said="yes")
    assert on_the_page(rosa, FORMS)["helper"] is None
    assert "has said yes" not in rosa("plan", "Rosa").out
    assert (on_the_page(rosa, FORMS)["status"] == "moved") == (one_of_us == "rosa")


def test_what_is_done_together_does_not_move_past_what_they_chose(rosa: Run) -> None:
    rosa("handover", "add", "Rosa", "The shopping", "--now", "for", "--next", "with")
    assert "together with you, as Rosa chose" in rosa("handover", "moved", "Rosa", "shopping").err


def test_a_helpers_yes_survives_that_they_are_wanted_alongside(rosa: Run) -> None:
    rosa("handover", "add", "Rosa", "The pills", "--now", "for", "--next", "same", "--helper", "Ifeoma")
    rosa("handover", "yes", "Rosa", "pills")
    rosa("handover", "edit", "Rosa", "pills", "--next", "circle")
    assert on_the_page(rosa, "The pills")["helper_said"] == "yes"
    assert "Nobody is named to help any more." in rosa("handover", "edit", "Rosa", "pills", "--helper", "").out


@pytest.mark.parametrize("words", [
    ("handover", "moved", "Rosa", "café"), ("handover", "back", "Rosa", "café"), ("handover", "try", "Rosa", "leg"),
    ("handover", "asked", "Rosa", "leg"), ("handover", "add", "Rosa", FORMS), ("come-back", "Rosa", "--back", "café"),
    ("handover", "moved", "Rosa", "the repair café, whatever they say"),
])  # fmt: skip
def test_a_step_not_taken_is_told_without_anybodys_words(rosa: Run, words: tuple[str, ...]) -> None:
    refused = rosa(*words)
    assert refused.code in (1, 3), refused
    sentence = refused.err.partition("\n")[0]
    assert not any(word in sentence.casefold() for word in ("café", "leg", "forms", "council", "whatever"))
