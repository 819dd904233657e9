"""Whether an answer fits its question: in comes text as typed or read, out goes a value or a kind sentence."""

from __future__ import annotations

import re
from datetime import date

from coachkit.dates import iso_day, understood
from coachkit.safe_text import folded, normalised
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Step, StepType
from coachkit.value import Value

LONGEST = 100_000
_YES = frozenset({"yes", "y", "true"})
_NO = frozenset({"no", "n", "false"})
# What takes any words, up to the longest. Tuples, for the hash of a member of an enum is worked out anew each time.
WHOLE_TEXTS = (StepType.TEXT, StepType.LIST, StepType.GROUP)
_ONE_LINERS = (StepType.SHORT, StepType.PEOPLE)
_WHOLE = re.compile(r"[+-]?[0-9]{1,4}")


class Misfit(Value):
    """An answer that does not fit, and what would."""

    sentence: str


def fit(step: Step, text: str, today: date | None = None) -> Held | Misfit:
    """The value that `text` gives to one question.

    With `today` a day may be said as people say it (`friday`, `7 January`); without, only YYYY-MM-DD.
    For `choices`, keys or labels stand one a line. Empty text never fits: it is for the caller to skip.
    """
    return said_fits(step, normalised(text), today)


def said_fits(step: Step, said: str, today: date | None = None) -> Held | Misfit:
    """The value that a text gives which is normalised already, as `fit` says."""
    if not said:
        return Misfit(sentence="There is nothing in it.")
    if len(said) > LONGEST:
        return Misfit(sentence=f"That is longer than {LONGEST:,} characters. Put it in two answers.")
    kind = step.type
    if kind in WHOLE_TEXTS:
        return said
    if kind in _ONE_LINERS:
        return said.replace("\n", " ")
    match kind:
        case StepType.CHOICE:
            return _option(step, said)
        case StepType.CHOICES:
            return _options(step, said.split("\n"))
        case StepType.SCALE:
            return _number(step, said)
        case StepType.YES_NO:
            return _yes_or_no(said)
        case _:
            return _day(said, today)


def still_fits(step: Step, value: Held) -> bool:
    """Whether an answer given to another version of a question can stand for this one as it is."""
    kind = step.type
    if kind in WHOLE_TEXTS or kind in _ONE_LINERS:
        return isinstance(value, str)
    match kind:
        case StepType.CHOICE:
            return any(value == option.key for option in step.options)
        case StepType.CHOICES:
            return isinstance(value, tuple) and set(value) <= {option.key for option in step.options}
        case StepType.SCALE:
            return isinstance(value, int) and not isinstance(value, bool) and _within_ends(step, value)
        case StepType.YES_NO:
            return isinstance(value, bool)
        case _:
            return isinstance(value, str) and iso_day(value) is not None


def _within_ends(step: Step, number: int) -> bool:
    return step.low is None or step.high is None or step.low.number <= number <= step.high.number


def _option(step: Step, said: str) -> str | Misfit:
    if any(option.key == said for option in step.options):
        return said
    like = folded(said)
    found = next((option.key for option in step.options if folded(option.label) == like), None)
    if found is not None:
        return found
    return Misfit(sentence="It is one of: " + ", ".join(option.key for option in step.options) + ".")


def _options(step: Step, said: list[str]) -> Held | Misfit:
    chosen: list[str] = []
    for each in said:
        key = _option(step, each)
        if isinstance(key, Misfit):
            return key
        if key not in chosen:
            chosen.append(key)
    return tuple(option.key for option in step.options if option.key in chosen)


def _number(step: Step, said: str) -> int | Misfit:
    low, high = (step.low.number, step.high.number) if step.low and step.high else (0, 10)
    number = int(said) if _WHOLE.fullmatch(said) else None
    if number is None or not low <= number <= high:
        return Misfit(sentence=f"It is a whole number from {low} to {high}.")
    return number


def _yes_or_no(said: str) -> bool | Misfit:
    word = said.casefold()
    if word in _YES | _NO:
        return word in _YES
    return Misfit(sentence="It is yes or no.")


def _day(said: str, today: date | None) -> str | Misfit:
    day = iso_day(said) if today is None else understood(said, today)
    if day is not None:
        return day.isoformat()
    if today is None:
        return Misfit(sentence="It is a day, written like 2026-12-01.")
    return Misfit(sentence="I could not read that day. Try: friday, in 2 weeks, 7 January, or 2027-01-07.")
