"""Dates of a chat: in come the three numbers of every message, out come days in the order that fits them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

_BUDDHIST = 543
_AFTER_NOON = re.compile(
    r"p\.?\s?m\.?|下午|晚上|오후|μ\.?\s?μ\.?|م|ب\.?\s?ظ\.?|ös|md|ptg|अपराह्न|অপরাহ্ন|sore|malam|ch", re.IGNORECASE
)
_BEFORE_NOON = re.compile(
    r"a\.?\s?m\.?|上午|凌晨|早上|오전|π\.?\s?μ\.?|ص|ق\.?\s?ظ\.?|öö|pd|pg|पूर्वाह्न|পূর্বাহ্ন|pagi|sa", re.IGNORECASE
)

Token = tuple[str, str, str, str, str | None]
"""The three numbers of a date with what stands between them, and the half of the day: a, separator, b, c, half."""


def order_of(tokens: Sequence[Token]) -> tuple[str, bool]:
    """`dmy`, `mdy`, `ymd`, `ydm`, `myd` or `dym`, decided over the whole file, and whether the file itself says so.

    A number beyond 12 is a day. Where no number says, the order in which no day goes back says; else American is
    what only American phones write: 3/12/24 with a capital AM; and the rest of the world puts the day first.
    """
    dates = list(dict.fromkeys((a, b, c) for a, _, b, c, _ in tokens))
    year = _year_place(dates)
    numbers = [tuple(int(each) for at, each in enumerate(parts) if at != year) for parts in dates]
    day_first: bool | None
    sure = True
    if any(first > 12 for first, _ in numbers):
        day_first = True
    elif any(second > 12 for _, second in numbers) or year == 0:
        day_first = False
    else:
        day_first = _by_time(dates, year) if len(dates) > 1 else None
        if day_first is None:
            day_first, sure = not _american(tokens), False
    rest = iter("dm" if day_first else "md")
    return "".join("y" if at == year else next(rest) for at in range(3)), sure


def other_day(parts: tuple[str, ...], order: str) -> date | None:
    """The day that the same numbers are with day and month the other way round, where that is another."""
    other = day_of(parts, order.translate(str.maketrans("dm", "md")))
    return other if other != day_of(parts, order) else None


def day_of(parts: tuple[str, ...], order: str) -> date | None:
    """The day of three numbers, or None where there is no such day."""
    found = {name: int(part) for name, part in zip(order, parts, strict=True)}
    year = found["y"] + (2000 if found["y"] < 100 else 0)
    try:
        return date(year - _BUDDHIST if year > 2500 else year, found["m"], found["d"])
    except ValueError:
        return None


def moment(head: re.Match[str], order: str) -> datetime | None:
    """When a message was written, or None where its day or its half of the day is not understood."""
    day = day_of(head.group("a", "b", "c"), order)
    hour, minute, second = (int(part) for part in [*re.split("[:.]", head["clock"]), "0"][:3])
    half = (head["half"] or "").strip() or head["before"].strip(" ,\u202f\u00a0")
    if half and hour <= 12:
        if _AFTER_NOON.fullmatch(half):
            hour = hour % 12 + 12
        elif _BEFORE_NOON.fullmatch(half):
            hour %= 12
        elif (head["half"] or "").strip():
            return None
    if day is None or hour > 23 or minute > 59 or second > 59:
        return None
    return datetime.combine(day, time(hour, minute, second))


def _year_place(dates: list[tuple[str, str, str]]) -> int:
    for at in range(3):
        if any(len(parts[at]) == 4 for parts in dates):
            return at
    # 24/3/12 in a whole file: a first number beyond 31 can only be a year.
    return 0 if any(int(parts[0]) > 31 for parts in dates) else 2


def _by_time(dates: list[tuple[str, str, str]], year: int) -> bool | None:
    """Whether the day comes first, where only one of the orders never goes back in time."""
    fits = []
    for pair in ("dm", "md"):
        rest = iter(pair)
        order = "".join("y" if at == year else next(rest) for at in range(3))
        days = [day_of(parts, order) for parts in dates]
        fits.append(None not in days and days == sorted(day for day in days if day))
    return fits[0] if fits[0] != fits[1] else None


def _american(tokens: Sequence[Token]) -> bool:
    """Slashes, no zero before a digit, two digits of the year, and AM or PM in capitals."""
    return all(
        sep == "/" and not a.startswith("0") and not b.startswith("0") and len(c) == 2 and (half or "") in ("AM", "PM")
        for a, sep, b, c, half in tokens
    )
