"""Days as a coach types them: looking ahead a weekday is the next one, looking back the latest one gone by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.dates import MONTHS, WEEKDAYS, iso_day, understood, understood_past, written, written_short
from tests.talk.budget import some

TODAY = date(2027, 6, 9)  # a Wednesday
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("2027-03", date(2027, 3, 1)),
        ("march", date(2027, 3, 1)),
        ("Mar", date(2027, 3, 1)),
        ("March 2027", date(2027, 3, 1)),
        ("since  march,  2025", date(2025, 3, 1)),
        ("in march", date(2027, 3, 1)),
        ("june", date(2027, 6, 1)),
        ("July", date(2026, 7, 1)),
        ("last november", date(2026, 11, 1)),
        ("today", TODAY),
        ("Yesterday", date(2027, 6, 8)),
        ("monday", date(2027, 6, 7)),
        ("on thursday", date(2027, 6, 3)),
        ("wednesday", date(2027, 6, 2)),
        ("last week", date(2027, 6, 2)),
        ("last month", date(2027, 5, 1)),
        ("a fortnight ago", date(2027, 5, 26)),
        ("3 weeks ago", date(2027, 5, 19)),
        ("two months ago", date(2027, 4, 9)),
        ("a year ago", date(2026, 6, 9)),
        ("7 January", date(2027, 1, 7)),
        ("January 7th", date(2027, 1, 7)),
        ("24 December", date(2026, 12, 24)),
        ("9 June", TODAY),
        ("29 February", date(2024, 2, 29)),
        ("the 3rd of March 2024", date(2024, 3, 3)),
    ],
)
def test_looking_back_a_day_is_the_latest_one_gone_by(typed: str, day: date) -> None:
    assert understood_past(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["2027-06-10", "tomorrow", "in 2 weeks", "next friday", "10 June 2027", "July 2027"])
def test_a_day_to_come_is_told_as_that_day(typed: str) -> None:
    day = understood_past(typed, TODAY)
    assert day is not None
    assert day > TODAY


@pytest.mark.parametrize(
    "typed",
    ["", "since", "soon", "ma", "2027", "2027-13", "2027-02-30", "1.3.2027", "31 April", "0000-01", "999 years"],
)
def test_what_is_no_day_is_not_guessed_at(typed: str) -> None:
    assert understood_past(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("wednesday", date(2027, 6, 16)),
        ("7 January", date(2028, 1, 7)),
        ("9 june", TODAY),
        ("in a month", date(2027, 7, 9)),
    ],
)
def test_looking_ahead_a_day_is_the_next_one_to_come(typed: str, day: date) -> None:
    assert understood(typed, TODAY) == day


@some(200)
@given(days, days)
def test_a_day_written_out_is_understood_as_that_day(day: date, today: date) -> None:
    assert understood_past(day.isoformat(), today) == day
    assert understood_past(written(day), today) == day
    assert understood_past(written_short(day), today) == day


@some(200)
@given(days, st.sampled_from((*WEEKDAYS, *MONTHS, "last month", "a month ago", "24 December")))
def test_a_name_alone_never_means_a_day_to_come(today: date, name: str) -> None:
    day = understood_past(name, today)
    assert day is None or (day <= today and today - day < timedelta(days=366))


@some(300)
@given(st.text(max_size=20), days)
def test_any_text_is_a_day_or_none(text: str, today: date) -> None:
    day = understood_past(text, today)
    assert day is None or isinstance(day, date)
    assert iso_day(text) in (None, day)
