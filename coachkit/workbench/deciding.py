"""Keeping what was decided between talks: in come a person, what happened and the day, out goes one change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coachkit.askers.protocol import Tone
from coachkit.dates import written
from coachkit.person.gathered import Person
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.workbench.between import TOLD_LATER
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import keep
from coachkit.workbench.which_day import day_of


def decide(
    room: Room, person: Person, kind: str, sentence: str, events: Sequence[NewEvent], on: date | None = None
) -> date:
    """Keep events as one change; the day they belong to, `on` or today.

    What is told later, for an earlier day, is marked so; without `on` it comes after all that was kept before,
    also where the computer's clock has gone back, which is then said. Raises UsageFaultError for a day to come, and
    CouldNotError as `keep` does.
    """
    day = day_of(room, on)
    later = {TOLD_LATER: True} if day < room.today else {}
    marked = [event.model_copy(update={"body": event.body | later}) for event in events]
    change = room.notebook.begin(kind, sentence, on=day, by=room.coach)
    keep(room, change, person, marked)
    if not later:
        mind_the_clock(room, person)
    return day


def mind_the_clock(room: Room, person: Person) -> None:
    """Say so where something of a later day is kept already: the clock, or that day, is wrong."""
    latest = max((event.on for event in room.notebook.events(person_id=person.id)), default="")
    if latest > room.today.isoformat():
        text = talking.CLOCK_WENT_BACK.format(today=written(room.today), day=written(date.fromisoformat(latest)))
        room.say(text, Tone.QUIET)


def decision(kind: Happened, subject: str = "", why: str = "", **body: Any) -> NewEvent:
    """An event of a decision; the reason stands with it where one was given."""
    return NewEvent(kind=kind, subject=subject, body=body | ({"why": why} if why else {}))
