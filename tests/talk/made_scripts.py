"""Made-up scripts for tests: every type of step, kind of saving and phrase, built as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

from coachkit.scripts.conditions import Phrase, Test
from coachkit.scripts.kinds import FIELDS, OWN_FIELD, TEXT_KINDS, WORDS
from coachkit.scripts.model import (
    ITEMISED,
    Option,
    PlanRule,
    Saves,
    ScaleEnd,
    Script,
    Stage,
    Step,
    StepType,
)

T = TypeVar("T")

SIMPLE = tuple(type_ for type_ in StepType if type_ not in ITEMISED)
TIMES = ("past", "now", "wanted")
WORD_SETS = (*WORDS.values(), TIMES, ("red", "green", "blue"))
STRUCTURES = tuple(kind for kind in FIELDS if kind not in TEXT_KINDS)
CLOSED_PHRASES = (Phrase.IS, Phrase.IS_NOT)
SCALE_PHRASES = (*CLOSED_PHRASES, Phrase.AT_LEAST, Phrase.AT_MOST, Phrase.BETWEEN)
COUNTED = (Phrase.HAS_AT_LEAST, Phrase.HAS_AT_MOST)


@dataclass(frozen=True)
class Known:
    """A step that later ones may name: its dotted name, itself, and the group it lies in."""

    name: str
    step: Step
    group: str = ""


@dataclass
class Maker:
    """Draws one script. `crossing`: whether what is saved may come from outside its own item."""

    draw: st.DrawFn
    crossing: bool = True
    known: list[Known] = field(default_factory=list)
    count: int = 0

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def one_in(self, n: int) -> bool:
        return self.number(1, n) == n

    def pick(self, among: Sequence[T]) -> T:
        return among[self.number(0, len(among) - 1)]

    def id(self) -> str:
        self.count += 1
        return f"s{self.count}"

    # Steps.

    def script(self) -> Script:
        parts: list[Stage | Step] = []
        for _ in range(self.number(1, 5)):
            if self.one_in(4):
                play_back = self.one_in(2)
                parts.append(Stage(id=self.id(), title="Stage", good_to_stop=self.one_in(2), play_back=play_back))
            parts.append(self.step(top=True))
        saved = tuple(part if isinstance(part, Stage) else self.with_saves(part) for part in parts)
        return Script(
            id="made_up", version=1, title="Made up", language="en", parts=saved, plan=tuple(self.plan())
        )  # fmt: skip

    def step(self, *, top: bool = False, group: str = "", depth: int = 0, first: bool = False) -> Step:
        type_ = self.pick(tuple(StepType) if top else SIMPLE)
        id_ = self.id()
        name = f"{group}.{id_}" if group else id_
        at_most = self.number(1, 3) if type_ in (StepType.LIST, *ITEMISED) else None
        step = Step(
            id=id_,
            type=type_,
            ask=f"Asked as {id_}{self.mention(group)}?",
            probes=(f"Probed{self.mention(group)}",) if self.one_in(5) else (),
            when=() if first else self.when(group),
            required=self.one_in(5),
            at_most=at_most,
            options=self.options() if type_ in (StepType.CHOICE, StepType.CHOICES) else (),
            among="circle" if type_ in (StepType.SHORT, StepType.LIST) and self.one_in(4) else None,
            time=self.pick(TIMES) if self.one_in(6) else None,  # type: ignore[arg-type]
            area="home" if self.one_in(6) else None,
        )
        if type_ is StepType.SCALE:
            low = self.number(-1, 1)
            high = low + self.number(1, 4)
            ends = {"low": ScaleEnd(number=low, words="low"), "high": ScaleEnd(number=high, words="high")}
            step = step.model_copy(update=ends)
        if type_ is StepType.PEOPLE:
            self.known.append(Known(f"{name}.name", Step(id="name", type=StepType.SHORT, ask="Who?"), name))
        if type_ not in ITEMISED:
            self.known.append(Known(name, step, group))
        return self.with_inner(step, name, group, depth)

    def with_inner(self, step: Step, name: str, group: str, depth: int) -> Step:
        if step.type in ITEMISED:
            least = 1 if step.type is StepType.GROUP else 0
            fields = tuple(
                self.step(group=name, depth=1, first=number == 0 and step.type is StepType.GROUP)
                for number in range(self.number(least, 3))
            )
            step = step.model_copy(update={"fields": fields})
            self.known.append(Known(name, step))
        elif step.type is not StepType.LIST and depth < 2 and self.one_in(4):
            inner = tuple(self.step(group=group, depth=depth + 1) for _ in range(self.number(1, 2)))
            step = step.model_copy(update={"follow_up": inner})
        return step

    def options(self) -> tuple[Option, ...]:
        keys = self.pick(WORD_SETS)
        return tuple(Option(key=key, label=f"Label {key}") for key in keys)

    def mention(self, group: str) -> str:
        names = [each for each in self.known if each.group in ("", group)]
        names = [each for each in names if each.name != group or each.step.type is StepType.LIST]
        if not names or not self.one_in(2):
            return ""
        named = self.pick(names)
        name = f"{named.name}.names" if named.step.type in ITEMISED else named.name
        return f", {{{name}|that}}" if self.one_in(2) else f", {{{name}}}"

    # Conditions.

    def when(self, group: str, one_in: int = 3) -> tuple[tuple[Test, ...], ...]:
        names = [each for each in self.known if each.group in ("", group)]
        if not names or not self.one_in(one_in):
            return ()
        return tuple(self.together(names) for _ in range(self.number(1, 2)))

    def together(self, names: Sequence[Known]) -> tuple[Test, ...]:
        tests = {test.step: test for test in (self.test(self.pick(names)) for _ in range(self.number(1, 2)))}
        return tuple(tests.values())

    def test(self, known: Known) -> Test:
        step, phrases = known.step, [Phrase.ANSWERED, Phrase.SKIPPED]
        match step.type:
            case StepType.CHOICE | StepType.YES_NO:
                phrases += CLOSED_PHRASES
            case StepType.SCALE:
                phrases += SCALE_PHRASES
            case StepType.CHOICES:
                phrases += (Phrase.INCLUDES, Phrase.DOES_NOT_INCLUDE, *COUNTED)
            case StepType.LIST | StepType.PEOPLE | StepType.GROUP:
                phrases += COUNTED
            case _:
                pass
        phrase = self.pick(phrases)
        if phrase in (Phrase.ANSWERED, Phrase.SKIPPED):
            return Test(step=known.name, phrase=phrase)
        if step.type is StepType.SCALE:
            return self.on_scale(known, phrase)
        if phrase in COUNTED:
            number = self.number(0, len(step.options) or step.at_most or 1)
            return Test(step=known.name, phrase=phrase, **{"low" if phrase is COUNTED[0] else "high": number})
        words = ("yes", "no") if step.type is StepType.YES_NO else tuple(o.key for o in step.options)
        return Test(step=known.name, phrase=phrase, word=self.pick(words))

    def on_scale(self, known: Known, phrase: Phrase) -> Test:
        assert known.step.low and known.step.high
        a, b = sorted(self.number(known.step.low.number, known.step.high.number) for _ in range(2))
        match phrase:
            case Phrase.AT_LEAST:
                return Test(step=known.name, phrase=phrase, low=a)
            case Phrase.AT_MOST:
                return Test(step=known.name, phrase=phrase, high=b)
            case Phrase.BETWEEN:
                return Test(step=known.name, phrase=phrase, low=a, high=b)
            case _:
                return Test(step=known.name, phrase=phrase, word=str(a))

    # What is saved, once all steps are there to be named.

    def with_saves(self, step: Step, group: str = "") -> Step:
        name = f"{group}.{step.id}" if group else step.id
        saves: tuple[Saves, ...] = ()
        if not self.one_in(3):
            saves = tuple(self.saves(step, name, group) for _ in range(1 + self.one_in(5)))
        return step.model_copy(
            update={
                "saves": saves,
                "fields": tuple(self.with_saves(each, name) for each in step.fields),
                "follow_up": tuple(self.with_saves(each, group) for each in step.follow_up),
            }
        )

    def saves(self, step: Step, name: str, group: str) -> Saves:
        kind = self.pick(TEXT_KINDS if self.one_in(2) else STRUCTURES)
        inside = name if step.type in ITEMISED else group
        own, merely = OWN_FIELD[kind], kind in ("promise", "contact")
        if step.type not in ITEMISED and self.one_in(2):
            return Saves(kind=kind)
        if step.type is StepType.PEOPLE and kind in (*TEXT_KINDS, "person"):
            fields = {own: "name"}
        elif step.type in ITEMISED:
            fields = {own: self.pick([each.name for each in self.known if each.group == name] or ["=word"])}
            fields = {own: fields[own].rpartition(".")[2]}
        else:
            fields = {} if merely else {own: step.id}
        others = [each for each in FIELDS[kind] if each not in fields]
        for _ in range(self.number(0 if fields else 1, 3)):
            target = self.pick(others)
            source = self.source(kind, target, inside)
            if source:
                fields[target] = source
        return Saves(kind=kind, fields=fields or {own: "=word"})

    def source(self, kind: str, target: str, inside: str) -> str:
        words = TIMES if target == "time" else WORDS.get((kind, target), ())
        near = [each for each in self.known if each.group == inside] if inside else []
        far = [each for each in self.known if not each.group and each.name != inside] if self.crossing else []
        fitting = [each for each in (*near, *far) if not words or _gives(each.step, words)]
        if not fitting or self.one_in(4):
            return f"={self.pick(words)}" if words else "=word"
        return self.pick(fitting).name.rpartition(".")[2]

    # The plan.

    def plan(self) -> list[PlanRule]:
        return [self.rule(number) for number in range(self.number(0, 3))]

    def rule(self, number: int) -> PlanRule:
        lists = [each.name for each in self.known if each.step.repeats and not each.group]
        group = self.pick(lists) if lists and self.one_in(2) else ""
        text = f"Wonder about it{self.mention(group)}."
        return PlanRule(id=f"r{number}", suggest=text, for_each=group or None, when=self.when(group, one_in=1))


def _gives(step: Step, words: Sequence[str]) -> bool:
    if step.type is StepType.YES_NO:
        return {"yes", "no"} <= set(words)
    return step.type is StepType.CHOICE and {option.key for option in step.options} <= set(words)


@st.composite
def scripts(draw: st.DrawFn, *, crossing: bool = True) -> Script:
    """Any script that the reader would take."""
    return Maker(draw, crossing=crossing).script()
