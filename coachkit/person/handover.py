"""One recurring thing that support touches: who does it now, who next, and what has to be so first."""

from __future__ import annotations

from enum import StrEnum

from coachkit.value import Value


class Mode(StrEnum):
    """How a thing is done, never what a person is: decided for them, done for them, together, by them."""

    TO = "to"
    FOR = "for"
    WITH = "with"
    BY = "by"


class Next(StrEnum):
    """How the person would like it to go; staying the same is as good as any."""

    SAME = "same"
    WITH = "with"
    BY = "by"
    CIRCLE = "circle"


class HelperSaid(StrEnum):
    """What a named helper has said; only a yes lets anything stop."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Going(StrEnum):
    """How it has gone, as somebody says when the page is looked at again."""

    STILL = "still"
    NOW_AND_THEN = "now_and_then"
    BACK = "back"
    NOT_BEGUN = "not_begun"
    AS_AGREED = "as_agreed"
    ENDED = "ended"


class Stands(StrEnum):
    """How far a handover has come once more is known than what was said of it.

    Trying: the person and their people do it, the coach watches and keeps quiet. Moved: the coach has stopped.
    Back: with the coach for now. Ended: no longer needed. The try-out is that of Critical Time Intervention.
    """

    TRYING = "trying"
    MOVED = "moved"
    BACK = "back"
    ENDED = "ended"


class Handover(Value):
    """One thing and its way from the coach's hands. Texts are the person's and the coach's own words.

    `stands` is None until it is tried or moves; `since` is the day it has stood so.
    `going` is what one talk said of how it has gone; `paused` that nothing moves until a safety pause is over.
    """

    id: str
    what: str
    now: Mode | None = None
    next: Next | None = None
    person_does: str | None = None
    helper: str | None = None
    helper_said: HelperSaid | None = None
    who_asks: str | None = None
    helper_limit: str | None = None
    helper_gets: str | None = None
    backup: str | None = None
    coach_does: str | None = None
    coach_stops: str | None = None
    stop_when: str | None = None
    stop_by: str | None = None
    stands: Stands | None = None
    since: str | None = None
    going: Going | None = None
    paused: bool = False

    @property
    def stays(self) -> bool:
        """Whether it stays as it is, because the person said so; what has moved already stays where it went."""
        return self.next is Next.SAME and self.stands is None

    @property
    def waits_for_a_yes(self) -> bool:
        """Whether nothing may stop yet: somebody else is meant to come in and has not said yes."""
        return self.needs_a_yes and not self.stays and self.helper_said is not HelperSaid.YES

    @property
    def needs_a_yes(self) -> bool:
        """Whether somebody besides the person and the coach is meant to come in."""
        return self.next is Next.CIRCLE or bool(self.helper)

    @property
    def status(self) -> str:
        """Where it stands, in one word for scripts: stays, idea, asked, yes, no, trying, moved, back or ended."""
        if self.stays:
            return "stays"
        if self.stands is not None:
            return str(self.stands)
        if self.helper_said in (HelperSaid.ASKED, HelperSaid.YES, HelperSaid.NO):
            return str(self.helper_said)
        return "idea"
