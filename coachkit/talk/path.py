"""The way through a talk: in come a script and answers, out go the places on the path and what is parked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from coachkit.scripts.conditions import Standing, all_hold
from coachkit.scripts.model import Script, Stage, Step
from coachkit.talk.answers import ONLY, Answers, State
from coachkit.talk.events import Key, made
from coachkit.talk.fit import still_fits
from coachkit.talk.laid_out import Laid, LaidOut, laid_out
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


class Place(NamedTuple):
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


_RUBBED_OUT, _GIVEN = State.RUBBED_OUT, State.ANSWERED
_OPEN, _ANSWERED, _SKIPPED, _CLOSED = Mark.OPEN, Mark.ANSWERED, Mark.SKIPPED, Mark.CLOSED
_ANSWER, _ITEM, _ANOTHER = Role.ANSWER, Role.ITEM, Role.ANOTHER
_LEFT = Standing(skipped=True)


@dataclass(slots=True)
class Path:
    """Every place on the path in the order asked, and what stands there; `answered` are the keys answered on it."""

    places: list[Place] = field(default_factory=list)
    standing: dict[str, Standing] = field(default_factory=dict)
    in_item: dict[str, dict[str, Standing]] = field(default_factory=dict)
    parked: list[Key] = field(default_factory=list)
    answered: set[Key] = field(default_factory=set)

    @property
    def current(self) -> Place | None:
        """The first place still open; None when all is asked."""
        return next((place for place in self.places if place.mark is _OPEN), None)

    def find(self, key: Key, role: Role | None = None) -> Place | None:
        """The place of a key, if it is on the path."""
        return next((p for p in self.places if p.key == key and role in (None, p.role)), None)

    def look_up(self, name: str, item: str = "") -> Standing | None:
        """What stands for a dotted step name, inside an item first; None where it is not on the path."""
        if item and (inside := self.in_item.get(item.partition("/")[0])) and (found := inside.get(name)):
            return found
        return self.standing.get(name)


def path(script: Script, answers: Answers) -> Path:
    """The places on the path, given what stands: a pure function of the script and the set of answers.

    A step is on the path when its `when` holds for the answers before it that are on the path themselves.
    Answers to steps off the path are parked: they stay as they are and come back with their step.
    """
    walk = _Walk(laid_out(script), answers)
    walk.go()
    return walk.path


class _Walk:
    """One pass over a script's parts, in order; each method adds the places of one kind of step."""

    def __init__(self, script: LaidOut, answers: Answers) -> None:
        self.script = script
        self.answers = answers
        self.given = answers.given
        self.items = answers.items
        self.path = Path()
        self.places = self.path.places
        self.answered = self.path.answered
        self.left: set[Key] = set()
        self.stage: Stage | None = None
        self.top: Step | None = None

    def go(self) -> None:
        for part in self.script.parts:
            if isinstance(part, Laid):
                self.top = part.step
                self._step(part, "")
            else:
                self._begin(part)
        answered, left, carried = self.answered, self.left, self.answers.carried
        aside = [key for key in self.given if key not in answered and key not in left and key not in carried]
        self.path.parked = [key for key in aside if self.given[key].state is not _RUBBED_OUT]

    def _begin(self, stage: Stage) -> None:
        self.stage = stage
        if stage.play_back:
            key, done = Key(stage.id), self._all_read_back(stage)
            self.places.append(Place(key, Role.PLAY_BACK, _ANSWERED if done else _OPEN, stage))
            if done:
                self.left.add(key)

    def _all_read_back(self, stage: Stage) -> bool:
        """Whether it was read back, and nothing said before it has come since; one that was left is done with."""
        if stage.id not in self.answers.played_back or self.answers.read_back is None:
            return stage.id in self.answers.played_back
        return self.answered <= self.answers.read_back

    def _add(self, key: Key, role: Role, mark: Mark, step: Step) -> None:
        """Add a place that is not answered. A list's own key holds no more than its skip."""
        self.places.append(made(Place, (key, role, mark, self.stage, step, self.top)))
        if mark is _SKIPPED or (mark is _CLOSED and self.answers.skipped(key)):
            self.left.add(key)

    def _stands(self, name: str, item: str, standing: Standing) -> None:
        if not item:
            self.path.standing[name] = standing
            return
        outer = item.partition("/")[0]
        inside = self.path.in_item.get(outer)
        if inside is None:
            self.path.in_item[outer] = {name: standing}
        else:
            inside[name] = standing

    def _step(self, laid: Laid, item: str) -> None:
        if laid.when and not all_hold(laid.when, lambda ref: self.path.look_up(ref, item)):
            return
        if laid.is_list:
            self._list(laid, item)
        elif laid.is_people:
            self._people(laid)
        elif laid.is_group:
            self._group(laid)
        else:
            self._answer(laid, item)

    def _answer(self, laid: Laid, item: str) -> None:
        key = made(Key, (laid.name, item)) if item else laid.key
        given = self.given.get(key)
        if given is None or (given.state is _GIVEN and not still_fits(laid.step, given.value)):
            self._add(key, _ANSWER, _OPEN, laid.step)
        elif given.state is not _GIVEN:
            self._add(key, _ANSWER, _SKIPPED, laid.step)
            self._stands(laid.name, item, _LEFT)
        else:
            self.places.append(made(Place, (key, _ANSWER, _ANSWERED, self.stage, laid.step, self.top)))
            self.answered.add(key)
            self._stands(laid.name, item, made(Standing, (False, given.value)))
            for follow_up in laid.follow_up:
                self._step(follow_up, item)

    def _list(self, laid: Laid, item: str) -> None:
        items = self.items.get(made(Key, (laid.name, item)) if item else laid.key, ())
        outer = f"{item}/" if item else ""
        keys = [made(Key, (laid.name, outer + own)) for own in items]
        # A rule for each item of a list can name the item, so it stands; never an item inside an item.
        self._close(laid, item, self._items(laid.step, keys, stands=not item))

    def _items(self, step: Step, keys: list[Key], *, stands: bool) -> list[str]:
        """Add the places of the items of a list, and give what each says."""
        texts: list[str] = []
        for key in keys:
            given = self.given.get(key)
            if given is not None and given.state is _GIVEN:
                value, mark, standing = given.value, _ANSWERED, made(Standing, (False, given.value))
                self.answered.add(key)
            else:
                value, mark, standing = "", _OPEN if given is None else _SKIPPED, _LEFT
                if given is not None:
                    self.left.add(key)
            self.places.append(made(Place, (key, _ITEM, mark, self.stage, step, self.top)))
            texts.append(value if isinstance(value, str) else str(value))
            if stands and given is not None:
                self._stands(key.step, key.item, standing)
        return texts

    def _close(self, laid: Laid, item: str, texts: list[str]) -> None:
        """Add the place for one more item, and let a closed list stand; one closed empty counts as skipped."""
        key = made(Key, (laid.name, item)) if item else laid.key
        full = laid.at_most is not None and len(texts) >= laid.at_most
        closed = full or key in self.answers.closed or self.answers.skipped(key)
        if not full:
            self._add(key, _ANOTHER, _CLOSED if closed else _OPEN, laid.step)
        if closed:
            self._stands(laid.name, item, Standing(False, tuple(texts)) if texts else _LEFT)

    def _people(self, laid: Laid) -> None:
        items = self.items.get(laid.key, ())
        name = f"{laid.name}.name"
        keys = [made(Key, (name, own)) for own in items]
        self._close(laid, "", self._items(laid.step, keys, stands=True))
        for each in laid.fields:
            for own in items:
                self._step(each, own)

    def _group(self, laid: Laid) -> None:
        if laid.is_single:
            self._single(laid)
            return
        texts: list[str] = []
        for own in self.items.get(laid.key, ()):
            for each in laid.fields:
                self._step(each, own)
            texts.append(self._first_words(laid, own))
        self._close(laid, "", texts)

    def _single(self, laid: Laid) -> None:
        if self.answers.skipped(laid.key):
            self._add(laid.key, _ANOTHER, _CLOSED, laid.step)
            self._stands(laid.name, "", _LEFT)
            return
        before = len(self.places)
        for each in laid.fields:
            self._step(each, ONLY)
        marks = [place.mark for place in self.places[before:]]
        if not marks or _OPEN in marks:
            return
        first = self._first_words(laid, ONLY)
        self._stands(laid.name, "", Standing(False, (first,)) if _ANSWERED in marks else _LEFT)

    def _first_words(self, laid: Laid, own: str) -> str:
        """What an item of a group is called: the words of its first field, if that is on the path and answered."""
        first = laid.fields[0]
        standing = self.path.in_item.get(own, {}).get(first.name)
        return "" if standing is None or standing.skipped else in_words(first.step, standing.value)
