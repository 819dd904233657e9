"""`talks` and `session …`: the talks held, one as it went, mended, rubbed out; and `undo`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coachkit.ids import crockford, short
from tests.cli.conftest import Run, everything_in

TALK = ["id", "person", "kind", "on", "script", "state"]


def talks(run: Run, *args: str) -> list[dict[str, object]]:
    return list(run("talks", *args, "--format", "json").data)


def only(run: Run) -> str:
    (talk,) = talks(run)
    return str(talk["id"])


def shown(run: Run, id_: str) -> dict[str, str | None]:
    answers = run("session", "show", id_, "--format", "json").data["answers"]
    return {each["step"]: each["text"] for each in answers}


def test_talks_json_has_exactly_the_fields_of_the_contract(rosa: Run) -> None:
    assert rosa("talks", "--format", "json").json["kind"] == "talks"
    (talk,) = talks(rosa)
    assert list(talk) == TALK
    assert set(talk["person"]) == {"id", "name"}  # type: ignore[call-overload]
    assert (talk["kind"], talk["on"], talk["script"], talk["state"]) == (
        "talk", "2026-11-19", "first_conversation", "done",
    )  # fmt: skip


def test_talks_as_text_is_one_line_a_talk(rosa: Run) -> None:
    rosa("talk", "Jo", lines="yes\nsaid\nq\n")
    lines = rosa("talks").out.splitlines()
    assert [re.sub(r"^\w{6}  ", "", line) for line in lines] == [
        "Thursday 19 November 2026 with Rosa, first_conversation",
        "Sunday 22 November 2026 with Jo, first_conversation, to go on with",
    ]


def test_the_latest_hope_is_that_of_the_latest_day_whenever_it_was_written_down(rosa: Run) -> None:
    rosa("talk", "Rosa", "--answers", "-", "--on", "2026-10-01", lines="tuesday: A dream from before\n")
    assert rosa("plan", "Rosa", "--format", "json").data["heading"].startswith("Radio on")


def test_talks_come_oldest_first_by_their_day(rosa: Run) -> None:
    rosa("talk", "Jo", "--on", "2026-11-01", lines="yes\nsaid\nq\n")
    lines = rosa("talks").out.splitlines()
    assert [re.sub(r"^\w{6}  ", "", line) for line in lines] == [
        "Sunday 1 November 2026 with Jo, first_conversation, to go on with",
        "Thursday 19 November 2026 with Rosa, first_conversation",
    ]
    assert len(talks(rosa, "Rosa")) == len(talks(rosa, "Jo")) == 1


def test_no_talks_is_an_empty_list(run: Run, home: Path) -> None:
    assert run("talks", "--format", "json").json == {"coachkit": 1, "kind": "talks", "data": []}
    done = run("talks")
    assert (done.code, done.out, done.err) == (0, "", "There are no talks yet.\n")
    assert not home.exists()


def test_session_json_has_exactly_the_fields_of_the_contract(rosa: Run) -> None:
    data = rosa("session", "show", only(rosa), "--format", "json").data
    assert list(data) == [*TALK, "answers", "turns", "note"]
    assert all(list(each) == ["step", "item", "text", "state"] for each in data["answers"])
    assert (data["turns"], data["note"]) == ([], None)
    by_step = {each["step"]: each for each in data["answers"]}
    assert by_step["tuesday"]["item"] is None
    assert by_step["circle.gives"]["item"]
    assert by_step["could_show"]["item"]


def test_a_talk_is_told_by_stage_in_the_persons_words(rosa: Run) -> None:
    done = rosa("session", "show", only(rosa))
    assert done.out.startswith("First strengths conversation with Rosa, Thursday 19 November 2026\n")
    assert "WHAT'S STRONG" in done.out
    assert "“My mother's bean stew”" in done.out
    assert "What do you do for Dulce?" in done.out
    assert done.out.index("BEFORE WE START") < done.out.index("BETWEEN YOU AND ME")


@pytest.mark.parametrize("ending", [4, 6, 12, 26])
def test_a_talk_is_found_by_the_ending_of_its_id(rosa: Run, ending: int) -> None:
    assert rosa("session", "show", crockford(only(rosa))[-ending:]).code == 0


@pytest.mark.parametrize("command", [("show",), ("edit",), ("forget", "--yes")])
@pytest.mark.parametrize("id_", ["zzzzzz", "", "a", "Rosa", "01a20590-88f8-7b70-8682-df5d64d6e9ce", "../x"])
def test_an_unknown_talk_is_exit_3(rosa: Run, home: Path, command: tuple[str, ...], id_: str) -> None:
    before = everything_in(home)
    done = rosa("session", *command, "--", id_)
    assert (done.code, done.out) == (3, "")
    assert "coachkit talks" in done.err
    assert everything_in(home) == before


def test_an_edit_goes_through_the_same_questions(rosa: Run) -> None:
    id_ = only(rosa)
    done = rosa("session", "edit", id_, lines="worth your while\nSomething else\nThat is all\n")
    assert done.code == 0
    assert "To finish with one thing sorted" in done.err
    assert shown(rosa, id_)["worth_it"] == "Something else"
    assert rosa("undo").out == "Taken back: mending the talk with Rosa of Thursday 19 November 2026.\n"
    assert shown(rosa, id_)["worth_it"] == "To finish with one thing sorted and not one leaflet."


def test_an_edit_that_sets_answers_aside_says_so_and_brings_them_back(rosa: Run) -> None:
    id_ = only(rosa)
    done = rosa("session", "edit", id_, lines="ordinary Tuesday\n2\n0\nThat is all\n")
    assert "set aside" in done.err
    page = rosa("session", "show", id_).out
    assert "Set aside" in page
    assert "Thursdays are like that already" in page.split("Set aside")[1]
    assert "Thursdays are like that already" not in rosa("profile", "Rosa").out
    rosa("session", "edit", id_, lines="ordinary Tuesday\n2\n5\nThat is all\n")
    assert "Set aside" not in rosa("session", "show", id_).out
    assert "Thursdays are like that already" in rosa("profile", "Rosa").out


def test_an_edit_with_nothing_to_read_is_exit_5_and_changes_nothing(rosa: Run) -> None:
    done = rosa("session", "edit", only(rosa))
    assert done.code == 5
    assert "--answers" not in done.err
    assert f"lines on stdin. To rub the whole talk out: coachkit session forget {short(only(rosa))}" in done.err
    assert rosa("undo").out.startswith("Taken back: the talk with Rosa")


def test_rubbing_out_needs_a_yes_and_leaves_not_a_word(rosa: Run, home: Path) -> None:
    id_ = only(rosa)
    done = rosa("session", "forget", id_)
    assert done.code == 5
    assert "--yes" in done.err
    assert b"Soldering" in everything_in(home)
    done = rosa("session", "forget", id_, "--yes")
    assert (done.code, done.out) == (0, "")
    assert b"Soldering" not in everything_in(home)
    assert talks(rosa) == []
    assert rosa("profile", "Rosa").out == ""


def test_what_was_rubbed_out_is_not_undoable(rosa: Run, home: Path) -> None:
    rosa("session", "forget", only(rosa), "--yes")
    for _ in "12":
        done = rosa("undo")
        assert (done.code, done.out) == (1, "")
        assert "cannot be taken back" in done.err
    assert [each["name"] for each in rosa("people", "--format", "json").data] == ["Rosa"]


# Undo.


def test_undo_takes_a_whole_talk_back_and_again_goes_further(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("good_day: Fictitious\n", "utf-8")
    run("person", "add", "Jo")
    run("talk", "Jo", "--answers", str(path))
    assert run("undo").out == "Taken back: the talk with Jo of Sunday 22 November 2026.\n"
    assert talks(run) == []
    assert len(run("people", "--format", "json").data) == 1
    assert run("undo").out == "Taken back: adding Jo.\n"
    assert run("people", "--format", "json").data == []
    done = run("undo")
    assert (done.code, done.out, done.err) == (0, "", "There is nothing to take back.\n")


def test_undo_of_a_first_talk_takes_the_person_back_too(rosa: Run) -> None:
    rosa("undo")
    assert rosa("people", "--format", "json").data == []
    assert rosa("talks", "--format", "json").data == []


def test_a_talk_since_it_was_last_gone_on_with_is_one_change(run: Run) -> None:
    run("talk", "Jo", lines="yes\none\ntwo\nq\n")
    run("talk", "Jo", lines="three\n\nfour\n\nq\n")
    id_ = only(run)
    assert len(shown(run, id_)) == 4
    assert run("undo").out == "Taken back: the talk with Jo, gone on with.\n"
    assert shown(run, id_) == {"worth_it": "one", "good_day": "two"}
    assert talks(run)[0]["state"] == "open"
    run("undo")
    assert talks(run) == []


def test_undoing_the_end_of_a_talk_opens_it_again(run: Run) -> None:
    run("talk", "Jo", "--after", lines="yes\na good day\nThursday\nq\n")
    run("talk", "Jo", "--after", lines="That is all\n")
    assert talks(run)[0]["state"] == "done"
    run("undo")
    assert talks(run)[0]["state"] == "open"


def test_nothing_to_undo_makes_no_notebook(run: Run, home: Path) -> None:
    done = run("undo")
    assert (done.code, done.err) == (0, "There is nothing to take back.\n")
    assert not home.exists()


def test_a_yes_to_the_page_can_be_taken_back(rosa: Run) -> None:
    rosa("plan", "Rosa", "--agree")
    assert rosa("plan", "Rosa", "--format", "json").data["status"] == "agreed"
    assert rosa("undo").out == "Taken back: Rosa's yes to the page.\n"
    assert rosa("plan", "Rosa", "--format", "json").data["status"] == "open"
