"""The coach's day: in comes the notebook, out go talks to go on with, days to look again, and small things due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from coachkit.dates import iso_day
from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.person.promise import NextStep
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room

# A day page is short, never a backlog: what lies within a week ahead, or was due in the last four.
AHEAD = timedelta(days=7)
BEHIND = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Day:
    """What a coach may want to see in the morning; empty lists are left out on the screen."""

    going_on: tuple[tuple[Person, TalkLine], ...]
    looking_again: tuple[tuple[Person, str], ...]
    small_things: tuple[tuple[Person, NextStep], ...]


def the_day(room: Room) -> Day:
    """Talks to go on with, looking-again days and first small things that are near today."""
    going_on: list[tuple[Person, TalkLine]] = []
    looking: list[tuple[Person, str]] = []
    things: list[tuple[Person, NextStep]] = []
    for line in room.notebook.people():
        person = Person(id=line.id, name=line.name)
        talks = room.notebook.talks(line.id)
        going_on += [(person, talk) for talk in talks if talk.kind == "talk" and talk.state == "open"]
        plan = known(room, person).plan
        if plan.how_often and _near(room, plan.how_often.look_again_on):
            looking.append((person, plan.how_often.look_again_on or ""))
        things += [(person, step) for step in plan.first_steps if _near(room, step.by)]
    return Day(tuple(going_on), tuple(sorted(looking, key=lambda pair: pair[1])), tuple(things))


def _near(room: Room, text: str | None) -> bool:
    day = iso_day(text or "")
    return day is not None and room.today - BEHIND <= day <= room.today + AHEAD
