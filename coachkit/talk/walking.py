"""A walk through a script without a notebook: in comes a script and a seed, out go the events of a made-up talk."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from coachkit.ids import NewId
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Script, Step, StepType
from coachkit.talk.answers import Answers, fold, inside
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.moves import close, first_field, give, skip
from coachkit.talk.path import Place, Role, path
from coachkit.talk.replay import Replayed, replay
from coachkit.talk.told import Told

_SKIPS, _ENDS_LIST, _PICKS = 0.15, 0.35, 0.8
_NAMES = ("Abena", "Bo", "Chidi", "Dulce", "Ewa", "Fatima", "Gareth", "Hana", "Idris", "Joy", "Kofi", "Len", "Mina",
          "Nico", "Olu", "Pilar", "Rosa", "Sami", "Tomasz", "Yvonne")  # fmt: skip
_THINGS = ("the allotment", "bread on Saturdays", "mending bicycles", "the choir", "a cup of tea next door",
           "birthday cards", "walking the dog", "the number 36 bus", "soup for the stairs", "chess in the park",
           "football on the radio", "the library, upstairs", "knitting for the twins", "the key for next door",
           "the tenants' meeting", "tomatoes on the balcony")  # fmt: skip
_STORIES = (
    "We had tea on the steps, and the whole stair came by.",
    "My neighbour brought her radio, and it was only a wire.",
    "I walked to the market and back, and met three people I know.",
    "My granddaughter rang, and we laughed until the soup boiled over.",
    "I showed somebody how to prune the roses. He'll be back on Friday.",
)
_FIRST_DAY = date(2027, 1, 4)


def walk(script: Script, seed: int) -> list[NewEvent]:
    """The events of one made-up talk, from the first question to the last; the same seed gives the same talk.

    Every type of step gets a plausible answer, lists stay within `at_most`, and now and then a question is skipped.
    """
    return _Walking(script, Random(seed)).go()  # noqa: S311  made-up answers, no secrets


def walk_told(script: Script, answers: dict[str, Told]) -> Replayed:
    """The events of a talk that was told, such as one from an answers file; see `replay` for what does not fit."""
    return replay(script, answers, _ids(Random(0)))  # noqa: S311  the same ids each time, on purpose


def _ids(chance: Random) -> NewId:
    return lambda: str(uuid.UUID(int=chance.getrandbits(128)))


class _Walking:
    """Answers whatever is asked next until nothing is."""

    def __init__(self, script: Script, chance: Random) -> None:
        self.script = script
        self.chance = chance
        self.new_id = _ids(chance)
        self.events: list[NewEvent] = []

    def go(self) -> list[NewEvent]:
        while True:
            answers = fold(self.events)
            place = path(self.script, answers).current
            if place is None:
                return self.events
            moved = self._move(place, answers)
            if not moved:
                raise RuntimeError(f"the walk stands still at {place.key.step}")  # pragma: no cover
            self.events += moved

    def _move(self, place: Place, answers: Answers) -> list[NewEvent]:
        if place.role is Role.PLAY_BACK:
            return [NewEvent(kind=Happened.PLAYED_BACK, subject=str(place.key), body={"right": {}})]
        step = place.question
        begun = bool(answers.items.get(place.key))
        if place.role is Role.ANOTHER and begun and self.chance.random() < _ENDS_LIST:
            return close(answers, place)
        if not begun and not step.required and self.chance.random() < _SKIPS:
            return skip(answers, place)
        asked = first_field(step) if place.role is Role.ANOTHER else step
        return give(answers, place, self._answer(asked, answers, _said_there(place, answers)), self.new_id)

    def _answer(self, step: Step, answers: Answers, said: frozenset[str]) -> Held:
        """Something that fits the step; `said` is what stands on its list already."""
        chance = self.chance
        names = _fresh(self._among(step, answers), said)
        if names and chance.random() < _PICKS:
            return chance.choice(names)
        answer: dict[StepType, Callable[[], Held]] = {
            StepType.TEXT: lambda: chance.choice(_STORIES),
            StepType.PEOPLE: lambda: chance.choice(_fresh(_NAMES, said) or _NAMES),
            StepType.CHOICE: lambda: chance.choice(step.options).key,
            StepType.CHOICES: lambda: self._some(step),
            StepType.SCALE: lambda: self._number(step),
            StepType.YES_NO: lambda: chance.random() < 0.5,
            StepType.DATE: lambda: (_FIRST_DAY + timedelta(days=chance.randrange(180))).isoformat(),
        }
        words = _NAMES if step.among == "circle" else _THINGS
        return answer.get(step.type, lambda: chance.choice(_fresh(words, said) or words))()

    def _some(self, step: Step) -> tuple[str, ...]:
        """At least one of the options, in their own order."""
        keys = [option.key for option in step.options]
        chosen = set(self.chance.sample(keys, self.chance.randint(1, len(keys))))
        return tuple(key for key in keys if key in chosen)

    def _number(self, step: Step) -> int:
        low, high = (step.low.number, step.high.number) if step.low and step.high else (0, 10)
        return self.chance.randint(low, high)

    def _among(self, step: Step, answers: Answers) -> list[str]:
        """The names or things already given that a step may pick from."""
        if step.among is None:
            return []
        lists = [each for each in self.script.steps if each.id == step.among]
        if step.among == "circle":
            lists = [each for each in self.script.steps if each.type is StepType.PEOPLE]
        keys = [Key(_named_by(each, each.id), own) for each in lists for own in answers.items.get(Key(each.id), ())]
        return [str(value) for key in keys if (value := answers.value(key)) is not None]


def _fresh(words: Sequence[str], said: frozenset[str]) -> list[str]:
    """The words that are not on the list yet."""
    return [word for word in words if word not in said]


def _said_there(place: Place, answers: Answers) -> frozenset[str]:
    """What stands on the list that one more item is asked for."""
    if place.role is not Role.ANOTHER:
        return frozenset()
    step, item = _named_by(place.question, place.key.step), place.key.item
    keys = (Key(step, inside(item, own)) for own in answers.items.get(place.key, ()))
    return frozenset(str(answers.value(key)) for key in keys)


def _named_by(step: Step, name: str) -> str:
    """The step whose answer names an item of a list: its name, its first field, or the item itself."""
    if step.type is StepType.PEOPLE:
        return f"{name}.name"
    return f"{name}.{step.fields[0].id}" if step.fields else name
