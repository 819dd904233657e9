"""What changed between two versions of a script: in come both, out comes each change with its old and new text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from coachkit.scripts.model import PlanRule, Script, Step
from coachkit.value import Value


class Changed(StrEnum):
    """The kinds of change. Only the first six touch answers already given."""

    REMOVED = "removed"
    RENAMED = "renamed"
    RETYPED = "retyped"
    OPTION_REMOVED = "option_removed"
    OPTION_REWORDED = "option_reworded"
    CONDITION = "condition"
    ADDED = "added"
    REWORDED = "reworded"
    OPTION_ADDED = "option_added"
    SETTING = "setting"
    MOVED = "moved"


class ScriptChange(Value):
    """One change. `id` is the dotted name in the new version (in the old one where it is gone).

    `part` says what of it changed: a key such as `ask`, or the key of an option; a rule of the plan is `plan`.
    """

    kind: Changed
    id: str
    part: str = ""
    old: str = ""
    new: str = ""


_TEXTS = ("ask", "ask_again", "coach_note", "help", "cue")
_SETTINGS = ("required", "at_most", "among", "low", "high", "saves", "area", "time")
_HEAD = ("title", "language", "minutes", "about", "safety")


def changes(old: Script, new: Script) -> tuple[ScriptChange, ...]:
    """Every change, step by step in the order of the new version; what is gone comes last."""
    before, after = dict(old.every_step()), dict(new.every_step())
    pairs = _pairs(before, after)
    found = list(_head(old, new))
    for name, step in after.items():
        if name not in pairs:
            found.append(ScriptChange(kind=Changed.ADDED, id=name, new=step.ask))
            continue
        was = pairs[name]
        if was != name:
            found.append(ScriptChange(kind=Changed.RENAMED, id=name, old=was, new=name))
        found += _step(name, before[was], step)
    moved = _moved([name for name in after if name in pairs], pairs, list(before))
    found += [ScriptChange(kind=Changed.MOVED, id=name) for name in moved]
    taken = set(pairs.values())
    found += [ScriptChange(kind=Changed.REMOVED, id=n, old=s.ask) for n, s in before.items() if n not in taken]
    return (*found, *_plan(old.plan, new.plan))


def _pairs(before: dict[str, Step], after: dict[str, Step]) -> dict[str, str]:
    """For each step of the new version its name in the old one; fields of a renamed group go along."""
    pairs: dict[str, str] = {}
    for name, step in after.items():
        group = name.rpartition(".")[0]
        prefix = f"{pairs.get(group, group)}." if group else ""
        names = (name, f"{prefix}{step.id}", f"{prefix}{step.was}" if step.was else "")
        if found := next((each for each in names if each in before and each not in pairs.values()), None):
            pairs[name] = found
    return pairs


def _moved(names: list[str], pairs: dict[str, str], order: list[str]) -> list[str]:
    """The fewest steps that account for a new order: those outside the longest run that kept its order."""
    places = {name: at for at, name in enumerate(order)}
    at = [places[pairs[name]] for name in names]
    if all(one < other for one, other in pairwise(at)):
        return []
    best: list[tuple[int, int]] = []  # for each place, the length of the run ending there and the place before
    for here, place in enumerate(at):
        longest = max(((best[i][0], i) for i in range(here) if at[i] < place), default=(0, -1))
        best.append((longest[0] + 1, longest[1]))
    kept: set[int] = set()
    here = max(range(len(best)), key=lambda i: best[i][0])
    while here >= 0:
        kept.add(here)
        here = best[here][1]
    return [name for i, name in enumerate(names) if i not in kept]


def _head(old: Script, new: Script) -> Iterator[ScriptChange]:
    for part in _HEAD:
        one, other = _text(getattr(old, part)), _text(getattr(new, part))
        if one != other:
            yield ScriptChange(kind=Changed.REWORDED, id="", part=part, old=one, new=other)
    stages = [{part.id: part for part in script.parts if not isinstance(part, Step)} for script in (old, new)]
    for id_ in {**stages[0], **stages[1]}:
        one, other = (_text(each[id_]) if id_ in each else "" for each in stages)
        if one != other:
            yield ScriptChange(kind=Changed.SETTING, id=id_, part="stage", old=one, new=other)


def _step(name: str, old: Step, new: Step) -> Iterator[ScriptChange]:
    if old.type is not new.type:
        yield ScriptChange(kind=Changed.RETYPED, id=name, part="type", old=str(old.type), new=str(new.type))
    for part in _TEXTS:
        one, other = getattr(old, part), getattr(new, part)
        if one != other:
            yield ScriptChange(kind=Changed.REWORDED, id=name, part=part, old=one, new=other)
    if old.probes != new.probes:
        probes = ("\n".join(each.probes) for each in (old, new))
        yield ScriptChange(kind=Changed.REWORDED, id=name, part="probes", old=next(probes), new=next(probes))
    if old.when != new.when:
        yield ScriptChange(kind=Changed.CONDITION, id=name, part="when", old=_when(old), new=_when(new))
    for part in _SETTINGS:
        one, other = _text(getattr(old, part)), _text(getattr(new, part))
        if one != other:
            yield ScriptChange(kind=Changed.SETTING, id=name, part=part, old=one, new=other)
    yield from _options(name, old, new)


def _options(name: str, old: Step, new: Step) -> Iterator[ScriptChange]:
    before = {option.key: option.label for option in old.options}
    after = {option.key: option.label for option in new.options}
    for key, label in after.items():
        if key not in before:
            yield ScriptChange(kind=Changed.OPTION_ADDED, id=name, part=key, new=label)
        elif before[key] != label:
            yield ScriptChange(kind=Changed.OPTION_REWORDED, id=name, part=key, old=before[key], new=label)
    if old.type is new.type:
        gone = (key for key in before if key not in after)
        yield from (ScriptChange(kind=Changed.OPTION_REMOVED, id=name, part=key, old=before[key]) for key in gone)


def _plan(old: tuple[PlanRule, ...], new: tuple[PlanRule, ...]) -> Iterator[ScriptChange]:
    before, after = {rule.id: rule for rule in old}, {rule.id: rule for rule in new}
    for id_, rule in after.items():
        if id_ not in before:
            yield ScriptChange(kind=Changed.ADDED, id=id_, part="plan", new=rule.suggest)
            continue
        if before[id_].suggest != rule.suggest:
            one, other = before[id_].suggest, rule.suggest
            yield ScriptChange(kind=Changed.REWORDED, id=id_, part="plan", old=one, new=other)
        if (before[id_].when, before[id_].for_each) != (rule.when, rule.for_each):
            one, other = _when(before[id_]), _when(rule)
            yield ScriptChange(kind=Changed.CONDITION, id=id_, part="plan", old=one, new=other)
    gone = (rule for rule in old if rule.id not in after)
    yield from (ScriptChange(kind=Changed.REMOVED, id=rule.id, part="plan", old=rule.suggest) for rule in gone)


def _when(step: Step | PlanRule) -> str:
    """A condition as it would be typed."""
    each = [f"for each {step.for_each}"] if isinstance(step, PlanRule) and step.for_each else []
    return ", ".join([*each, " or ".join(" and ".join(map(str, together)) for together in step.when)]).strip(", ")


def _text(value: object) -> str:
    if value is None or value is False or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_text(each) for each in value)
    if isinstance(value, Value):
        return ", ".join(f"{name} {_text(each)}".strip() for name, each in value if _text(each))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return "yes" if value is True else str(value)
