"""What an event of each kind holds: in come a kind and a body, out goes whether coachkit could have written it so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coachkit.person.statement import Share
from coachkit.talk.events import Happened

TOLD_KINDS = frozenset(("answered", "skipped", "item_added", "item_removed", "list_closed"))
TALK_KINDS = ("talk", "transcript", "note")
_SPEAKERS = ("coach", "person", "other")
_ANSWERS = ("answered", "changed")

Body = dict[str, Any]


def fits(kind: str, body: object) -> bool:
    """Whether this is the body of an event of that kind; an answer may be empty, as one is that was rubbed out."""
    shape = _SHAPES.get(kind)
    return shape is not None and isinstance(body, dict) and shape(body)


def emptied(kind: str, subject: str, body: Body) -> list[str]:
    """The answers in an event whose words are gone: all there is of one that was rubbed out."""
    if kind in _ANSWERS:
        return [] if body else [subject]
    if kind == "told":
        return [key for told, key, value in body["events"] if told == "answered" and value is None]
    return []


def is_value(value: object) -> bool:
    """Whether this can be what somebody answered: words, a number, yes or no, or several words."""
    return isinstance(value, str | int) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _anything(_: Body) -> bool:
    return True


def _texts(*names: str) -> Callable[[Body], bool]:
    return lambda body: all(isinstance(body.get(name), str) for name in names)


def _answer(body: Body) -> bool:
    return not body or (set(body) == {"value"} and is_value(body["value"]))


def _name(body: Body) -> bool:
    return isinstance(body.get("name"), str) and bool(body["name"])


def _started(body: Body) -> bool:
    mark, script = (body.get(name, 0) for name in ("script_hash", "script_id"))
    return body.get("kind") in TALK_KINDS and isinstance(mark, str | None) and isinstance(script, str | None)


def _told(body: Body) -> bool:
    told = body.get("events")
    return isinstance(told, list) and all(map(_one_told, told))


def _one_told(each: object) -> bool:
    if not (isinstance(each, list) and len(each) == 3 and all(isinstance(part, str) for part in each[:2])):
        return False
    return each[0] in TOLD_KINDS and (each[2] is None or is_value(each[2]))


def _turns(body: Body) -> bool:
    turns = body.get("turns")
    return isinstance(turns, list) and all(map(_one_turn, turns))


def _one_turn(each: object) -> bool:
    if not (isinstance(each, list) and len(each) == 4 and all(isinstance(part, str) for part in each[:3])):
        return False
    return each[1] in _SPEAKERS and (each[3] is None or isinstance(each[3], int | float))


def _read_back(body: Body) -> bool:
    read = body.get("read", [])
    return _only_texts(body.get("right")) and isinstance(read, list) and all(isinstance(each, str) for each in read)


def _only_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _suggestion(body: Body) -> bool:
    return isinstance(body.get("what"), dict) and isinstance(body.get("text", ""), str)


def _way(body: Body) -> bool:
    return isinstance(body.get("did"), str) and isinstance(body.get("facts", {}), dict)


def _turn_of_the_time(body: Body) -> bool:
    return isinstance(body.get("facts", {}), dict)


_SHAPES: dict[str, Callable[[Body], bool]] = {
    **{str(kind): _anything for kind in Happened},
    "started": _started,
    "told": _told,
    "script_changed": _texts("script_hash"),
    "answered": _answer,
    "changed": _answer,
    "parked_thought": _texts("text"),
    "played_back": _read_back,
    "noted": _texts("text"),
    "turns": _turns,
    "finished": _only_texts,
    "concern_raised": _texts("to"),
    "person_added": _name,
    "person_renamed": _name,
    "person_archived": lambda body: isinstance(body.get("archived"), bool),
    "person_merged": _texts("into"),
    "confirmed": _texts("words"),
    "reworded": _texts("words", "text"),
    "declined": _texts("words"),
    "shared": _texts("words", "text"),
    "agreed": _texts("words"),
    "may_mention": lambda body: body.get("text") in set(Share),
    "handover": _way,
    "introduction": _way,
    "contact": _texts("by"),
    "came_back": _turn_of_the_time,
    "stepped_back": _turn_of_the_time,
    "ended": _turn_of_the_time,
    "begun_again": _turn_of_the_time,
    "suggested": _texts("kind", "text"),
    "suggestion_accepted": _suggestion,
    "suggestion_declined": _suggestion,
    "suggestion_reworded": _suggestion,
}
