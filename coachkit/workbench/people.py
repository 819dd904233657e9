"""Who is in the notebook: in comes a person and what shall change, out goes the notebook with it kept."""

from __future__ import annotations

from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.ids import short
from coachkit.person.gathered import Person
from coachkit.person.rhythm import Ending
from coachkit.safe_text import folded, normalised, one_line
from coachkit.talk.events import Happened, NewEvent
from coachkit.workbench.deciding import decision
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import keep, refuse_withdrawn


def add_person(room: Room, name: str) -> Person:
    """Somebody new, before any talk. Two people may share a name."""
    person = Person(id=room.new_id(), name=_name(name))
    change = room.notebook.begin("person", f"adding {person.name}", on=room.today, by=room.coach)
    room.notebook.add_person(change, person.id, person.name, at=room.clock())
    return person


def rename(room: Room, person: Person, name: str) -> Person:
    """The name somebody likes to be called by now."""
    new = _name(name)
    change = room.notebook.begin("person", f"calling {person.name} {new}", on=room.today, by=room.coach)
    room.notebook.rename_person(change, person.id, new, at=room.clock())
    return person.model_copy(update={"name": new})


def archive(room: Room, person: Person, *, archived: bool, ending: str = "", why: str = "") -> None:
    """Put somebody out of the everyday lists, or back on them; nothing is lost.

    `ending` says how the time together ended; coming back on the list begins it again.
    """
    if ending == Ending.GOOD_ENOUGH and known(room, person).plan.paused_since:
        raise CouldNotError(
            "Stepping back waits for now, because a concern was raised; today is no day to call it good enough.",
            f"When it is over: coachkit person resume {short(person.id)}",
        )
    sentence = f"putting {person.name} {'away' if archived else 'back on the list'}"
    change = room.notebook.begin("person", sentence, on=room.today, by=room.coach)
    if ending:
        event = decision(Happened.ENDED, why=normalised(why), facts={"ending": ending})
        keep(room, change, person, [event])
    elif not archived and known(room, person).plan.ending:
        keep(room, change, person, [decision(Happened.BEGUN_AGAIN)])
    room.notebook.archive_person(change, person.id, room.clock(), archived=archived)


def merge(room: Room, one: Person, into: Person) -> None:
    """Two entries that are one person become one; the talks of both are kept under the second.

    Raises CouldNotError where one of them took the yes to being written down back.
    """
    if one.id == into.id:
        raise UsageFaultError("That is one and the same person already.")
    for each in (one, into):
        refuse_withdrawn(room, each)
    sentence = f"joining {one.name} with {into.name}"
    change = room.notebook.begin("merge", sentence, on=room.today, by=room.coach)
    room.notebook.merge_people(change, one.id, into.id, at=room.clock())


def separate(room: Room, person: Person, name: str) -> int:
    """Two people of a circle who share a name are two from now on; how many of them there are."""
    same = [m for talk in known(room, person).talks for m in talk.members if folded(m.name) == folded(name)]
    if len(same) < 2:
        raise UsageFaultError(
            f"There is {'nobody' if not same else 'only one person'} of that name around {one_line(person.name)}.",
            "coachkit profile shows who is there.",
        )
    change = room.notebook.begin(
        "person", f"telling apart two people around {person.name}", on=room.today, by=room.coach
    )
    event = NewEvent(kind=Happened.NAME_SEPARATED, subject=normalised(name))
    keep(room, change, person, [event])
    return len(same)


def _name(name: str) -> str:
    clean = one_line(normalised(name))
    if not clean:
        raise UsageFaultError("A name has at least one letter.")
    return clean
