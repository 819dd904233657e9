"""`plan`: every format, every field of the contract, the yes to the page, the coach's notes apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_profile import tell

RIGHTS = re.compile(r"Nothing on this page takes away anything (you|I) have a right to\.")
HANDOVER = [
    "id", "what", "now", "next", "person_does", "helper", "helper_said", "who_asks", "helper_limit", "helper_gets",
    "backup", "coach_does", "coach_stops", "stop_when", "stop_by", "status", "since",
]  # fmt: skip
PLAN = [
    "person", "status", "agreed_on", "heading", "already", "handovers", "how_often", "promise", "first_steps",
    "introductions", "still_to_settle", "returned", "ending", "ended_on", "paused_since",
]  # fmt: skip


def plan(run: Run, *args: str) -> dict[str, object]:
    return dict(run("plan", "Rosa", "--format", "json", *args).data)


def test_plan_json_has_exactly_the_fields_of_the_contract(rosa: Run) -> None:
    whole = rosa("plan", "Rosa", "--format", "json").json
    assert (whole["coachkit"], whole["kind"]) == (1, "plan")
    data = whole["data"]
    assert list(data) == PLAN
    assert list(data["person"]) == ["id", "name"]
    assert all(list(each) == HANDOVER for each in data["handovers"])
    assert list(data["how_often"]) == ["phase", "how_often", "from", "look_again_on"]
    assert list(data["promise"]) == ["signs", "who_may_call", "first", "how", "how_soon", "if_not_me"]
    assert all(list(each) == ["who", "what", "by"] for each in data["first_steps"])
    assert data["introductions"] == []


def test_plan_json_says_what_was_said(rosa: Run) -> None:
    data = rosa("plan", "Rosa", "--format", "json").data
    assert (data["status"], data["agreed_on"]) == ("open", None)
    assert data["heading"].startswith("Radio on, something in bits")
    assert data["already"][3] == "My tablets, in the egg box"
    forms, cafe, leg = data["handovers"]
    assert (forms["now"], forms["next"], forms["helper"], forms["helper_said"]) == ("for", "circle", "Dulce", "yes")
    assert forms["coach_stops"] == "filling them in on the laptop"
    assert (cafe["helper"], cafe["helper_said"]) == ("Len", "not_asked")
    assert (leg["next"], leg["helper"], leg["status"]) == ("same", None, "stays")
    assert data["how_often"] == {
        "phase": "alongside",
        "how_often": "Every other Thursday until Christmas, on the bench if it's dry",
        "from": "2026-11-19",
        "look_again_on": "2026-12-17",
    }
    assert data["first_steps"][0] == {
        "who": "person", "what": "Knock on Len's door and ask him about Thursdays", "by": "2026-11-24",
    }  # fmt: skip
    assert data["first_steps"][1]["who"] == "coach"
    assert any("Len" in sentence for sentence in data["still_to_settle"])


def test_who_asks_is_the_person_where_nothing_else_was_said(rosa: Run) -> None:
    cafe = rosa("plan", "Rosa", "--format", "json").data["handovers"][1]
    assert "You will ask." in rosa("plan", "Rosa").out
    assert cafe["who_asks"] == "person"


def test_the_promise_holds_the_settings_as_they_were_at_the_talk(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rosa("plan", "Rosa", "--format", "json").data["promise"]
    assert before["how"] == "Ring or text Sam on 07700 900123."
    assert before["who_may_call"] == "Dulce"
    monkeypatch.setenv("COACHKIT_HOW", "Another number.")
    assert rosa("plan", "Rosa", "--format", "json").data["promise"] == before
    assert "Another number." not in rosa("plan", "Rosa").out


def test_without_settings_the_page_says_what_is_still_to_settle(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COACH", "HOW", "HOW_SOON", "IF_NOT_ME"):
        monkeypatch.delenv(f"COACHKIT_{name}")
    from tests.cli.conftest import ROSA

    run("talk", "--answers", str(ROSA))
    data = run("plan", "Rosa", "--format", "json").data
    assert data["promise"]["how"] is None
    assert "How you reach your coach is not written down yet." in data["still_to_settle"]
    assert "your coach" in run("plan", "Rosa").out


@pytest.mark.parametrize("format_", ["text", "md"])
def test_the_line_on_rights_is_on_every_page(rosa: Run, run: Run, tmp_path: Path, format_: str) -> None:
    assert len(RIGHTS.findall(rosa("plan", "Rosa", "--format", format_).out)) == 1
    tell(run, tmp_path / "a.yaml", "already_mine: [The bins]\n", "Jo")
    assert len(RIGHTS.findall(run("plan", "Jo", "--format", format_).out)) == 1
    assert len(RIGHTS.findall(run("export", "Jo").out)) == 1
    assert len(RIGHTS.findall(run("export", "Rosa").out)) == 1


@pytest.mark.parametrize("said", ["not_asked", "asked", "no", None])
@pytest.mark.parametrize("format_", ["text", "md", "message", "note"])
def test_nothing_says_yes_for_a_helper_who_has_not(run: Run, tmp_path: Path, format_: str, said: str | None) -> None:
    helper_said = f"    helper_said: {said}\n" if said else ""
    text = (
        "who_does_what:\n  - what: The shopping\n    now: for\n    next: circle\n    helper: Quentin\n"
        f"{helper_said}    coach_stops: driving\n    stop_when: twice\n"
    )
    tell(run, tmp_path / "a.yaml", text, "Jo")
    done = run("plan", "Jo", "--format", format_)
    assert "Quentin" in done.out
    assert "Quentin has said yes" not in done.out
    if "driving" in done.out:
        assert re.search(r"othing stops|not been asked|has been asked|rather not|not asked as far as we know", done.out)
    data = run("plan", "Jo", "--format", "json", "--coach").data
    assert data["handovers"][0]["helper_said"] == said
    assert data["handovers"][0]["status"] == {"asked": "asked", "no": "no"}.get(said or "", "idea")
    assert "Quentin has said yes" not in run("plan", "Jo", "--coach").out + run("export", "Jo").out


def test_a_phone_message_is_under_five_hundred_characters_whatever_was_said(run: Run, tmp_path: Path) -> None:
    for length in (5, 200, 3000):
        word = "long " * (length // 5)
        text = (
            f"tuesday: {word}\nalready_mine: [{word}]\nwho_does_what:\n  - what: {word}\n    next: by\n"
            f"    coach_stops: {word}\npromise:\n  signs: [{word}, {word}b]\n"
            f"next_steps:\n  yours: {word}\n  mine: {word}\n"
        )
        tell(run, tmp_path / "a.yaml", text, f"Jo{length}")
        done = run("plan", f"Jo{length}", "--format", "message")
        assert len(done.out.rstrip("\n")) < 500
        assert "You may ring just because." in done.out
        assert "# " not in done.out


def test_a_note_is_at_most_five_lines(rosa: Run) -> None:
    done = rosa("plan", "Rosa", "--format", "note")
    assert len(done.out.rstrip("\n").split("\n")) == 5 or len(done.out.splitlines()) < 5
    assert done.out.startswith("Rosa and Sam, Thursday 19 November 2026.")


def test_a_note_tells_of_the_profile_only_what_anyone_may_know(run: Run, tmp_path: Path) -> None:
    tell(run, tmp_path / "a.yaml", "come_to_you: [Radios, Lamps]\n", "Jo")
    assert "Radios" not in run("plan", "Jo", "--format", "note").out
    run("profile", "Jo", "--check", lines="Who may know?\nAnyone may know\nLater\nq\n")
    note = run("plan", "Jo", "--format", "note").out
    assert "Radios" in note
    assert "Lamps" not in note


def test_the_page_shows_no_mode_phase_id_status_or_idea(rosa: Run) -> None:
    for format_ in ("text", "md", "message"):
        page = rosa("plan", "Rosa", "--format", format_).out
        assert not re.search(r"\b(FOR|WITH|BY|TO|alongside|not_asked|circle|open|idea)\b", page), format_
        assert rosa("plan", "Rosa", "--format", "json").data["person"]["id"] not in page
        assert "Who would love to be shown that?" not in page


def test_the_coachs_notes_come_apart(rosa: Run) -> None:
    done = rosa("plan", "Rosa", "--coach")
    assert done.out.startswith("For Sam only")
    assert "IF I LEFT TOMORROW" in done.out
    assert "only" not in rosa("plan", "Rosa").out
    data = rosa("plan", "Rosa", "--format", "json", "--coach").data
    assert list(data) == [*PLAN, "coach"]
    assert list(data["coach"]) == ["mix", "if_i_left_tomorrow", "ideas"]
    assert set(data["coach"]["mix"]) == {"to", "for", "with", "by"}
    assert len(data["coach"]["if_i_left_tomorrow"]) >= len(data["handovers"])
    assert all(list(each) == ["id", "text", "because"] for each in data["coach"]["ideas"])
    assert data["coach"]["ideas"]
    assert all(each["because"] for each in data["coach"]["ideas"])
    assert "coach" not in plan(rosa)


@pytest.mark.parametrize("format_", ["md", "message", "note"])
def test_the_coachs_notes_have_no_form_to_hand_over(rosa: Run, format_: str) -> None:
    assert rosa("plan", "Rosa", "--coach", "--format", format_).code == 2


def test_agreeing_is_the_persons_yes_with_its_day(rosa: Run) -> None:
    done = rosa("plan", "Rosa", "--agree")
    assert done.code == 0
    assert "Rosa said yes to this page on Sunday 22 November 2026." in done.err
    assert "You said yes to this page on Sunday 22 November 2026." in done.out
    data = plan(rosa)
    assert (data["status"], data["agreed_on"]) == ("agreed", "2026-11-22")
    assert "I said yes to this page on Sunday 22 November 2026." in rosa("export", "Rosa").out


def test_a_change_after_the_yes_shows_and_a_new_yes_holds_again(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rosa("plan", "Rosa", "--agree")
    talk = rosa("talks", "--format", "json").data[0]["id"]
    monkeypatch.setenv("COACHKIT_TODAY", "2026-11-25")
    rosa("session", "edit", talk, lines="already yours\n1\nThe rent alone\nThat is all\n")
    data = plan(rosa)
    assert (data["status"], data["agreed_on"]) == ("changed", "2026-11-22")
    assert "Changed since you said yes on Sunday 22 November 2026." in rosa("plan", "Rosa").out
    rosa("plan", "Rosa", "--agree")
    assert (plan(rosa)["status"], plan(rosa)["agreed_on"]) == ("agreed", "2026-11-25")


def test_a_change_taken_back_leaves_the_yes_standing(rosa: Run) -> None:
    rosa("plan", "Rosa", "--agree")
    rosa("talk", "Rosa", "--answers", "-", lines="already_mine: [The bins]\n")
    assert plan(rosa)["status"] == "changed"
    rosa("undo")
    assert plan(rosa)["status"] == "agreed"


def test_a_talk_that_leaves_the_page_alone_leaves_the_yes_alone(rosa: Run) -> None:
    rosa("plan", "Rosa", "--agree")
    rosa("talk", "Rosa", "--answers", "-", lines="come_to_you: [Fixing things]\n")
    assert plan(rosa)["status"] == "agreed"


def test_there_is_nothing_to_say_yes_to_on_an_empty_page(run: Run) -> None:
    run("person", "add", "Jo")
    done = run("plan", "Jo", "--agree")
    assert (done.code, done.out) == (1, "")
    assert "Nothing on this page takes away anything you have a right to." in run("plan", "Jo").out


def test_a_second_yes_to_the_same_page_is_no_change_to_take_back(rosa: Run) -> None:
    rosa("plan", "Rosa", "--agree")
    rosa("plan", "Rosa", "--agree")
    rosa("undo")
    assert rosa("plan", "Rosa", "--format", "json").data["status"] == "open"


def test_a_thing_nobody_has_said_how_to_go_on_with_is_not_said_to_stay(run: Run) -> None:
    run("talk", "--answers", "-", lines="person: Jo\nwho_does_what:\n  - {what: Shopping}\n")
    page = run("plan", "Jo").out
    assert "Shopping" in page
    assert "Staying as it is" not in page
