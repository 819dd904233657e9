"""The way of each handover: in come what talks said of it and what was decided since, out goes its history.

Nothing is overwritten: a way holds every step in order, and where the handover stands is read off them. Nothing is
tried or moves while it waits for a named helper's yes, and what came back may move again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from coachkit.person.gathered import Gathered, Order
from coachkit.person.handover import Going, Handover, HelperSaid, Mode, Next, Stands
from coachkit.safe_text import folded
from coachkit.value import Value

# From when stepping back waits for somebody's safety, and until when; None while it still does.
Pause = tuple[Order, Order | None]

WHO_HELPS = ("helper", "helper_said", "who_asks", "helper_limit", "helper_gets")
OUT_OF_HAND = (Stands.TRYING, Stands.MOVED)


class Did(StrEnum):
    """What can happen to a handover; `said` is what a talk said of it, all else is decided between talks."""

    SAID = "said"
    ADDED = "added"
    EDITED = "edited"
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    TRYING = "trying"
    MOVED = "moved"
    BACK = "back"
    ENDED = "ended"


_HELPER_SAID = {Did.ASKED: HelperSaid.ASKED, Did.YES: HelperSaid.YES, Did.NO: HelperSaid.NO}
_UNCERTAIN = (HelperSaid.ASKED, HelperSaid.NOT_ASKED)
_BECOMES = {Did.TRYING: Stands.TRYING, Did.MOVED: Stands.MOVED, Did.BACK: Stands.BACK, Did.ENDED: Stands.ENDED}


class WayStep(Value):
    """One step: what happened to which handover, on which day, by whose hand, why, and what was said with it.

    `order` places it among all steps: the day it belongs to, then the order in which things were kept.
    `session` is the talk it was said in. `facts` are fields of a handover. `became` is how far the handover came
    by this step, None where it stayed as it stood.
    """

    handover: str
    did: Did
    on: str
    order: Order = ("", 0)
    by: str = ""
    why: str = ""
    session: str | None = None
    facts: dict[str, Any] = {}
    became: Stands | None = None


class Way(Value):
    """One handover as it stands, and every step that brought it there, oldest first.

    `before` is who did it before it moved.
    """

    handover: Handover
    steps: tuple[WayStep, ...] = ()
    before: Mode | None = None

    @property
    def moved_on(self) -> tuple[str, ...]:
        """The day of every move, in order; the first is the one that figures count from."""
        return tuple(step.on for step in self.steps if step.became is Stands.MOVED)


def said_in(talk: Gathered) -> tuple[WayStep, ...]:
    """What a talk said of each handover, as steps."""
    return tuple(
        WayStep(
            handover=handover.id,
            did=Did.SAID,
            on=talk.on,
            order=talk.orders.get(handover.id, talk.order),
            session=talk.session,
            facts={name: value for name, value in handover if value not in (None, False) and name != "id"},
        )
        for handover in talk.handovers
    )


def ways(steps: Iterable[WayStep], pauses: Sequence[Pause] = ()) -> tuple[Way, ...]:
    """The way of every handover, in the order they were first heard of.

    The same thing met again, by its id or by what it is called, is the same handover. Steps of different handovers
    do not touch each other, in whatever order they come. While stepping back is paused nothing is tried or moves.
    """
    found: dict[str, Way] = {}
    known_as: dict[str, str] = {}
    for step in sorted(steps, key=lambda each: each.order):
        what = str(step.facts.get("what") or "")
        here = known_as.get(step.handover) or _called(found, what)
        if here is None and not what:
            continue  # the words it was about have been rubbed out
        here = known_as.setdefault(step.handover, here or step.handover)
        if here in found and _says_nothing(step):
            continue
        way = found.get(here) or Way(handover=Handover(id=here, what=what))
        paused = any(begun <= step.order and (over is None or step.order < over) for begun, over in pauses)
        found[here] = _after(way, step, paused=paused)
    return tuple(found.values())


def _called(found: dict[str, Way], what: str) -> str | None:
    return next((id_ for id_, way in found.items() if what and folded(way.handover.what) == folded(what)), None)


def _says_nothing(step: WayStep) -> bool:
    """Whether a talk began with this thing and never came to it: then it only brought along what was known."""
    return step.did is Did.SAID and not step.facts.keys() - {"what", "helper", "who_asks"}


def _after(way: Way, step: WayStep, *, paused: bool) -> Way:
    """The way with one step more."""
    known = way.handover
    told = _with_facts(known, step)
    stands = _stands(known, told, _effect(known, told, step), paused=paused)
    became = stands if stands is not known.stands else None
    before = known.now if became is Stands.MOVED and known.now is not Mode.BY else way.before
    if became is Stands.MOVED:
        told = told.model_copy(update={"now": Mode.BY})
    elif became is Stands.BACK and told.now in (None, Mode.BY):
        together = told.next is Next.WITH and step.facts.get("next") == Next.WITH
        told = told.model_copy(update={"now": Mode.WITH if together else before or Mode.FOR})
    since = (step.on if stands else None) if stands is not known.stands else known.since
    told = told.model_copy(update={"stands": stands, "since": since, "going": None})
    return Way(handover=told, steps=(*way.steps, step.model_copy(update={"became": became})), before=before)


def _with_facts(known: Handover, step: WayStep) -> Handover:
    """The handover with what this step says of it. Who helps is forgotten where it is to go another way from now on."""
    said = {name: value for name, value in step.facts.items() if value or name != "what"}
    if known.stands is not None and said.get("next") == Next.SAME:
        said.pop("next")  # to stay where it has come to is no other way
    if step.did in _HELPER_SAID:
        said["helper_said"] = _HELPER_SAID[step.did]
    if _goes_another_way(known, said):
        said = dict.fromkeys(WHO_HELPS) | said
    elif known.helper_said is HelperSaid.YES and known.stands in OUT_OF_HAND and said.get("helper_said") in _UNCERTAIN:
        said.pop("helper_said")  # a yes under which it moved stands until they say no
    return Handover.model_validate(dict(known) | said)


def _goes_another_way(known: Handover, said: dict[str, Any]) -> bool:
    """Whether who helps is open again: somebody else is named, or it goes on without anybody they know."""
    if "helper" in said:
        return folded(said["helper"] or "") != folded(known.helper or "")
    return "next" in said and said["next"] not in (known.next, Next.CIRCLE)


def _effect(known: Handover, told: Handover, step: WayStep) -> Did:
    """What a step amounts to: a talk may tell that something moved, came back or is no longer needed."""
    out_of_hand = known.stands in OUT_OF_HAND
    if step.did is not Did.SAID:
        return Did.BACK if step.did is Did.NO and out_of_hand else step.did
    if told.going is Going.ENDED:
        return Did.ENDED
    if told.going is Going.BACK and (out_of_hand or known.now is Mode.BY):
        return Did.BACK
    if out_of_hand and _lets_the_coach_in(step):
        return Did.BACK
    if step.facts.get("now") == Mode.BY and known.now not in (None, Mode.BY) and told.next is not Next.WITH:
        return Did.MOVED
    return Did.SAID


def _lets_the_coach_in(step: WayStep) -> bool:
    """Whether a talk says that the coach does it again, alone or together, or that the helper would rather not."""
    facts = step.facts
    here_again = facts.get("now") in (Mode.TO, Mode.FOR, Mode.WITH) or facts.get("next") == Next.WITH
    return here_again or facts.get("helper_said") == HelperSaid.NO


def _stands(known: Handover, told: Handover, effect: Did, *, paused: bool) -> Stands | None:
    waits = told.needs_a_yes and told.helper_said is not HelperSaid.YES
    too_early = (waits or paused) and effect in (Did.TRYING, Did.MOVED)
    if effect in _BECOMES and not too_early:
        return _BECOMES[effect]
    if known.stands in OUT_OF_HAND and waits:
        return Stands.BACK  # somebody else is to come in, and has not said yes
    if known.stands is Stands.BACK and too_early and told.now is Mode.BY:
        return None  # they say it is theirs again; it moves once the yes is there
    return None if known.stands is Stands.ENDED and not too_early else known.stands


class Refused(StrEnum):
    """Why a step cannot be taken as things stand."""

    NOBODY_NAMED = "nobody_named"
    NO_YES_YET = "no_yes_yet"
    STAYS = "stays"
    TOGETHER = "together"
    PAUSED = "paused"
    NOT_OUT_OF_HAND = "not_out_of_hand"
    SO_ALREADY = "so_already"


def refused(handover: Handover, did: Did) -> Refused | None:
    """Why this step cannot be taken now; None where it can. What comes back to the coach is never refused a way."""
    if did in _BECOMES and handover.stands is _BECOMES[did]:
        return Refused.SO_ALREADY
    if did in _HELPER_SAID and not handover.helper:
        return Refused.NOBODY_NAMED
    if did is Did.BACK and handover.stands not in OUT_OF_HAND:
        return Refused.NOT_OUT_OF_HAND
    if did in (Did.TRYING, Did.MOVED, Did.ENDED) and handover.paused:
        return Refused.PAUSED
    if did is Did.MOVED and handover.next is Next.WITH and handover.stands is not Stands.TRYING:
        return Refused.TOGETHER
    if did in (Did.TRYING, Did.MOVED):
        if handover.stays:
            return Refused.STAYS
        if handover.needs_a_yes and not handover.helper:
            return Refused.NOBODY_NAMED
        if handover.needs_a_yes and handover.helper_said is not HelperSaid.YES:
            return Refused.NO_YES_YET
    return None
