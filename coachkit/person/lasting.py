"""What lasts, in figures: in come the ways of handovers, contacts and circles, out go counts, each with its rule.

A figure describes what the coach has let go of, never a person: no share, no rank, no sum of all. Plain dataclasses,
for counting over everybody must not wait for pydantic to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachkit.person.between import Contact
    from coachkit.person.circle import Member
    from coachkit.person.way import Way

DAYS = (30, 90, 180)
FEW = 5

# One sentence a figure; {n} is a number of days. They stand beside the figures, so that nobody has to guess.
RULES = {
    "moved": "Each thing that ever left the coach's hands, once, however often it came back and moved again.",
    "still_going": "Of the things whose first move is {n} days past or more: those not back within {n} days of it.",
    "back": "Of all things that ever moved: those that are back with the coach today.",
    "contacts": "Of the contacts logged between talks: those the person began.",
    "asked": "Of the things on the page that name a helper: those whose helper has said yes.",
    "gives": "Of everybody named in the circle, paid or not: those the person does something for.",
    "receives": "Of everybody named in the circle, paid or not: those who do something for the person.",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that moved: in whose words, and every turn since its first move as (day, what it became).

    `is_back` is whether it is with the coach now.
    """

    what: str
    turns: tuple[tuple[date, str], ...]
    is_back: bool = False

    @property
    def first_on(self) -> date:
        """The day of the first move, from which all is counted."""
        return self.turns[0][0]


@dataclass(frozen=True, slots=True)
class Tally:
    """All that the figures of one person are made of; the same on whatever day it is looked at."""

    moved: tuple[Moved, ...] = ()
    contacts: int = 0
    person_started: int = 0
    named: int = 0
    yes: int = 0
    circle: int = 0
    gives: int = 0
    receives: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many; None is a number that stays hidden."""

    count: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What moved and lasts, on one day; `still_going` by the number of days."""

    moved: int | None
    still_going: dict[int, Count]
    back: int | None
    contacts: Count
    asked: Count
    gives: Count
    receives: Count


def tally(ways: Iterable[Way], contacts: Iterable[Contact], circle: Iterable[Member]) -> Tally:
    """What there is to count of one person."""
    all_ways, began, members = tuple(ways), [contact.by for contact in contacts], tuple(circle)
    on_page = [way.handover for way in all_ways if way.handover.stands != "ended"]
    named = [handover for handover in on_page if handover.helper]
    return Tally(
        moved=tuple(_moved(way) for way in all_ways if way.moved_on),
        contacts=len(began),
        person_started=began.count("person"),
        named=len(named),
        yes=sum(handover.helper_said == "yes" for handover in named),
        circle=len(members),
        gives=sum(bool(member.gives) for member in members),
        receives=sum(bool(member.receives) for member in members),
    )


def _moved(way: Way) -> Moved:
    turns = [(date.fromisoformat(step.on), str(step.became)) for step in way.steps if step.became]
    first = next(n for n, (_, became) in enumerate(turns) if became == "moved")
    return Moved(way.handover.what, tuple(turns[first:]), way.handover.stands == "back")


def lasting(tallies: Iterable[Tally], today: date) -> Figures:
    """The figures of one person, or of everybody together, as they are today."""
    every = tuple(tallies)
    moved = [one for each in every for one in each.moved]
    circle = sum(each.circle for each in every)
    return Figures(
        moved=len(moved),
        still_going={n: _still_going(moved, n, today) for n in DAYS},
        back=sum(one.is_back for one in moved),
        contacts=Count(sum(each.person_started for each in every), sum(each.contacts for each in every)),
        asked=Count(sum(each.yes for each in every), sum(each.named for each in every)),
        gives=Count(sum(each.gives for each in every), circle),
        receives=Count(sum(each.receives for each in every), circle),
    )


def _still_going(moved: Iterable[Moved], days: int, today: date) -> Count:
    long_enough = [one for one in moved if one.first_on + timedelta(days=days) <= today]
    return Count(sum(not _came_back(one, days) for one in long_enough), len(long_enough))


def _came_back(one: Moved, days: int) -> bool:
    until = one.first_on + timedelta(days=days)
    return any(became == "back" and on <= until for on, became in one.turns)


def hiding_few(figures: Figures) -> Figures:
    """The same with every number under five hidden, so that nobody can be told from a count over all."""
    return Figures(
        moved=_unless_few(figures.moved),
        still_going={n: _hiding(count) for n, count in figures.still_going.items()},
        back=_unless_few(figures.back),
        contacts=_hiding(figures.contacts),
        asked=_hiding(figures.asked),
        gives=_hiding(figures.gives),
        receives=_hiding(figures.receives),
    )


def _hiding(count: Count) -> Count:
    """Both numbers, unless they are few; a count that leaves only a few others tells about those, and is hidden too."""
    if count.count is None or count.of is None or 0 < count.of - count.count < FEW:
        return Count(None, _unless_few(count.of))
    return Count(_unless_few(count.count), _unless_few(count.of))


def _unless_few(number: int | None) -> int | None:
    return None if number is None or number < FEW else number
