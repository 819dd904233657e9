"""What stands after the events of one talk: in come events in order, out go answers, items and closed lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from coachkit.scripts.conditions import Held
from coachkit.talk.events import Happened, Key, made

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


class Given(NamedTuple):
    """What was given for one key; `value` is meaningful only where the state is answered."""

    state: State
    value: Held = ""


_ANSWERED = State.ANSWERED
_SKIPPED = Given(State.SKIPPED)
_RUBBED_OUT = Given(State.RUBBED_OUT)


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
        return given is not None and given.state is not _ANSWERED

    def value(self, key: Key) -> Held | None:
        """The value that stands for a key, if it is answered."""
        given = self.given.get(key)
        return given.value if given is not None and given.state is _ANSWERED else None

    def answer(self, key: Key, value: Held) -> None:
        """An answer is given, for the first time or anew."""
        self.given[key] = made(Given, (_ANSWERED, value))
        if key.item.startswith(ONLY):
            self._no_longer_left(key)

    def skip(self, key: Key) -> None:
        """A question is left."""
        self.given[key] = _SKIPPED

    def add(self, key: Key) -> None:
        """One more item comes onto its list."""
        step, item = key
        outer, _, own = item.rpartition("/")
        list_key = made(Key, (step, outer))
        items = self.items.get(list_key)
        if items is None:
            self.items[list_key] = [own]
        else:
            items.append(own)
        if list_key in self.given:
            self._was_left(list_key)
        if item.startswith(ONLY):
            self._no_longer_left(key)

    def close(self, key: Key) -> None:
        """A list takes no more items."""
        self.closed.add(key)

    def take_off(self, key: Key) -> None:
        """An item goes off its list."""
        items = self.items.get(parent(key), [])
        if own_id(key) in items:
            items.remove(own_id(key))

    def rub_out(self, key: Key) -> None:
        """An answer is rubbed out, and an item with it."""
        self.given[key] = _RUBBED_OUT
        self.take_off(key)

    def read(self, stage: str, body: dict[str, Any]) -> None:
        """A stage was read back, and so much of it was right."""
        self.played_back.add(stage)
        self.right.update({Key.read(name): words for name, words in body.get("right", {}).items()})
        if "read" in body:
            self.read_back = (self.read_back or set()) | {Key.read(name) for name in body["read"]}

    def _no_longer_left(self, key: Key) -> None:
        """An answer inside a group's only item takes back that the whole group was left."""
        if key.item.partition("/")[0] == ONLY:
            self._was_left(Key(key.step.partition(".")[0]))

    def _was_left(self, key: Key) -> None:
        """Take back that a list or group was left; an answer given when it was another kind of question stays."""
        given = self.given.get(key)
        if given is not None and given.state is not _ANSWERED:
            del self.given[key]


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
        if move := _MOVES.get(str(event.kind)):
            move(answers, event.subject, event.body)
    return answers


def told_in(body: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The events a told one is made of: kind, subject and body of each, in order."""
    for kind, subject, value in body.get("events", ()):
        yield kind, subject, {} if value is None else {"value": value}


def subjects(event: Happening) -> list[str]:
    """What an event happened to; for a talk told in one go all of it, in order."""
    return [subject for _, subject, _ in told_in(event.body)] if event.kind is Happened.TOLD else [event.subject]


def _told(answers: Answers, _subject: str, body: dict[str, Any]) -> None:
    for kind, subject, inner in told_in(body):
        if move := _MOVES.get(kind):
            move(answers, subject, inner)


def _answer(answers: Answers, subject: str, body: dict[str, Any]) -> None:
    if "value" in body:  # blank once the words have been rubbed out
        value = body["value"]
        answers.answer(Key.read(subject), tuple(value) if isinstance(value, list) else value)


def _finished(answers: Answers, _subject: str, body: dict[str, Any]) -> None:
    answers.finished = body


# By plain text: the hash of a member of an enum is worked out anew each time.
_MOVES: dict[str, Callable[[Answers, str, dict[str, Any]], None]] = {
    "told": _told,
    "answered": _answer,
    "changed": _answer,
    "skipped": lambda answers, subject, _: answers.skip(Key.read(subject)),
    "item_added": lambda answers, subject, _: answers.add(Key.read(subject)),
    "item_removed": lambda answers, subject, _: answers.take_off(Key.read(subject)),
    "list_closed": lambda answers, subject, _: answers.close(Key.read(subject)),
    "rubbed_out": lambda answers, subject, _: answers.rub_out(Key.read(subject)),
    "parked_thought": lambda answers, _, body: answers.thoughts.append(str(body.get("text", ""))),
    "played_back": lambda answers, subject, body: answers.read(subject, body),
    "carried": lambda answers, subject, _: answers.carried.add(Key.read(subject)),
    "finished": _finished,
}
