"""The quick reader of one record: in comes its text, out goes it without places, or nothing where in doubt."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from coachkit.importers.protocol import Turn
from coachkit.importers.record import (
    KEYS,
    LONGEST_NUMBER,
    MOST_DEPTH,
    TURN_KEYS,
    Record,
    day_of,
    one_line,
    runs,
    seconds,
    tells,
)
from coachkit.safe_text import normalised
from coachkit.talk.told import Answer, Told


class _Number(str):
    """A number as it is written: nothing is rounded, and none takes long to read."""

    __slots__ = ()


class DoubtError(ValueError):
    """The careful reader has to look at this one."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise DoubtError
    return entries


def _refused(_: str) -> NoReturn:
    raise DoubtError


# The C scanner of the standard library: orjson is 3 µs a record quicker, and keeps the last of two equal keys.
STRICT = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_Number, parse_float=_Number, parse_constant=_refused
).raw_decode
LENIENT = json.JSONDecoder(parse_int=_Number, parse_float=_Number).raw_decode


def quickly(value: object, path: str, line: int, column: int, raw: bytes) -> Record | None:
    """A record from what the scanner gave; None where anything is wrong with it. Never raises."""
    if type(value) is not dict or not value.keys() <= KEYS:
        return None
    try:
        return _record(value, path, line, column, raw)
    except DoubtError:
        return None


def _record(value: dict[str, Any], path: str, line: int, column: int, raw: bytes) -> Record | None:
    get = value.get
    person, said = get("person"), get("on")
    if type(person) is not str or type(said) is not str:
        return None
    person, on = one_line(person), day_of(said)
    if not person or on is None:
        return None
    given = get("answers")
    answers = None
    if given is not None:
        if type(given) is not dict:
            return None
        answers = {name: each if type(each) is str else _answer(each, 2) for name, each in given.items()}
    note, turns = normalised(_text(get("note"))), _turns(get("turns"))
    if not tells(answers, note, turns):
        return None
    ref = get("ref")
    ref = one_line(_digits(ref) if type(ref) is _Number else _text(ref))
    script, tidy = _text(get("script")).strip(), _is_tidy(raw)
    return Record(path, line, column, person, on, script, ref, answers, note, turns, raw, is_tidy=tidy)


def _text(value: object) -> str:
    if value is None:
        return ""
    if type(value) is not str:
        raise DoubtError
    return value


def _is_tidy(raw: bytes) -> bool:
    """Whether no text has a control character: JSON holds none as it is, and here none is written otherwise."""
    return raw.isascii() and b"\\" not in raw and b"\x7f" not in raw


def _answer(value: Any, depth: int) -> Answer:
    if depth >= MOST_DEPTH:
        raise DoubtError
    kind = type(value)
    if kind is list:
        return [each if type(each) is str else _answer(each, depth + 1) for each in value]
    if kind is dict:
        return {name: each if type(each) is str else _answer(each, depth + 1) for name, each in value.items()}
    if value is None:
        return Told(skipped=True)
    if kind is bool:
        return "true" if value else "false"
    return _digits(value)


def _digits(number: object) -> str:
    digits = str(number)
    if len(digits) > LONGEST_NUMBER:
        raise DoubtError
    return digits


def _turns(value: object) -> tuple[Turn, ...]:
    if value is None:
        return ()
    if type(value) is not list:
        raise DoubtError
    return runs([_turn(each) for each in value])


def _turn(value: object) -> Turn:
    if type(value) is not dict or not value.keys() <= TURN_KEYS or "text" not in value:
        raise DoubtError
    at = value.get("at")
    when = seconds(at) if type(at) is _Number else None
    if at is not None and when is None:
        raise DoubtError
    return Turn(one_line(_text(value.get("speaker"))), normalised(_text(value["text"])), when)
