"""The stepping-back plan: in comes what all talks yielded, out goes what the person's page says."""

from __future__ import annotations

from enum import StrEnum

from coachkit.person.gathered import Idea, Person
from coachkit.person.handover import Handover
from coachkit.person.introduction import Introduction
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.rhythm import Ending, Return
from coachkit.value import Value


class PlanStatus(StrEnum):
    """Whether the person has said yes to the page as it stands."""

    OPEN = "open"
    AGREED = "agreed"
    CHANGED = "changed"


class Plan(Value):
    """The person's page as values; wording turns it into sentences.

    `handovers` leaves out what is no longer needed. `returned` is a return of the coach's that still lasts;
    `ending` how the time together ended; `paused_since` the day since when stepping back waits for safety's sake.
    """

    person: Person
    coach: str | None = None
    on: str | None = None
    status: PlanStatus = PlanStatus.OPEN
    agreed_on: str | None = None
    heading: str | None = None
    already: tuple[str, ...] = ()
    handovers: tuple[Handover, ...] = ()
    how_often: HowOften | None = None
    promise: Promise | None = None
    first_steps: tuple[NextStep, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    ideas: tuple[Idea, ...] = ()
    returned: Return | None = None
    ending: Ending | None = None
    ended_on: str | None = None
    paused_since: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet that belongs on the page."""
        return not (
            self.heading or self.already or self.handovers or self.how_often or self.promise or self.first_steps
        )
