"""Answers that a script can tell apart: in come a step and its tests, out comes one answer of each sort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from coachkit.scripts.conditions import Held, Phrase, Standing, Test, holds
from coachkit.scripts.model import Step, StepType

MOST_SORTS = 64
_MOST_OPTIONS = 8
SKIP = "skip"
_DAY = "2027-01-07"


@dataclass(frozen=True, slots=True)
class Sorts:
    """One standing for each sort of answer; `told[i]` holds what the i-th makes of each test, in their order."""

    standings: tuple[Standing, ...]
    told: tuple[tuple[bool, ...], ...]
    exact: bool


def sorts(step: Step, tests: tuple[Test, ...], *, may_skip: bool) -> Sorts:
    """The sorts of answer that these tests tell apart, a skip among them where it may be skipped."""
    found: dict[tuple[bool, ...], Standing] = {}
    values, exact = _values(step, tests)
    for standing in (*(Standing(value=value) for value in values), *([Standing(skipped=True)] if may_skip else [])):
        # A skip is told apart even where no test does: nothing is saved, and no follow-up asked.
        told = (*(holds(test, standing) for test in tests), standing.skipped)
        if len(found) < MOST_SORTS or told in found:
            found.setdefault(told, standing)
        else:
            exact = False
    return Sorts(tuple(found.values()), tuple(told[:-1] for told in found), exact)


def one_answer(step: Step) -> Held:
    """Any answer that fits."""
    return next(iter(_values(step, ())[0]), "")


def _values(step: Step, tests: tuple[Test, ...]) -> tuple[Iterable[Held], bool]:
    match step.type:
        case StepType.CHOICE:
            return [option.key for option in step.options], True
        case StepType.YES_NO:
            return [True, False], True
        case StepType.SCALE:
            return _numbers(step, tests), True
        case StepType.DATE:
            return [_DAY], True
        case StepType.CHOICES:
            return _chosen(step, tests)
        case StepType.LIST | StepType.PEOPLE | StepType.GROUP:
            return _several(step, tests), True
    return ["something"], True


def _numbers(step: Step, tests: tuple[Test, ...]) -> list[Held]:
    low, high = (step.low.number, step.high.number) if step.low and step.high else (0, 10)
    edges = {low, high}
    for test in tests:
        word = int(test.word) if test.word.lstrip("-").isdigit() else low
        edges |= {near for number in (test.low, test.high, word) for near in (number - 1, number, number + 1)}
    return [number for number in sorted(edges, reverse=True) if low <= number <= high]


def _several(step: Step, tests: tuple[Test, ...]) -> list[Held]:
    most = step.at_most or 1
    edges = {1, most}
    for test in tests:
        edges |= {near for number in (test.low, test.high) for near in (number - 1, number, number + 1)}
    return [item_texts(step, count) for count in sorted(edges) if 1 <= count <= most]


def item_texts(step: Step, count: int) -> tuple[str, ...]:
    """So many items, each told apart from the others."""
    names = ("Ana", "Bo", "Chen", "Dilys", "Eve", "Farid", "Gwen", "Hal")
    word = "Person" if step.type is StepType.PEOPLE else "thing"
    if step.type is StepType.PEOPLE and count <= len(names):
        return names[:count]
    return tuple(f"{word} {number}" for number in range(1, count + 1))


def _chosen(step: Step, tests: tuple[Test, ...]) -> tuple[list[Held], bool]:
    keys = [option.key for option in step.options]
    named = {test.word for test in tests if test.phrase in (Phrase.INCLUDES, Phrase.DOES_NOT_INCLUDE)}
    told_apart = [key for key in keys if key in named]
    exact = len(told_apart) <= _MOST_OPTIONS
    others = [key for key in keys if key not in named]
    values = {
        tuple(key for key in keys if key in {*some, *others[:extra]})
        for some in _subsets(told_apart[:_MOST_OPTIONS])
        for extra in range(len(others) + 1)
    }
    return sorted(value for value in values if value), exact


def _subsets(keys: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(keys) + 1):
        yield from combinations(keys, size)
