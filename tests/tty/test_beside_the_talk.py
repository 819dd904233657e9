"""Writing up afterwards, mending a talk, going through a profile, and two windows on one talk."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tty.kinds import WAY, begin, go_to
from tests.tty.window import CLEAR, CTRL_C, CTRL_D, Window, events, kept, run, said_so_far, talk_ids


def test_a_talk_is_written_up_in_any_order_and_half_is_fine(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds", "--after") as window:
        begin(window)
        window.answer("What would you like to write down?", "7")
        window.answer(WAY["scale"].question, "4\r")
        window.asked("What would you like to write down?")
        window.wait_for("how near · written")
        window.press("9")
        window.answer(WAY["group"].question, "The post\r")
        window.asked(WAY["group field"].question)
        window.half("Opening i")
        window.type(CTRL_C)
        window.ended(130)
    assert said_so_far(kinds) == ["4", "The post"]
    with Window(kinds, "talk", "Maya", "--after") as window:
        window.asked("Going on with the talk with Maya", WAY["group field"].question, "› Opening i")
        window.press("t\r")
        window.answer(WAY["more of the group"].question, "\r")
        window.answer("What would you like to write down?", "7")
        window.asked(WAY["scale"].question, "› 4")
        window.press("\r")
        window.asked("What would you like to write down?")
        window.wait_for("That is all: make the page")
        window.press("11")
        window.ended()
        assert "That was the last question." in window.said
        assert "Maya's page" in window.said
    assert said_so_far(kinds) == ["4", "The post", "Opening it"]


def test_a_talk_is_mended_and_each_change_is_kept_at_once(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        go_to(window, "choice")
        window.press("q")
        window.ended()
    with Window(kinds, "session", "edit", talk_ids(kinds)[-1]) as window:
        window.answer("What would you like to mend?", "1\r")
        window.asked(WAY["text"].question, "› The radio was on.")
        window.press(" And the sun.\r")
        window.answer("What would you like to mend?", "2")
        window.answer("Which one?", "1")
        window.asked("› The bins")
        window.half(" and the")
        window.type(CTRL_C)
        window.ended(130)
        assert "What was changed so far is kept." in window.said
    assert said_so_far(kinds)[:2] == ["The radio was on. And the sun.", "The bins"]
    with Window(kinds, "session", "edit", talk_ids(kinds)[-1]) as window:
        window.asked("What you had half typed is put back.", "› The bins and the")
        window.press(f"{CLEAR}-\r")
        window.asked("The bins is off the list.")
        window.type(CTRL_D)
        window.ended()
    assert "things" not in [step for step, _, state in kept(kinds) if state == "answered"]


def test_a_profile_is_gone_through_together_and_each_decision_is_kept_at_once(home: Path) -> None:
    answers = home.parent / "maya.yaml"
    answers.write_text("person: Maya\ncome_to_you: [Bikes, Baking]\ncould_show: [Darning]\nplaces: [The library]\n")
    run(home, "talk", "--answers", str(answers))
    with Window(home, "profile", "Maya", "--check") as window:
        window.answer("“Bikes”", "1")
        window.answer("“Baking”", "2")
        window.asked("How shall it read?", "› Baking")
        window.half(" bre")
        window.type(CTRL_C)
        window.ended(130)
    with Window(home, "profile", "Maya", "--check") as window:
        window.answer("“Baking”", "2")
        window.asked("What you had half typed is put back.", "› Baking bre")
        window.press("ad\r")
        window.answer("“Darning”", "4")
        window.answer("Who may know?", "1")
        window.answer("“Darning”", "3")
        window.asked("“The library”")
        window.type(CTRL_C)
        window.ended(130)
        assert "What was changed so far is kept." in window.said
    told = json.loads(run(home, "profile", "Maya", "--format", "json"))["data"]["statements"]
    assert {each["text"]: each["confirmed"] for each in told} == {
        "Bikes": True,
        "Baking bread": True,
        "The library": False,
    }
    with Window(home, "profile", "Maya", "--check") as window:
        window.answer("“The library”", "-")
        window.answer("May I mention any of this", "1")
        window.ended()
        assert "That is all of it, gone through together." in window.said


def test_two_windows_on_one_talk_keep_the_answers_of_both(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as one:
        begin(one)
        one.answer(WAY["text"].question, "The radio was on.\r")
        one.asked(WAY["list"].question)
        with Window(kinds, "talk", "Maya") as other:
            other.answer(WAY["list"].question, "From the other window\r")
            other.asked(WAY["more"].question)
            one.half("Half in this one")
            other.press("Once more\r")
            other.asked(WAY["more"].question)
            one.press(" and whole\r")
            one.answer(WAY["name"].question, "Theo\r")
            other.press(">name\r")
            other.asked("There is no question called name")
            other.press(">near\r")
            other.answer(WAY["scale"].question, "4\r")
            one.answer(WAY["another name"].question, "q\r")
            one.ended()
            other.answer(WAY["date"].question, "q\r")
            other.ended()
    assert said_so_far(kinds) == [
        "The radio was on.",
        "From the other window",
        "Once more",
        "Half in this one and whole",
        "Theo",
        "4",
    ]
    assert events(kinds).count("started") == 1


def test_what_one_window_half_typed_outlives_the_answers_of_another(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as one:
        begin(one)
        one.asked(WAY["text"].question)
        with Window(kinds, "talk", "Maya") as other:
            other.answer(WAY["text"].question, ">wish\r")
            other.asked(WAY["choice"].question)
            one.half("Before eight")
            one.wait_still(0.25)
            other.press("2")
            other.asked(WAY["choices"].question)
            other.type(CTRL_D)
            other.ended()
        one.close()
        one.ended(129)
    with Window(kinds, "talk", "Maya") as window:
        window.asked("What you had half typed is put back.", WAY["text"].question, "› Before eight")
        window.type(CTRL_D)
        window.ended()
