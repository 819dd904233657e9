"""One turn a line: in come lines of JSON with speaker and text, out comes who said what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from coachkit.errors import BadDataError
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import BAD_FIELD, BAD_JSON, NOT_THIS_FORMAT, TOO_LARGE, Faults
from coachkit.importers.json_text import MOST_THINGS, json_value, number
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of, unbroken

_SHAPE = '{"speaker": "Dana", "text": "…", "at": 12.5}'
_RECORD = ("person", "answers", "turns")
# The second is what many tools write, the third what sheets are headed with.
_TIMES = ("at", "start", "seconds")
_TALKS = ("session", "talk", "transcript_id", "conversation")


class JsonlTurns:
    """Objects with `speaker`, `text` and perhaps `at`, the seconds from the start; other keys are left alone."""

    name = "jsonl"

    def identify(self, sample: bytes, path: str) -> bool:
        """By the keys of the first line: a record of a whole talk has others."""
        first = next((line for line in sample_text(sample).split("\n") if line.strip()), "")
        if not first.lstrip().startswith("{"):
            return False
        try:
            found = json.loads(first)
        except (ValueError, RecursionError):
            return False
        return isinstance(found, dict) and "text" in found and _is_turn(found)

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError naming every line that is no turn, and the line where a second talk begins."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        if sum(map(source.text.count, ",[{")) > MOST_THINGS:
            faults.stop(1, 1, TOO_LARGE, "There are too many things in this file.", "Is it the right file?")
        return transcript(turns_of(_cues(source.lines, faults)), faults)


def _cues(lines: list[str], faults: Faults) -> Iterator[Cue]:
    talk: object = None
    for line, text in enumerate(lines, 1):
        if not text.strip():
            continue
        value = _object(text, line, faults)
        if value is None:
            continue
        of = next((str(value[key]) for key in _TALKS if key in value), None)
        if talk is not None and of != talk:
            faults.stop(line, 1, NOT_THIS_FORMAT, "Another talk begins here.", "Put each talk in a file of its own.")
        talk = of
        yield Cue(value.get("speaker") or "", unbroken(value["text"]), _at(value, line, faults), line)


def _object(text: str, line: int, faults: Faults) -> dict[str, Any] | None:
    """The turn of a line, or None with its fault told."""
    own = Faults(faults.path)
    try:
        value = json_value(text, own, line)
    except BadDataError:
        for each in own.problems:
            faults.add(each.line, each.column, BAD_JSON, each.message, each.hint)
        return None
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        faults.add(line, 1, BAD_FIELD, "This line has no text.", f"Each line is one turn: {_SHAPE}")
        return None
    if not isinstance(value.get("speaker"), str | None):
        faults.add(line, 1, BAD_FIELD, "The speaker has to be a name.", f"Each line is one turn: {_SHAPE}")
        return None
    return value


def _at(value: dict[str, Any], line: int, faults: Faults) -> float | None:
    told = next((value[key] for key in _TIMES if value.get(key) is not None), None)
    at = number(told)
    if told is not None and at is None:
        faults.add(line, 1, BAD_FIELD, "The time has to be a number of seconds.", f"Each line is one turn: {_SHAPE}")
    return at


def _is_turn(found: dict[str, Any]) -> bool:
    return not any(key in found for key in (*_RECORD, "segments", "chunks", "entries"))
