"""Speakers whose names are no plain ones: with pronouns, numbers they dial in from, what their telephone is called."""

from __future__ import annotations

from datetime import date

import pytest

from coachkit.importers.protocol import Transcript
from coachkit.importers.registry import detect

OTHERS = (
    "Maya Brown (she/her)", "Maya Brown, she/her", "Maya Brown (they/them) ", "Maya Brown [she/her]",
    "Maya Brown (she / her / hers)", "Maya Brown | she/they", "+44 7700 900123", "+1 (415) 555-0123", "+1415***0123",
    "07700 900123", "Maya's iPhone", "iPhone", "unknown", "Unknown speaker", "maya", "maria de la Cruz",
)  # fmt: skip


def talk(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript(text).turns]


def transcript(text: str) -> Transcript:
    found = detect(text.encode(), "talk.txt")
    assert found is not None, "nobody takes it for a talk"
    return found.read(text.encode(), "talk.txt")


def spoken(other: str, *, ruth: bool = True) -> list[tuple[str, str]]:
    first = [("Ruth", "hello")] if ruth else []
    return [*first, ("Sam", "hi"), (other, "I feel ok"), ("Sam", "good"), (other, "yes")]


@pytest.mark.parametrize("ruth", [True, False])
@pytest.mark.parametrize("other", OTHERS)
def test_whoever_speaks_in_a_subtitle_has_their_own_words(other: str, ruth: bool) -> None:
    told = spoken(other, ruth=ruth)
    cues = [f"00:0{at}.000 --> 00:0{at + 1}.000\n{name}: {words}\n" for at, (name, words) in enumerate(told)]
    assert talk("WEBVTT\n\n" + "\n".join(cues)) == [(name.strip(), words) for name, words in told]


@pytest.mark.parametrize("ruth", [True, False])
@pytest.mark.parametrize("other", OTHERS)
def test_whoever_stands_before_the_words_has_said_them(other: str, ruth: bool) -> None:
    told = spoken(other, ruth=ruth)
    text = "".join(f"{name}: {words}\n" for name, words in told)
    assert talk(text) == [(name.strip(), words) for name, words in told]


@pytest.mark.parametrize("other", ["unknown", "iPhone", "Maya Brown (she/her)", "+44 7700 900123"])
def test_somebody_who_speaks_but_once_among_names_is_somebody(other: str) -> None:
    assert talk(f"Sam: hello\nRuth: hi\n{other}: I feel ok\nSam: good\n") == [
        ("Sam", "hello"), ("Ruth", "hi"), (other, "I feel ok"), ("Sam", "good")
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["and/or: soup", "one thing: soup", "2025-03-02: soup", "02.03.2025: soup"])
def test_words_before_a_colon_that_are_no_name_make_nobody_new(line: str) -> None:
    told = f"Sam: hello\nwell,\nRuth: hi\n{line}\nSam: good\n"
    assert talk(told) == [("Sam", "hello well,"), ("Ruth", f"hi {line}"), ("Sam", "good")]


HEADERS = ("{} 0:0{}", "{} [00:0{}]", "0:0{1} {0}", "{}\t0:0{}")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("other", OTHERS)
def test_whoever_stands_beside_a_time_has_said_the_words_under_it(other: str, header: str) -> None:
    told = [*spoken(other), ("Ruth", "so")]
    text = "".join(f"{header.format(name.strip(), at)}\n{words}\n" for at, (name, words) in enumerate(told, 1))
    assert talk(text) == [(name.strip(), words) for name, words in told]


@pytest.mark.parametrize("other", [name.strip() for name in OTHERS])
@pytest.mark.parametrize("last", [True, False])
def test_one_short_line_with_a_time_between_others_is_a_header_whatever_its_letters(other: str, last: bool) -> None:
    told = [("Ruth", "hello"), ("Sam", "hi"), (other, "I feel ok"), *([] if last else [("Sam", "good")])]
    text = "".join(f"{name} 0:0{at}\n{words}\n" for at, (name, words) in enumerate(told, 1))
    assert talk(text) == told


def test_a_name_written_small_may_stand_over_its_time() -> None:
    told = [("Ruth", "hello"), ("maya", "ok"), ("Maya Brown (she/her)", "yes"), ("Ruth", "good")]
    text = "\n".join(f"{name}\n0:0{at}\n{words}\n" for at, (name, words) in enumerate(told, 1))
    assert talk(text) == told


def test_a_time_in_somebodys_words_makes_nobody_new() -> None:
    text = "Ruth 0:01\nsee you at 0:02\nor it was 12:30\nSam 0:03\nI came from 0:04\nRuth 1:05\nso\nLunch 0:02\n"
    assert talk(text) == [
        ("Ruth", "see you at 0:02 or it was 12:30"), ("Sam", "I came from 0:04"), ("Ruth", "so Lunch 0:02")
    ]  # fmt: skip


def test_a_mark_in_somebodys_words_makes_nobody_new() -> None:
    text = "Ruth 0:01\nhello\nSam 0:03\nRight. [inaudible 0:04]\nRuth 0:05\nso\n"
    assert talk(text) == [("Ruth", "hello"), ("Sam", "Right. [inaudible 0:04]"), ("Ruth", "so")]
    text = "Ruth  0:01\nhello\nSam  0:03\nthe bus 0:04\nRuth  0:05\nso\n"
    assert talk(text) == [("Ruth", "hello"), ("Sam", "the bus 0:04"), ("Ruth", "so")]


def test_a_speaker_who_says_nothing_leaves_the_others_their_talk() -> None:
    text = "Ruth 0:01\nhello\nSam 0:03\nJo 0:04\nhi\nRuth 0:05\nso\n"
    assert talk(text) == [("Ruth", "hello"), ("Jo", "hi"), ("Ruth", "so")]
    text = "Ruth 0:01\nhello\nJo 0:04\nhi\nRuth 0:05\nso\nSam 0:09\n"
    assert talk(text) == [("Ruth", "hello"), ("Jo", "hi"), ("Ruth", "so")]


def test_one_time_out_of_order_leaves_the_others_their_talk() -> None:
    text = "Ruth 0:01\nhello\nSam 0:13\nhi\nRuth 0:05\nso\nSam 0:19\nyes\n"
    assert talk(text) == [("Ruth", "hello"), ("Sam", "hi"), ("Ruth", "so"), ("Sam", "yes")]


def test_minutes_may_go_on_over_an_hour() -> None:
    text = "Ruth [00:01]\nhello\nMaya [59:58]\nhi\nRuth [60:02]\nso\nMaya [61:02]\nyes\n"
    assert talk(text) == [("Ruth", "hello"), ("Maya", "hi"), ("Ruth", "so"), ("Maya", "yes")]


TALK = "Ruth 0:01\nhello\nSam 0:03\nhi\nRuth 0:05\nso\n"


def test_words_above_the_first_name_are_told_as_left_out() -> None:
    found = transcript(f"Talk with Ruth\n2025-03-02\n\nShe came late, and cried.\nWe had tea.\n\n{TALK}")
    assert found.on == date(2025, 3, 2)
    (note,) = found.notes
    assert note.startswith("The words above the first name were left out: “She came late, and cried.” (2 lines).")
    assert len(found.turns) == 3


@pytest.mark.parametrize(
    "top",
    ["", "Talk with Ruth\n", "2 March 2025\n", "Talk\n2 March 2025, 10:00am\n0m 35s\n", "SPEAKERS\nRuth, Sam\n\n"],
)
def test_a_title_and_a_day_above_the_first_name_are_no_words(top: str) -> None:
    assert transcript(top + TALK).notes == ()
