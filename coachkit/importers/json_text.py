"""JSON from other programs: in comes a file's text, out comes its value, or the fault with its place."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from coachkit.importers.decoding import place
from coachkit.importers.faults import BAD_JSON, TOO_LARGE, Faults

MOST_THINGS = 600_000
_TEXT_OR_NO_NUMBER = re.compile(r'"(?:\\.|[^"\\])*"|(-?Infinity|NaN)', re.DOTALL)
_REPEATED = "A key stands twice in one object; which of the two is meant?"


class _RepeatedError(ValueError):
    pass


def json_value(text: str, faults: Faults, line: int = 0) -> Any:
    """The value of a JSON text. `line` is the file's line where the text is only one of its lines.

    Raises BadDataError for what is no JSON, a key given twice, NaN, and what is nested or numerous beyond measure.
    """
    if text.count(",") + text.count("[") + text.count("{") > MOST_THINGS:
        faults.stop(line or 1, 1, TOO_LARGE, "There are too many things in this file.", "Is it the right file?")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_int=_whole, parse_constant=_refused)
    except json.JSONDecodeError as error:
        place = (line or error.lineno, error.colno)
        faults.stop(*place, BAD_JSON, "This is not JSON from here on.", "Compare the commas, quotes and brackets.")
    except _RepeatedError:
        faults.stop(line or 1, 1, BAD_JSON, _REPEATED, "Keep one of them.")
    except ValueError:
        nearest, column = _first_that_is_no_number(text)
        faults.stop(line or nearest, column, BAD_JSON, "NaN and Infinity are not JSON.", "Write the number, or null.")
    except RecursionError:
        faults.stop(line or 1, 1, BAD_JSON, "This is nested too deep.", "Is it the right file?")


class Places:
    """Where the things of a long list stand in the text, told by a key that each has."""

    def __init__(self, text: str, keys: str) -> None:
        self._text, self._keys = text, keys
        self._starts: list[int] | None = None

    def nth(self, at: int) -> tuple[int, int]:
        """Line and column of that key in the nth thing, counted from 1; the beginning where too few have it."""
        if self._starts is None:
            self._starts = [found.start() for found in re.finditer(rf'"(?:{self._keys})"\s*:', self._text)]
        return place(self._text, self._starts[at - 1]) if at <= len(self._starts) else (1, 1)


def number(value: object) -> float | None:
    """A finite number of seconds, not before the start; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def words(value: object) -> str:
    """A text, or nothing for anything else."""
    return value if isinstance(value, str) else ""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedError
    return found


def _whole(digits: str) -> int | float:
    # Beyond that Python takes long over it, or refuses.
    return int(digits) if len(digits) < 19 else float(digits)


def _first_that_is_no_number(text: str) -> tuple[int, int]:
    found = next((each for each in _TEXT_OR_NO_NUMBER.finditer(text) if each[1]), None)
    return place(text, found.start()) if found else (1, 1)


def _refused(_: str) -> None:
    raise ValueError
