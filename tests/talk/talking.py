"""Talks for tests: somebody made up who answers, wanders back and changes their mind, through the engine's moves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from coachkit.person.gathered import Gathered, Person
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.standing import plan_of, profile_of
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Script, Step, StepType
from coachkit.talk.answers import Answers, State, fold
from coachkit.talk.captures import gather
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.moves import close, first_field, give, item_key, skip
from coachkit.talk.path import Mark, Path, Place, Role, path

ROSA = Person(id="rosa", name="Rosa")
ON = "2026-11-19"

ODD = (
    "soup at four",
    "👩🏽‍🌾 the allotment 🥔",
    "أحب الراديو",
    "{person} and {s1} and {s2|that}",
    "[bold]# not **markup** <b>[/]",
    "a\r\nb\x00c\u2028d\te",
    "long " * 2000,
    "  null ",
    "=closest",
    "yes",
    "\u202eturned round\u202c",
    "half a pair \ud83d",
    "s1[item-1] and circle[only/x].name",
    'it\'s "quoted" – so, there; and: that',
)
texts = st.lists(st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=12)), min_size=1, max_size=5)
seeds = st.integers(0, 2**32)


class Ids:
    """New ids, recognisable in any text: one after the other."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self) -> str:
        self.last += 1
        return f"item-{self.last:06d}-x"


@dataclass
class Talker:
    """Somebody whose answer to a question depends on the question alone, whenever and however it is asked."""

    seed: int
    texts: Sequence[str]
    eager: int = 75  # of a hundred questions

    def dice(self, *parts: object) -> Random:
        return Random("|".join(map(str, (self.seed, *parts))))  # noqa: S311

    def answer(self, step: Step, name: str, item: str = "", *, always: bool = False) -> Held | None:
        if not always and self.dice("leaves", name, item).randrange(100) >= self.eager:
            return None
        return an_answer(step, self.dice(name, item), self.texts)


def typed(step: Step, dice: Random, among: Sequence[str]) -> str:
    """Something to type at a question; it may not fit."""
    match step.type:
        case StepType.CHOICE:
            option = dice.choice(step.options)
            return dice.choice((option.key, option.label, option.label.upper()))
        case StepType.CHOICES:
            return "\n".join(o.key for o in dice.sample(step.options, dice.randint(1, len(step.options))))
        case StepType.SCALE:
            assert step.low and step.high
            return str(dice.randint(step.low.number, step.high.number))
        case StepType.YES_NO:
            return dice.choice(("yes", "No", "TRUE", "n"))
        case StepType.DATE:
            return f"2026-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
        case _:
            return dice.choice(among)


def an_answer(step: Step, dice: Random, among: Sequence[str]) -> Held:
    """An answer that fits, as the engine keeps it."""
    value = fit(step, typed(step, dice, among))
    return "something" if isinstance(value, Misfit) else value


@dataclass
class Talk:
    """One talk in memory: its script and events, and what follows from them."""

    script: Script
    events: list[NewEvent] = field(default_factory=list)
    new_id: Ids = field(default_factory=Ids)

    @property
    def answers(self) -> Answers:
        return fold(self.events)

    @property
    def way(self) -> Path:
        return path(self.script, self.answers)

    def keep(self, events: Iterable[NewEvent]) -> None:
        self.events.extend(events)

    def copy(self, events: Iterable[NewEvent] | None = None) -> Talk:
        """The same talk, kept and read again as JSON, with ids going on where they were."""
        again = [NewEvent.model_validate_json(e.model_dump_json()) for e in (self.events if events is None else events)]
        ids = Ids()
        ids.last = self.new_id.last
        return Talk(Script.model_validate_json(self.script.pinned()), again, ids)

    def gathered(self, session: str = "t1", on: str = ON) -> Gathered:
        return gather(self.script, self.answers, session=session, on=on, person="Rosa", coach="Sam")

    def profile(self) -> Profile:
        return profile_of(ROSA, [self.gathered()], [])

    def plan(self) -> Plan:
        return plan_of(ROSA, [self.gathered()], [], coach="Sam", settings={"how": "ring"})

    def everything(self) -> tuple[Any, ...]:
        """All that can be seen of a talk."""
        way = self.way
        seen = (way.places, way.standing, way.in_item, sorted(way.parked))
        return (*seen, self.gathered(), self.profile(), self.plan())


def most_moves(script: Script) -> int:
    """More moves than any talk can take: every list filled, every question of every item asked."""

    def cost(step: Step, inside: bool = False) -> int:
        inner = sum(cost(each, True) for each in (*step.fields, *step.follow_up))
        if step.fields or step.repeats:
            return (step.at_most or 1) * (1 + inner) + 1
        return 1 + inner

    return len(script.parts) + sum(cost(step) for step in script.steps)


def go_on(talk: Talk, talker: Talker, moves: int = 100_000) -> int:
    """Answer whatever is asked next until all is asked, or so many moves are made; how many it took."""
    made = 0
    while made < moves and (place := talk.way.current) is not None:
        events = answer_at(talk, place, talker)
        assert events, f"nothing happens at {place.key}"
        talk.keep(events)
        made += 1
        assert made <= most_moves(talk.script), "this talk does not end"
    return made


def answer_at(talk: Talk, place: Place, talker: Talker) -> list[NewEvent]:
    """What this talker does at a place: items are told apart by their position, never by their id."""
    answers = talk.answers
    if place.role is Role.PLAY_BACK:
        return [NewEvent(kind=Happened.PLAYED_BACK, subject=str(place.key), body={"right": {}})]
    if place.role is Role.ANOTHER:
        must = place.question.required and not answers.items.get(place.key)
        step, name, item = _next_item(answers, place)
        value = talker.answer(step, name, item, always=must)
        if value is None:
            return close(answers, place)
        return give(answers, place, value, talk.new_id)
    must = place.role is Role.ITEM or place.question.required
    value = talker.answer(place.question, place.key.step, nth(answers, place.key), always=must)
    return skip(answers, place) if value is None else give(answers, place, value, talk.new_id)


def _next_item(answers: Answers, place: Place) -> tuple[Step, str, str]:
    """The question that one more item begins with, and how it is named once it is there."""
    step, name = place.question, place.key.step
    item = f"{nth(answers, place.key)}/{len(answers.items.get(place.key, []))}".lstrip("/")
    if step.type is StepType.PEOPLE:
        return step, f"{name}.name", item
    if step.type is StepType.GROUP:
        inner = f"{name}.{step.fields[0].id}"
        return step.fields[0], inner, f"{item}/0" if step.fields[0].repeats else item
    return step, name, item


def nth(answers: Answers, key: Key) -> str:
    """Where an item stands in its lists, as positions: `1/0`."""
    places: list[str] = []
    for own in key.item.split("/") if key.item else []:
        found = (str(items.index(own)) for items in answers.items.values() if own in items)
        places.append(next(found, own))
    return "/".join(places)


def wander(talk: Talk, seed: int, among: Sequence[str], moves: int = 25, only: str = "gsxrbkpw") -> None:
    """Make moves anywhere on the path: give, skip, close, take off, rub out, come back, park a thought, read back."""
    dice = Random(seed)  # noqa: S311
    for _ in range(moves):
        way = talk.way
        if not way.places:
            return
        place = way.current if dice.random() < 0.5 and way.current else dice.choice(way.places)
        if move := a_move(dice.choice(only), place):
            talk.keep(move(talk, place, dice, among))


Move = Callable[[Talk, Place, Random, Sequence[str]], list[NewEvent]]


def a_move(letter: str, place: Place) -> Move | None:
    if place.role is Role.PLAY_BACK:
        return _read_back
    if letter == "p":
        return lambda *_: [NewEvent(kind=Happened.PARKED_THOUGHT, body={"text": "a thought"})]
    return {"g": _give, "s": _skip, "x": _remove, "r": _rub_out, "w": _whole}.get(letter, _give)


def _read_back(talk: Talk, place: Place, dice: Random, among: Sequence[str]) -> list[NewEvent]:
    return [NewEvent(kind=Happened.PLAYED_BACK, subject=str(place.key), body={"right": {}})]


def _give(talk: Talk, place: Place, dice: Random, among: Sequence[str]) -> list[NewEvent]:
    step = first_field(place.question) if place.role is Role.ANOTHER else place.question
    answers = talk.answers
    if place.role is Role.ANOTHER and len(answers.items.get(place.key, ())) >= (place.question.at_most or 1):
        return []
    return give(answers, place, an_answer(step, dice, among), talk.new_id)


def _skip(talk: Talk, place: Place, dice: Random, among: Sequence[str]) -> list[NewEvent]:
    return skip(talk.answers, place)


def _remove(talk: Talk, place: Place, dice: Random, among: Sequence[str]) -> list[NewEvent]:
    if place.role is Role.ITEM:
        return [NewEvent(kind=Happened.ITEM_REMOVED, subject=str(item_key(place)))]
    return []


def _whole(talk: Talk, place: Place, dice: Random, among: Sequence[str]) -> list[NewEvent]:
    """Leave a group of one item as a whole, as a file may."""
    top = place.top
    if top is not None and top.type is StepType.GROUP and top.at_most == 1:
        return [NewEvent(kind=Happened.SKIPPED, subject=top.id)]
    return []


def _rub_out(talk: Talk, place: Place, dice: Random, among: Sequence[str]) -> list[NewEvent]:
    if place.mark is Mark.ANSWERED:
        rub_out(talk, [place.key])
    return []


def rub_out(talk: Talk, keys: Sequence[Key]) -> None:
    """As the notebook does: the events of these answers are emptied, and each is said to be rubbed out."""
    subjects = {str(key) for key in keys}
    talk.events = [e.model_copy(update={"body": {}}) if e.subject in subjects else e for e in talk.events]
    talk.keep(NewEvent(kind=Happened.RUBBED_OUT, subject=subject) for subject in sorted(subjects))


def without_ids(talk: Talk) -> str:
    """Answers on the path, profile and plan as one text in which items are named by where they stand."""
    way = talk.way
    shown = {
        "places": [(str(p.key), p.role, p.mark, talk.answers.value(p.key)) for p in way.places],
        "profile": bare(talk.profile().model_dump(mode="json")),
        "plan": bare(talk.plan().model_dump(mode="json")),
        "gathered": bare(talk.gathered().model_dump(mode="json")),
    }
    found: dict[str, str] = {}
    written = json.dumps(shown, default=str)
    return re.sub(r"item-\d{6}-x", lambda m: found.setdefault(m[0], f"<{len(found)}>"), written)


def bare(value: Any) -> Any:
    """A value without ids worked out from other ids."""
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items() if key != "id"}
    return [bare(each) for each in value] if isinstance(value, list) else value


def same_answers_otherwise(answers: Answers, seed: int) -> list[NewEvent]:
    """Other events after which the same answers stand: in another order, without the way they took."""
    dice = Random(seed)  # noqa: S311
    lists = [[(Happened.ITEM_ADDED, Key(key.step, f"{key.item}/{own}".lstrip("/"))) for own in items]
             for key, items in answers.items.items()]  # fmt: skip
    added: list[tuple[Happened, Key]] = []
    while lists := [each for each in lists if each]:
        added.append(dice.choice(lists).pop(0))
    events = [NewEvent(kind=kind, subject=str(key)) for kind, key in added]
    rest: list[NewEvent] = []
    later = [NewEvent(kind=Happened.LIST_CLOSED, subject=str(key)) for key in answers.closed]
    for key, given in answers.given.items():
        if given.state is State.ANSWERED:
            value = list(given.value) if isinstance(given.value, tuple) else given.value
            rest.append(NewEvent(kind=Happened.ANSWERED, subject=str(key), body={"value": value}))
        else:
            kind = Happened.SKIPPED if given.state is State.SKIPPED else Happened.RUBBED_OUT
            later.append(NewEvent(kind=kind, subject=str(key)))
    later += [NewEvent(kind=Happened.PLAYED_BACK, subject=each, body={"right": {}}) for each in answers.played_back]
    dice.shuffle(rest)
    dice.shuffle(later)
    return [*events, *rest, *later]
