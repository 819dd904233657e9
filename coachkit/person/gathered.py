"""What one talk yields, and what all talks of a person yield together: plain bundles of values."""

from __future__ import annotations

from coachkit.person.circle import Member
from coachkit.person.handover import Handover
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import ScaleReading, Statement
from coachkit.value import Value

# The day something belongs to, then the order in which it was kept.
Order = tuple[str, int]


class Person(Value):
    """The one being coached."""

    id: str
    name: str
    archived: bool = False


class Idea(Value):
    """What a script's plan rule offers the coach, with the person's own words that made it fire."""

    id: str
    text: str
    because: tuple[str, ...] = ()


class Gathered(Value):
    """Everything one talk yields, in the order it was asked; `how_often` and `promise` None if not touched.

    `order` places the talk among all that happened, and `orders` each of its handovers by what was said of it last.
    """

    session: str
    on: str
    statements: tuple[Statement, ...] = ()
    members: tuple[Member, ...] = ()
    scales: tuple[ScaleReading, ...] = ()
    handovers: tuple[Handover, ...] = ()
    promise: Promise | None = None
    how_often: HowOften | None = None
    next_steps: tuple[NextStep, ...] = ()
    ideas: tuple[Idea, ...] = ()
    order: Order = ("", 0)
    orders: dict[str, Order] = {}
