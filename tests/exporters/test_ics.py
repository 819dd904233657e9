"""The calendar file: valid to RFC 5545, and nothing of the person's in it but initials."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coachkit.exporters.ics import as_ics
from coachkit.person.gathered import Person
from coachkit.person.plan import Plan
from coachkit.person.promise import HowOften, NextStep
from coachkit.person.rhythm import Ending
from coachkit.wording.calendar_titles import initials
from tests.talk.budget import some
from tests.wording.made_up import plans

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2026, 9, 1), date(2027, 12, 31)).map(date.isoformat)


def plan(*steps: NextStep, name: str = "Mary Oke", again: str | None = "2026-12-17", **more: object) -> Plan:
    near = HowOften(look_again_on=again) if again else None
    return Plan(person=Person(id="01939e5a", name=name), how_often=near, first_steps=steps, **more)


def thing(by: str | None, what: str = "knock on Len's door", who: str = "person") -> NextStep:
    return NextStep(who=who, what=what, by=by)


def ics(of: Plan, set_on: str = "2026-11-19", today: date = TODAY) -> str:
    return as_ics(of, today, set_on=set_on)


def events(text: str) -> list[dict[str, str]]:
    """The properties of each event, unfolded by hand."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line and line not in ("END:VEVENT", "END:VCALENDAR"):
            name, _, value = line.partition(":")
            assert name not in found[-1], "each stands once"
            found[-1][name] = value
    return found


def valid(text: str) -> list[dict[str, str]]:
    """What RFC 5545 asks of a file of all-day events, checked without its library, then with it."""
    assert text.endswith("END:VCALENDAR\r\n")
    for line in text.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode()) <= 75
        assert not any(unicodedata.category(char) == "Cc" for char in line)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "PRODID:-//coachkit//coachkit//EN"} <= set(unfolded[1:3])
    found = events(text)
    for each in found:
        assert set(each) == {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "CLASS", "TRANSP"}
        assert re.fullmatch(r"\d{8}T\d{6}Z", each["DTSTAMP"])
        assert re.fullmatch(r"\d{8}", each["DTSTART;VALUE=DATE"])
    assert len({each["UID"] for each in found}) == len(found) > 0
    read = Calendar.from_ical(text)
    assert [str(each["uid"]) for each in read.walk("VEVENT")] == [each["UID"] for each in found]
    assert read.errors == []
    return found


def test_looking_again_and_first_small_things_are_all_day_events_by_day() -> None:
    found = valid(ics(plan(thing("2026-12-24"), thing("2026-11-24", who="coach"), thing("when it is dry"))))
    assert [(each["DTSTART;VALUE=DATE"], each["SUMMARY"]) for each in found] == [
        ("20261124", "A first small thing with M. O."),
        ("20261217", "Looking again with M. O."),
        ("20261224", "A first small thing with M. O."),
    ]
    read = Calendar.from_ical(ics(plan()))
    (event,) = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 17)
    assert event.decoded("dtstamp") == datetime(2026, 11, 19, tzinfo=UTC)


@some(100)
@given(plans(), DAYS, st.lists(DAYS, max_size=3))
def test_any_page_makes_a_valid_calendar_without_a_word_that_was_said(of: Plan, again: str, days: list[str]) -> None:
    steps = tuple(thing(day, what="x" * 400 + "👩‍👩‍👧‍👦\r\nBEGIN:VEVENT") for day in days)
    of = of.model_copy(update={"how_often": HowOften(look_again_on=again), "first_steps": steps})
    near = [day for day in (again, *days) if date.fromisoformat(day) >= TODAY - timedelta(28)]
    text = ics(of)
    assert (text == "") == (not near)
    if text:
        found = valid(text)
        assert sorted(each["DTSTART;VALUE=DATE"] for each in found) == sorted(day.replace("-", "") for day in near)
        assert "xxx" not in text
        named = initials(of.person.name)
        for each in found:
            title = each["SUMMARY"].replace("\\", "")
            assert title in (
                f"{what}{f' with {named}' if named else ''}" for what in ("Looking again", "A first small thing")
            )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maya", "M."),
        ("mary oke", "M. O."),
        ("Mr Piet van der Berg", "M. P. V."),
        ("Anne-Marie O'Neil", "A. O."),
        ("(Mo) “Jo”", "M. J."),
        ("Žofia Ångström", "Ž. Å."),
        ("Z\u030cofia", "Ž."),
        ("M\u0303a", "M\u0303."),
        ("ßen", "ß."),
        ("שרה כהן", "ש. כ."),
        ("\u202eاحمد\u202c", "ا."),
        ("王小明", "王."),
        ("7 of 9", "7. O. 9."),
        ("🌻 Rosa", "R."),
        ("👩‍👩‍👧‍👦", ""),
        ("—!?;,", ""),
        ("\x1b]52;c;x\x07", "5."),
        ("Jo\r\nATTENDEE:x", "J. A."),
        ("", ""),
        ("a" + "\u0301" * 90, "Á\u0301\u0301."),
    ],
)
def test_initials_of_odd_names(name: str, letters: str) -> None:
    assert initials(name) == letters
    title = valid(ics(plan(name=name)))[0]["SUMMARY"]
    assert title == (f"Looking again with {letters}" if letters else "Looking again")


def test_days_of_the_last_four_weeks_are_there_and_older_ones_are_not() -> None:
    assert valid(ics(plan(again=(TODAY - timedelta(28)).isoformat())))
    assert ics(plan(again=(TODAY - timedelta(29)).isoformat())) == ""


@pytest.mark.parametrize("again", [None, "at Easter", "2026-02-30"])
def test_without_a_day_there_is_nothing(again: str | None) -> None:
    assert ics(plan(thing("soon"), again=again)) == ""


@pytest.mark.parametrize("ending", list(Ending))
def test_when_the_time_together_has_ended_no_calendar_reminds_of_it(ending: Ending) -> None:
    assert ics(plan(thing("2026-12-01"), ending=ending)) == ""


def test_the_last_day_there_is_can_be_written() -> None:
    assert valid(ics(plan(again="9999-12-31")))


def test_the_same_page_gives_the_same_bytes_on_any_day() -> None:
    of = plan(thing("2026-12-01"), thing("2026-12-01"), thing("2026-12-01", who="coach"))
    assert ics(of) == ics(of, today=date(2026, 11, 30))
    assert len(valid(ics(of))) == 4


def test_a_day_that_moves_keeps_its_uid() -> None:
    (before,), (after,) = events(ics(plan())), events(ics(plan(again="2027-01-07"), set_on="2026-12-17"))
    assert before["UID"] == after["UID"]
    assert before["DTSTAMP"] < after["DTSTAMP"]
    (one,), (moved,) = (events(ics(plan(thing(day), again=None))) for day in ("2026-12-01", "2026-12-08"))
    assert one["UID"] == moved["UID"] != before["UID"]


def test_two_people_share_no_uid() -> None:
    other = plan().model_copy(update={"person": Person(id="another", name="Mary Oke")})
    assert events(ics(plan()))[0]["UID"] != events(ics(other))[0]["UID"]
