"""The words of a question: in come an authored text and what stands, out goes the text as the coach reads it."""

from __future__ import annotations

from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Script, Step
from coachkit.scripts.placeholders import fill
from coachkit.talk.path import Path
from coachkit.talk.words import and_list, each_in_words, is_choice


class Speaking:
    """Fills placeholders for one script, one path and one item; knows the names of person and coach."""

    def __init__(self, script: Script, path: Path, person: str, coach: str) -> None:
        self._steps = script.by_name
        self._path = path
        self._names = {"person": person, "coach": coach}

    def text(self, authored: str, item: str = "") -> str:
        """An authored text with its placeholders filled for this item."""
        return fill(authored, lambda name: self.value(name, item)).strip()

    def value(self, name: str, item: str = "") -> str | None:
        """What stands for a placeholder's name, in words: option labels, not their keys; None if nothing."""
        if name in self._names:
            return self._names[name]
        step = self._steps.get(name)
        words = self.each(name, item)
        return (", ".join(words) if is_choice(step) else and_list(words)) or None

    def each(self, name: str, item: str = "") -> tuple[str, ...]:
        """What stands for a name, one text for each thing said, never joined; nothing where it was skipped."""
        group, _, field = name.rpartition(".")
        named = group if field == "names" else name
        standing = self._path.look_up(named, item)
        if standing is None or standing.skipped:
            return ()
        return tuple(word for word in self.words(self._steps.get(named), standing.value, item) if word)

    def words(self, step: Step | None, value: Held, item: str = "") -> tuple[str, ...]:
        """A value in words, one by one; a label may name earlier answers, and an answer is never looked at again."""
        return each_in_words(step, value, lambda label: self.text(label, item))
