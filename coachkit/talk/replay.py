"""A past conversation becomes a talk: in comes what was told, out go the events a typed talk would have made."""

from __future__ import annotations

from dataclasses import dataclass, field

from coachkit.ids import NewId
from coachkit.scripts.model import Script, Step, StepType, named_steps
from coachkit.talk.answers import ONLY, fold, inside
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.moves import answered
from coachkit.talk.path import Mark, Path, Place, path


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as it stands in a file: a text, a skip, a list or a mapping, and its place in the file."""

    line: int = 0
    column: int = 0
    text: str | None = None
    skipped: bool = False
    items: tuple[Told, ...] | None = None
    fields: dict[str, Told] | None = None

    @property
    def is_absent(self) -> bool:
        """Empty text is as good as not there."""
        return self.text is not None and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that does not fit, with its place in the file and a sentence."""

    line: int
    column: int
    sentence: str
    unknown: str = ""


@dataclass(slots=True)
class Replayed:
    """The events of a past conversation, what in it does not fit, and the steps whose answers lie parked."""

    events: list[NewEvent] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    parked: list[Key] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def replay(script: Script, answers: dict[str, Told], new_id: NewId) -> Replayed:
    """The events for every answer told, in the order of the script.

    Faults name unknown steps and answers that do not fit; `missing` names required steps that are on the path
    and were not told; answers of steps off the path become events all the same and are parked.
    """
    telling = _Telling(script, new_id)
    known = {name for name, _ in script.every_step() if "." not in name}
    for name, told in answers.items():
        if name not in known:
            sentence = f"The script {script.id} has no step called {name[:40]!r}."
            telling.fault(told, sentence, unknown=name)
    for step in script.steps:
        for name, each in named_steps(step):
            if "." not in name and name in answers:
                telling.step(each, name, "", answers[name])
    done = telling.done
    way = path(script, fold(done.events))
    done.parked = way.parked
    done.missing = _required_open(way)
    return done


def _required_open(way: Path) -> list[str]:
    """Required questions left out: of the talk, of an item that was told, and groups of one item not told at all."""
    begun = {_whole(place) for place in way.places if place.mark is not Mark.OPEN}
    found: dict[str, None] = {}
    for place in way.places:
        if place.step is None or place.mark is not Mark.OPEN:
            continue
        if place.step.required and (not place.key.item or _whole(place) in begun):
            found[place.key.step] = None
        elif place.top and place.top.required and place.key.item and _whole(place) not in begun:
            found[place.top.id] = None
    return list(found)


def _whole(place: Place) -> Key:
    return Key(place.key.step.partition(".")[0], place.key.item.partition("/")[0])


class _Telling:
    """Turns what was told into events, step by step, and notes what does not fit."""

    def __init__(self, script: Script, new_id: NewId) -> None:
        self.script = script
        self.new_id = new_id
        self.done = Replayed()

    def fault(self, told: Told, sentence: str, unknown: str = "") -> None:
        self.done.faults.append(Fault(told.line, told.column, sentence, unknown))

    def event(self, kind: Happened, key: Key) -> None:
        self.done.events.append(NewEvent(kind=kind, subject=str(key)))

    def step(self, step: Step, name: str, item: str, told: Told) -> None:
        key = Key(name, item)
        if told.is_absent:
            return
        if told.skipped:
            self._skip(step, key, told)
        elif step.type is StepType.LIST:
            self._list(step, key, told)
        elif step.repeats:
            self._items(step, key, told)
        else:
            self._value(step, key, told)

    def _skip(self, step: Step, key: Key, told: Told) -> None:
        if step.required:
            self.fault(told, f"{key.step} has to be answered; it cannot be skipped.")
            return
        self.event(Happened.SKIPPED, key)

    def _value(self, step: Step, key: Key, told: Told) -> None:
        text = told.text
        if told.items is not None and step.type is StepType.CHOICES:
            text = "\n".join(each.text or "" for each in told.items)
        if text is None:
            self.fault(told, f"{key.step} takes one answer, not a list or a set of fields.")
            return
        value = fit(step, text)
        if isinstance(value, Misfit):
            self.fault(told, f"The answer to {key.step} does not fit. {value.sentence}")
            return
        self.done.events.append(answered(key, value))

    def _list(self, step: Step, key: Key, told: Told) -> None:
        items = told.items if told.items is not None else (told,)
        kept = [each for each in items if not each.is_absent]
        if not self._counted(step, key, told, kept):
            return
        for each in kept:
            if each.text is None:
                self.fault(each, f"Each item of {key.step} is one text.")
                continue
            value = fit(step, each.text)
            if isinstance(value, Misfit):
                self.fault(each, f"An item of {key.step} does not fit. {value.sentence}")
                continue
            own = Key(key.step, inside(key.item, self.new_id()))
            self.event(Happened.ITEM_ADDED, own)
            self.done.events.append(answered(own, value))
        self.event(Happened.LIST_CLOSED, key)

    def _counted(self, step: Step, key: Key, told: Told, kept: list[Told]) -> bool:
        """Whether there are items, and not too many; none at all counts as skipped."""
        if not kept:
            self._skip(step, key, told)
            return False
        if step.at_most is not None and len(kept) > step.at_most:
            self.fault(told, f"{key.step} takes at most {step.at_most}; here are {len(kept)}.")
            return False
        return True

    def _items(self, step: Step, key: Key, told: Told) -> None:
        single = step.at_most == 1 and step.type is StepType.GROUP
        items = told.items if told.items is not None else (told,)
        kept = [each for each in items if not each.is_absent]
        if not self._counted(step, key, told, kept):
            return
        for each in kept:
            if each.fields is None:
                self.fault(each, f"Each item of {key.step} is a set of fields, such as {self._example(step)}: …")
                continue
            own = ONLY if single else self.new_id()
            if not single:
                self.event(Happened.ITEM_ADDED, Key(key.step, own))
            self._fields(step, key.step, own, each)
        if not single:
            self.event(Happened.LIST_CLOSED, key)

    def _example(self, step: Step) -> str:
        return "name" if step.type is StepType.PEOPLE else step.fields[0].id

    def _fields(self, step: Step, group: str, own: str, told: Told) -> None:
        fields = dict(told.fields or {})
        inner = {name.rpartition(".")[2]: (name, each) for name, each in named_steps(step) if name != step.id}
        if step.type is StepType.PEOPLE:
            name = fields.pop("name", None)
            if name is None or name.text is None or name.is_absent:
                self.fault(name or told, f"Somebody in {group} has no name.")
                return
            self._value(step, Key(f"{group}.name", own), name)
        for field_id, each in fields.items():
            if field_id not in inner:
                self.fault(each, f"{group} has no field called {field_id[:40]!r}.", unknown=field_id)
        for field_id, (name_, field_step) in inner.items():
            if field_id in fields:
                self.step(field_step, name_, own, fields[field_id])
