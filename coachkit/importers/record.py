"""One past conversation as a file tells it: in come the parts of a record, out go its value or its faults."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from coachkit.dates import iso_day
from coachkit.errors import Problem
from coachkit.importers.protocol import Turn
from coachkit.safe_text import normalised
from coachkit.safe_text import one_line as shown_on_one_line
from coachkit.talk.told import Answer, is_absent

KEYS = frozenset(("person", "on", "script", "ref", "answers", "note", "turns"))
TURN_KEYS = frozenset(("speaker", "text", "at"))
# The strict reader, which finds the place of a fault, takes no more either.
MOST_BYTES = 1_048_576
MOST_DEPTH = 20
LONGEST_NUMBER = 30
_LONGEST_TALK = 10_000_000
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,19}")

NOT_READABLE = "CK821"
NO_RECORD = "CK822"
TWICE = "CK823"
UNKNOWN = "CK824"
MISSING = "CK825"
NO_DAY = "CK826"
TOO_MUCH = "CK827"
DAMAGED_TEXT = "CK828"
ENCODING = "CK829"
BROKEN_FILE = "CK830"
QUOTE = "CK831"
HEADER = "CK832"
CELLS = "CK833"
STOPPED = "CK834"
MAP = "CK835"
WRONG_TYPE = "CK836"


# Not frozen: there may be two hundred thousand, and a frozen one takes three times as long to make.
@dataclass(slots=True)
class Record:
    """One past conversation; `line` and `column` count from 1 and say where it begins.

    In CSV `line` is that of its row and `column` the number of a cell, 1 for the first. `raw` is the record as a
    file takes it again; for CSV a row, with `csv_header` to stand above it once and the number of the cell for each
    key in `cells`, such as `on` or `answers.good_day`. Answers read quickly carry no places: see `with_places`.
    `is_tidy` where no text in it has a control character, as far as anybody has looked.
    """

    path: str
    line: int
    column: int
    person: str
    on: date
    script: str = ""
    ref: str = ""
    answers: Mapping[str, Answer] | None = None
    note: str = ""
    turns: tuple[Turn, ...] = ()
    raw: bytes = b""
    csv_header: bytes = b""
    cells: Mapping[str, int] = field(default_factory=dict)
    is_tidy: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """One record that cannot be taken, with every fault and its place.

    `raw` is empty where the record is too long to keep, or where no single record is meant.
    """

    path: str
    line: int
    problems: tuple[Problem, ...]
    raw: bytes = b""
    csv_header: bytes = b""


def one_line(text: str) -> str:
    """A name as it is kept: normalised, on one line."""
    return shown_on_one_line(normalised(text))


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """The day of an exact YYYY-MM-DD; thousands of records share a few days."""
    return iso_day(text.strip())


def seconds(number: str) -> float | None:
    """The seconds a number says; None where no talk lasts as long, or it is before the start."""
    try:
        at = float(number)
    except ValueError:
        return None
    return at if math.isfinite(at) and 0 <= at <= _LONGEST_TALK else None


def runs(turns: list[Turn]) -> tuple[Turn, ...]:
    """Turns without the empty ones; where a named speaker goes on, it is one turn."""
    joined: list[Turn] = []
    for turn in turns:
        if not turn.text:
            continue
        if joined and turn.speaker and joined[-1].speaker == turn.speaker:
            joined[-1] = Turn(turn.speaker, f"{joined[-1].text} {turn.text}", joined[-1].at)
        else:
            joined.append(turn)
    return tuple(joined)


def tells(answers: Mapping[str, Answer] | None, note: str, turns: tuple[Turn, ...]) -> bool:
    """Whether a record holds anything of a talk."""
    return bool(note or turns or (answers and not all(is_absent(each) for each in answers.values())))


def named(word: str) -> str:
    """A key in quotes, where it is plainly a key and no words of a person; else nothing."""
    return f"“{word}”" if _PLAIN_WORD.fullmatch(word) else ""


def near(word: str, known: list[str]) -> str:
    """A hint with the known word that was probably meant, or nothing."""
    from difflib import get_close_matches

    found = get_close_matches(word[:40].casefold(), known, 1, 0.6)
    return f"Did you mean “{found[0]}”?" if found else ""
