"""Speakers whose names are no plain ones: with pronouns, numbers they dial in from, what their telephone is called."""

from __future__ import annotations

import pytest

from coachkit.importers.registry import detect

OTHERS = (
    "Maya Brown (she/her)", "Maya Brown, she/her", "Maya Brown (they/them) ", "Maya Brown [she/her]",
    "Maya Brown (she / her / hers)", "Maya Brown | she/they", "+44 7700 900123", "+1 (415) 555-0123", "+1415***0123",
    "07700 900123", "Maya's iPhone", "iPhone", "unknown", "Unknown speaker", "maya", "maria de la Cruz",
)  # fmt: skip


def talk(text: str) -> list[tuple[str, str]]:
    found = detect(text.encode(), "talk.txt")
    assert found is not None, "nobody takes it for a talk"
    return [(turn.speaker, turn.text) for turn in found.read(text.encode(), "talk.txt").turns]


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
