"""Records one a line (JSONL): in comes a source, out comes each line as a record or refused."""

from __future__ import annotations

from collections.abc import Iterator

from coachkit.errors import Problem
from coachkit.importers.record import TOO_MUCH, Record, Refused
from coachkit.importers.record_json import STRICT, quickly
from coachkit.importers.record_places import damaged, read_carefully
from coachkit.importers.record_stream import Source

_MARK = b"\xef\xbb\xbf"


def read_lines(source: Source) -> Iterator[Record | Refused]:
    """Every record of a file with one a line; blank lines count, and are nothing."""
    path = source.path
    number = 0
    for number, line in source.lines():
        if line is None:
            yield too_long(path, number)
            continue
        raw = line if line[:1] == b"{" and line[-1:] == b"}" else _bare(line)
        if raw:
            yield read_one(raw, path, number, 1 if raw is line else line.find(raw) + 1, source)
    if source.broken:
        yield Refused(path, number + 1, (Problem(path, number + 1, 1, *source.broken),))


def read_one(raw: bytes, path: str, line: int, column: int, source: Source) -> Record | Refused:
    """One record by the quick reader, or by the careful one where that is in doubt."""
    try:
        text = raw.decode()
        value, end = STRICT(text)
        # A backslash is looked for first: that takes a tenth of the time.
        if end == len(text) and not (b"\\" in raw and "\\u" in text and damaged(text) >= 0):
            made = quickly(value, path, line, column, raw)
            if made is not None:
                return made
    except (ValueError, RecursionError):
        pass
    return read_carefully(raw, path, line, column, source.page)


def too_long(path: str, line: int, column: int = 1) -> Refused:
    """A record that is too long to be looked at, or kept."""
    message = "This record is longer than 1 MB, and is not kept with the refused ones."
    return Refused(path, line, (Problem(path, line, column, TOO_MUCH, message, "Split it in two."),))


def _bare(line: bytes) -> bytes:
    """A line without the white space around it, and without the mark that two files put together leave between."""
    return line.strip(b" \t").removeprefix(_MARK).strip(b" \t")
