"""Where a saved text comes from: in come a name and an item, out go the words and where they were said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coachkit.scripts.conditions import Held
from coachkit.scripts.model import StepType
from coachkit.talk.answers import ONLY, Answers, inside
from coachkit.talk.events import Key, made
from coachkit.talk.laid_out import Laid, LaidOut
from coachkit.talk.path import Path
from coachkit.talk.said import Speaking
from coachkit.talk.words import in_words, is_choice


class Found(NamedTuple):
    """One thing said. `key` is where, or None for a word of the script's own; `said` is what reading back reads."""

    text: str
    key: Key | None = None
    said: str = ""
    value: Held = ""


class Sources:
    """Finds the texts behind `saves:`, among the answers on the path only."""

    def __init__(self, script: LaidOut, answers: Answers, way: Path, speaking: Speaking) -> None:
        self._steps = script.by_name
        self._answers = answers
        self._speaking = speaking
        self._on_path = way.answered

    def own(self, laid: Laid, key: Key) -> tuple[Found, ...]:
        """The answer at a place itself; for a person of a list, their name."""
        if laid.is_people and laid.called:
            return self._one(laid.called, Key(laid.called.name, key.item))
        return self._one(laid, key) if not laid.is_group else ()

    def named(self, named: str, laid: Laid, key: Key, *, keeps_key: bool = False) -> tuple[Found, ...]:
        """What a name in `saves:` stands for: a word, a field of the same item, or a step; a list gives each item."""
        if named.startswith("="):
            return (Found(named[1:].strip()),)
        whole = laid if laid.is_people or laid.is_group else laid.group
        if named == laid.step.id and whole is not laid:
            return self._one(laid, key, keeps_key=keeps_key)
        near = self._steps.get(f"{whole.name}.{named}") if whole else None
        found = near or self._steps.get(named)
        if found is None:
            return ()
        there = Key(found.name, key.item.partition("/")[0] if near else "")
        return tuple(self._each(found, there)) if found.repeats else self._one(found, there, keeps_key=keeps_key)

    def _one(self, laid: Laid, key: Key, *, keeps_key: bool = False) -> tuple[Found, ...]:
        if key not in self._on_path:
            return ()
        value = self._answers.given[key].value
        if laid.is_plain and isinstance(value, str):
            return (made(Found, (value, key, value, value)),)
        said = in_words(laid.step, value)
        text = str(value) if laid.step.type is StepType.DATE else said  # kept as YYYY-MM-DD, for wording to say
        if is_choice(laid.step):
            item = key.item.partition("/")[0]
            text = str(value) if keeps_key else ", ".join(self._speaking.words(laid.step, value, item))
        return (Found(text, key, said, value),)

    def _each(self, laid: Laid, key: Key) -> Iterator[Found]:
        asked = laid.called or laid
        for own in (ONLY,) if laid.is_single else self._answers.items.get(key, ()):
            yield from self._one(asked, Key(asked.name, inside(key.item, own)))
