"""What bears on a few steps of a script: in come a script and names, out comes the script with nothing else in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coachkit.scripts.explore import is_only
from coachkit.scripts.model import Script, Step


def sliced(script: Script, names: Iterable[str]) -> Script:
    """The script without all that has no bearing on whether these steps are reached or what stands for them."""
    steps = dict(script.every_step())
    parent_of = parents(script)
    needed: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in steps:
            name = name.rpartition(".")[0]  # circle.name belongs to circle
        if name in needed or name not in steps:
            continue
        needed.add(name)
        left += [test.step for together in steps[name].when for test in together]
        left += [parent_of[name]] if parent_of[name] else []
        if is_only(steps[name]):
            left += [f"{name}.{each.id}" for each in steps[name].fields]
    kept = (_cut(step, step.id, needed) for step in script.steps if step.id in needed)
    return script.model_copy(update={"parts": tuple(kept), "plan": ()})


def parents(script: Script) -> dict[str, str]:
    """The step that a field or a follow-up belongs to, by dotted names; empty for a step of its own."""
    return {name: parent for step in script.steps for name, parent in _parents(step, step.id, "")}


def _parents(step: Step, name: str, parent: str) -> Iterator[tuple[str, str]]:
    yield name, parent
    group = name.rpartition(".")[0]
    for each in step.fields:
        yield from _parents(each, f"{name}.{each.id}", name)
    for each in step.follow_up:
        yield from _parents(each, f"{group}.{each.id}" if group else each.id, name)


def _cut(step: Step, name: str, needed: set[str]) -> Step:
    if not step.fields and not step.follow_up:
        return step
    group = name.rpartition(".")[0]
    inner = {f"{name}.{each.id}": each for each in step.fields}
    after = {f"{group}.{each.id}" if group else each.id: each for each in step.follow_up}
    return step.model_copy(
        update={
            "fields": tuple(_cut(each, full, needed) for full, each in inner.items() if full in needed),
            "follow_up": tuple(_cut(each, full, needed) for full, each in after.items() if full in needed),
        }
    )
