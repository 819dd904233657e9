"""A past conversation becomes a talk: in comes what was told, out go the events a typed talk would have made."""

from __future__ import annotations

from dataclasses import dataclass, field

from coachkit.ids import NewId
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Script, StepType
from coachkit.talk.answers import ONLY, Answers
from coachkit.talk.events import Happened, Key, NewEvent, made
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.laid_out import Laid, laid_out
from coachkit.talk.path import Mark, Path, Place, path
from coachkit.talk.told import Told

# One event as it is kept among others: what happened, to what, and the answer if it was one.
Single = tuple[str, str, str | int | bool | list[str] | None]


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
    telling = Telling(script, new_id)
    telling.go(answers)
    way = path(script, telling.answers)
    events = [
        NewEvent(kind=Happened(kind), subject=subject, body={} if value is None else {"value": value})
        for kind, subject, value in telling.events
    ]
    return Replayed(events, telling.faults, way.parked, required_open(script, way))


def required_open(script: Script, way: Path) -> list[str]:
    """Required questions left out: of the talk, of an item that was told, and groups of one item not told at all."""
    if not laid_out(script).requires:
        return []
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


class Telling:
    """Turns what was told into events, step by step, with what stands after them, and notes what does not fit."""

    def __init__(self, script: Script, new_id: NewId) -> None:
        self.script = script
        self.new_id = new_id
        self.events: list[Single] = []
        self.answers = Answers()
        self.faults: list[Fault] = []

    def go(self, told: dict[str, Told]) -> None:
        """Take in every answer, in the order of the script."""
        known = laid_out(self.script).told
        for name, each in told.items():
            if name not in known:
                sentence = f"The script {self.script.id} has no step called {name[:40]!r}."
                self._fault(each, sentence, unknown=name)
        for name, laid in known.items():
            if name in told:
                self._step(laid, "", told[name])

    def _fault(self, told: Told, sentence: str, unknown: str = "") -> None:
        self.faults.append(Fault(told.line, told.column, sentence, unknown))

    def _answered(self, key: Key, value: Held) -> None:
        self.answers.answer(key, value)
        self.events.append(("answered", str(key), list(value) if isinstance(value, tuple) else value))

    def _added(self, key: Key) -> None:
        self.answers.add(key)
        self.events.append(("item_added", str(key), None))

    def _item(self, key: Key, value: str) -> None:
        """An item of a list of texts: it is added and answered in one."""
        subject, answers, happened = str(key), self.answers, self.events
        answers.add(key)
        answers.answer(key, value)
        happened.append(("item_added", subject, None))
        happened.append(("answered", subject, value))

    def _closed(self, key: Key) -> None:
        self.answers.close(key)
        self.events.append(("list_closed", str(key), None))

    def _step(self, laid: Laid, item: str, told: Told) -> None:
        if told.is_absent:
            return
        key = made(Key, (laid.name, item)) if item else laid.key
        if told.skipped:
            self._skip(laid, key, told)
        elif laid.is_list:
            self._list(laid, key, told)
        elif laid.repeats:
            self._items(laid, key, told)
        else:
            self._value(laid, key, told)

    def _skip(self, laid: Laid, key: Key, told: Told) -> None:
        if laid.step.required:
            self._fault(told, f"{key.step} has to be answered; it cannot be skipped.")
            return
        self.answers.skip(key)
        self.events.append(("skipped", str(key), None))

    def _value(self, laid: Laid, key: Key, told: Told) -> None:
        text = told.text
        if told.items is not None and laid.step.type is StepType.CHOICES:
            text = "\n".join(each.text or "" for each in told.items)
        if text is None:
            self._fault(told, f"{key.step} takes one answer, not a list or a set of fields.")
            return
        value = fit(laid.step, text)
        if isinstance(value, Misfit):
            self._fault(told, f"The answer to {key.step} does not fit. {value.sentence}")
            return
        self._answered(key, value)

    def _list(self, laid: Laid, key: Key, told: Told) -> None:
        items = told.items if told.items is not None else (told,)
        kept = [each for each in items if not each.is_absent]
        if not self._counted(laid, key, told, kept):
            return
        outer = f"{key.item}/" if key.item else ""
        for each in kept:
            if each.text is None:
                self._fault(each, f"Each item of {key.step} is one text.")
                continue
            value = fit(laid.step, each.text)
            if isinstance(value, Misfit):
                self._fault(each, f"An item of {key.step} does not fit. {value.sentence}")
                continue
            self._item(made(Key, (key.step, outer + self.new_id())), str(value))
        self._closed(key)

    def _counted(self, laid: Laid, key: Key, told: Told, kept: list[Told]) -> bool:
        """Whether there are items, and not too many; none at all counts as skipped."""
        if not kept:
            self._skip(laid, key, told)
            return False
        if laid.at_most is not None and len(kept) > laid.at_most:
            self._fault(told, f"{key.step} takes at most {laid.at_most}; here are {len(kept)}.")
            return False
        return True

    def _items(self, laid: Laid, key: Key, told: Told) -> None:
        items = told.items if told.items is not None else (told,)
        kept = [each for each in items if not each.is_absent]
        if not self._counted(laid, key, told, kept):
            return
        for each in kept:
            if each.fields is None:
                example = "name" if laid.is_people else laid.step.fields[0].id
                self._fault(each, f"Each item of {key.step} is a set of fields, such as {example}: …")
                continue
            own = ONLY if laid.is_single else self.new_id()
            if not laid.is_single:
                self._added(Key(key.step, own))
            self._fields(laid, own, each, each.fields)
        if not laid.is_single:
            self._closed(key)

    def _fields(self, laid: Laid, own: str, told: Told, fields: dict[str, Told]) -> None:
        named = laid.called if laid.is_people else None
        if named is not None:
            name = fields.get("name")
            if name is None or name.text is None or name.is_absent:
                self._fault(name or told, f"Somebody in {laid.name} has no name.")
                return
            self._value(named, Key(named.name, own), name)
        for field_id, each in fields.items():
            if field_id not in laid.within and not (named and field_id == "name"):
                self._fault(each, f"{laid.name} has no field called {field_id[:40]!r}.", unknown=field_id)
        for field_id, inner in laid.within.items():
            if field_id in fields and not (named and field_id == "name"):
                self._step(inner, own, fields[field_id])
