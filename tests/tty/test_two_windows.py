"""Whether a talk is open in another window: said where it is, never where one has ended, however it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tty.kinds import begin
from tests.tty.test_breaking_off import WAYS, break_off
from tests.tty.window import CTRL_D, Window

ELSEWHERE = "This talk is open in another window as well."
WORDS = "Tell me about a good morning."


def goes_on(window: Window) -> None:
    window.asked("Going on with the talk with Maya", WORDS)


@pytest.mark.parametrize("way", [*WAYS, "q"])
def test_a_window_that_has_ended_is_not_taken_for_one_that_is_there(kinds: Path, way: str) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.asked(WORDS)
        if way == "q":
            window.press("q\r")
            window.ended()
        else:
            break_off(window, way)
    with Window(kinds, "talk", "Maya") as window:
        goes_on(window)
        assert ELSEWHERE not in window.story
        assert "moment ago" not in window.story
        window.type(CTRL_D)
        window.ended()


def test_a_window_that_is_there_is_noticed_by_every_later_one(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as first:
        begin(first)
        first.asked(WORDS)
        with Window(kinds, "talk", "Maya") as second:
            goes_on(second)
            assert ELSEWHERE in second.story
            first.press("q\r")
            first.ended()
            with Window(kinds, "talk", "Maya") as third:
                goes_on(third)
                assert ELSEWHERE in third.story
                third.type(CTRL_D)
                third.ended()
            second.type(CTRL_D)
            second.ended()


def test_another_talk_in_another_window_is_another_matter(kinds: Path) -> None:
    with Window(kinds, "talk", "Jo", "--script", "kinds") as window:
        begin(window, "Jo")
        window.asked(WORDS)
        window.type(CTRL_D)
        window.ended()
    with Window(kinds, "talk", "Maya", "--script", "kinds") as first:
        begin(first)
        first.asked(WORDS)
        with Window(kinds, "talk", "Jo") as second:
            second.asked("Going on with the talk with Jo", WORDS)
            assert ELSEWHERE not in second.story
            second.type(CTRL_D)
            second.ended()
        first.type(CTRL_D)
        first.ended()
