"""A script that changes while a talk is under way: nothing said is lost, and the coach chooses."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import OWN, Run

NEWER = (
    OWN.replace("version: 1", "version: 2")
    .replace("  - id: words\n", "  - id: in_words\n    was: words\n")
    .replace("options: { red: Red as a rose, blue: Blue }", "options: { green: Green, blue: Blue }")
)


def begun(run: Run, home: Path) -> str:
    """A talk under way with the first three answers and a colour given; its id."""
    (home / "prompts").mkdir(parents=True, exist_ok=True)
    (home / "prompts" / "own.yaml").write_text(OWN)
    run("talk", "Jo", "--script", "own", lines="yes\nto be said\nmany words\n\nred\nq\n")
    return str(run("talks").out[:6])


def texts(run: Run, talk: str) -> dict[str, tuple[str, str]]:
    answers = run("session", "show", talk, "--format", "json").data["answers"]
    return {each["step"]: (each["text"], each["state"]) for each in answers}


def test_a_talk_goes_on_with_the_script_it_began_with(run: Run, home: Path) -> None:
    talk = begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    done = run("talk", "Jo", lines="1\nq\n")
    assert "has changed since this talk began" in done.err
    assert "Which fruits?" in done.err
    assert texts(run, talk)["colour"] == ("Red as a rose", "answered")


def test_the_newer_one_carries_answers_over_and_sets_aside_what_does_not_fit(run: Run, home: Path) -> None:
    talk = begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    run("talk", "Jo", lines="2\nq\n")
    now = texts(run, talk)
    assert now["in_words"] == ("many words", "answered")
    assert now["colour"][1] == "parked"
    assert run("profile", "Jo", "--format", "json").data["statements"][1]["text"] == "many words"


def test_undo_takes_the_change_of_script_back(run: Run, home: Path) -> None:
    talk = begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    run("talk", "Jo", lines="2\nq\n")
    run("undo")
    assert texts(run, talk)["colour"] == ("Red as a rose", "answered")


def test_a_broken_newer_file_disturbs_nobody(run: Run, home: Path) -> None:
    begun(run, home)
    (home / "prompts" / "own.yaml").write_text("coachkit: 1\nid: own\nversion: 2\n")
    done = run("talk", "Jo", lines="q\n")
    assert (done.code, "Which fruits?" in done.err) == (0, True)


def test_a_diff_for_a_talk_says_what_it_means_for_that_person(run: Run, home: Path) -> None:
    talk = begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    out = run("script", "diff", "own", "--talk", talk).out
    assert re.search(r"Set aside in this talk: .*colour", out)
    assert re.search(r"Still to be asked in this talk: .*colour", out)


def test_standing_handovers_are_offered_again_and_stay_the_same_ones(run: Run) -> None:
    run("talk", "--answers", "-", lines="person: Jo\nwho_does_what:\n  - {what: The post, now: with, next: with}\n")
    before = run("plan", "Jo", "--format", "json").data["handovers"]
    done = run("talk", "Jo", "--script", "stepping_back", lines="yes\n\n3\nq\n")
    assert "About: The post" in done.err
    after = run("plan", "Jo", "--format", "json").data["handovers"]
    assert [(each["id"], each["what"]) for each in after] == [(each["id"], each["what"]) for each in before]


def test_an_answer_carried_over_is_not_said_to_lie_aside_as_well(run: Run, home: Path) -> None:
    talk = begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    run("talk", "Jo", lines="2\nq\n")
    rows = run("session", "show", talk, "--format", "json").data["answers"]
    assert [each["state"] for each in rows if each["text"] == "many words"] == ["answered"]


def test_an_answer_is_there_again_when_its_question_is_of_its_type_again(run: Run, home: Path) -> None:
    talk = begun(run, home)
    words = "  - id: words\n    type: text\n"
    (home / "prompts" / "own.yaml").write_text(
        OWN.replace("version: 1", "version: 2").replace(words, "  - id: words\n    type: list\n    at_most: 3\n")
    )
    run("talk", "Jo", lines="2\n>words\nother words\n\nq\n")
    assert ("many words", "parked") in texts_of(run, talk)
    (home / "prompts" / "own.yaml").write_text(OWN.replace("version: 1", "version: 3"))
    run("talk", "Jo", lines="2\nq\n")
    assert ("many words", "answered") in texts_of(run, talk)


def texts_of(run: Run, talk: str) -> list[tuple[str, str]]:
    return [(each["text"], each["state"]) for each in run("session", "show", talk, "--format", "json").data["answers"]]


def test_q_at_the_offer_pauses_and_changes_nothing(run: Run, home: Path) -> None:
    talk = begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    done = run("talk", "Jo", lines="q\n")
    assert (done.code, "Which fruits?" in done.err) == (0, False)
    assert texts(run, talk)["colour"] == ("Red as a rose", "answered")


def test_a_talk_in_a_translation_nobody_has_read_says_so(run: Run) -> None:
    done = run("talk", "Gwen", "--language", "cy", lines="yes\nq\n")
    assert "not yet read by a speaker" in done.err
    assert "not yet read" not in run("talk", "Ada", lines="yes\nq\n").err
