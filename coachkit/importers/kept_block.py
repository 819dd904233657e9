"""The block at the end of a copy: in comes the file's text, out comes its JSON read with care, and where it lies."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from coachkit.importers.faults import BAD_FIELD, BAD_JSON, NOT_THIS_FORMAT, TOO_LARGE, Faults

_OPENS = re.compile(r"^(`{3,})coachkit[ \t]*$", re.MULTILINE)
_CLOSES = re.compile(r"^(`{3,})[ \t]*$", re.MULTILINE)
# What JSON of a few megabytes may unfold to is bounded by how many values it can hold.
_MOST_VALUES = 2_000_000
_MOST_DEPTH = 30
_MEND = "Take the copy from whoever wrote it again; this block is not meant to be edited."
_ONLY_ABOVE = "Take the copy from whoever wrote it again, and change only what stands above this block."
# Where a block says its checksum.
SUM = "sum"
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Block:
    """What the block says, the line it begins in, and the lines of the file around it."""

    data: Any
    line: int
    lines: tuple[str, ...]
    readable: str

    def place_of(self, id_: str) -> int:
        """The line in which an id stands, that of the block where none does."""
        found = (n for n, line in enumerate(self.lines, self.line + 1) if f'"id":"{id_}"' in line)
        return next(found, self.line)


def read_block(text: str, faults: Faults) -> Block:
    """The one block of the file. Raises BadDataError where there is none, or it cannot be read."""
    found = list(islice(_OPENS.finditer(text), 2))
    if not found:
        hint = "To take the file in as a note, take the line coachkit: 1 out of its front matter."
        faults.stop(1, 1, NOT_THIS_FORMAT, "This is a copy by coachkit, and the block at its end is gone.", hint)
    opens = found[0]
    line = text.count("\n", 0, opens.start()) + 1
    if len(found) > 1:
        line = text.count("\n", 0, found[1].start()) + 1
        faults.stop(line, 1, NOT_THIS_FORMAT, "There is more than one block of coachkit's in this file.", _MEND)
    fences = _CLOSES.finditer(text, opens.end() + 1)
    closes = next((each for each in fences if len(each[1]) >= len(opens[1])), None)
    if closes is None:
        faults.stop(line, 1, NOT_THIS_FORMAT, "The block begins here and does not end.", _MEND)
    inner = text[opens.end() + 1 : closes.start()]
    data = _as_written(_read_json(inner, line, faults), line, faults)
    return Block(data, line, tuple(inner.split("\n")), text[: opens.start()] + text[closes.end() + 1 :])


def sum_of(data: dict[str, Any]) -> str:
    """The checksum of all that a block holds, whatever its spaces, line ends and the order of its keys."""
    return sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _as_written(data: Any, line: int, faults: Faults) -> Any:
    """The same without its checksum. A copy from before there was one has none."""
    if not isinstance(data, dict) or SUM not in data:
        return data
    rest = {name: value for name, value in data.items() if name != SUM}
    if data[SUM] != sum_of(rest):
        message = "This block was changed after it was written, as by replacing a word in the whole file."
        faults.stop(line, 1, BAD_FIELD, message, _ONLY_ABOVE)
    return rest


def _read_json(text: str, line: int, faults: Faults) -> Any:
    if text.count(",") + text.count("[") + text.count("{") > _MOST_VALUES:
        faults.stop(line, 1, TOO_LARGE, "There is more in this block than one person's copy holds.", _MEND)
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_number)
    except json.JSONDecodeError as error:
        faults.stop(line + error.lineno, error.colno, BAD_JSON, "From here on this block cannot be read.", _MEND)
    except (ValueError, RecursionError):
        faults.stop(line, 1, BAD_JSON, "This block holds what coachkit never writes.", _MEND)
    if why := _unfit(data):
        faults.stop(line, 1, BAD_FIELD, why, _MEND)
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(_text: str) -> float:
    raise ValueError("this is no number")


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("this number is too large")
    return number


def _unfit(data: Any) -> str:
    """Why these values cannot be kept; empty where they can. Level by level, for depth is bounded so."""
    level = [data]
    for _ in range(_MOST_DEPTH):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += value
                inner += value.values()
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, str) and _HIDDEN.search(value):
                return "There is a hidden control character in this block."
        if not inner:
            return ""
        level = inner
    return "This block is nested deeper than coachkit ever writes."
