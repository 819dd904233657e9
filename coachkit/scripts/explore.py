"""Every way through a script, merged where nothing tells them apart: in comes a script, out goes what was met.

A way is known by the sorts of answer that later conditions can still tell apart; the rest is forgotten. So the ways
stay few, and what is found is exact, up to `MOST_WAYS` at one time and `MOST_WORK` steps of one way in all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coachkit.scripts.answer_classes import Sorts, sorts
from coachkit.scripts.conditions import Standing, Test
from coachkit.scripts.kinds import GIFTS
from coachkit.scripts.model import ITEMISED, PlanRule, Script, Step, StepType

MOST_WAYS = 400
MOST_WORK = 30_000
_FEWER_WAYS = 12
STRENGTH, PEOPLE = "~strength", "~people"
_ANY = "~any"
_STRENGTHS = frozenset((*GIFTS, "works", "already"))
_SHORT = (StepType.CHOICE, StepType.SCALE, StepType.YES_NO, StepType.DATE)
_AFTER_ALL = 1_000_000
When = tuple[tuple[Test, ...], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """The answers chosen so far that matter, last first."""

    before: Trail | None
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the talk so far: what stands and still matters, how it came about, and how long it is."""

    stands: dict[str, int]
    trail: Trail | None = None
    questions: int = 0
    half_minutes: int = 0


@dataclass(slots=True)
class Met:
    """What was met on all ways.

    `reached` has the first way to each step, `failed` the steps whose `when` failed once; `fires` and `silent` say
    whether the rule sometimes does, `empty` whether what is watched can be; `ends` are the ways at their end.
    """

    reached: dict[str, Trail | None] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    fires: bool = False
    silent: bool = False
    empty: bool = False
    ends: list[Way] = field(default_factory=list)
    exact: bool = True


class Explorer:
    """Walks all ways at once, with one rule of the plan at the end if so asked.

    `watch` names a step whose answer is shown in `shown_in`, or in the rule: is it ever empty there?
    """

    def __init__(
        self, script: Script, *, skips: bool = True, rule: PlanRule | None = None, watch: str = "", shown_in: str = ""
    ) -> None:
        self.script = script
        self.skips = skips
        self.rule = rule
        self.watch, self.shown_in = watch, shown_in
        self.met = Met()
        self.steps = dict(script.every_step())
        self.tests: dict[str, dict[Test, int]] = {}
        self.last: dict[str, int] = {}
        self._note_uses()
        self.sorts: dict[str, Sorts] = {name: self._sorts(name) for name in self.steps if self._matters(name)}
        self.turn = 0
        self.work = 0
        self.questions = self.half_minutes = 0
        self.nested = 0
        self.only = False  # inside a group that holds one item at most

    def go(self) -> Met:
        """Everything that was met."""
        ways = [Way({})]
        for step in self.script.steps:
            ways = self._step(step, step.id, ways)
        if self.rule is not None:
            self._rule(self.rule, ways)
        self.met.ends = [
            replace(way, questions=way.questions + self.questions, half_minutes=way.half_minutes + self.half_minutes)
            for way in ways
        ]
        return self.met

    def _note_uses(self) -> None:
        for turn, (name, step) in enumerate(self.script.every_step(), start=1):
            self._use(step.when, turn)
            if self.watch and name == self.shown_in:
                self.last[self.watch] = max(turn, self.last.get(self.watch, 0))
        if self.rule is not None:
            self._use(self.rule.when, _AFTER_ALL)
            shown = "" if self.shown_in else self.watch
            self.last |= {name: _AFTER_ALL for name in (self.rule.for_each, shown) if name}

    def _use(self, when: When, turn: int) -> None:
        for together in when:
            for test in together:
                named = self.tests.setdefault(test.step, {})
                named.setdefault(test, len(named))
                self.last[test.step] = max(turn, self.last.get(test.step, 0))

    def _matters(self, name: str) -> bool:
        return name in self.last or bool(self.steps[name].follow_up)

    def _sorts(self, name: str) -> Sorts:
        step = self.steps[name]
        made = sorts(step, tuple(self.tests.get(name, ())), may_skip=self.skips and not step.required)
        self.met.exact = self.met.exact and made.exact
        return made

    def holds(self, when: When, way: Way, item_of: str = "") -> bool:
        """Whether a condition holds on a way; `item_of` is the list whose item is looked at."""
        if not when:
            return True
        return any(all(self._true(test, way, item_of) for test in together) for together in when)

    def _true(self, test: Test, way: Way, item_of: str) -> bool:
        if test.step == item_of and self.steps[item_of].type is StepType.LIST:
            return str(test.phrase) == "answered"  # an item of a list is one text
        if test.step not in self.steps:
            return str(test.phrase) == "answered"  # the name that everybody in people has
        sort = way.stands.get(test.step)
        return sort is not None and self.sorts[test.step].told[sort][self.tests[test.step][test]]

    def _step(self, step: Step, name: str, ways: list[Way]) -> list[Way]:
        self.turn += 1
        turn = self.turn
        on, off = self._split(step, name, ways)
        self._count_work(len(ways))
        if not on:
            self.turn += sum(1 for _ in _inside(step))
            return self._merged(off, turn)
        self.met.reached.setdefault(name, on[0].trail)
        self._look_for_empty(name, on)
        on = self._counted(step, on, alone=not off)
        if step.type in ITEMISED:
            on = self._items(step, name, on)
        elif name in self.sorts:
            on = self._answers(step, name, on)
        else:
            on = self._saved(step, on)
        return self._merged(off + on, turn) if off or name in self.sorts or step.when else on

    def _split(self, step: Step, name: str, ways: list[Way]) -> tuple[list[Way], list[Way]]:
        if not step.when:
            return ways, []
        on: list[Way] = []
        off: list[Way] = []
        for way in ways:
            (on if self.holds(step.when, way) else off).append(way)
        if off:
            self.met.failed.add(name)
        return on, off

    def _counted(self, step: Step, ways: list[Way], *, alone: bool) -> list[Way]:
        half_minutes = 1 if step.type in _SHORT else 2
        if alone and not self.nested:
            self.questions += 1
            self.half_minutes += half_minutes
            return ways
        return [Way(way.stands, way.trail, way.questions + 1, way.half_minutes + half_minutes) for way in ways]

    def _answers(self, step: Step, name: str, ways: list[Way]) -> list[Way]:
        skipped: list[Way] = []
        answered: list[Way] = []
        for sort, standing in enumerate(self.sorts[name].standings):
            each = [self._stands(way, name, sort) for way in ways]
            (skipped if standing.skipped else answered).extend(each)
        answered = self._saved(step, answered)
        group = name.rpartition(".")[0]
        self.nested += 1
        for follow_up in step.follow_up:
            answered = self._step(follow_up, f"{group}.{follow_up.id}" if group else follow_up.id, answered)
        self.nested -= 1
        return answered + skipped

    def _items(self, step: Step, name: str, ways: list[Way]) -> list[Way]:
        """One item of a list of people or things stands for all of them."""
        skipped: list[Way] = []
        inside: list[Way] = ways
        if name in self.sorts:
            inside = []
            for sort, standing in enumerate(self.sorts[name].standings):
                each = [self._stands(way, name, sort) for way in ways]
                (skipped if standing.skipped else inside).extend(each)
        self.nested += 1
        self.only = is_only(step)
        for each_field in step.fields:
            inside = self._step(each_field, f"{name}.{each_field.id}", inside)
        self.nested -= 1
        if self.only:
            self.only = False
            inside = [self._as_group(name, way) for way in inside]
        return self._saved(step, inside) + skipped

    def _as_group(self, name: str, way: Way) -> Way:
        """A group of one item counts as skipped when nothing in it was answered."""
        stands = {each: sort for each, sort in way.stands.items() if each != _ANY}
        if _ANY not in way.stands:
            stands.pop(name, None)
            if name in self.sorts:
                skip = [at for at, one in enumerate(self.sorts[name].standings) if one.skipped]
                stands |= {name: skip[0]} if skip else {}
        return Way(stands, way.trail, way.questions, way.half_minutes)

    def _stands(self, way: Way, name: str, sort: int) -> Way:
        self._count_work(1)
        return Way(
            {**way.stands, name: sort},
            Trail(way.trail, name, self.sorts[name].standings[sort]),
            way.questions,
            way.half_minutes,
        )

    def _saved(self, step: Step, ways: list[Way]) -> list[Way]:
        flags = {_ANY: 1} if self.only else {}
        kinds = {saved.kind for saved in step.saves} if not self.skips else set()
        if kinds & _STRENGTHS:
            flags[STRENGTH] = 1
        if self.skips:
            pass
        elif step.type is StepType.PEOPLE or "person" in kinds:
            flags[PEOPLE] = 1
        if not flags or all(flags.keys() <= way.stands.keys() for way in ways):
            return ways
        return [Way(way.stands | flags, way.trail, way.questions, way.half_minutes) for way in ways]

    def _look_for_empty(self, shown_in: str, ways: list[Way]) -> None:
        if self.watch and shown_in == self.shown_in:
            self.met.empty = self.met.empty or any(self.is_empty(self.watch, way) for way in ways)

    def is_empty(self, name: str, way: Way) -> bool:
        """Whether nothing stands for a step on a way."""
        sort = way.stands.get(name)
        return sort is None or self.sorts[name].standings[sort].skipped

    def _rule(self, rule: PlanRule, ways: list[Way]) -> None:
        group = rule.for_each or ""
        with_items = [way for way in ways if not group or self._has_items(group, way)]
        fires = [way for way in with_items if self.holds(rule.when, way, group)]
        self.met.fires = bool(fires)
        self.met.silent = bool(group) or len(fires) < len(ways)
        self._look_for_empty("", fires)

    def _has_items(self, group: str, way: Way) -> bool:
        step = self.steps.get(group)
        return step is not None and not is_only(step) and group in self.sorts and not self.is_empty(group, way)

    def _merged(self, ways: list[Way], turn: int) -> list[Way]:
        """The ways that later conditions can still tell apart; of those alike, the longest."""
        kept: dict[frozenset[tuple[str, int]], Way] = {}
        last = self.last
        for way in ways:
            stands = {name: sort for name, sort in way.stands.items() if last.get(name, 0) > turn or name[0] == "~"}
            key = frozenset(stands.items())
            other = kept.get(key)
            if other is None or way.questions > other.questions:
                kept[key] = Way(stands, way.trail, way.questions, way.half_minutes)
        most = MOST_WAYS if self.work <= MOST_WORK else _FEWER_WAYS
        if len(kept) > most:
            self.met.exact = False
        return list(kept.values())[:most]

    def _count_work(self, more: int) -> None:
        self.work += more


def is_only(step: Step) -> bool:
    """Whether it is a group that holds one item at most, which then is there from the start."""
    return step.type is StepType.GROUP and step.at_most == 1


def _inside(step: Step) -> Iterable[Step]:
    for each in (*step.fields, *step.follow_up):
        yield each
        yield from _inside(each)
