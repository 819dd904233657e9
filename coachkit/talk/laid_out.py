"""What a script fixes for every talk held with it: in comes a script, out go its steps with all worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coachkit.scripts.conditions import Test
from coachkit.scripts.kinds import OWN_FIELD, TEXT_KINDS, WORDS
from coachkit.scripts.model import Saves, Script, Stage, Step, StepType, named_steps
from coachkit.talk.events import Key
from coachkit.talk.fit import WHOLE_TEXTS

# Answers that are kept as they were said; an option has a label of the script's own.
_SAID_AS_IT_IS = (StepType.TEXT, StepType.SHORT, StepType.LIST, StepType.SCALE, StepType.YES_NO)
_NAME = Step(id="name", type=StepType.SHORT, ask="")
_MANY = 32


@dataclass(frozen=True, slots=True)
class Saving:
    """One `saves:`; `fields` names for each field where its text comes from, and whether a choice gives its key."""

    kind: str
    is_text: bool
    named: str
    fields: tuple[tuple[str, str, bool], ...]
    own_field: str


@dataclass(slots=True, eq=False)
class Laid:
    """One step as it lies in its script: its dotted name, its shape, and the group or people it is a field of.

    `called` is what an item of it is called by: the name of one of the people, or the first field of a group.
    `within` are the fields and follow-ups an item has, by their own ids. `keeps` are the kinds under which the answer
    is kept in its own words; None where what is saved takes more than them. `repeats` where it takes items until it
    is closed, `is_words` where any words will do. `is_asked_after` says whether a condition of the script asks what
    was answered, or an item is called by it.
    """

    name: str
    id: str
    key: Key
    step: Step
    required: bool
    when: tuple[tuple[Test, ...], ...]
    at_most: int | None
    is_list: bool
    is_people: bool
    is_group: bool
    is_single: bool
    repeats: bool
    is_plain: bool
    is_words: bool
    area: str | None
    time: str | None
    group: Laid | None
    saves: tuple[Saving, ...]
    keeps: tuple[str, ...] | None
    follow_up: tuple[Laid, ...] = ()
    fields: tuple[Laid, ...] = ()
    called: Laid | None = None
    within: dict[str, Laid] = field(default_factory=dict)
    is_asked_after: bool = False


@dataclass(slots=True, eq=False)
class LaidOut:
    """A whole script: its parts in order, every step by name, and the ones that answers may be told for."""

    script: Script
    parts: tuple[Stage | Laid, ...] = ()
    steps: tuple[Laid, ...] = ()
    by_name: dict[str, Laid] = field(default_factory=dict)
    told: dict[str, Laid] = field(default_factory=dict)
    requires: bool = False


_KEPT: dict[int, LaidOut] = {}


def laid_out(script: Script) -> LaidOut:
    """A script laid out. The last few are kept by identity, for a script cannot be hashed and never changes."""
    kept = _KEPT.get(id(script))
    if kept is None or kept.script is not script:
        if len(_KEPT) >= _MANY:
            _KEPT.clear()
        kept = _KEPT[id(script)] = _lay_out(script)
    return kept


def _lay_out(script: Script) -> LaidOut:
    found = LaidOut(script)
    found.parts = tuple(p if isinstance(p, Stage) else _laid(p, p.id, None, found.by_name) for p in script.parts)
    found.steps = tuple(part for part in found.parts if isinstance(part, Laid))
    names = {name: step for name, step in script.every_step() if "." not in name}
    found.told = {name: found.by_name[name] for name in names}
    found.requires = any(step.required for _, step in script.every_step())
    for laid in list(found.by_name.values()):
        if laid.called is not None:
            found.by_name[laid.called.name] = laid.called
            laid.called.is_asked_after = True
    for name in {test.step for laid in found.by_name.values() for together in laid.when for test in together}:
        if name in found.by_name:
            found.by_name[name].is_asked_after = True
    return found


def _laid(step: Step, name: str, group: Laid | None, by_name: dict[str, Laid]) -> Laid:
    kind = step.type
    laid = by_name[name] = Laid(
        name=name,
        id=step.id,
        key=Key(name),
        step=step,
        required=step.required,
        when=step.when,
        at_most=step.at_most,
        is_list=kind is StepType.LIST,
        is_people=kind is StepType.PEOPLE,
        is_group=kind is StepType.GROUP,
        is_single=kind is StepType.GROUP and step.at_most == 1,
        repeats=step.repeats,
        is_words=kind in WHOLE_TEXTS,
        is_plain=kind not in (StepType.DATE, StepType.CHOICE, StepType.CHOICES),
        area=step.area,
        time=step.time,
        group=group,
        saves=_savings(step.saves),
        keeps=_kept_as_said(step, within_item=group is not None),
    )
    inside = f"{group.name}." if group else ""
    laid.fields = tuple(_laid(each, f"{name}.{each.id}", laid, by_name) for each in step.fields)
    laid.follow_up = tuple(_laid(each, inside + each.id, group, by_name) for each in step.follow_up)
    if laid.is_people:
        laid.called = _laid(_NAME, f"{name}.name", laid, {})
    elif laid.is_group:
        laid.called = laid.fields[0]
    if laid.fields:
        laid.within = {full.rpartition(".")[2]: by_name[full] for full, _ in named_steps(step) if full != step.id}
    return laid


def _savings(saves: Sequence[Saves]) -> tuple[Saving, ...]:
    return tuple(
        Saving(
            kind=each.kind,
            is_text=each.kind in TEXT_KINDS,
            named=each.fields.get("text", ""),
            fields=tuple((name, source, _keeps_key(each.kind, name)) for name, source in each.fields.items()),
            own_field=OWN_FIELD[each.kind],
        )
        for each in saves
    )


def _kept_as_said(step: Step, *, within_item: bool) -> tuple[str, ...] | None:
    """The kinds under which an answer is kept as it was said; None where more goes into what is kept."""
    texts = [each for each in step.saves if each.kind in TEXT_KINDS]
    kinds = tuple(each.kind for each in texts)
    if not kinds:
        return ()
    own = not within_item and step.type in _SAID_AS_IT_IS and not any(each.fields for each in texts)
    return kinds if own and len(set(kinds)) == len(kinds) else None


def _keeps_key(kind: str, field: str) -> bool:
    """Whether a field takes one of a few words, so that a choice gives its key there and not its label."""
    return field == "time" or (kind, field) in WORDS
