"""What walks have met of a script: in come a script and the events of talks, out goes what no talk has met yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from coachkit.scripts.conditions import Test, all_hold
from coachkit.scripts.model import PlanRule, Script, Step, StepType
from coachkit.talk.answers import ONLY, Answers, Happening, fold
from coachkit.talk.events import Key
from coachkit.talk.path import Mark, Path, Role, path


class Sort(StrEnum):
    """What there is to meet: a question, an answer to choose, a `when` both ways, a rule both ways."""

    ASKED = "asked"
    CHOSEN = "chosen"
    WHEN_TRUE = "when true"
    WHEN_FALSE = "when false"
    OFFERED = "offered"
    NOT_OFFERED = "not offered"


class Goal(NamedTuple):
    """One thing to meet: of which step or rule, and for an answer to choose, which."""

    sort: Sort
    name: str
    option: str = ""


_SENTENCES = {
    Sort.ASKED: "{name}: never asked",
    Sort.CHOSEN: "{name}: {option} never chosen",
    Sort.WHEN_TRUE: "{name}: its when never held",
    Sort.WHEN_FALSE: "{name}: its when always held",
    Sort.OFFERED: "plan rule {name}: never offered",
    Sort.NOT_OFFERED: "plan rule {name}: always offered",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What there is to meet in a script, in its order, and what of it some walk has met."""

    wanted: tuple[Goal, ...]
    met: frozenset[Goal]

    @property
    def missing(self) -> tuple[str, ...]:
        """A line for each thing no walk has met, naming its step."""
        return tuple(_SENTENCES[goal.sort].format(**goal._asdict()) for goal in self.wanted if goal not in self.met)

    @property
    def percent(self) -> int:
        """How much has been met, rounded down: 100 means all of it."""
        return 100 * len(self.met) // len(self.wanted) if self.wanted else 100

    def merged(self, other: Coverage) -> Coverage:
        """What both together have met. Raises ValueError where they are of different scripts."""
        if self.wanted != other.wanted:
            raise ValueError("these are of different scripts")
        return Coverage(self.wanted, self.met | other.met)


def cover(script: Script, walks: Sequence[Iterable[Happening]]) -> Coverage:
    """What these walks together meet of a script.

    A question counts once it was answered, skipped or its list closed. A `when` counts as it stood for each talk,
    and each item, that came as far as its step and had the answers it looks at. A rule for each item counts item by
    item; a talk without items does not offer it.
    """
    wanted = tuple(_wanted(script))
    met: set[Goal] = set()
    for walk in walks:
        met.update(_met(script, fold(walk)))
    return Coverage(wanted, frozenset(met & set(wanted)))


def _wanted(script: Script) -> Iterator[Goal]:
    for name, step in script.every_step():
        yield Goal(Sort.ASKED, name)
        yield from (Goal(Sort.CHOSEN, name, key) for key in _keys(step))
        if step.when:
            yield Goal(Sort.WHEN_TRUE, name)
            yield Goal(Sort.WHEN_FALSE, name)
    for rule in script.plan:
        yield Goal(Sort.OFFERED, rule.id)
        if rule.when or rule.for_each:
            yield Goal(Sort.NOT_OFFERED, rule.id)


def _keys(step: Step) -> tuple[str, ...]:
    return ("yes", "no") if step.type is StepType.YES_NO else tuple(option.key for option in step.options)


def _met(script: Script, answers: Answers) -> Iterator[Goal]:
    way = path(script, answers)
    yield from _asked(way, answers)
    yield from _Conditions(script, way, answers).seen()
    for rule in script.plan:
        yield from _rule(rule, way, answers)


def _asked(way: Path, answers: Answers) -> Iterator[Goal]:
    for place in way.places:
        if place.mark is Mark.OPEN or place.step is None or place.top is None:
            continue
        is_name = place.role is Role.ITEM and place.step.type is StepType.PEOPLE
        yield Goal(Sort.ASKED, place.top.id if is_name else place.key.step)
        if place.key.item and "." in place.key.step:
            yield Goal(Sort.ASKED, place.key.step.partition(".")[0])
        yield from (Goal(Sort.CHOSEN, place.key.step, key) for key in _chosen(place.step, place.key, answers))


def _chosen(step: Step, key: Key, answers: Answers) -> tuple[str, ...]:
    value = answers.value(key)
    if value is None or not _keys(step):
        return ()
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    return value if isinstance(value, tuple) else (str(value),)


def _rule(rule: PlanRule, way: Path, answers: Answers) -> Iterator[Goal]:
    items = [""] if rule.for_each is None else _items(rule.for_each, way, answers)
    fired = [all_hold(rule.when, lambda name, item=item: way.look_up(name, item)) for item in items]  # type: ignore[misc]
    if any(fired):
        yield Goal(Sort.OFFERED, rule.id)
    if not all(fired) or not fired:
        yield Goal(Sort.NOT_OFFERED, rule.id)


def _items(group: str, way: Path, answers: Answers) -> list[str]:
    """The items of a list or group that were asked about; a group of one item has it without a list."""
    there = {
        place.key.item.partition("/")[0]
        for place in way.places
        if place.mark is not Mark.OPEN and place.key.step.partition(".")[0] == group
    }
    return [own for own in (*answers.items.get(Key(group), ()), ONLY) if own in there]


class _Conditions:
    """Which conditions one talk decided, and how: looks at each step that has a `when`, item by item."""

    def __init__(self, script: Script, way: Path, answers: Answers) -> None:
        self.script = script
        self.way = way
        self.answers = answers
        asked = {goal.name for goal in _asked(way, answers)}
        order = [name for name, _ in script.every_step()]
        self.reached = {name for at, name in enumerate(order) if asked.intersection(order[at:])}
        self.waiting = {
            place.key for place in way.places if place.mark is Mark.OPEN and place.role is not Role.PLAY_BACK
        }
        self.done = not self.waiting

    def seen(self) -> Iterator[Goal]:
        for step in self.script.steps:
            yield from self._step(step, "", "")

    def _step(self, step: Step, group: str, item: str) -> Iterator[Goal]:
        name = f"{group}.{step.id}" if group else step.id
        if step.when:
            if not self._decided(step, name, item):
                return
            holds = all_hold(step.when, lambda ref: self.way.look_up(ref, item))
            yield Goal(Sort.WHEN_TRUE if holds else Sort.WHEN_FALSE, name)
            if not holds:
                return
        for own in _items(name, self.way, self.answers) if step.fields else ():
            for field in step.fields:
                yield from self._step(field, name, own)
        if self.answers.value(Key(name, item)) is not None:
            for follow_up in step.follow_up:
                yield from self._step(follow_up, group, item)

    def _decided(self, step: Step, name: str, item: str) -> bool:
        tests = [test for together in step.when for test in together]
        return (self.done or name in self.reached) and not any(self._is_waiting(test, item) for test in tests)

    def _is_waiting(self, test: Test, item: str) -> bool:
        return Key(test.step) in self.waiting or Key(test.step, item) in self.waiting
