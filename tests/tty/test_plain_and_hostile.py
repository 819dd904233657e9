"""Plain terminals, no colours, and names that try to command the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tty.kinds import WAY, begin, own_script
from tests.tty.window import CTRL_C, CTRL_D, Window, bytes_of, flowed, kept, said_so_far

CLIPBOARD = "\x1b]52;c;ZXZpbA==\x07"
HOSTILE = f"Jo{CLIPBOARD} [/b] [red]x\u202etxt.exe\u200f\x9b31m 👩‍👩‍👧 :smile: مريم {{person}} %s"
SHOWN = "Jo]52;c;ZXZpbA== [/b] [red]xtxt.exe31m 👩‍👩‍👧 :smile: مريم {person} %s"
LONG = "Wilhelmina " + "a" * 9_989

# What coachkit itself may send: nothing that sets a title, a clipboard, or turns the line round.
_FORBIDDEN = (b"\x1b]", b"\x07", b"\xc2\x9b", "\u202e".encode(), "\u200f".encode())


def sends_nothing_of_theirs(window: Window) -> None:
    """No byte that a name could command the terminal with has gone out."""
    for sign in _FORBIDDEN:
        assert sign not in window.raw, (sign, window.raw[-400:])


@pytest.mark.parametrize("how", ["--plain", "TERM=dumb", "ACCESSIBLE=1"])
def test_a_plain_talk_is_numbered_lines_with_nothing_redrawn(kinds: Path, how: str) -> None:
    environ = dict([how.split("=")]) if "=" in how else {}
    arguments = ["--plain"] if how == "--plain" else []
    with Window(kinds, *arguments, "talk", "Maya", "--script", "kinds", environ=environ) as window:
        window.answer("say to Maya:", "1\r")
        for kind, turn in list(WAY.items())[: list(WAY).index("choices")]:
            window.answer(turn.question, turn.keys if turn.keys.endswith("\r") else f"{turn.keys}\r")
            assert kind in WAY
        window.answer("Which days suit you? 1. Monday 2. Tuesday 3. Wednesday", "1 2\r")
        window.answer(WAY["yes_no"].question, "maybe\r")
        window.answer("That is not on the list.", "n\r")
        window.answer(WAY["scale"].question, "<\r")
        window.answer("Now: No (Enter keeps it)", "\r")
        window.asked(WAY["scale"].question)
        window.type("4" + CTRL_D + CTRL_D)
        window.ended()
        assert b"\x1b" not in window.raw
    assert said_so_far(kinds) == [turn.words for turn in list(WAY.values())[: list(WAY).index("scale")] if turn.words]
    with Window(kinds, *arguments, "talk", "Maya", environ=environ) as window:
        window.asked("Going on with the talk with Maya", WAY["scale"].question, "Half typed before: 4 (Enter takes it)")
        window.press("\r")
        window.asked(WAY["date"].question)
        window.type(CTRL_C)
        window.ended(130)
        assert b"\x1b" not in window.raw


def test_no_color_sends_no_colour(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds", environ={"NO_COLOR": "1"}) as window:
        begin(window)
        window.answer(WAY["text"].question, "?\r")
        window.answer(WAY["text"].question, "q\r")
        window.ended()
        assert not re.search(rb"\x1b\[[0-9;]*\b(3[0-9]|4[0-9]|9[0-7])\b[0-9;]*m", window.raw)


@pytest.mark.parametrize("plain", [False, True])
def test_a_hostile_name_breaks_nothing_and_commands_nothing(kinds: Path, plain: bool) -> None:
    options = ["--plain"] if plain else []
    enter = "\r" if plain else ""
    with Window(kinds, *options, "talk", HOSTILE, "--script", "kinds", rows=60) as window:
        window.answer("say to Jo]52", f"1{enter}")
        window.answer(WAY["text"].question, f"{flowed(SHOWN)}\r")
        window.answer(WAY["list"].question, "-\r")
        window.answer(WAY["name"].question, "Jo [/b] [red] \u202etxt.exe 👩‍👩‍👧 {person} %s\r")
        window.answer(WAY["another name"].question, "\r")
        window.answer("Where would you put Jo [/b] [red] txt.exe", f"1{enter}")
        window.answer(WAY["choice"].question, f"2{enter}")
        window.answer(WAY["choices"].question, f"-{enter}")
        window.answer(WAY["yes_no"].question, ">lid\r" if plain else "q")
        if plain:
            window.answer("your people: Jo [/b] [red] txt.exe", "q\r")
        window.ended()
        sends_nothing_of_theirs(window)
    for command in (["people"], ["talks"], ["profile", "Jo"], ["plan", "Jo"], ["person", "show", "Jo"], []):
        with Window(kinds, *command, rows=60) as window:
            window.ended()
            assert "Jo" in window.story or not command
            sends_nothing_of_theirs(window)


def test_ten_thousand_characters_are_a_name_too(kinds: Path) -> None:
    with Window(kinds, "talk", "--script", "kinds", rows=60) as window:
        window.asked("Who is the talk with?")
        window.type(f"\x1b[200~{LONG}\x1b[201~")
        window.wait_for("aaa")
        window.press("\r")
        window.answer("say to Wilhelmina aaa", "1")
        window.answer(WAY["text"].question, "-\r")
        window.answer(WAY["list"].question, "-\r")
        window.asked(WAY["name"].question)
        window.type(f"\x1b[200~{LONG}\x1b[201~")
        window.wait_for("aaa")
        window.press("\r")
        window.answer(WAY["another name"].question, "\r")
        window.answer("Where would you put Wilhelmina aaa", "1")
        window.answer(WAY["choice"].question, "q")
        window.ended()
    assert LONG in [text for _, text, _ in kept(kinds)]
    with Window(kinds, "people") as window:
        window.ended()
        assert "Wilhelmina" in window.story


def test_what_is_typed_with_an_escape_in_it_is_kept_without_it(home: Path) -> None:
    own_script(home)
    with Window(home, "--plain", "talk", "Maya", "--script", "kinds") as window:
        window.answer("say to Maya:", "1\r")
        window.answer(WAY["text"].question, f"Bread {CLIPBOARD}and jam\r")
        window.answer(WAY["list"].question, "q\r")
        window.ended()
    assert said_so_far(home) == ["Bread ]52;c;ZXZpbA==and jam"]
    assert b"\x1b]52" not in bytes_of(home)
