"""Beginning and ending a talk: in come a person, a script and a day, out goes a talk that stands in the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.dates import written
from coachkit.notebook.lines import Change, TalkLine
from coachkit.person.gathered import Person
from coachkit.scripts.model import Script, fingerprint
from coachkit.talk.carry import standing_handovers
from coachkit.talk.events import Happened, NewEvent
from coachkit.workbench.between import TOLD_LATER
from coachkit.workbench.gathering import known, reaching
from coachkit.workbench.permission import agreed, keep_yes
from coachkit.workbench.room import Room

FIRST = "first_conversation"


@dataclass(frozen=True, slots=True)
class Begun:
    """A talk that has begun, whose it is, and the change its answers belong to."""

    person: Person
    talk: TalkLine
    change: Change


def begin_talk(room: Room, person: Person, script: Script, day: date, *, anew: bool = False) -> Begun:
    """Begin a talk: somebody new is added, the script pinned whole, the permission kept with the day.

    The person has said yes to that; `anew` where they had taken an earlier yes back. A script that asks about
    standing handovers starts with them. All of it is one transaction.
    """
    change = room.notebook.begin("talk", f"the talk with {person.name} of {written(day)}", on=day, by=room.coach)
    handovers = known(room, person).plan.handovers if person.id and _asks_about_handovers(script) else ()
    # A yes that is asked anew is of today, or it would not stand over its having been taken back.
    of_today = anew and day < room.today
    with room.notebook.together():
        if of_today:
            keep_yes(room, person)
        begun = start(room, change, person, script, day, standing_handovers(script, handovers))
        if not of_today:
            yes = agreed()
            yes = yes.model_copy(update={"body": yes.body | _told_later(room, day)})
            room.notebook.append(change, begun.person.id, None, [yes], at=room.clock())
        return begun


def _told_later(room: Room, day: date) -> dict[str, bool]:
    return {TOLD_LATER: True} if day < room.today else {}


def _asks_about_handovers(script: Script) -> bool:
    return any(step.among == "handovers" for step in script.steps)


def start(
    room: Room, change: Change, person: Person, script: Script, day: date, events: Sequence[NewEvent] = ()
) -> Begun:
    """The same without the transaction, with these first events; for those who write more in one go."""
    if not person.id:
        person = Person(id=room.new_id(), name=person.name)
        room.notebook.add_person(change, person.id, person.name, at=room.clock())
    pinned = script.pinned()
    mark = fingerprint(pinned)
    room.notebook.keep_script(mark, script.id, script.version, pinned)
    session = room.new_id()
    body = {"script": mark, "permission": True, **_told_later(room, day)}
    begun = NewEvent(kind=Happened.STARTED, body=body)
    room.notebook.start_session(
        change, session, person.id, "talk", mark, script.id, on=day, at=room.clock(), events=[begun, *events]
    )
    return Begun(person, room.notebook.talk(session), change)


def finish(room: Room, change: Change, talk: TalkLine) -> None:
    """End a talk; the settings' own texts for the promise are kept with it as they are today."""
    ended = NewEvent(kind=Happened.FINISHED, body=dict(reaching(room)))
    room.notebook.append(change, talk.person_id, talk.id, [ended], at=room.clock())
