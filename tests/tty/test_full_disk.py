"""A disk that fills up in the middle of a talk: the words are shown, and kept once there is room."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import pytest

from coachkit.wording import talking
from tests.tty.kinds import begin
from tests.tty.window import CTRL_C, CTRL_D, Window, said_so_far, words_of_events

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no other process's limit can be set there")
WORDS = "Tell me about a good morning."
SAID = "Bread with Jo, before the shops were open"


def room_for_writing(window: Window, *, there: bool) -> None:
    """Have the disk be full for this window, or not any more."""
    most = resource.RLIM_INFINITY if there else 0
    resource.prlimit(window.child.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def fill_up(window: Window) -> None:
    """Answer the first question on a disk that is full by now."""
    begin(window)
    window.asked(WORDS)
    room_for_writing(window, there=False)
    window.press(f"{SAID}\r")
    window.asked(talking.NOT_KEPT, SAID, talking.KEEP_ASK)


def test_what_could_not_be_kept_is_shown_and_kept_once_there_is_room(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        fill_up(window)
        window.press("1")
        window.asked(talking.KEEP_ASK)
        room_for_writing(window, there=True)
        window.press("1")
        window.asked(talking.KEPT_NOW, "What do you look after?")
        window.type(CTRL_D)
        window.ended()
    assert said_so_far(kinds) == [SAID]


@pytest.mark.parametrize("keys", ["2", CTRL_C, CTRL_D])
def test_who_gives_up_is_told_that_it_is_not_kept(kinds: Path, keys: str) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        fill_up(window)
        window.press(keys)
        window.ended(1)
        assert "could not be kept" in window.said
        assert "Everything said so far is kept" not in window.story
    assert SAID not in words_of_events(kinds)


def test_a_parked_thought_is_shown_as_well(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.answer(WORDS, "+\r")
        window.asked("What is the thought?")
        room_for_writing(window, there=False)
        window.press("Ask about the allotment\r")
        window.asked(talking.NOT_KEPT, "Ask about the allotment", talking.KEEP_ASK)
        room_for_writing(window, there=True)
        window.press("1")
        window.asked(talking.KEPT_NOW, WORDS)
        window.type(CTRL_D)
        window.ended()
    assert "allotment" in words_of_events(kinds)
