"""The coach's day: in comes the notebook, out goes what is near today, short and never a backlog."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachkit.dates import iso_day, months_in, months_later
from coachkit.notebook.lines import PersonLine, TalkLine
from coachkit.person.summary import RatherNot, SmallThing, Summary
from coachkit.workbench.room import Room
from coachkit.workbench.summaries import summaries

if TYPE_CHECKING:
    from coachkit.person.introduction import Waiting

# What lies within a week ahead, or was due in the last four; what is older has been lived past.
AHEAD = timedelta(days=7)
BEHIND = timedelta(days=28)
MOST_LONG_AGO = 3


@dataclass(frozen=True, slots=True)
class Day:
    """What a coach may want to see in the morning; empty lists are left out on the screen.

    A day to look again that lies behind went by without a talk. A yes that was taken back, a pause for safety's sake
    and a return of the coach's are there for as long as they last.
    """

    taken_back: tuple[tuple[PersonLine, date], ...]
    going_on: tuple[tuple[PersonLine, TalkLine], ...]
    looking_again: tuple[tuple[PersonLine, date], ...]
    rather_not: tuple[tuple[PersonLine, RatherNot], ...]
    small_things: tuple[tuple[PersonLine, SmallThing], ...]
    paused: tuple[tuple[PersonLine, date], ...]
    returned: tuple[tuple[PersonLine, date], ...]
    introductions: tuple[tuple[PersonLine, Waiting], ...]
    long_ago: tuple[PersonLine, ...]


def the_day(room: Room, tell: Callable[[], None]) -> Day:
    """What is near today, of everybody whose time together goes on; `tell` says that it takes a moment."""
    people = room.notebook.people()
    short = summaries(room, people, tell)
    there = [(person, short[person.id]) for person in people if person.id in short]
    pairs = [(person, one) for person, one in there if not one.ended]
    no = [(person, each) for person, one in pairs for each in one.rather_not if _lately(room, each.on)]
    things = [(person, each) for person, one in pairs for each in one.small_things if _due(room, each)]
    return Day(
        taken_back=_by_day((person, day) for person, one in there if (day := iso_day(one.taken_back_on or ""))),
        going_on=_going_on(room, [person for person, _ in pairs]),
        looking_again=_by_day((person, day) for person, one in pairs if (day := _look_again(room, person, one))),
        rather_not=tuple(sorted(no, key=lambda pair: pair[1].on, reverse=True)),
        small_things=tuple(sorted(things, key=lambda pair: pair[1].by or "")),
        paused=_by_day((person, day) for person, one in pairs if (day := iso_day(one.paused_since or ""))),
        returned=_by_day((person, day) for person, one in pairs if (day := iso_day(one.back_since or ""))),
        introductions=tuple((person, each) for person, one in pairs for each in _waiting(room, one)),
        long_ago=_long_ago(room),
    )


def _long_ago(room: Room) -> tuple[PersonLine, ...]:
    """Those whose last talk or contact is longer ago than the settings say, a few at a time; nothing goes by itself."""
    months = months_in(room.settings.get("retention"))
    if months is None or months >= (room.today.year - 1) * 12:
        return ()
    return tuple(room.notebook.untouched_since(months_later(room.today, -months).isoformat(), MOST_LONG_AGO + 1))


def _waiting(room: Room, one: Summary) -> Iterable[Waiting]:
    """The introductions that wait for their next step; the words for them load only where there are any."""
    if not one.introductions:
        return ()
    from coachkit.person.introduction import Introduction, waiting

    return waiting(map(Introduction.model_validate, one.introductions), room.today)


def _going_on(room: Room, people: Iterable[PersonLine]) -> tuple[tuple[PersonLine, TalkLine], ...]:
    """Talks not finished yet, the one last touched first."""
    by_id = {person.id: person for person in people}
    since = (room.today - BEHIND).isoformat()
    unfinished = [
        talk
        for talk in room.notebook.talks(kinds=["talk"])
        if talk.state == "open" and talk.person_id in by_id and max(talk.on, talk.touched_at[:10]) >= since
    ]
    unfinished.sort(key=lambda talk: talk.touched_at, reverse=True)
    return tuple((by_id[talk.person_id], talk) for talk in unfinished)


def _look_again(room: Room, person: PersonLine, one: Summary) -> date | None:
    """The day to look again, where it is near and no talk has been held on it or after it."""
    day = iso_day(one.look_again_on or "")
    looked = iso_day(person.last_on or "")
    return day if day and _near(room, day) and not (looked and looked >= day) else None


def _due(room: Room, thing: SmallThing) -> bool:
    """Whether it is due about now."""
    day = iso_day(thing.by or "")
    return day is not None and _near(room, day)


def _near(room: Room, day: date) -> bool:
    return room.today - BEHIND <= day <= room.today + AHEAD


def _lately(room: Room, text: str) -> bool:
    day = iso_day(text)
    return day is not None and room.today - BEHIND <= day <= room.today


def _by_day(pairs: Iterable[tuple[PersonLine, date]]) -> tuple[tuple[PersonLine, date], ...]:
    return tuple(sorted(pairs, key=lambda pair: pair[1]))
