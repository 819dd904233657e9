"""Introducing, step by step: in come a person, whom they are to meet and what happened, out goes how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.person.gathered import Person
from coachkit.person.introduction import Introduction, IntroductionStep, Met, Refused, after, introductions, refused
from coachkit.safe_text import folded, normalised, one_line, shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.wording.meeting import change_sentence, refusal
from coachkit.wording.voices import Speaker, Voice
from coachkit.workbench.deciding import decide, decision
from coachkit.workbench.gathering import between_of
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import refuse_withdrawn
from coachkit.workbench.which_day import day_of

_MYSELF = ("me", "i", "myself", "coach")


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of an introduction: whom to meet, and perhaps who goes along, because of what, which steps, why.

    `with_` and `because` are None where nothing is said of them, and empty to take away what was.
    """

    to: str
    with_: str | None = None
    because: str | None = None
    steps: tuple[Met, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Introduced:
    """An introduction as it stands now, and the steps that were kept just now; none where all of it stood already."""

    one: Introduction
    kept: tuple[Met, ...]


class NotTakenError(CouldNotError):
    """A step that cannot be taken as things stand: the introduction as it stood then, and why not."""

    def __init__(self, message: str, one: Introduction, fault: Refused) -> None:
        super().__init__(message)
        self.one = one
        self.fault = fault


def introduce(room: Room, person: Person, told: Telling, *, on: date | None = None) -> Introduced:
    """Keep what is told as one change. The same `to` again goes on with the same introduction.

    Raises NotTakenError where a step comes too early, and CouldNotError where the yes to being written down was
    taken back: then nothing of what is told is kept.
    """
    to, facts = _checked(room, person, told)
    day = day_of(room, on)
    every = introductions(between_of(room, person).introductions)
    known = _meant(every, to)
    new = known is None or (known.status == "ended" and not told.steps)
    one = known or Introduction(id=room.new_id(), who="person", to=to)
    kept = _taken(one, told.steps, day if day < room.today else None, Speaker(Voice.YOU, person.name, room.coach))
    events = _events(one, kept, facts, normalised(told.why), new=new)
    if not events:
        if told.why and not told.steps:
            raise UsageFaultError("--why goes with a step: say what happened, too.")
        return Introduced(one, ())
    refuse_withdrawn(room, person, events)
    _mind_a_slip(room, every, known, to)
    did = [Met(event.body["did"]) for event in events]
    decide(room, person, "introduction", change_sentence(did[-1], person.name), events, on)
    now = introductions(between_of(room, person).introductions)
    return Introduced(next(each for each in now if each.id == one.id), tuple(did))


def introductions_of(room: Room, person: Person) -> tuple[Introduction, ...]:
    """Where everything stands that one person is to meet, or has met."""
    return introductions(between_of(room, person).introductions)


def everybodys_introductions(room: Room, *, archived: bool) -> list[tuple[Person, tuple[Introduction, ...]]]:
    """The same for everybody who is to meet somebody, by name; with `archived` also for those put away."""
    owners = set(room.notebook.people_with("introduction"))
    people = (Person(id=line.id, name=line.name) for line in room.notebook.people(archived) if line.id in owners)
    found = ((person, introductions_of(room, person)) for person in people)
    return [(person, every) for person, every in found if every]


def _checked(room: Room, person: Person, told: Telling) -> tuple[str, dict[str, Any]]:
    """Whom to meet, and what else is said, as it will be kept."""
    to = one_line(normalised(told.to))
    if not to:
        raise UsageFaultError("Whom, or what place, are they to meet? Say it with --to.")
    if folded(to) in (folded(person.name), "person"):
        raise UsageFaultError(
            f"{one_line(person.name)} cannot be introduced to {one_line(person.name)}.",
            "If it is somebody else of that name, say more of it: a surname, a street.",
        )
    facts: dict[str, Any] = {}
    if told.because is not None:
        facts["because"] = normalised(told.because) or None
    if told.with_ is not None:
        facts["with_"] = _who_goes_along(room, person, to, one_line(normalised(told.with_)))
    return to, facts


def _who_goes_along(room: Room, person: Person, to: str, name: str) -> str | None:
    if folded(name) in (*_MYSELF, *([folded(room.coach)] if room.coach else [])):
        return "coach"
    if name and folded(name) in (folded(person.name), "person", folded(to)):
        raise UsageFaultError("Whoever goes along is somebody besides the two who meet.")
    return name or None


def _meant(every: Sequence[Introduction], to: str) -> Introduction | None:
    """The introduction to the same name; where two were joined, rather the one that still goes on."""
    same = [one for one in every if folded(one.to) == folded(to)]
    return max(same, key=lambda one: (one.status != "ended", one.last_on), default=None)


def _mind_a_slip(room: Room, every: Sequence[Introduction], known: Introduction | None, to: str) -> None:
    """Say so where a new name is nearly one that is there: a slip of the pen would make two of one."""
    if known is not None or not every:
        return
    from rapidfuzz import process

    names = [one.to for one in every]
    best = process.extractOne(to.casefold(), names, processor=str.casefold, score_cutoff=80)
    if best:
        room.say(talking.INTRODUCED_ALREADY.format(to=shortened(to, 40), name=shortened(best[0], 40)))


def _taken(one: Introduction, steps: Sequence[Met], earlier: date | None, say: Speaker) -> tuple[Met, ...]:
    """The steps that can be taken and do not stand already. Told for an earlier day, what stood then counts."""
    day = earlier.isoformat() if earlier else None
    then = one
    if day:
        start = Introduction(id=one.id, who=one.who, to=one.to)
        then = next(iter(introductions(_up_to(one, day))), start)
    kept: list[Met] = []
    for did in steps:
        fault = refused(then, did)
        if fault is Refused.SO_ALREADY:
            continue
        if fault is not None:
            raise NotTakenError(refusal(then, fault, day, say), then, fault)
        kept.append(did)
        then = after(then, IntroductionStep(introduction=one.id, did=did, on=day or ""))
    return tuple(kept)


def _up_to(one: Introduction, day: str) -> list[IntroductionStep]:
    names = {"who": one.who, "to": one.to}
    return [step.model_copy(update={"facts": names | step.facts}) for step in one.steps if step.order[0] <= day]


def _events(one: Introduction, kept: tuple[Met, ...], facts: dict[str, Any], why: str, *, new: bool) -> list[NewEvent]:
    """The events of one telling: the idea or what is changed of it first, then the steps, who went along with *met*."""
    told: list[tuple[Met, dict[str, Any]]] = []
    along = {"with_": facts["with_"]} if Met.MET in kept and "with_" in facts else {}
    changed = {n: value for n, value in facts.items() if n not in along and (new or value != getattr(one, n))}
    if new:
        told.append((Met.IDEA, {"who": one.who, "to": one.to, **changed}))
    elif changed:
        told.append((Met.EDITED, changed))
    told += [(did, along if did is Met.MET else {}) for did in kept]
    first = 1 if kept and len(told) > len(kept) else 0
    return [
        decision(Happened.INTRODUCTION, one.id, why if number >= first else "", did=str(did), facts=said)
        for number, (did, said) in enumerate(told)
    ]
