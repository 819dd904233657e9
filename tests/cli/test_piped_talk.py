"""A talk without a terminal: lines on stdin, questions on stderr, results alone on stdout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, everything_in, no_escapes, no_traceback


def answers(run: Run, person: str = "") -> dict[str, str | None]:
    talk = run("talks", *([person] if person else []), "--format", "json").data[-1]
    shown = run("session", "show", talk["id"], "--format", "json").data["answers"]
    return {each["step"]: each["text"] for each in shown}


def states(run: Run) -> list[str]:
    return [talk["state"] for talk in run("talks", "--format", "json").data]


def test_it_asks_who_then_for_permission_then_the_first_question(run: Run) -> None:
    done = run("talk", lines="Jo\nyes\nA quiet hour\n")
    assert done.code == 0
    assert done.out == ""
    order = ["Who is the talk with?", "Is it all right if I write", "somebody being in danger", "worth your while"]
    places = [done.err.index(words) for words in order]
    assert places == sorted(places)
    assert answers(run) == {"worth_it": "A quiet hour"}


def test_a_name_on_the_command_line_is_not_asked_for(run: Run) -> None:
    done = run("talk", "Jo", lines="1\nA quiet hour\n")
    assert "Who is the talk with?" not in done.err
    assert answers(run, "Jo") == {"worth_it": "A quiet hour"}


@pytest.mark.parametrize("no", ["no", "2", "No, write nothing down", "q", ""])
def test_no_to_writing_keeps_not_even_the_name(run: Run, home: Path, no: str) -> None:
    done = run("talk", lines=f"Fictitia\n{no}\n")
    assert done.code == 0
    assert "not even the name" in done.err
    assert b"Fictitia" not in everything_in(home)


@pytest.mark.parametrize("args", [("talk",), ("talk", "Jo"), ("talk", "--after"), ("talk", "Jo", "--after")])
def test_nothing_at_all_to_read_is_exit_5_and_names_the_option(run: Run, home: Path, args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.code == 5
    assert "--answers FILE" in done.err
    assert everything_in(home) == b""


def test_nothing_to_read_on_a_paused_talk_is_exit_5_and_changes_nothing(run: Run) -> None:
    run("talk", "Jo", lines="yes\nsomething\nq\n")
    assert run("talk", "Jo").code == 5
    assert run("undo").out.startswith("Taken back: the talk with Jo")
    assert run("people").out == ""


def test_nobody_named_keeps_nothing(run: Run, home: Path) -> None:
    for lines in ("q\n", "\n\nq\n"):
        done = run("talk", lines=lines)
        assert done.code == 0
        assert "nothing was kept" in done.err
    assert everything_in(home) == b""


def test_end_of_input_pauses_and_the_talk_goes_on_at_the_same_question(run: Run) -> None:
    first = run("talk", "Jo", lines="yes\nAn hour\n")
    assert first.code == 0
    assert "Go on with:\n  coachkit talk Jo" in first.err
    assert states(run) == ["open"]
    again = run("talk", "Jo", lines="A day\n")
    assert again.code == 0
    assert "Going on with the talk with Jo" in again.err
    assert "Is it all right" not in again.err
    asked = again.err.index("Tell me about a day lately")
    assert "worth your while" not in again.err[:asked]
    assert answers(run) == {"worth_it": "An hour", "good_day": "A day"}
    assert len(states(run)) == 1


def test_q_pauses_and_backslash_q_is_the_letter(run: Run) -> None:
    run("talk", "Jo", lines="yes\n\\q\nq\nnever read\n")
    assert answers(run) == {"worth_it": "q"}
    assert states(run) == ["open"]


@pytest.mark.parametrize("key", ["<", "-", "?", "+", "!", ">matters"])
def test_a_backslash_before_any_key_gives_the_text(run: Run, key: str) -> None:
    run("talk", "Jo", lines=f"yes\n\\{key}\nq\n")
    assert answers(run) == {"worth_it": key}


@pytest.mark.parametrize("words", ["- bread", "+44 7700 900123", "Q", "qq", "<3", "!!", "? what", "> matters"])
def test_a_key_counts_only_as_the_whole_line_in_lower_case(run: Run, words: str) -> None:
    run("talk", "Jo", lines=f"yes\n{words}\nq\n")
    assert answers(run) == {"worth_it": words}


def test_back_shows_what_stands_and_a_new_answer_takes_its_place(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\nfirst\n<\nsecond\nq\n")
    assert "Now: first" in done.err
    assert answers(run) == {"worth_it": "second"}


def test_back_at_the_first_question_says_so(run: Run) -> None:
    assert "first question" in run("talk", "Jo", lines="yes\n<\nq\n").err


def test_a_dash_skips_and_the_next_question_comes(run: Run) -> None:
    run("talk", "Jo", lines="yes\n-\nA day\nq\n")
    talk = run("talks", "--format", "json").data[0]
    shown = run("session", "show", talk["id"], "--format", "json").data["answers"]
    assert [(each["step"], each["state"]) for each in shown] == [("worth_it", "skipped"), ("good_day", "answered")]


def test_a_question_mark_shows_probes_the_coach_note_and_the_keys(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\n?\nq\n")
    for words in ("How will you know", "If something is burning", "park a thought"):
        assert words in done.err


def test_a_jump_goes_to_a_step_at_once_and_an_unknown_one_stays(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\n>nonsense\n>kept_going\nsoup\nq\n")
    assert "no question called nonsense" in done.err
    assert answers(run) == {"kept_going": "soup"}


def test_a_bare_jump_offers_a_list(run: Run) -> None:
    run("talk", "Jo", lines="yes\n>\na good day\nThursday\nq\n")
    assert answers(run) == {"good_day": "Thursday"}


def test_a_parked_thought_comes_back_at_the_end_and_is_no_answer(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\n+\nAsk about the choir\nan answer\nq\n")
    assert "Thoughts you parked" in done.err
    assert "Ask about the choir" in done.err.split("Thoughts you parked")[1]
    assert answers(run) == {"worth_it": "an answer"}
    talk = run("talks", "--format", "json").data[0]["id"]
    assert "Ask about the choir" in run("session", "show", talk).out
    assert "choir" not in run("profile", "Jo").out + run("plan", "Jo").out


def test_an_exclamation_mark_shows_the_safety_text_and_keeps_only_that(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\nan answer\n!\nThe duty worker\n")
    assert done.code == 0
    assert "see first that everyone is safe" in done.err
    assert states(run) == ["open"]
    talk = run("talks", "--format", "json").data[0]["id"]
    assert "A concern was raised on Sunday 22 November 2026. Told: The duty worker." in run("session", "show", talk).out
    assert "concern" not in run("plan", "Jo").out + run("profile", "Jo").out


def test_the_settings_own_safety_text_wins(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHKIT_SAFETY", "Ring Kim on 1234.")
    done = run("talk", "Jo", lines="yes\n!\n\n")
    assert "Ring Kim on 1234." in done.err
    assert "see first that everyone is safe" not in done.err


def test_a_concern_stands_even_where_the_input_ends_there(run: Run) -> None:
    run("talk", "Jo", lines="yes\nan answer\n!\n")
    talk = run("talks", "--format", "json").data[0]["id"]
    assert "A concern was raised" in run("session", "show", talk).out


def test_an_answer_that_does_not_fit_is_asked_again(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\n>tuesday\nQuiet\neleven\n11\n7\nq\n")
    assert done.err.count("whole number from 0 to 10") == 2
    assert answers(run) == {"tuesday": "Quiet", "ruler": "7"}


def test_several_lines_go_on_after_a_backslash(run: Run) -> None:
    run("talk", "Jo", lines="yes\none\\\ntwo\\\nthree\nq\n")
    assert answers(run) == {"worth_it": "one\ntwo\nthree"}


def test_half_an_answer_at_the_end_of_input_is_put_back(run: Run) -> None:
    run("talk", "Jo", lines="yes\nhalf a thought\\\n")
    assert answers(run) == {}
    assert "half a thought" in run("talk", "Jo", lines="q\n").err


def test_the_stage_shows_and_never_a_count(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\n" + "-\n" * 40)
    for stage in ("Before we start", "What's strong", "Your people and places", "What you want"):
        assert stage in done.err
    assert not re.search(r"\b\d+ of \d+\b|\d+/\d+", done.err)


def test_a_talk_to_the_end_shows_the_profile_and_the_page(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\nA quiet hour\nThursday\n" + "-\n" * 60)
    assert done.code == 0
    assert states(run) == ["done"]
    assert done.out.startswith("Jo  ")
    assert "Jo's page" in done.out
    assert "Nothing on this page takes away anything you have a right to." in done.out


def test_reading_back_and_enter_confirms_what_was_read(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\nA quiet hour\nThursday\n>before_i_close\n\nFine\nq\n")
    assert "1  worth your while: A quiet hour" in done.err
    said = {each["text"]: each["confirmed"] for each in run("profile", "Jo", "--format", "json").data["statements"]}
    assert said == {"A quiet hour": True, "Thursday": True, "Fine": False}


def test_a_line_changed_at_the_reading_back_is_an_ordinary_change(run: Run) -> None:
    run("talk", "Jo", lines="yes\nA quiet hour\n>before_i_close\n1\nSay it differently\nA loud hour\n-\nq\n")
    assert answers(run) == {"worth_it": "A loud hour"}


def test_a_line_rubbed_out_is_gone_from_every_file(run: Run, home: Path) -> None:
    run("talk", "Jo", lines="yes\nFictitious words\nThursday\n>before_i_close\n1\nRub it out\n\nq\n")
    assert answers(run)["good_day"] == "Thursday"
    assert b"Fictitious" not in everything_in(home)
    run("undo")
    assert b"Fictitious" not in everything_in(home)


def test_new_begins_another_talk_beside_a_paused_one(run: Run) -> None:
    run("talk", "Jo", lines="yes\nold\nq\n")
    done = run("talk", "Jo", "--new", lines="yes\nnew\nq\n")
    assert "Is it all right" in done.err
    assert len(states(run)) == 2
    assert answers(run) == {"worth_it": "new"}


def test_on_gives_the_day_of_a_new_talk(run: Run) -> None:
    run("talk", "Jo", "--on", "2026-11-01", lines="yes\nold\nq\n")
    assert run("talks", "--format", "json").data[0]["on"] == "2026-11-01"
    assert run("talk", "Mo", "--on", "2026-11-23", lines="yes\n").code == 2


def test_a_name_that_begins_another_is_not_guessed_off_a_terminal(run: Run) -> None:
    run("person", "add", "Joanna")
    done = run("talk", "Jo", lines="yes\nsomething\nq\n")
    assert done.code == 3
    assert "Joanna" in done.err
    assert run("talks", "--format", "json").data == []


def test_two_people_of_one_name_need_the_id_off_a_terminal(run: Run) -> None:
    ids = [re.search(r"\((\w+)\)", run("person", "add", "Jo").out)[1] for _ in "12"]
    done = run("talk", "jo", lines="yes\nsomething\nq\n")
    assert done.code == 3
    assert all(each in done.err for each in ids)
    assert run("talk", ids[1], lines="yes\nsomething\nq\n").code == 0
    assert [each["talks"] for each in run("people", "--format", "json").data] == [0, 1]


def test_names_are_the_same_whatever_their_case_or_width(run: Run) -> None:
    run("talk", "Zoë", lines="yes\na\nq\n")
    assert "Going on" in run("talk", "ZOË", lines="b\nq\n").err
    assert len(run("people", "--format", "json").data) == 1


def test_an_unknown_script_is_exit_3_before_anything_is_kept(run: Run, home: Path) -> None:
    done = run("talk", "Fictitia", "--script", "first_conversatoin", lines="yes\n")
    assert done.code == 3
    assert "first_conversation" in done.err
    assert b"Fictitia" not in everything_in(home)


def test_everything_but_the_result_goes_to_stderr(run: Run) -> None:
    done = run("talk", "Jo", lines="yes\n?\n>\n<\n+\n\nsaid\nq\n")
    assert done.out == ""
    no_escapes(done)


def test_bytes_that_are_no_text_become_a_mark_and_nothing_breaks(run: Run) -> None:
    done = run("talk", "Jo", lines=b"yes\nbefore \xff\xfe after\nq\n")
    assert done.code == 0
    no_traceback(done)
    assert answers(run)["worth_it"] == "before \ufffd\ufffd after"


def test_windows_line_ends_are_line_ends(run: Run) -> None:
    run("talk", lines="Jo\r\nyes\r\nsaid\r\nq\r\n")
    assert answers(run, "Jo") == {"worth_it": "said"}
    assert states(run) == ["open"]


# Writing up afterwards.


def test_writing_up_takes_any_part_in_any_order_and_half_is_fine(run: Run) -> None:
    lines = "yes\nhow was it for you\nGood\na good day\nThursday\nThat is all: make the page\n"
    done = run("talk", "Jo", "--after", lines=lines)
    assert done.code == 0
    assert "how was it for you · written" in done.err
    assert answers(run) == {"good_day": "Thursday", "how_was_it": "Good"}
    assert states(run) == ["done"]
    assert "Jo's page" in done.out


@pytest.mark.parametrize("end", ["", "q\n", "Go on another time\n"])
def test_writing_up_half_and_later_goes_on(run: Run, end: str) -> None:
    done = run("talk", "Jo", "--after", lines=f"yes\na good day\nThursday\n{end}")
    assert done.code == 0
    assert "--after" in done.err
    assert states(run) == ["open"]
    run("talk", "Jo", "--after", lines="worth your while\nAn hour\nThat is all: make the page\n")
    assert answers(run) == {"worth_it": "An hour", "good_day": "Thursday"}
    assert states(run) == ["done"]


def test_a_part_written_up_can_be_changed(run: Run) -> None:
    lines = "yes\na good day\nThursday\na good day\nFriday\nThat is all\n"
    run("talk", "Jo", "--after", lines=lines)
    assert answers(run) == {"good_day": "Friday"}


def test_a_list_with_follow_ups_is_written_up_as_one_part(run: Run) -> None:
    lines = "yes\nordinary Tuesday\nQuiet\n8\nThe radio\nEight would do\nThat is all\n"
    run("talk", "Jo", "--after", lines=lines)
    assert answers(run) == {"tuesday": "Quiet", "ruler": "8", "not_lower": "The radio", "enough": "Eight would do"}
