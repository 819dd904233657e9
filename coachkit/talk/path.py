"""The way through a talk: in come a script and answers, out go the places on the path and what is parked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from coachkit.scripts.conditions import Held, Standing, all_hold
from coachkit.scripts.model import Script, Stage, Step, StepType
from coachkit.talk.answers import ONLY, Answers, State, inside
from coachkit.talk.events import Key
from coachkit.talk.fit import still_fits
from coachkit.talk.words import in_words


class Role(StrEnum):
    """What is asked at a place: an answer, an item of a list, one more item, or a reading back."""

    ANSWER = "answer"
    ITEM = "item"
    ANOTHER = "another"
    PLAY_BACK = "play_back"


class Mark(StrEnum):
    """How a place stands: still open, answered, skipped, or a list that was closed."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Place:
    """One question on the path. `step` is None for a reading back; `top` is the step as it stands in the script."""

    key: Key
    role: Role
    mark: Mark
    stage: Stage | None
    step: Step | None = None
    top: Step | None = None

    @property
    def question(self) -> Step:
        """The step asked here. Raises ValueError at a reading back, where nothing is asked."""
        if self.step is None:
            raise ValueError("a reading back asks nothing")
        return self.step


@dataclass(slots=True)
class Path:
    """Every place on the path in the order asked, and what stands there."""

    places: list[Place] = field(default_factory=list)
    standing: dict[str, Standing] = field(default_factory=dict)
    in_item: dict[str, dict[str, Standing]] = field(default_factory=dict)
    parked: list[Key] = field(default_factory=list)

    @property
    def current(self) -> Place | None:
        """The first place still open; None when all is asked."""
        return next((place for place in self.places if place.mark is Mark.OPEN), None)

    def find(self, key: Key, role: Role | None = None) -> Place | None:
        """The place of a key, if it is on the path."""
        return next((p for p in self.places if p.key == key and role in (None, p.role)), None)

    def look_up(self, name: str, item: str = "") -> Standing | None:
        """What stands for a dotted step name, inside an item first; None where it is not on the path."""
        outer = item.partition("/")[0]
        return self.in_item.get(outer, {}).get(name) or self.standing.get(name)


def path(script: Script, answers: Answers) -> Path:
    """The places on the path, given what stands: a pure function of the script and the set of answers.

    A step is on the path when its `when` holds for the answers before it that are on the path themselves.
    Answers to steps off the path are parked: they stay as they are and come back with their step.
    """
    walk = _Walk(script, answers)
    walk.go()
    on_path = {place.key for place in walk.path.places if _holds_its_answer(place, answers)}
    lying = (key for key, given in answers.given.items() if given.state is not State.RUBBED_OUT)
    walk.path.parked = [key for key in lying if key not in on_path and key not in answers.carried]
    return walk.path


def _holds_its_answer(place: Place, answers: Answers) -> bool:
    """Whether what was given for a place's key stands there; a list's own key holds no more than its skip."""
    return place.mark is not Mark.OPEN and (place.role is not Role.ANOTHER or answers.skipped(place.key))


class _Walk:
    """One pass over a script's parts, in order; each method adds the places of one kind of step."""

    def __init__(self, script: Script, answers: Answers) -> None:
        self.script = script
        self.answers = answers
        self.path = Path()
        self.stage: Stage | None = None
        self.top: Step | None = None

    def go(self) -> None:
        for part in self.script.parts:
            if isinstance(part, Stage):
                self._begin(part)
            else:
                self.top = part
                self._step(part, part.id, "")

    def _begin(self, stage: Stage) -> None:
        self.stage = stage
        if stage.play_back:
            mark = Mark.ANSWERED if self._all_read_back(stage) else Mark.OPEN
            self.path.places.append(Place(Key(stage.id), Role.PLAY_BACK, mark, stage))

    def _all_read_back(self, stage: Stage) -> bool:
        """Whether it was read back, and nothing said before it has come since; one that was left is done with."""
        if stage.id not in self.answers.played_back or self.answers.read_back is None:
            return stage.id in self.answers.played_back
        said = (place.key for place in self.path.places if place.mark is Mark.ANSWERED and place.step is not None)
        return all(key in self.answers.read_back for key in said)

    def _add(self, key: Key, role: Role, mark: Mark, step: Step) -> None:
        self.path.places.append(Place(key, role, mark, self.stage, step, self.top))

    def _stands(self, name: str, item: str, standing: Standing) -> None:
        if item:
            self.path.in_item.setdefault(item.partition("/")[0], {})[name] = standing
        else:
            self.path.standing[name] = standing

    def _step(self, step: Step, name: str, item: str) -> None:
        if step.when and not all_hold(step.when, lambda ref: self.path.look_up(ref, item)):
            return
        match step.type:
            case StepType.LIST:
                self._list(step, name, item)
            case StepType.PEOPLE:
                self._people(step, name)
            case StepType.GROUP:
                self._group(step, name)
            case _:
                self._answer(step, name, item)

    def _answer(self, step: Step, name: str, item: str) -> None:
        key = Key(name, item)
        given = self.answers.given.get(key)
        if given is None or (given.state is State.ANSWERED and not still_fits(step, given.value)):
            self._add(key, Role.ANSWER, Mark.OPEN, step)
            return
        if given.state is not State.ANSWERED:
            self._add(key, Role.ANSWER, Mark.SKIPPED, step)
            self._stands(name, item, Standing(skipped=True))
            return
        self._add(key, Role.ANSWER, Mark.ANSWERED, step)
        self._stands(name, item, Standing(value=given.value))
        group = name.rpartition(".")[0]
        for follow_up in step.follow_up:
            self._step(follow_up, f"{group}.{follow_up.id}" if group else follow_up.id, item)

    def _list(self, step: Step, name: str, item: str) -> None:
        texts: list[str] = []
        for own in self.answers.items.get(Key(name, item), ()):
            key = Key(name, inside(item, own))
            self._add(key, Role.ITEM, self._item_mark(key), step)
            texts.append(_as_text(self.answers.value(key)))
            if not item:  # so that a rule for each item of a list can name the item
                self._item_stands(key)
        self._close(step, name, item, texts)

    def _item_stands(self, key: Key) -> None:
        value = self.answers.value(key)
        if value is not None:
            self._stands(key.step, key.item, Standing(value=value))
        elif self.answers.skipped(key):
            self._stands(key.step, key.item, Standing(skipped=True))

    def _item_mark(self, key: Key) -> Mark:
        if key not in self.answers.given:
            return Mark.OPEN
        return Mark.SKIPPED if self.answers.skipped(key) else Mark.ANSWERED

    def _close(self, step: Step, name: str, item: str, texts: list[str]) -> None:
        """Add the place for one more item, and let a closed list stand; one closed empty counts as skipped."""
        key = Key(name, item)
        full = step.at_most is not None and len(texts) >= step.at_most
        closed = full or key in self.answers.closed or self.answers.skipped(key)
        if not full:
            self._add(key, Role.ANOTHER, Mark.CLOSED if closed else Mark.OPEN, step)
        if closed:
            self._stands(name, item, Standing(value=tuple(texts)) if texts else Standing(skipped=True))

    def _people(self, step: Step, name: str) -> None:
        names: list[str] = []
        items = self.answers.items.get(Key(name), [])
        for own in items:
            key = Key(f"{name}.name", own)
            self._add(key, Role.ITEM, self._item_mark(key), step)
            names.append(_as_text(self.answers.value(key)))
            self._item_stands(key)
        self._close(step, name, "", names)
        for each in step.fields:
            for own in items:
                self._step(each, f"{name}.{each.id}", own)

    def _group(self, step: Step, name: str) -> None:
        if step.at_most == 1:
            self._single(step, name)
            return
        texts: list[str] = []
        for own in self.answers.items.get(Key(name), ()):
            for each in step.fields:
                self._step(each, f"{name}.{each.id}", own)
            texts.append(self._first_words(step, name, own))
        self._close(step, name, "", texts)

    def _single(self, step: Step, name: str) -> None:
        if self.answers.skipped(Key(name)):
            self._add(Key(name), Role.ANOTHER, Mark.CLOSED, step)
            self._stands(name, "", Standing(skipped=True))
            return
        before = len(self.path.places)
        for each in step.fields:
            self._step(each, f"{name}.{each.id}", ONLY)
        places = self.path.places[before:]
        if not places or any(place.mark is Mark.OPEN for place in places):
            return
        answered = any(place.mark is Mark.ANSWERED for place in places)
        first = self._first_words(step, name, ONLY)
        self._stands(name, "", Standing(value=(first,)) if answered else Standing(skipped=True))

    def _first_words(self, step: Step, name: str, own: str) -> str:
        """What an item of a group is called: the words of its first field, if that is on the path and answered."""
        first = step.fields[0]
        standing = self.path.in_item.get(own, {}).get(f"{name}.{first.id}")
        return "" if standing is None or standing.skipped else in_words(first, standing.value)


def _as_text(value: Held | None) -> str:
    return "" if value is None else str(value)
