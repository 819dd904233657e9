"""The words of a question: in come an authored text and what stands, out goes the text as the coach reads it."""

from __future__ import annotations

from coachkit.dates import iso_day, written
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Script, Step, StepType
from coachkit.scripts.placeholders import fill
from coachkit.talk.path import Path


class Speaking:
    """Fills placeholders for one script, one path and one item; knows the names of person and coach."""

    def __init__(self, script: Script, path: Path, person: str, coach: str) -> None:
        self._steps = dict(script.every_step())
        self._path = path
        self._names = {"person": person, "coach": coach}

    def text(self, authored: str, item: str = "") -> str:
        """An authored text with its placeholders filled for this item."""
        return fill(authored, lambda name: self.value(name, item)).strip()

    def value(self, name: str, item: str = "") -> str | None:
        """What stands for a placeholder's name, in words: option labels, not their keys; None if nothing."""
        if name in self._names:
            return self._names[name]
        group, _, field = name.rpartition(".")
        if field == "names":
            return self._listed(group)
        standing = self._path.look_up(name, item)
        if standing is None or standing.skipped:
            return None
        return in_words(self._steps.get(name), standing.value) or None

    def _listed(self, group: str) -> str | None:
        standing = self._path.look_up(group)
        if standing is None or standing.skipped or not isinstance(standing.value, tuple):
            return None
        return and_list(standing.value)


def in_words(step: Step | None, value: Held) -> str:
    """A value as a person reads it: a choice shows its label, a day its weekday."""
    if step is not None and step.type in (StepType.CHOICE, StepType.CHOICES):
        labels = {option.key: option.label for option in step.options}
        keys = value if isinstance(value, tuple) else (str(value),)
        return ", ".join(labels.get(key, key) for key in keys)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if step is not None and step.type is StepType.DATE and (day := iso_day(str(value))):
        return written(day)
    return and_list(value) if isinstance(value, tuple) else str(value)


def and_list(words: tuple[str, ...]) -> str:
    """`Ana, Bo and Chen`."""
    kept = [word for word in words if word]
    return " and ".join([", ".join(kept[:-1]), kept[-1]] if len(kept) > 1 else kept)
