"""What makes stepping back safe: how often we meet, what brings the coach back, and the first small things."""

from __future__ import annotations

from enum import StrEnum

from coachkit.value import Value


class Phase(StrEnum):
    """How near the coach is; never shown to the person."""

    ALONGSIDE = "alongside"
    CLOSE_BY = "close_by"
    A_CALL_AWAY = "a_call_away"
    DOOR_OPEN = "door_open"


class HowOften(Value):
    """How often coach and person meet, in their words, since which day, and the day to look again.

    `ending` is how a talk said that the time together ends, for `rhythm` to read.
    """

    phase: Phase = Phase.ALONGSIDE
    how_often: str | None = None
    from_on: str | None = None
    look_again_on: str | None = None
    ending: str | None = None


class Promise(Value):
    """What brings the coach back. `how`, `how_soon` and `if_not_me` come whole from the coach's settings."""

    signs: tuple[str, ...] = ()
    who_may_call: str | None = None
    first: str | None = None
    how: str | None = None
    how_soon: str | None = None
    if_not_me: str | None = None


class NextStep(Value):
    """One first small thing: `who` is `person`, `coach` or a name; `by` a day or words."""

    who: str
    what: str
    by: str | None = None
