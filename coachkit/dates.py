"""Days: in comes what a coach types, out goes a day; in comes a day, out go the words for it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

LAST_YEAR = 2500  # farther off, a day no longer fits where the search keeps it
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_IN = re.compile(r"in (\d{1,3}|a|an|one|two|three|four|six) (day|week|month)s?")
_DAY_MONTH = re.compile(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_MONTH = re.compile(r"([a-z]{3,9})(?: (\d{4}))?")
_MONTH_OF_YEAR = re.compile(r"(\d{4})-(\d{2})")
_AGO = re.compile(r"(\d{1,3}|a|an|one|two|three|four|six) (day|week|month|year)s? ago")
_LONGEST_MONTHS = 1200
_NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}


def written(day: date) -> str:
    """`Thursday 26 November 2026`."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def written_short(day: date, today: date | None = None) -> str:
    """`26 November 2026`; the weekday instead of the year where it is within the coming half year."""
    if today is not None and 0 <= (day - today).days <= 183:
        return f"{day:%A} {day.day} {day:%B}"
    return f"{day.day} {day:%B} {day.year}"


def iso_day(text: str) -> date | None:
    """The day of an exact YYYY-MM-DD, else None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_in(text: str) -> int | None:
    """How many months a time such as `24 months` or `2 years` is; None where it is none, or longer than a life."""
    found = re.fullmatch(r"(\d{1,4}) (month|year)s?", " ".join(text.casefold().split()))
    months = int(found[1]) * (12 if found[2] == "year" else 1) if found else 0
    return months if 0 < months <= _LONGEST_MONTHS else None


def understood(text: str, today: date) -> date | None:
    """The day a coach means by `2026-12-01`, `tomorrow`, `friday`, `in 2 weeks` or `7 January`, else None.

    A weekday or a day without a year is the next one to come. `1.12.2026` is refused: it means two days.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    near = {"today": 0, "tomorrow": 1, "in a fortnight": 14, "next week": 7}
    if said in near:
        return today + timedelta(days=near[said])
    return iso_day(said) or _weekday(said, today) or _after(said, today) or _named_month(said, today)


def understood_past(text: str, today: date) -> date | None:
    """The day a coach looks back to by `2027-03-01`, `yesterday`, `friday`, `2 weeks ago`, `7 January` or `march`.

    A weekday, a day or a month without a year is the latest one gone by; a month means its first day. A day to come
    is given only where the text can mean no other. None where the text is no day.
    """
    said = " ".join(text.casefold().replace(",", " ").split()).removeprefix("since ")
    near = {"today": 0, "yesterday": 1, "last week": 7, "a fortnight ago": 14}
    if said in near:
        return _days_before(today, near[said])
    if said == "last month":
        return _months_before(today.replace(day=1), 1)
    past = _past_weekday(said, today) or _ago(said, today) or _past_month(said, today) or _past_named(said, today)
    return iso_day(said) or past or understood(said, today)


def _weekday(said: str, today: date) -> date | None:
    name = said.removeprefix("on ").removeprefix("next ").removeprefix("this ")
    hits = [n for n, weekday in enumerate(WEEKDAYS) if len(name) >= 3 and weekday.startswith(name)]
    if len(hits) != 1:
        return None
    return today + timedelta(days=(hits[0] - today.weekday() - 1) % 7 + 1)


def _after(said: str, today: date) -> date | None:
    found = _IN.fullmatch(said)
    if not found:
        return None
    number = _NUMBER_WORDS.get(found[1]) or int(found[1])
    if found[2] == "month":
        return months_later(today, number)
    return today + timedelta(days=number * (7 if found[2] == "week" else 1))


def _named_month(said: str, today: date) -> date | None:
    found = _day_and_month(said)
    if found is None:
        return None
    number, month, year = found
    day = _day_of(year or today.year, month, number)
    return day if day is None or year or day >= today else _day_of(today.year + 1, month, number)


def _day_and_month(said: str) -> tuple[int, int, int | None] | None:
    """Day, month and, if it was said, year."""
    for weekday in WEEKDAYS:
        said = said.removeprefix(weekday).strip()
    if found := _DAY_MONTH.fullmatch(said):
        number, name, year = int(found[1]), found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(said):
        number, name, year = int(found[2]), found[1], found[3]
    else:
        return None
    month = _month(name)
    return (number, month, int(year) if year else None) if month else None


def _month(name: str) -> int | None:
    months = [n for n, month in enumerate(MONTHS, 1) if month.startswith(name)]
    return months[0] if len(months) == 1 else None


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _past_weekday(said: str, today: date) -> date | None:
    named = said.removeprefix("on ").removeprefix("last ")
    coming = None if named.startswith(("next ", "this ")) else _weekday(named, today)
    return _days_before(coming, 14 if (coming - today).days == 7 else 7) if coming else None


def _ago(said: str, today: date) -> date | None:
    found = _AGO.fullmatch(said)
    if not found:
        return None
    number = _NUMBER_WORDS.get(found[1]) or int(found[1])
    if found[2] in ("month", "year"):
        return _months_before(today, number * (12 if found[2] == "year" else 1))
    return _days_before(today, number * (7 if found[2] == "week" else 1))


def _months_before(day: date, months: int) -> date | None:
    return months_later(day, -months) if months <= (day.year - 1) * 12 else None


def _days_before(day: date, number: int) -> date | None:
    try:
        return day - timedelta(days=number)
    except OverflowError:
        return None


def _past_month(said: str, today: date) -> date | None:
    """The first day of a month."""
    if found := _MONTH_OF_YEAR.fullmatch(said):
        return _day_of(int(found[1]), int(found[2]), 1)
    found = _MONTH.fullmatch(said.removeprefix("in ").removeprefix("last "))
    month = _month(found[1]) if found else None
    if not found or not month:
        return None
    return _day_of(int(found[2]) if found[2] else today.year - (month > today.month), month, 1)


def _past_named(said: str, today: date) -> date | None:
    found = _day_and_month(said)
    if found is None:
        return None
    number, month, year = found
    if year:
        return _day_of(year, month, number)
    # A 29 February may lie eight years back.
    days = (_day_of(today.year - back, month, number) for back in range(9))
    return next((day for day in days if day and day <= today), None)
