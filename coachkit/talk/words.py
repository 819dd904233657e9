"""A value as a person reads it: in come a question and its answer, out go words, option labels for their keys."""

from __future__ import annotations

from collections.abc import Callable

from coachkit.dates import iso_day, written
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Step, StepType


def in_words(step: Step | None, value: Held) -> str:
    """A value as a person reads it: a choice shows its label, a day its weekday."""
    if step is not None and step.type is StepType.DATE and (day := iso_day(str(value))):
        return written(day)
    return ", ".join(each_in_words(step, value)) if is_choice(step) else _plain(value)


def each_in_words(step: Step | None, value: Held, fill: Callable[[str], str] = str) -> tuple[str, ...]:
    """The words of a value one by one; `fill` is applied to labels, which are authored text, and to nothing else."""
    if step is not None and is_choice(step):
        labels = {option.key: option.label for option in step.options}
        keys = value if isinstance(value, tuple) else (_plain(value),)
        return tuple(fill(labels[key]) if key in labels else key for key in keys)
    return value if isinstance(value, tuple) else (in_words(step, value),)


def is_choice(step: Step | None) -> bool:
    """Whether the answers to a question are keys of its options."""
    return step is not None and step.type in (StepType.CHOICE, StepType.CHOICES)


def _plain(value: Held) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return and_list(value) if isinstance(value, tuple) else str(value)


def and_list(words: tuple[str, ...]) -> str:
    """`Ana, Bo and Chen`."""
    kept = [word for word in words if word]
    return " and ".join([", ".join(kept[:-1]), kept[-1]] if len(kept) > 1 else kept)
