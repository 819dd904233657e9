"""What happened between talks: decisions on handovers, meetings, introductions, contacts and pauses, as one bundle."""

from __future__ import annotations

from coachkit.person.introduction import IntroductionStep
from coachkit.person.rhythm import RhythmStep
from coachkit.person.way import Pause, WayStep
from coachkit.value import Value


class Contact(Value):
    """One contact between talks: the day, who began it (`person`, `coach` or `other`), and perhaps a line."""

    on: str
    by: str
    note: str = ""


class Between(Value):
    """All that was decided or happened outside the questions of a talk, each in the order it was kept.

    `paused_since` is the day of a concern for somebody's safety whose pause the coach has not ended yet;
    `pauses` are all there were, by their place among everything.
    """

    steps: tuple[WayStep, ...] = ()
    rhythm: tuple[RhythmStep, ...] = ()
    introductions: tuple[IntroductionStep, ...] = ()
    contacts: tuple[Contact, ...] = ()
    paused_since: str | None = None
    pauses: tuple[Pause, ...] = ()


NOTHING = Between()
