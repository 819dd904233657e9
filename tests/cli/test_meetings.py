"""Contacts, coming back under the promise, endings, and the pause for somebody's safety."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_a_contact_takes_ten_seconds_and_never_minutes(rosa: Run) -> None:
    assert rosa("log", "Rosa").out == "Kept: a contact with Rosa, Sunday 22 November 2026; begun by Rosa.\n"
    assert rosa("log", "Rosa", "--by", "coach", "--note", "rang about the bus", "--on", "2026-11-20").code == 0
    assert rosa("log", "Rosa", "--by", "other", "--note", "-", lines="Len said hello\n").code == 0
    person = rosa("person", "show", "Rosa", "--format", "json").data
    assert person["contacts"] == [
        {"on": "2026-11-22", "by": "person", "note": ""},
        {"on": "2026-11-20", "by": "coach", "note": "rang about the bus"},
        {"on": "2026-11-22", "by": "other", "note": "Len said hello"},
    ]
    assert "a contact begun by Sam: “rang about the bus”" in rosa("person", "show", "Rosa").out
    assert "minute" not in rosa("log", "--help").out
    assert rosa("undo").out == "Taken back: a contact with Rosa.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("log", "Ros"), 3),
        (("log", "Nobody"), 3),
        (("log", "Rosa", "--by", "herself"), 2),
        (("log", "Rosa", "--on", "2027-01-01"), 2),
        (("log", "Rosa", "--on", "yesterday"), 2),
        (("come-back", "Rosa", "--over"), 1),
        (("come-back", "Rosa", "--near", "close-by"), 2),
        (("come-back", "Rosa", "--back", "café"), 1),
        (("come-back", "Rosa", "--back", "tap dancing"), 3),
        (("person", "resume", "Rosa"), 1),
        (("person", "archive", "Rosa", "--ending", "fed-up"), 2),
    ],
)
def test_what_does_not_fit_is_a_sentence_and_keeps_nothing(rosa: Run, words: tuple[str, ...], code: int) -> None:
    before = rosa("export", "Rosa").out
    refused = rosa(*words)
    assert refused.code == code
    assert refused.err.strip()
    assert rosa("export", "Rosa").out == before


def test_coming_back_keeps_the_promise_in_words_without_shame_and_has_a_way_out(rosa: Run) -> None:
    rosa("handover", "moved", "Rosa", "forms")
    came = rosa("come-back", "Rosa", "--rang", "Dulce", "--sign", "The radio is off", "--back", "forms")
    assert came.code == 0
    assert "Dulce rang on 22 November 2026, and Sam is back, as promised." in came.out
    assert 'What was noticed: "The radio is off"' in came.out
    assert "Ring me, and ask what's on the table." in came.out
    for shaming in ("relapse", "failed", "again?", "setback", "slipped"):
        assert shaming not in came.out.casefold()
    assert "Sam has been back since 22 November 2026, as promised." in rosa("plan", "Rosa").out
    assert rosa("come-back", "Rosa").code == 1
    over = rosa("come-back", "Rosa", "--over", "--near", "a-call-away", "--look-again", "2027-01-14")
    assert over.code == 0
    plan = rosa("plan", "Rosa", "--format", "json").data
    assert plan["returned"] is None
    assert (plan["how_often"]["phase"], plan["how_often"]["look_again_on"]) == ("a_call_away", "2027-01-14")
    rosa("undo")
    assert rosa("undo").out == "Taken back: coming back to Rosa.\n"
    plan = rosa("plan", "Rosa", "--format", "json").data
    assert plan["returned"] is None
    assert [one["status"] for one in plan["handovers"]] == ["moved", "idea", "stays"]


def test_somebody_not_named_to_ring_is_a_reason_to_ring_the_person_first(rosa: Run) -> None:
    assert "Ring Rosa before you do anything." in rosa("come-back", "Rosa", "--rang", "Len").out


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        ("good-enough", "you and Sam said: good enough for now. The door stays open."),
        ("lost-touch", "You and Sam met until 22 November 2026. The door stays open."),
        ("moved-away", "You and Sam met until 22 November 2026. The door stays open."),
        ("coach-left", "You and Sam met until 22 November 2026. IF YOU NEED ME"),
    ],
)
def test_only_one_ending_is_claimed_as_what_we_aim_for(rosa: Run, ending: str, sentence: str) -> None:
    assert rosa("person", "archive", "Rosa", "--ending", ending).code == 0
    page = rosa("plan", "Rosa").out
    assert sentence.strip() in " ".join(page.split())
    assert ("good enough for now" in page) == (ending == "good-enough")
    assert "look again" not in page
    rosa("person", "archive", "Rosa", "--back")
    assert rosa("plan", "Rosa", "--format", "json").data["ending"] is None


def test_a_concern_pauses_stepping_back_until_the_coach_ends_the_pause(
    rosa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHKIT_SAFETY", "Ring the duty desk on 01632 960999.")
    stopped = rosa("look-again", "Rosa", lines="yes\n!\nThe duty desk\n")
    assert "Ring the duty desk on 01632 960999." in stopped.err
    page = rosa("plan", "Rosa").out
    assert "Nothing here moves for now." in page
    assert "Sam will stop: filling them in" not in page.replace("Then Sam will stop", "")
    assert "concern" not in page
    assert rosa("plan", "Rosa", "--format", "json").data["paused_since"] == "2026-11-22"
    refused = rosa("handover", "moved", "Rosa", "forms")
    assert refused.code == 1
    assert "coachkit person resume" in refused.err
    for format_ in ("message", "note"):
        assert "Sam will stop: filling" not in rosa("plan", "Rosa", "--format", format_).out.replace("Then Sam", "")
    assert rosa("person", "resume", "Rosa").code == 0
    assert "Nothing here moves" not in rosa("plan", "Rosa").out
    assert rosa("handover", "moved", "Rosa", "forms").code == 0
    rosa("undo")
    rosa("undo")
    assert rosa("plan", "Rosa", "--format", "json").data["paused_since"] == "2026-11-22"


def test_a_concern_outlives_the_talk_it_was_raised_in(rosa: Run) -> None:
    rosa("look-again", "Rosa", lines="yes\nsang\n!\nThe duty desk\n")
    talk = rosa("talks", "Rosa", "--format", "json").data[-1]["id"]
    assert "A concern was raised on Sunday 22 November 2026. Told: The duty desk." in rosa("session", "show", talk).out
    assert "Taken back: the talk with Rosa" in rosa("undo").out
    assert rosa("plan", "Rosa", "--format", "json").data["paused_since"] == "2026-11-22"
    assert rosa("person", "resume", "Rosa").code == 0


def test_nothing_steps_back_while_a_concern_stands(rosa: Run) -> None:
    rosa("come-back", "Rosa")
    rosa("look-again", "Rosa", lines="yes\n!\n\n")
    for words in (
        ("come-back", "Rosa", "--over"),
        ("handover", "ended", "Rosa", "forms"),
        ("handover", "try", "Rosa", "forms"),
        ("person", "archive", "Rosa", "--ending", "good-enough"),
    ):
        refused = rosa(*words)
        assert refused.code == 1
        assert "a concern was raised" in refused.err
    told = """\
    who_does_what:
      - what: The council's forms on the computer
        going: still
        now: by
        next: same
        helper: Dulce
        helper_said: yes
    """
    rosa("look-again", "Rosa", "--answers", "-", lines=told)
    statuses = [one["status"] for one in rosa("plan", "Rosa", "--format", "json").data["handovers"]]
    assert "moved" not in statuses
    assert "Stepping back waits since 22 November 2026" in rosa("plan", "Rosa", "--coach").out


def test_an_ending_or_an_open_door_leaves_no_days_standing(rosa: Run) -> None:
    rosa("come-back", "Rosa")
    rosa("come-back", "Rosa", "--over", "--near", "door-open")
    assert rosa("plan", "Rosa", "--format", "json").data["how_often"]["look_again_on"] is None
    rosa("person", "archive", "Rosa", "--ending", "died")
    for form in ("text", "message", "note"):
        assert "look again" not in rosa("plan", "Rosa", "--format", form).out


def test_a_return_before_the_last_one_was_over_is_refused(rosa: Run) -> None:
    rosa("come-back", "Rosa", "--on", "2026-11-20")
    rosa("come-back", "Rosa", "--over", "--on", "2026-11-21")
    refused = rosa("come-back", "Rosa", "--on", "2026-11-19")
    assert refused.code == 1
    assert "21 November 2026" in refused.err
