"""What changed on the page: in come what stood on one day and what stands on another, out go typed differences.

Nothing is weighed: a thing that came back, and a promise put right, are told like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from coachkit.person.between import Between
from coachkit.person.decisions import Decision, decided
from coachkit.person.gathered import Gathered, Person
from coachkit.person.handover import Handover, HelperSaid, Mode, Stands
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.promise import HowOften, Promise
from coachkit.person.rhythm import Ending, Return, rhythm
from coachkit.person.way import OUT_OF_HAND, Did, Way
from coachkit.safe_text import folded
from coachkit.value import Value

PARTS = ("signs", "who_may_call", "first", "how", "how_soon", "if_not_me")
FROM_SETTINGS = ("how", "how_soon", "if_not_me")


class Standing(Protocol):
    """Everything that stands for a person on one day."""

    @property
    def person(self) -> Person: ...
    @property
    def talks(self) -> tuple[Gathered, ...]: ...
    @property
    def decisions(self) -> tuple[Decision, ...]: ...
    @property
    def between(self) -> Between: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def ways(self) -> tuple[Way, ...]: ...


class Saying(Value):
    """Something said, with its day; `id` is that of the statement."""

    id: str
    kind: str
    text: str
    on: str
    said_by: str = "person"


class Turned(Value):
    """How far a handover came on one day."""

    became: Stands
    on: str


class HandoverChange(Value):
    """What is different about one handover, and the handover as it stands now.

    `new_on` is the day it was first heard of, where that is since. `turns` are all its turns since, in order, and
    `again` tells that it had moved before them. `before` is who did it then, where somebody else does it now.
    `goes_otherwise`: how it is to go, or who with, is different. `answered_on`: the day of the helper's answer,
    where that is since.
    """

    handover: Handover
    new_on: str | None = None
    turns: tuple[Turned, ...] = ()
    again: bool = False
    before: Mode | None = None
    does_otherwise: bool = False
    goes_otherwise: bool = False
    open_again: bool = False
    answered_on: str | None = None


class NearChange(Value):
    """How often coach and person met then, and how often now; None where it was not said."""

    then: HowOften | None
    now: HowOften | None


class Came(Value):
    """A return of the coach's that began since (`new`), or that was over since."""

    on: str
    rang: str
    sign: str | None
    over_on: str | None
    new: bool


class Ended(Value):
    """How and when the time together ended."""

    how: Ending
    on: str


class PromisePart(Value):
    """One part of the promise as it reads now; no texts where it is no longer written down."""

    part: str
    texts: tuple[str, ...]


class Changes(Value):
    """What is different on the page. `look_again_on` and `good_enough` are those of now, None where not different."""

    handovers: tuple[HandoverChange, ...] = ()
    near: NearChange | None = None
    look_again_on: str | None = None
    returns: tuple[Came, ...] = ()
    ended: Ended | None = None
    promise: tuple[PromisePart, ...] = ()
    good_enough: tuple[Saying, ...] = ()


def what_changed(then: Standing, now: Standing) -> Changes:
    """Everything that is different on the page between two days."""
    enough_then, enough = (latest_said(one, "good_enough") for one in (then, now))
    looking_then, looking = (one.plan.how_often.look_again_on if one.plan.how_often else None for one in (then, now))
    return Changes(
        handovers=handover_changes(then.ways, now.ways),
        near=near_change(then.plan.how_often, now.plan.how_often),
        look_again_on=looking if looking != looking_then else None,
        returns=returns_since(then, now),
        ended=ended_since(then.plan, now.plan),
        promise=tuple(_promise_parts(then.plan.promise, now.plan.promise)),
        good_enough=enough if said_otherwise(enough_then, enough) else (),
    )


def handover_changes(then: Sequence[Way], now: Sequence[Way]) -> tuple[HandoverChange, ...]:
    """What is different about each handover, once each, in the order they were first heard of."""
    by_id = {step.handover: way for way in then for step in way.steps}
    by_name = {folded(way.handover.what): way for way in then}
    changes: list[HandoverChange] = []
    for way in now:
        known = (by_id.get(step.handover) for step in way.steps)
        was = next((one for one in known if one), None) or by_name.get(folded(way.handover.what))
        changes += _change(was, way)
    return tuple(changes)


def _change(was: Way | None, way: Way) -> Iterator[HandoverChange]:
    now, then = way.handover, was.handover if was else None
    turns = _turns_since(was, way)
    stood = then.stands if then else None
    otherwise = bool(then and now.now and now.now is not then.now and now.stands is stood)
    moved = now.stands is Stands.MOVED and bool(turns)
    change = HandoverChange(
        handover=now,
        new_on=None if was else way.steps[0].on,
        turns=turns,
        again=bool(was and was.moved_on),
        before=way.before if moved else then.now if then and otherwise else None,
        does_otherwise=otherwise or (then is None and now.now is not None and now.stands is None),
        goes_otherwise=_goes_otherwise(then, now),
        open_again=now.stands is None and bool(turns or stood),
        answered_on=_answered_on(then, way),
    )
    if change != HandoverChange(handover=now, again=change.again):
        yield change


def _turns_since(was: Way | None, way: Way) -> tuple[Turned, ...]:
    then, now = ([Turned(became=s.became, on=s.on) for s in one.steps if s.became] if one else [] for one in (was, way))
    left = Counter(then)
    since: list[Turned] = []
    for turned in now:
        if left[turned]:
            left[turned] -= 1
        else:
            since.append(turned)
    return tuple(since)


def _goes_otherwise(then: Handover | None, now: Handover) -> bool:
    """Whether the next of it is different; what is tried, has moved or is no longer needed has none."""
    if now.stands in (*OUT_OF_HAND, Stands.ENDED) or not (now.next or now.helper):
        return False
    return then is None or (now.next, folded(now.helper or "")) != (then.next, folded(then.helper or ""))


def _answered_on(then: Handover | None, way: Way) -> str | None:
    """The day a named helper gave the answer that holds now, where it is another answer or helper than then."""
    now = way.handover
    if not now.helper or now.helper_said not in (HelperSaid.ASKED, HelperSaid.YES, HelperSaid.NO):
        return None
    if then and (folded(then.helper or ""), then.helper_said) == (folded(now.helper), now.helper_said):
        return None
    said, helper, on = None, "", None
    for step in way.steps:
        answer = _ANSWERS.get(step.did) or step.facts.get("helper_said")
        who = folded(step.facts.get("helper") or "") or helper
        if answer and (answer, who) != (said, helper):
            on = step.on
        said, helper = (answer or said, who)
    return on


_ANSWERS: dict[Did, Any] = {Did.ASKED: HelperSaid.ASKED, Did.YES: HelperSaid.YES, Did.NO: HelperSaid.NO}


def near_change(then: HowOften | None, now: HowOften | None) -> NearChange | None:
    """What is different about how often they meet; the day to look again is not part of it."""
    nothing = HowOften()
    same = all(getattr(then or nothing, part) == getattr(now or nothing, part) for part in ("phase", "how_often"))
    return None if same else NearChange(then=then, now=now)


def returns_since(then: Standing, now: Standing) -> tuple[Came, ...]:
    """The returns of the coach's that began, or were over, since."""
    before, after = (rhythm(one.talks, one.between.rhythm).returns for one in (then, now))
    still = next((one for one in before if one.over_on is None), None)
    left = Counter(before)
    came: list[Came] = []
    for one in after:
        if left[one]:
            left[one] -= 1
            continue
        new = still is None or one.model_copy(update={"over_on": None}) != still
        came.append(_came(one, new=new))
    return tuple(came)


def _came(one: Return, *, new: bool) -> Came:
    return Came(on=one.on, rang=one.rang, sign=one.sign, over_on=one.over_on, new=new)


def ended_since(then: Plan, now: Plan) -> Ended | None:
    """How the time together ended, where it did since."""
    if now.ending is None or (now.ending, now.ended_on) == (then.ending, then.ended_on):
        return None
    return Ended(how=now.ending, on=now.ended_on or "")


def _promise_parts(then: Promise | None, now: Promise | None) -> Iterator[PromisePart]:
    for part in PARTS:
        if then is None and part in FROM_SETTINGS:
            continue  # how a coach is reached is the coach's own, and no news of a first promise
        before, after = (_texts(getattr(one, part) if one else None) for one in (then, now))
        if before != after:
            yield PromisePart(part=part, texts=after)


def _texts(said: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if isinstance(said, tuple):
        return said
    return (said,) if said else ()


def latest_said(standing: Standing, kind: str, time: str | None = None) -> tuple[Saying, ...]:
    """What was said last of one kind: all of it from the latest talk that touched it."""
    days = {talk.session: talk.on for talk in standing.talks}
    statements = decided((s for talk in standing.talks for s in talk.statements), standing.decisions)
    of_kind = [s for s in statements if s.kind == kind and (time is None or s.time == time)]
    return tuple(
        Saying(id=s.id, kind=s.kind, text=s.text, on=days[s.source.session], said_by=s.said_by)
        for s in of_kind
        if s.source.session == of_kind[-1].source.session
    )


def said_otherwise(then: Sequence[Saying], now: Sequence[Saying]) -> bool:
    """Whether something else is said now; other words put in the place of the same saying are the same saying."""
    before, ids = {folded(one.text) for one in then}, {one.id for one in then}
    return bool(now) and any(folded(one.text) not in before and one.id not in ids for one in now)
