"""Days for a calendar (RFC 5545): in comes the plan, out goes the text of an .ics file, or nothing without a day.

A calendar lies open on desks and telephones, so it holds days and initials and not a word that was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from coachkit.dates import iso_day
from coachkit.ids import digest
from coachkit.person.plan import Plan
from coachkit.safe_text import folded
from coachkit.wording.calendar_titles import first_small_thing, looking_again

# What was due a little while ago may still be moved; what lies further back is over.
BEHIND = timedelta(days=28)
_MAKER = "-//coachkit//coachkit//EN"


def as_ics(plan: Plan, today: date, *, set_on: str) -> str:
    """All-day events from four weeks ago on, by day; empty where there are none, or the time together has ended.

    `set_on` is the ISO day on which the days were last spoken of. It is each event's time stamp, so that the same
    notebook gives the same bytes. A looking-again day that moves keeps its UID, and so moves in the calendar, too.
    """
    stamp = datetime.combine(iso_day(set_on) or today, time(), UTC)
    days = sorted(each for each in _days(plan) if each[0] >= today - BEHIND)
    if not days or plan.ending:
        return ""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for day, uid, title in days:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("summary", title)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")  # a day to remember takes up no hour of it
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _days(plan: Plan) -> Iterator[tuple[date, str, str]]:
    """Each day with its UID and title."""
    again = iso_day(plan.how_often.look_again_on or "") if plan.how_often else None
    if again:
        yield again, _uid(plan, "looking again"), looking_again(plan.person.name)
    met: Counter[tuple[str, str]] = Counter()
    for step in plan.first_steps:
        thing = folded(step.who), folded(step.what)
        met[thing] += 1
        day = iso_day(step.by or "")
        if day:
            yield day, _uid(plan, *thing, str(met[thing])), first_small_thing(plan.person.name)


def _uid(plan: Plan, *parts: str) -> str:
    return f"{digest(plan.person.id, *parts)}@coachkit"
