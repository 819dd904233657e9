"""The people around the person: in come names as they were given, out goes one member for each person meant."""

from __future__ import annotations

from enum import StrEnum

from coachkit.value import Value


class Ring(StrEnum):
    """How near somebody is: the four circles of Judith Snow, in plain words."""

    CLOSEST = "closest"
    FRIENDS = "friends"
    JOINED = "joined"
    PAID = "paid"


class Member(Value):
    """One person of the circle. `id` is the id of the list item that first named them.

    `gives`: what the person we coach does for them; `receives`: what they do for the person we coach.
    """

    id: str
    name: str
    ring: Ring | None = None
    link: str | None = None
    gives: str | None = None
    receives: str | None = None
