"""What each key does in a talk, and that a key is a key only as the whole line."""

from __future__ import annotations

from pathlib import Path

from tests.tty.kinds import WAY, begin, go_to
from tests.tty.window import ALT_ENTER, CLEAR, Window, events, kept, run, said_so_far, talk_ids

SET_ASIDE = "One answer is set aside for now. It comes back if you change this again."


def test_back_shows_what_was_said_and_enter_keeps_it_without_a_trace(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.answer(WAY["text"].question, "<\r")
        window.asked("This is the first question; there is nothing before it.")
        window.press(f"The radio was on,{ALT_ENTER}and the sun came in\r")
        window.answer(WAY["list"].question, "The bins\r")
        window.answer(WAY["more"].question, "\r")
        window.asked(WAY["name"].question)
        before = events(kinds)
        window.press("<\r")
        window.answer(WAY["more"].question, "<\r")
        window.asked(WAY["list"].question, "› The bins")
        window.press(f"{CLEAR}<\r")
        window.asked(WAY["text"].question, "› The radio was on, and the sun came in")
        assert events(kinds) == before
        window.press("\r")
        window.answer(WAY["name"].question, "q\r")
        window.ended()
    assert events(kinds) == before
    assert said_so_far(kinds) == ["The radio was on,\nand the sun came in", "The bins"]


def test_changing_an_early_answer_sets_later_ones_aside_and_changing_back_brings_them_back(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        go_to(window, "choices")
        window.press("<")
        window.asked(WAY["short"].question, "› Swimming")
        window.press(f"{CLEAR}<\r")
        window.asked(WAY["choice"].question)
        window.wait_for("› 1. I would")
        window.press("2")
        window.asked(SET_ASIDE, WAY["choices"].question)
        assert ("what_new", "Swimming", "parked") in kept(kinds)
        window.press("<")
        window.answer(WAY["choice"].question, "1")
        window.asked(WAY["choices"].question)  # what was set aside stands again and is not asked anew
        assert ("what_new", "Swimming", "answered") in kept(kinds)
        window.press("q")
        window.ended()


def test_a_hyphen_skips_and_on_a_name_takes_the_person_off_the_list(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.answer(WAY["text"].question, "-\r")
        window.answer(WAY["list"].question, "- bread\r")
        window.answer(WAY["more"].question, "-\r")
        window.answer(WAY["name"].question, "Theo\r")
        window.answer(WAY["another name"].question, "Ana\r")
        window.answer(WAY["another name"].question, "<\r")
        window.asked("Who is in your life?", "- takes it off the list.", "› Ana")
        window.press(f"{CLEAR}<\r")
        window.asked("› Theo")
        window.press(f"{CLEAR}-\r")
        window.asked("Theo is off the list.", WAY["another name"].question)
        window.press("\r")
        window.answer("Where would you put Ana?", "-")
        window.answer(WAY["choice"].question, "q")
        window.ended()
        assert "put Theo" not in window.story
    assert [(step, text) for step, text, state in kept(kinds) if state == "answered"] == [
        ("things", "- bread"),
        ("circle.name", "Ana"),
    ]


def test_one_may_go_anywhere_and_whatever_was_left_is_asked_in_the_end(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.answer(WAY["text"].question, "The radio was on.\r")
        window.answer(WAY["list"].question, ">nowhere\r")
        window.asked("There is no question called nowhere on the way of this talk.")
        window.press(">\r")
        window.asked("Where to?")
        window.wait_for("look after")
        window.press("1\r")  # there is a 10 too
        window.asked(WAY["text"].question, "› The radio was on.")
        window.press(f"{CLEAR}>\r")
        window.answer("Where to?", "<")
        window.answer(WAY["text"].question, f"{CLEAR}>next_time\r")
        window.answer(WAY["last"].question, "Tea\r")
        window.asked("Some questions were left for later. Here is the first; q stops for now.", WAY["list"].question)
        window.press("q\r")
        window.ended()
    assert said_so_far(kinds) == ["The radio was on.", "Tea"]


def test_a_thought_is_parked_and_shown_when_the_talk_pauses(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.answer(WAY["text"].question, "+\r")
        window.answer("What is the thought?", "Ask about the choir\r")
        window.asked("Parked. Back to the question.", WAY["text"].question)
        window.press("?\r")
        window.asked("You could ask: - Who was there?", "For you: Leave them time.", "Alt+Enter gives a new line.")
        window.press("\\q\r")
        window.answer(WAY["list"].question, "q\r")
        window.ended()
        assert "Thoughts you parked, to come back to: Ask about the choir" in window.said
        assert "Go on with: coachkit talk Maya" in window.said
    assert said_so_far(kinds) == ["q"]


def test_stopping_for_safety_keeps_that_a_concern_was_raised_and_nothing_more(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        go_to(window, "choice")
        window.press("!")
        window.asked("Nothing about stepping back is decided today.", "Who has been told, or will be?")
        window.press("The duty worker\r")
        window.ended()
        assert "Kept: that a concern was raised today. The talk is paused." in window.said
    assert "A concern was raised on" in (shown := run(kinds, "session", "show", talk_ids(kinds)[-1]))
    assert "The duty worker" in shown
    with Window(kinds, "talk", "Maya") as window:
        window.asked("Going on with the talk with Maya", WAY["choice"].question)
        window.press("q")
        window.ended()


def test_a_paste_of_many_lines_is_one_answer_where_lines_belong_and_one_line_where_not(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.asked(WAY["text"].question)
        window.half("Well.")
        window.type(" \x1b[200~First the post,\r\nthen q\n-\n<\nand then tea\x1b[201~")
        window.wait_for("   and then tea")
        window.press("\r")
        window.asked(WAY["list"].question)
        window.type("\x1b[200~The bins\nand the birds\x1b[201~")
        window.wait_for("and the birds")
        window.press("\r")
        window.answer(WAY["more"].question, "q\r")
        window.ended()
    assert said_so_far(kinds) == [
        "Well. First the post,\nthen q\n-\n<\nand then tea",
        "The bins\nand the birds",
    ]
