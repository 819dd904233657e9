"""How near the coach is over time: in come what talks said and what was decided since, out goes what holds now.

The phases are those of Critical Time Intervention with a door left open; a return is the promise at work, no failure.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from coachkit.person.gathered import Gathered, Order
from coachkit.person.promise import HowOften, Phase
from coachkit.value import Value


class Ending(StrEnum):
    """How a time together ended. Only the first is what we aim for; the others are as real, and nobody's fault."""

    GOOD_ENOUGH = "good_enough"
    PERSON_STOPPED = "person_stopped"
    MOVED_AWAY = "moved_away"
    OTHER_SUPPORT = "other_support"
    COACH_LEFT = "coach_left"
    LOST_TOUCH = "lost_touch"
    SAFETY = "safety"
    DIED = "died"


class Turn(StrEnum):
    """What can happen to how near the coach is."""

    SAID = "said"
    CAME_BACK = "came_back"
    STEPPED_BACK = "stepped_back"
    ENDED = "ended"
    BEGUN_AGAIN = "begun_again"


class RhythmStep(Value):
    """One turn: what happened, on which day, by whose hand, why.

    `facts` are fields of HowOften, `ending`, and for a return `rang` (`person`, `coach` or a name) and `sign`.
    """

    did: Turn
    on: str
    order: Order = ("", 0)
    by: str = ""
    why: str = ""
    facts: dict[str, Any] = {}


class Return(Value):
    """The coach came back under the promise: since when, who rang, what they noticed, and when it was over."""

    on: str
    rang: str = "person"
    sign: str | None = None
    over_on: str | None = None
    phase_before: Phase = Phase.ALONGSIDE


class Rhythm(Value):
    """How near the coach is now, every return, and the ending if there was one."""

    how_often: HowOften | None = None
    returns: tuple[Return, ...] = ()
    ending: Ending | None = None
    ended_on: str | None = None

    @property
    def returned(self) -> Return | None:
        """The return that still lasts."""
        return self.returns[-1] if self.returns and self.returns[-1].over_on is None else None


def rhythm(talks: Iterable[Gathered], steps: Iterable[RhythmStep]) -> Rhythm:
    """What holds after all talks and turns, by their order."""
    told = (
        RhythmStep(did=Turn.SAID, on=talk.on, order=talk.order, facts=_said(talk.how_often))
        for talk in talks
        if talk.how_often
    )
    now = Rhythm()
    for step in sorted((*told, *steps), key=lambda each: each.order):
        now = _after(now, step)
    return now


def _said(how_often: HowOften) -> dict[str, Any]:
    return how_often.model_dump(exclude_none=True, exclude_unset=True, exclude={"from_on"})


def _after(now: Rhythm, step: RhythmStep) -> Rhythm:
    near = now.how_often or HowOften()
    facts = {name: value for name, value in step.facts.items() if name in HowOften.model_fields and name != "ending"}
    match step.did:
        case Turn.CAME_BACK:
            came = Return(on=step.on, rang=step.facts.get("rang") or "person", sign=step.facts.get("sign"),
                          phase_before=near.phase)  # fmt: skip
            facts = {"phase": Phase.ALONGSIDE} | facts
            now = now.model_copy(update={"returns": (*_over(now, step.on), came), "ending": None, "ended_on": None})
        case Turn.STEPPED_BACK:
            facts = ({"phase": now.returned.phase_before} if now.returned else {}) | facts
            now = now.model_copy(update={"returns": _over(now, step.on)})
        case Turn.BEGUN_AGAIN:
            now = now.model_copy(update={"ending": None, "ended_on": None})
        case _ if step.facts.get("ending"):
            how = Ending(step.facts["ending"])
            facts |= {"phase": Phase.DOOR_OPEN} if how is Ending.GOOD_ENOUGH else {}
            now = now.model_copy(update={"ending": how, "ended_on": step.on, "returns": _over(now, step.on)})
        case _ if facts:
            now = now.model_copy(update={"ending": None, "ended_on": None})
    if not facts:
        return now
    if facts.get("phase") == Phase.DOOR_OPEN or now.ending:
        facts = {"how_often": None, "look_again_on": None} | facts  # no days are set any more
    since = step.on if {"phase", "how_often"} & facts.keys() or near.from_on is None else near.from_on
    return now.model_copy(update={"how_often": HowOften.model_validate(dict(near) | facts | {"from_on": since})})


def _over(now: Rhythm, on: str) -> tuple[Return, ...]:
    return tuple(one.model_copy(update={"over_on": on}) if one.over_on is None else one for one in now.returns)
