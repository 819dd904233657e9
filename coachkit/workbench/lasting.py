"""What lasts: in comes a person or everybody, out go figures as they are today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachkit.person.lasting import Figures, Moved, hiding_few, lasting
from coachkit.workbench.room import Room
from coachkit.workbench.summaries import summaries

if TYPE_CHECKING:
    from coachkit.person.gathered import Person


@dataclass(frozen=True, slots=True)
class Lasting:
    """Figures, and of one person whose they are and what moved; of everybody neither a name nor a word."""

    figures: Figures
    person: Person | None = None
    moved: tuple[Moved, ...] = ()


def lasting_of(room: Room, person: Person, tell: Callable[[], None]) -> Lasting:
    """The figures of one person, for the coach alone."""
    tally = summaries(room, [person], tell)[person.id].tally
    return Lasting(lasting([tally], room.today), person, tally.moved)


def lasting_of_all(room: Room, tell: Callable[[], None]) -> Lasting:
    """The figures of everybody together, also of those put away, with every number under five hidden."""
    people = room.notebook.people(archived=True) if room.has_notebook else []
    tallies = (one.tally for one in summaries(room, people, tell).values()) if people else ()
    return Lasting(hiding_few(lasting(tallies, room.today)))
