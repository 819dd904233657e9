"""Records of past conversations: in comes a file of any size, out comes one after the other, taken or refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from coachkit.errors import Problem
from coachkit.importers.record import STOPPED, WRONG_TYPE, Record, Refused
from coachkit.importers.record_map import Mapping, Questions, read_mapping
from coachkit.importers.record_stream import Source, text_of

__all__ = [
    "Mapping",
    "Record",
    "Refused",
    "looks_like",
    "place_of",
    "read_mapping",
    "read_records",
    "to_mend",
    "with_places",
]

_MOST_REFUSED = 10_000
_RECORD_KEY = re.compile(r'"(?:person|answers)"\s*:')
_DECODER = json.JSONDecoder()
_LINES, _LIST, _SHEET = (".jsonl", ".ndjson"), (".json",), (".csv", ".tsv")


def read_records(
    stream: BinaryIO,
    path: str,
    kind: str,
    mapping: Mapping | None = None,
    notes: list[Problem] | None = None,
    questions: Questions | None = None,
) -> Iterator[Record | Refused]:
    """Every record of a stream, in order; `kind` is jsonl, json or csv. Raises nothing, whatever the bytes.

    The stream may be packed with gzip, and is read piece by piece. `path` is the name that problems carry. `notes`
    takes what should be known of the whole file though nothing is refused for it, such as an encoding guessed at.
    `questions` says what columns may be called besides; it is asked once, and without it, or where it knows none, each
    row is left to its script.
    After 10,000 refused in a row reading stops, and says so.
    """
    source = Source(stream, path, notes if notes is not None else [], guess=kind == "csv")
    if mapping is not None and kind != "csv":
        problem = Problem(path, 1, 1, WRONG_TYPE, "A mapping is for spreadsheets (CSV); this is JSON.")
        yield Refused(path, 1, (problem,))
        return
    in_a_row = 0
    for each in _reader(source, kind, mapping, questions):
        yield each
        in_a_row = in_a_row + 1 if isinstance(each, Refused) else 0
        if in_a_row >= _MOST_REFUSED:
            message = f"{_MOST_REFUSED:,} records in a row were refused, so I stopped. The rest was not looked at."
            yield Refused(path, each.line, (Problem(path, each.line, 1, STOPPED, message),))
            return


def _reader(
    source: Source, kind: str, mapping: Mapping | None, questions: Questions | None
) -> Iterator[Record | Refused]:
    if kind == "csv":
        from coachkit.importers.record_csv import read_sheet

        return read_sheet(source, mapping, questions)
    if kind == "json":
        from coachkit.importers.record_array import read_array

        return read_array(source)
    from coachkit.importers.record_lines import read_lines

    return read_lines(source)


def with_places(record: Record) -> Record:
    """The same record with line and column on every answer, for saying where a fault is."""
    if record.csv_header:
        return record  # a row has its places from the start
    from coachkit.importers.record_places import read_carefully

    placed = read_carefully(record.raw, record.path, record.line, record.column)
    return placed if isinstance(placed, Record) else record


def place_of(record: Record, key: str) -> tuple[int, int]:
    """Line and column of what a record says under a key, such as `on` or `answers.good_day`, or of where it begins."""
    if record.csv_header or not record.raw:
        return record.line, record.cells.get(key, record.column)
    from coachkit.importers.record_places import place_within

    return place_within(record, key)


def to_mend(each: Record | Refused) -> bytes:
    """What a file of refused records holds of this one: a line of JSON, or a row to stand under its `csv_header`.

    Such a file of lines is JSON lines again, and one of rows CSV. Nothing where the record was too long to keep.
    """
    return each.raw if each.csv_header else each.raw.replace(b"\n", b" ")


def looks_like(sample: bytes, path: str) -> str | None:
    """What a file of records is by its first 64 KiB: jsonl, json or csv; None where it holds none.

    JSON lines of turns (`speaker`, `text`) are a transcript, and no records.
    """
    text = text_of(sample).lstrip("\ufeff \t\n")
    ending = PurePath(path.casefold().removesuffix(".gz")).suffix
    if text.startswith("{"):
        return _lines_or_object(text, ending)
    if text.startswith("["):
        inner = text[1:].lstrip()
        if inner.startswith("]"):
            return "json" if ending in _LIST else None
        return "json" if inner.startswith("{") and _is_record(inner) else None
    if ending in _SHEET or _is_sheet(text):
        return "csv"
    return "jsonl" if ending in _LINES and text else None


def _lines_or_object(text: str, ending: str) -> str | None:
    """JSON lines, or one object over several lines: by the first line that can be read."""
    for line in text.split("\n")[:50]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            turns = "speaker" in value and "person" not in value
            if turns or not (ending in _LINES or value.keys() & {"person", "answers"}):
                return None
            return "json" if ending not in _LINES and _goes_over_lines(text) else "jsonl"
    if not _RECORD_KEY.search(text):
        return None
    first = text.partition("\n")[0]
    over_lines = first.rstrip() == "{"
    return "jsonl" if (ending in _LINES and not over_lines) or '"person"' in first else "json"


def _goes_over_lines(text: str) -> bool:
    """Whether an object goes on in the next line, or few lines are whole ones; a damaged line alone says nothing."""
    at = whole = others = 0
    for line in text.split("\n")[:50]:
        begins = at + len(line) - len(line.lstrip())
        ends, at = at + len(line.rstrip()), at + len(line) + 1
        if begins >= ends:
            continue
        try:
            end = _DECODER.raw_decode(text, begins)[1] if text[begins] == "{" else 0
        except (ValueError, RecursionError):
            end = 0
        if end > ends:
            return True
        whole, others = whole + (end == ends), others + (end != ends)
    return others > whole


def _is_record(text: str) -> bool:
    try:
        value, _ = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return _RECORD_KEY.search(text) is not None
    return isinstance(value, dict) and bool(value.keys() & {"person", "answers"})


def _is_sheet(text: str) -> bool:
    """Whether the first line is a row of headings that names person and on."""
    first = text.partition("\n")[0].casefold()
    return any({"person", "on"} <= {cell.strip(" \"'") for cell in first.split(mark)} for mark in ",;\t|:")
