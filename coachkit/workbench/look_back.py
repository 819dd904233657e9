"""Looking back: in come a person and perhaps a day, out goes what is different since then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.dates import iso_day
from coachkit.person.gathered import Person
from coachkit.person.since import Differences, Span, differences
from coachkit.workbench.gathering import Known, known, known_on
from coachkit.workbench.room import Room


@dataclass(frozen=True, slots=True)
class LookBack:
    """What is different, and since when."""

    span: Span
    found: Differences


def look_back(room: Room, person: Person, day: date | None = None) -> LookBack:
    """What is different since the beginning of `day`.

    Without one: since the end of the day of the talk before the latest one, or of the only one.
    Raises NotebookUnreadableError where what was kept makes no sense any more.
    """
    events = room.notebook.events(person_id=person.id)
    now = known(room, person, events)
    talked_on = sorted({talk.on for talk in now.talks})
    since = day or (iso_day(talked_on[-2:][0]) if talked_on else None)
    until = _until(since, whole_day=day is None)
    then = known_on(room, person, until, events)
    span = Span(
        since=since.isoformat() if since else None,
        after_talk=day is None and since is not None,
        first_talk=talked_on[0] if talked_on and not _anything(then) else None,
    )
    return LookBack(span, differences(then, now))


def _until(since: date | None, *, whole_day: bool) -> date:
    """The last day that belongs to what stood then."""
    if since is None or since == date.min:
        return date.min
    return since if whole_day else since - timedelta(days=1)


def _anything(then: Known) -> bool:
    return bool(then.talks or then.ways or then.plan.introductions)
