"""Which steps of a script can be reached: in comes a script, out come the steps, each with answers that lead there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from coachkit.scripts.answer_classes import item_texts, one_answer
from coachkit.scripts.conditions import Standing, all_hold
from coachkit.scripts.explore import Explorer, Trail, is_only
from coachkit.scripts.model import ITEMISED, Script, Step, StepType
from coachkit.scripts.slices import sliced

# As in a file of answers: a text, None for a skip, several texts, or a mapping for each item.
Answer: TypeAlias = "str | tuple[str, ...] | tuple[dict[str, Answer], ...] | None"
Answers: TypeAlias = dict[str, Answer]


@dataclass(frozen=True, slots=True)
class Reach:
    """The dotted names of the steps that can be reached; `witness[name]` answers all that comes before a step.

    Where `exact` is false there were more ways than were looked at, and a step missing here may be reachable.
    """

    reachable: frozenset[str]
    witness: Mapping[str, Answers]
    exact: bool


def reach(script: Script) -> Reach:
    """Look at every way through a script whose names are all right."""
    seen = survey(script)
    return Reach(frozenset(seen.reached), Witnesses(script, seen.reached), not seen.unproved)


@dataclass(slots=True)
class Survey:
    """The first way to each step reached, steps whose `when` fails on some way, and those nothing is sure about."""

    reached: dict[str, Trail | None]
    failed: set[str]
    unproved: set[str]


def survey(script: Script) -> Survey:
    """All steps at once; where that is too much, each doubtful step with only what bears on it."""
    met = Explorer(script).go()
    seen = Survey(met.reached, met.failed, set())
    if met.exact:
        return seen
    for name, step in script.every_step():
        if name in seen.reached and (not step.when or name in seen.failed):
            continue
        alone = Explorer(sliced(script, [name])).go()
        if name in alone.reached:
            seen.reached.setdefault(name, alone.reached[name])
        if name in alone.failed:
            seen.failed.add(name)
        if not alone.exact and (name not in seen.reached or (step.when and name not in seen.failed)):
            seen.unproved.add(name)
    return seen


class Witnesses(Mapping[str, Answers]):
    """Answers that lead to a step, made when they are asked for."""

    def __init__(self, script: Script, trails: dict[str, Trail | None]) -> None:
        self._script = script
        self._trails = trails

    def __getitem__(self, name: str) -> Answers:
        return answers(self._script, self._trails[name], upto=name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._trails)

    def __len__(self) -> int:
        return len(self._trails)


def answers(script: Script, trail: Trail | None, upto: str = "") -> Answers:
    """The answers of one way through the talk, before the step `upto`, or to the end."""
    telling = _Telling(upto)
    while trail is not None:
        telling.chosen[trail.name] = trail.standing
        trail = trail.before
    for step in script.steps:
        telling.step(step, step.id, telling.told)
    return telling.told


@dataclass(slots=True)
class _Telling:
    """Answers the steps in order: as chosen on the way, and anything that fits elsewhere."""

    upto: str
    told: Answers = field(default_factory=dict)
    chosen: dict[str, Standing] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    done: bool = False

    def step(self, step: Step, name: str, into: Answers) -> None:
        if self.done or not all_hold(step.when, self.standing.get):
            return
        if name == self.upto:
            self.done = True
            return
        standing = self.stands(step, name)
        self.standing[name] = standing
        if step.type in ITEMISED and not standing.skipped:
            self.items(step, name, standing, into)
            return
        into[step.id] = _written(standing)
        group = name.rpartition(".")[0]
        for follow_up in step.follow_up if not standing.skipped else ():
            self.step(follow_up, f"{group}.{follow_up.id}" if group else follow_up.id, into)

    def stands(self, step: Step, name: str) -> Standing:
        if name in self.chosen:
            return self.chosen[name]
        if step.type in ITEMISED:
            return Standing(value=item_texts(step, 1))
        return Standing(value=one_answer(step))

    def items(self, step: Step, name: str, standing: Standing, into: Answers) -> None:
        texts = standing.value if isinstance(standing.value, tuple) else ()
        item: Answers = {}
        if step.type is StepType.PEOPLE:
            self.standing[f"{name}.name"] = Standing(value=texts[0])
        for each in step.fields:
            self.step(each, f"{name}.{each.id}", item)
        named = ({"name": text, **item} for text in texts)
        into[step.id] = tuple(named) if step.type is StepType.PEOPLE else tuple(dict(item) for _ in texts)
        if is_only(step) and not any(self.standing[each].value != "" for each in self.standing if _in(each, name)):
            self.standing[name] = Standing(skipped=True)


def _in(each: str, group: str) -> bool:
    return each.startswith(f"{group}.")


def _written(standing: Standing) -> Answer:
    if standing.skipped:
        return None
    if isinstance(standing.value, tuple):
        return standing.value
    if isinstance(standing.value, bool):
        return "yes" if standing.value else "no"
    return str(standing.value)
