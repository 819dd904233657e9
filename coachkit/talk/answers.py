"""What stands after the events of one talk: in come events in order, out go answers, items and closed lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from coachkit.scripts.conditions import Held
from coachkit.talk.events import Happened, Key

# A group that holds at most one item has it from the start, so that its first field may be skipped like any other.
ONLY = "only"


class Happening(Protocol):
    """An event, kept or not yet: all that folding looks at."""

    @property
    def kind(self) -> Happened: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> dict[str, Any]: ...


class State(StrEnum):
    """What became of a question: answered, skipped, or answered once and rubbed out since."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    RUBBED_OUT = "rubbed_out"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given for one key; `value` is meaningful only where the state is answered."""

    state: State
    value: Held = ""


@dataclass(slots=True)
class Answers:
    """What stands for every key ever touched; whether it is on the path is for `path` to say."""

    given: dict[Key, Given] = field(default_factory=dict)
    items: dict[Key, list[str]] = field(default_factory=dict)
    closed: set[Key] = field(default_factory=set)
    right: dict[Key, str] = field(default_factory=dict)
    played_back: set[str] = field(default_factory=set)
    read_back: set[Key] | None = None
    thoughts: list[str] = field(default_factory=list)
    carried: set[Key] = field(default_factory=set)
    finished: dict[str, Any] | None = None

    def skipped(self, key: Key) -> bool:
        """Whether a question was put and deliberately left, or its answer rubbed out."""
        given = self.given.get(key)
        return given is not None and given.state is not State.ANSWERED

    def value(self, key: Key) -> Held | None:
        """The value that stands for a key, if it is answered."""
        given = self.given.get(key)
        return given.value if given is not None and given.state is State.ANSWERED else None


def parent(key: Key) -> Key:
    """The list that an item's key belongs to: `signs[a/b]` is an item of `signs[a]`."""
    return Key(key.step, key.item.rpartition("/")[0])


def own_id(key: Key) -> str:
    """The item's own id, without the ids of what it lies in."""
    return key.item.rpartition("/")[2]


def inside(item: str, own: str) -> str:
    """The item path of something inside `item`."""
    return f"{item}/{own}" if item else own


def fold(events: Iterable[Happening]) -> Answers:
    """What stands after these events. Only what happened last for each key counts, never how it came about."""
    answers = Answers()
    for event in events:
        _apply(answers, event)
    return answers


def _apply(answers: Answers, event: Happening) -> None:
    key = Key.read(event.subject)
    match event.kind:
        case Happened.ANSWERED | Happened.CHANGED:
            _answer(answers, key, event.body)
        case Happened.SKIPPED:
            answers.given[key] = Given(State.SKIPPED)
        case Happened.ITEM_ADDED:
            answers.items.setdefault(parent(key), []).append(own_id(key))
            _was_left(answers, parent(key))
            _no_longer_left(answers, key)
        case Happened.ITEM_REMOVED:
            _take_off(answers, key)
        case Happened.LIST_CLOSED:
            answers.closed.add(key)
        case Happened.RUBBED_OUT:
            answers.given[key] = Given(State.RUBBED_OUT)
            _take_off(answers, key)
        case Happened.PARKED_THOUGHT:
            answers.thoughts.append(str(event.body.get("text", "")))
        case Happened.PLAYED_BACK:
            _read_back(answers, event.subject, event.body)
        case Happened.CARRIED:
            answers.carried.add(key)
        case Happened.FINISHED:
            answers.finished = event.body
        case _:
            pass


def _answer(answers: Answers, key: Key, body: dict[str, Any]) -> None:
    if "value" not in body:  # blank once the words have been rubbed out
        return
    value = body["value"]
    answers.given[key] = Given(State.ANSWERED, tuple(value) if isinstance(value, list) else value)
    _no_longer_left(answers, key)


def _read_back(answers: Answers, stage: str, body: dict[str, Any]) -> None:
    answers.played_back.add(stage)
    answers.right.update({Key.read(name): words for name, words in body.get("right", {}).items()})
    if "read" in body:
        answers.read_back = (answers.read_back or set()) | {Key.read(name) for name in body["read"]}


def _no_longer_left(answers: Answers, key: Key) -> None:
    """An answer inside a group's only item takes back that the whole group was left."""
    if key.item.partition("/")[0] == ONLY:
        _was_left(answers, Key(key.step.partition(".")[0]))


def _was_left(answers: Answers, key: Key) -> None:
    """Take back that a list or group was left; an answer given when it was another kind of question stays."""
    if answers.skipped(key):
        del answers.given[key]


def _take_off(answers: Answers, key: Key) -> None:
    items = answers.items.get(parent(key), [])
    if own_id(key) in items:
        items.remove(own_id(key))
