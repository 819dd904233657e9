"""Where a saved text comes from: in come a name and an item, out go the words and where they were said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coachkit.scripts.conditions import Held
from coachkit.scripts.kinds import WORDS
from coachkit.scripts.model import ITEMISED, Script, Step, StepType
from coachkit.talk.answers import ONLY, Answers, inside
from coachkit.talk.events import Key
from coachkit.talk.path import Mark, Path
from coachkit.talk.said import Speaking
from coachkit.talk.words import in_words, is_choice

_NAME = Step(id="name", type=StepType.SHORT, ask="")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing said. `key` is where, or None for a word of the script's own; `said` is what reading back reads."""

    text: str
    key: Key | None = None
    said: str = ""
    value: Held = ""


class Sources:
    """Finds the texts behind `saves:`, among the answers on the path only."""

    def __init__(self, script: Script, answers: Answers, way: Path, speaking: Speaking) -> None:
        self.steps = dict(script.by_name)
        self._answers = answers
        self._speaking = speaking
        self._on_path = {place.key for place in way.places if place.mark is Mark.ANSWERED}
        people = [name for name, step in self.steps.items() if step.type is StepType.PEOPLE]
        self.steps |= {f"{name}.name": _NAME for name in people}

    def own(self, key: Key) -> tuple[Found, ...]:
        """The answer at a place itself; for a person of a list, their name."""
        step = self.steps[key.step]
        if step.type is StepType.PEOPLE:
            return self._one(_NAME, Key(f"{key.step}.name", key.item))
        return self._one(step, key) if step.type is not StepType.GROUP else ()

    def named(self, named: str, key: Key, *, keeps_key: bool = False) -> tuple[Found, ...]:
        """What a name in `saves:` stands for: a word, a field of the same item, or a step; a list gives each item."""
        if named.startswith("="):
            return (Found(named[1:].strip()),)
        step = self.steps[key.step]
        if named == step.id and step.type not in ITEMISED:
            return self._one(step, key, keeps_key=keeps_key)
        group = key.step if step.type in ITEMISED else key.step.rpartition(".")[0]
        near = [Key(f"{group}.{named}", key.item.partition("/")[0])] if group else []
        for there in (*near, Key(named)):
            found = self.steps.get(there.step)
            if found is not None:
                return (
                    tuple(self._each(found, there)) if found.repeats else self._one(found, there, keeps_key=keeps_key)
                )
        return ()

    def _one(self, step: Step, key: Key, *, keeps_key: bool = False) -> tuple[Found, ...]:
        value = self._answers.value(key)
        if value is None or key not in self._on_path:
            return ()
        said = in_words(step, value)
        text = str(value) if step.type is StepType.DATE else said  # kept as YYYY-MM-DD, for wording to say
        if is_choice(step):
            item = key.item.partition("/")[0]
            text = str(value) if keeps_key else ", ".join(self._speaking.words(step, value, item))
        return (Found(text, key, said, value),)

    def _each(self, step: Step, key: Key) -> Iterator[Found]:
        asked, name = step, key.step
        if step.type is StepType.PEOPLE:
            asked, name = _NAME, f"{key.step}.name"
        elif step.type is StepType.GROUP:
            asked, name = step.fields[0], f"{key.step}.{step.fields[0].id}"
        single = step.type is StepType.GROUP and step.at_most == 1
        for own in (ONLY,) if single else self._answers.items.get(key, ()):
            yield from self._one(asked, Key(name, inside(key.item, own)))


def keeps_key(kind: str, field: str) -> bool:
    """Whether a field takes one of a few words, so that a choice gives its key there and not its label."""
    return field == "time" or (kind, field) in WORDS
