"""`when:` phrases: in comes a phrase or a test, out goes a test, or whether it holds for what was answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from coachkit.value import Value

Held = str | int | bool | tuple[str, ...]


class Phrase(StrEnum):
    """The eleven phrases; nothing else can be asked of an answer."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    IS = "is"
    IS_NOT = "is not"
    INCLUDES = "includes"
    DOES_NOT_INCLUDE = "does not include"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"
    HAS_AT_LEAST = "has at least"
    HAS_AT_MOST = "has at most"


class Test(Value):
    """One phrase about one step (`ruler`) or one field of the same item (`circle.ring`)."""

    __test__ = False  # not a test class of pytest

    step: str
    phrase: Phrase
    word: str = ""
    low: int = 0
    high: int = 0

    def __str__(self) -> str:
        blanks = {Phrase.BETWEEN: f" {self.low} and {self.high}"}
        blanks |= dict.fromkeys((Phrase.AT_LEAST, Phrase.HAS_AT_LEAST), f" {self.low}")
        blanks |= dict.fromkeys((Phrase.AT_MOST, Phrase.HAS_AT_MOST), f" {self.high}")
        return f"{self.step} {self.phrase}{blanks.get(self.phrase) or (f' {self.word}' if self.word else '')}"


class Standing(NamedTuple):
    """What stands for a step on the path: skipped, or a value; a closed list's value is one text an item."""

    skipped: bool = False
    value: Held = ""


Lookup = Callable[[str], Standing | None]

_FORMS: tuple[tuple[Phrase, str], ...] = (
    (Phrase.ANSWERED, r"answered"),
    (Phrase.SKIPPED, r"skipped"),
    (Phrase.DOES_NOT_INCLUDE, r"does not include (?P<word>.+)"),
    (Phrase.INCLUDES, r"includes (?P<word>.+)"),
    (Phrase.HAS_AT_LEAST, r"has at least (?P<low>\d{1,4})"),
    (Phrase.HAS_AT_MOST, r"has at most (?P<high>\d{1,4})"),
    (Phrase.AT_LEAST, r"at least (?P<low>-?\d{1,4})"),
    (Phrase.AT_MOST, r"at most (?P<high>-?\d{1,4})"),
    (Phrase.BETWEEN, r"between (?P<low>-?\d{1,4}) and (?P<high>-?\d{1,4})"),
    (Phrase.IS_NOT, r"is not (?P<word>.+)"),
    (Phrase.IS, r"is (?P<word>.+)"),
)


def read_test(step: str, text: str) -> Test | None:
    """The test that a phrase such as `at least 7` makes of `step`; None where it is none of the eleven."""
    said = " ".join(text.split())
    for phrase, form in _FORMS:
        if found := re.fullmatch(form, said):
            parts = found.groupdict()
            return Test(
                step=step,
                phrase=phrase,
                word=parts.get("word") or "",
                low=int(parts.get("low") or 0),
                high=int(parts.get("high") or 0),
            )
    return None


def holds(test: Test, standing: Standing | None) -> bool:
    """Whether a test holds; a step not on the path, or not reached, makes every test false."""
    if standing is None:
        return False
    if standing.skipped or test.phrase is Phrase.SKIPPED:
        return standing.skipped and test.phrase is Phrase.SKIPPED
    value = standing.value
    match test.phrase:
        case Phrase.ANSWERED:
            return True
        case Phrase.IS:
            return _as_word(value) == test.word
        case Phrase.IS_NOT:
            return _as_word(value) != test.word
        case Phrase.INCLUDES:
            return isinstance(value, tuple) and test.word in value
        case Phrase.DOES_NOT_INCLUDE:
            return isinstance(value, tuple) and test.word not in value
        case Phrase.HAS_AT_LEAST:
            return isinstance(value, tuple) and len(value) >= test.low
        case Phrase.HAS_AT_MOST:
            return isinstance(value, tuple) and len(value) <= test.high
    return _within(test, value)


def all_hold(when: tuple[tuple[Test, ...], ...], lookup: Lookup) -> bool:
    """Whether one of the alternatives holds in full; no condition at all always holds."""
    if not when:
        return True
    return any(all(holds(test, lookup(test.step)) for test in together) for together in when)


def _as_word(value: Held) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _within(test: Test, value: Held) -> bool:
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    match test.phrase:
        case Phrase.AT_LEAST:
            return value >= test.low
        case Phrase.AT_MOST:
            return value <= test.high
        case _:
            return test.low <= value <= test.high
