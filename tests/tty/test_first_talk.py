"""A whole first talk, typed in a terminal from the first question to the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tty.first_talk import ABOUT_YOU, BETWEEN_US, LAST, READ_BACK, STAGES, up_to_reading_back
from tests.tty.kinds import WAY, begin, go_to
from tests.tty.window import CTRL_C, Window, bytes_of, flowed, run, said_so_far

READ_BACK_LINES = """
 1  worth your while: That we laugh once
 2  a good day: Thursday. I made soup and Theo came by for it.
 3  come to you for: Bikes
 4  come to you for: A quiet word on the stairs
 5  could show: Truing a wheel
 6  kept you going: My sister's postcards
 7  your people: Theo · Closest to you · Soup · He makes me laugh
 8  your people: Ana from the third floor · A friend · I mind the cat · Cards on Sundays
 9  your people: Sam Okoro · Paid to help · The forms
10  see more of: Ana from the third floor
11  see more of: Cousin Lil
12  at home: The bench by the library
13  join in with: The repair café
14  matters most: My own kitchen
15  ordinary Tuesday: Up at eight, the radio on. Soup for two at noon.
16  how near is it: 4
17  not lower: Theo knocks every morning
18  good enough: Six would do
19  already yours: The bins, and next door's key
20  who does what: Letters from the council
      how it goes now: I do it, or somebody else paid to help
      how it goes next: You, with somebody you know
      your part: I open them and sort them
      who alongside: Theo
      what they said: Said yes
      what I stop: Reading the letters first
      how we both know: Three letters and nobody rang
21  who does what: Shopping
      how it goes now: We do it together
      how it goes next: Stays as it is
22  what we do differently: Ring before you come
23  come back when:
      time to ring me: The radio is off · Post on the floor
      who else may ring: Theo
      what I do first: Ring me back the same day
24  yours, mine, when:
      your first small thing: Ask Ana to the café
      mine: Bring the form
      which day: Friday 27 November 2026
      how often we meet: Thursdays till Christmas
      look again: Thursday 24 December 2026
"""


@pytest.mark.parametrize("columns", [80, 50])
def test_a_whole_first_talk_ends_with_the_profile_in_short_and_the_page(home: Path, columns: int) -> None:
    with Window(home, "talk", columns=columns, rows=24) as window:
        up_to_reading_back(window)
        assert flowed(READ_BACK_LINES) in window.said
        what_goes_on_stands_under_its_own_words(window)
        change_a_line_and_rub_one_out(window)
        window.press("\r")
        window.answer(LAST, "Less typing\r")
        window.ended()
        nothing_is_cropped(window)
        the_end_is_shown(window)
    gone_for_good(home)


def what_goes_on_stands_under_its_own_words(window: Window) -> None:
    """A line read back that is longer than the screen does not go on at its edge."""
    lines = window.everything
    start = max(n for n, line in enumerate(lines) if line.startswith("Turn the screen round"))
    listed = lines[start + 1 : lines.index(READ_BACK, start) - 1]
    assert all(re.match(r" {1,2}\d{1,2}  \S| {5,}\S", line) for line in listed), listed


def change_a_line_and_rub_one_out(window: Window) -> None:
    """What the person corrects is kept at once, and the list is read again as it is now."""
    window.press("14\r")
    window.answer("matters most: My own kitchen What shall we do with it?", "1")
    window.asked("What matters most to you these days?")
    window.wait_for("› My own kitchen")
    window.press(", and the key to it\r")
    window.asked("14 matters most: My own kitchen, and the key to it", READ_BACK)
    window.press("4\r")
    window.answer("A quiet word on the stairs What shall we do with it?", "2")
    window.asked("Rubbed out. It is gone from the notebook.", "4 could show: Truing a wheel", READ_BACK)
    assert "A quiet word on the stairs" not in window.said
    window.press("99\r")
    window.asked("There is no line with that number.")


def nothing_is_cropped(window: Window) -> None:
    """Every question, stage and answer stands whole on the screen, and nothing counts the questions."""
    for text in [*(question for question, _ in (*ABOUT_YOU, *BETWEEN_US)), *STAGES]:
        assert text in window.story, text
    for _, keys in (*ABOUT_YOU, *BETWEEN_US):
        if len(keys) > 3:
            assert flowed(re.sub(r"\x1b", "", keys)) in window.story, keys
    assert not re.search(r"\b\d+ ?(?:of|/) ?\d+\b", window.story)


def the_end_is_shown(window: Window) -> None:
    """The profile in short comes first, the person's page after it, each word whole."""
    end = window.story.partition("That was the last question. Thank you, both of you.")[2]
    profile, page = end.split("Maya's page", 1)
    assert "in Maya's words, 26 November 2026 " in profile
    assert "brings Bikes · Truing a wheel kept going by My sister's postcards" in profile
    for text in (
        "Up at eight, the radio on. Soup for two at noon.",
        "The bins, and next door's key",
        "You and Theo. Theo has said yes.",
        "Your coach will stop: Reading the letters first",
        "Three letters and nobody rang",
        "Thursdays till Christmas",
        "On Thursday 24 December we look again",
        "The radio is off",
        "You may ring, and so may Theo.",
        "Ring me back the same day",
        "Ask Ana to the café",
    ):
        assert text in page, text


def gone_for_good(home: Path) -> None:
    """What was rubbed out is in no file any more; all the rest is kept."""
    assert b"quiet word" not in bytes_of(home)
    said = said_so_far(home)
    assert "Cousin Lil" in said
    assert "My own kitchen, and the key to it" in said
    assert {each["confirmed"] for each in profile(home)["statements"] if each["text"] == "Bikes"} == {True}


def test_what_matters_stands_in_the_profile_in_short_on_a_narrow_screen_too(home: Path) -> None:
    answers = home.parent / "maya.yaml"
    answers.write_text("person: Maya\nmatters: [My own kitchen and the key to it]\ncircle: [{name: Theo}]\n")
    with Window(home, "talk", "--answers", str(answers), columns=50) as window:
        window.ended()
        assert "what matters My own kitchen and the key to it people Theo" in window.story


def profile(home: Path) -> dict[str, Any]:
    """Maya's profile as data."""
    data: dict[str, Any] = json.loads(run(home, "profile", "Maya", "--format", "json"))["data"]
    return data


def test_what_was_read_back_as_right_is_confirmed_and_not_read_again(home: Path) -> None:
    with Window(home, "talk", "Maya") as window:
        window.answer("say to Maya:", "1")
        window.answer("worth your while?", "Half an hour will do\r")
        window.answer("a day lately that went well", ">before_i_close\r")
        window.asked("1 worth your while: Half an hour will do", READ_BACK)
        window.press("\r")
        window.answer(LAST, ">good_day\r")
        window.answer("a day lately that went well", "Soup on Thursday\r")
        window.answer("What do people come to you for?", ">before_i_close\r")
        window.asked("Turn the screen round and read it together: 1 a good day: Soup on Thursday Is it right")
        window.press("q\r")
        window.ended()
    confirmed = {each["text"]: each["confirmed"] for each in profile(home)["statements"]}
    assert confirmed == {"Half an hour will do": True, "Soup on Thursday": False}


def test_no_means_that_nothing_is_kept_not_even_the_name(home: Path) -> None:
    with Window(home, "talk") as window:
        window.answer("Who is the talk with?", "Maya Unwritten\r")
        window.answer("say to Maya Unwritten:", "2")
        window.ended()
        assert "Then nothing is written down, not even the name. Have a good talk." in window.story
    assert b"Unwritten" not in bytes_of(home)


def test_a_talk_broken_off_before_permission_keeps_nothing(home: Path) -> None:
    with Window(home, "talk") as window:
        window.answer("Who is the talk with?", "Maya Unwritten\r")
        window.asked("say to Maya Unwritten:")
        window.type(CTRL_C)
        window.ended(130)
    assert b"Unwritten" not in bytes_of(home)


def test_a_talk_broken_off_before_permission_does_not_say_that_it_is_kept(home: Path) -> None:
    with Window(home, "talk", "Maya") as window:
        window.asked("say to Maya:")
        window.type(CTRL_C)
        window.ended(130)
        assert "kept" not in window.said.partition("in danger")[2]


def test_what_was_said_after_an_early_reading_back_is_read_back_in_the_end(kinds: Path) -> None:
    with Window(kinds, "talk", "Maya", "--script", "kinds") as window:
        begin(window)
        window.answer(WAY["text"].question, ">lid\r")
        window.asked("There is nothing new to read back.", WAY["last"].question)
        window.press(">words\r")
        window.answer(WAY["text"].question, WAY["text"].keys)
        go_to(window, "more of the group", start="list")
        window.press("\r")
        window.wait_until(lambda: READ_BACK in window.said or WAY["last"].question in window.said, "nothing asked")
        assert READ_BACK in window.said
