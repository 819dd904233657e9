"""What a prompt script is once it has been read: frozen values, the form that a talk pins as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Literal

from coachkit.scripts.conditions import Test
from coachkit.value import Value


class StepType(StrEnum):
    """The ten shapes an answer can have."""

    SHORT = "short"
    TEXT = "text"
    LIST = "list"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    YES_NO = "yes_no"
    DATE = "date"
    PEOPLE = "people"
    GROUP = "group"


REPEATING = frozenset({StepType.LIST, StepType.PEOPLE, StepType.GROUP})
ITEMISED = frozenset({StepType.PEOPLE, StepType.GROUP})


class Option(Value):
    """One answer to choose: the key is kept for ever, the label is shown and free to reword."""

    key: str
    label: str


class ScaleEnd(Value):
    """One end of a scale: its number and the words for it."""

    number: int
    words: str


class Saves(Value):
    """What an answer becomes in the profile.

    `fields` maps a field of the kind to where its text comes from: a step or field id, or `=word` for the word
    itself. Empty fields: the answer itself is the kind's text (its name, value or what, by kind).
    """

    kind: str
    fields: dict[str, str] = {}


class Step(Value):
    """One authored question. `when` is a tuple of alternatives, each a tuple of tests that must all hold.

    `allow` names the rules that its author answers for, each with the reason.
    """

    id: str
    type: StepType
    ask: str
    ask_again: str = ""
    probes: tuple[str, ...] = ()
    coach_note: str = ""
    help: str = ""
    cue: str = ""
    when: tuple[tuple[Test, ...], ...] = ()
    required: bool = False
    at_most: int | None = None
    options: tuple[Option, ...] = ()
    among: str | None = None
    low: ScaleEnd | None = None
    high: ScaleEnd | None = None
    fields: tuple[Step, ...] = ()
    follow_up: tuple[Step, ...] = ()
    saves: tuple[Saves, ...] = ()
    area: str | None = None
    time: Literal["past", "now", "wanted"] | None = None
    was: str | None = None
    allow: dict[str, str] = {}

    @property
    def repeats(self) -> bool:
        """Whether the step takes items until it is closed."""
        return self.type in REPEATING


class Stage(Value):
    """A part of the talk with a name.

    `play_back`: what was said so far is read back here. `for_coach`: the coach answers it alone, lid half down, so
    it is neither read back nor part of what the person takes home.
    """

    id: str
    title: str
    good_to_stop: bool = False
    play_back: bool = False
    for_coach: bool = False


class PlanRule(Value):
    """When the tests hold (for each item of a list, if so asked), the coach is offered this idea."""

    id: str
    suggest: str
    for_each: str | None = None
    when: tuple[tuple[Test, ...], ...] = ()


class Script(Value):
    """A whole prompt script, in the order it is asked; stages stand between the steps they head."""

    coachkit: Literal[1] = 1
    id: str
    version: int
    title: str
    language: str
    minutes: int | None = None
    about: str = ""
    safety: str = ""
    parts: tuple[Stage | Step, ...]
    plan: tuple[PlanRule, ...] = ()

    @property
    def steps(self) -> Iterator[Step]:
        """The top-level steps, in order."""
        return (part for part in self.parts if isinstance(part, Step))

    @cached_property
    def by_name(self) -> dict[str, Step]:
        """Every step by its dotted name; not to be changed."""
        return dict(self.every_step())

    def every_step(self) -> Iterator[tuple[str, Step]]:
        """Each step with its dotted name: steps, then their fields (`circle.ring`) and follow-ups."""
        for step in self.steps:
            yield from named_steps(step)

    def for_the_table(self) -> Script:
        """The script without the stages that the coach answers alone."""
        kept: list[Stage | Step] = []
        alone = False
        for part in self.parts:
            alone = part.for_coach if isinstance(part, Stage) else alone
            kept += [] if alone else [part]
        return self.model_copy(update={"parts": tuple(kept)})

    def pinned(self) -> str:
        """The compiled script as canonical JSON: what a talk keeps, so that it opens for ever."""
        return self.model_dump_json(exclude_defaults=True)


def named_steps(step: Step, group: str = "") -> Iterator[tuple[str, Step]]:
    """A step and all inside it with dotted names; a follow-up inside an item belongs to the same group."""
    name = f"{group}.{step.id}" if group else step.id
    yield name, step
    for field in step.fields:
        yield from named_steps(field, name)
    for follow_up in step.follow_up:
        yield from named_steps(follow_up, group)


def fingerprint(pinned: str) -> str:
    """The SHA-256 of a compiled script, by which a talk names it."""
    return sha256(pinned.encode()).hexdigest()


Step.model_rebuild()
