"""However and wherever a talk is broken off, nothing said is lost and it goes on where it stopped."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tty.kinds import WAY, begin, go_to
from tests.tty.window import CTRL_C, CTRL_D, Window, said_so_far, words_of_events

PUT_BACK = "What you had half typed is put back."


class Spot(NamedTuple):
    """A place to break off: the question on the way there, the keys from it, what is asked then and half typed."""

    kind: str
    keys: tuple[tuple[str, str], ...] = ()
    half: str = ""
    goes_on_with: str = ""


SPOTS = {
    "text": Spot("text", half="Before eight I was already"),
    "list item": Spot("list", half="The neighbour's ca"),
    "one more": Spot("more", half="The key for next do"),
    "name": Spot("name", half="Aunt Mar"),
    "field": Spot("field"),
    "choice": Spot("choice"),
    "short": Spot("short", half="Cold water swi"),
    "choices": Spot("choices"),
    "yes_no": Spot("yes_no"),
    "scale": Spot("scale", half="1"),
    "date": Spot("date", half="next mon"),
    "group field": Spot("group field", half="Reading it alou"),
    "jump menu": Spot("choices", ((WAY["choices"].question, ">"), ("Where to?", ""))),
    "jump menu, part": Spot("choices", ((WAY["choices"].question, ">"), ("Where to?", "2"), ("Which one?", ""))),
    "park": Spot(
        "scale",
        ((WAY["scale"].question, "+\r"), ("What is the thought?", "")),
        half="Ask about the choi",
        goes_on_with="What is the thought?",
    ),
    "reading back": Spot("reading back"),
    "reading back, a line": Spot(
        "reading back", ((WAY["reading back"].question, "2\r"), ("What shall we do with it?", ""))
    ),
    "reading back, a change": Spot(
        "reading back",
        ((WAY["reading back"].question, "2\r"), ("What shall we do with it?", "1"), (WAY["list"].question, "")),
        half=" and the gat",
        goes_on_with=WAY["list"].question,
    ),
    "safety": Spot(
        "date",
        ((WAY["date"].question, "!\r"), ("Who has been told", "")),
        half="The duty work",
        goes_on_with="Who has been told",
    ),
}
WAYS = {"Ctrl-C": 130, "Ctrl-D": 0, "SIGTERM": 143, "SIGHUP": 129, "window closed": 129, "kill -9": -9}
USUAL = [
    ("text", "Ctrl-C"),
    ("text", "kill -9"),
    ("list item", "SIGTERM"),
    ("one more", "Ctrl-D"),
    ("name", "window closed"),
    ("choice", "SIGHUP"),
    ("choices", "kill -9"),
    ("scale", "Ctrl-C"),
    ("group field", "SIGHUP"),
    ("jump menu", "Ctrl-D"),
    ("jump menu, part", "window closed"),
    ("park", "Ctrl-D"),
    ("park", "kill -9"),
    ("reading back, a line", "Ctrl-D"),
    ("reading back, a change", "SIGTERM"),
    ("safety", "Ctrl-C"),
    ("safety", "Ctrl-D"),
]


def break_off(window: Window, way: str) -> None:
    """End the program in this way, and see that it ends as it should."""
    match way:
        case "Ctrl-C":
            window.type(CTRL_C)
        case "Ctrl-D":
            window.type(CTRL_D)
        case "window closed":
            window.close()
        case "kill -9":
            window.wait_still(0.25)
            window.signal(signal.SIGKILL)
        case _:
            window.signal(signal.Signals[way])
    window.ended(WAYS[way])


def nothing_is_lost(home: Path, spot: Spot, way: str) -> None:
    with Window(home, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        said = go_to(window, spot.kind)
        for question, keys in spot.keys:
            window.asked(question)
            if keys:
                window.press(keys)
        if spot.half:
            window.half(spot.half)
        break_off(window, way)
    assert said_so_far(home) == said
    with Window(home, "talk", "Maya") as window:
        window.asked("Going on with the talk with Maya of Thursday 26 November 2026")
        window.asked(spot.goes_on_with or WAY[spot.kind].question)
        if spot.half:
            window.asked(PUT_BACK)
            window.wait_for(spot.half)
            window.press("\r")
            window.wait_until(lambda: window.asks == 2, "the half-typed text was not taken")
        assert "again" not in window.said
        window.type(CTRL_D)
        window.ended()
    if spot.half and (spot.kind not in ("scale", "date") or spot.keys):
        assert spot.half.strip() in words_of_events(home)


@pytest.mark.parametrize(("spot", "way"), USUAL)
def test_nothing_said_is_lost_and_it_goes_on_where_it_stopped(kinds: Path, spot: str, way: str) -> None:
    nothing_is_lost(kinds, SPOTS[spot], way)


@pytest.mark.nightly
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("spot", SPOTS)
def test_nothing_said_is_lost_at_any_question_in_any_way(kinds: Path, spot: str, way: str) -> None:
    nothing_is_lost(kinds, SPOTS[spot], way)
