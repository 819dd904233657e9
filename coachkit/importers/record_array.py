"""Records in a JSON list, or one after the other: in comes a source, out comes each object as soon as it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from coachkit.errors import Problem
from coachkit.importers.record import MOST_BYTES, NOT_READABLE, STOPPED, Record, Refused
from coachkit.importers.record_json import LENIENT, STRICT, quickly
from coachkit.importers.record_lines import read_one, too_long
from coachkit.importers.record_places import damaged
from coachkit.importers.record_stream import MOST_DROPPED, Broken, Source

_BETWEEN = re.compile(r"[ \t\n\ufeff]*")
# Where the next record begins behind one that cannot be read: after a comma or a line end.
_NEXT = re.compile(r'(?:[,\n][ \t\n]*)(?=\{\s*"(?:person|on|script|ref|answers|note|turns)"\s*:)')
_LONGEST_HEAD = 200
_NOTHING = Broken(STOPPED, "No record begins here for 128 MB, so I stopped reading.")


def read_array(source: Source) -> Iterator[Record | Refused]:
    """Every object of a list; objects one after the other without a list are read too."""
    yield from _Reading(source).records()


class _Reading:
    """The text that is not used up yet, with the place in the file where it begins."""

    def __init__(self, source: Source) -> None:
        self.source, self.path = source, source.path
        self.pieces = source.pieces()
        self.text, self.at, self.ended = "", 0, False
        self.kept = b""  # a character that a piece cuts in two
        self.line, self.column, self.counted = 1, 1, 0
        self.open = False

    def more(self) -> bool:
        """Read one piece more; False where there is none."""
        piece = next(self.pieces, b"")
        if not piece and not self.kept:
            self.ended = True
            return False
        data = self.kept + piece
        # At the end of the file half a character is no character, and stays as it is.
        cut = _cut_off(data) if piece else 0
        data, self.kept = (data[:-cut], data[-cut:]) if cut else (data, b"")
        self.place()
        self.text = self.text[self.at :] + data.decode("utf-8", "surrogateescape")
        self.at = self.counted = 0
        return True

    def place(self) -> tuple[int, int]:
        """Line and column of where the reading stands."""
        ends = self.text.count("\n", self.counted, self.at)
        if ends:
            self.line += ends
            self.column = self.at - self.text.rfind("\n", self.counted, self.at)
        else:
            self.column += self.at - self.counted
        self.counted = self.at
        return self.line, self.column

    def skip(self) -> str:
        """The next character that is no white space; nothing at the end of the file."""
        blank = 0
        while True:
            found = _BETWEEN.match(self.text, self.at)
            blank -= self.at
            self.at = found.end() if found else self.at
            blank += self.at
            if self.at < len(self.text) or self.stopped(blank) or not self.more():
                return self.text[self.at : self.at + 1]

    def stopped(self, dropped: int) -> bool:
        """Whether too much went by without a record; then nothing more is read."""
        if dropped > MOST_DROPPED:
            self.text, self.at, self.counted, self.pieces = "", 0, 0, iter(())
            self.source.broken = _NOTHING
        return dropped > MOST_DROPPED

    def records(self) -> Iterator[Record | Refused]:
        if self.skip() == "[":
            self.open = True
            self.at += 1
        awaited = False
        while first := self.skip():
            if first == "]" and self.open:
                if awaited:
                    yield self.refused("There is a comma here, and no record behind it.")
                self.at += 1
                yield from self.behind()
                return
            if first == ",":
                if awaited:
                    yield self.refused("There are two commas here, and no record between them.")
                awaited = True
                self.at += 1
                continue
            awaited = False
            yield self.one()
        if self.source.broken:
            line, column = self.place()
            yield Refused(self.path, line, (Problem(self.path, line, column, *self.source.broken),))
        elif self.open:
            yield self.refused("The list is not closed. Was the end of the file cut off?")

    def behind(self) -> Iterator[Refused]:
        if self.skip():
            yield self.refused("Nothing can follow behind the end of the list; it was not looked at.")

    def refused(self, message: str) -> Refused:
        line, column = self.place()
        return Refused(self.path, line, (Problem(self.path, line, column, NOT_READABLE, message),))

    def one(self) -> Record | Refused:
        """The value that begins here."""
        start = self.at
        try:
            value, end = STRICT(self.text, start)
        except (ValueError, RecursionError):
            return self.doubtful()
        if type(value) is not dict:
            return self.doubtful()  # a number may go on in the next piece, a text may be a key without its brace
        line, column = self.place()
        text = self.text[start:end]
        self.at = end
        raw = text.encode("utf-8", "surrogateescape")
        if len(raw) > MOST_BYTES:
            return too_long(self.path, line, column)
        if text.isascii() or raw.isascii() or _decodes(raw):
            made = None if "\\u" in text and damaged(text) >= 0 else quickly(value, self.path, line, column, raw)
            if made is not None:
                return made
        return read_one(raw, self.path, line, column, self.source)

    def doubtful(self) -> Record | Refused:
        """What the quick reader stumbles over: cut off by the end of a piece, wrong in one thing, or no JSON at all."""
        while (end := self.end()) is None and len(self.text) - self.at <= MOST_BYTES:
            if self.ended or not self.more():
                break
        line, column = self.place()
        if end is None and (end := self.next_record()) is None:
            return too_long(self.path, line, column)
        raw = self.text[self.at : end].rstrip(" \t\n,").encode("utf-8", "surrogateescape")
        self.at = end
        if len(raw) > MOST_BYTES:
            return too_long(self.path, line, column)
        return read_one(raw, self.path, line, column, self.source)

    def end(self) -> int | None:
        """Where this value ends, as far as that can be said without looking at what follows; None where it cannot."""
        try:
            end: int = LENIENT(self.text, self.at)[1]
        except json.JSONDecodeError as error:
            # A text that is not closed may be closed in the next piece; any other slip stays one.
            if error.msg.startswith("Unterminated") or error.pos >= len(self.text) - 16:
                return None
            return self.found_next()
        except (ValueError, RecursionError):
            return self.found_next()
        if self.text[self.at] == "{" or self.text[end : end + 1] in (",", "]"):
            return end
        return self.found_next() if end < len(self.text) else None

    def found_next(self) -> int | None:
        found = _NEXT.search(self.text, self.at + 1)
        return found.end() if found else None

    def next_record(self) -> int | None:
        """Where the next record begins, or the file ends; None where this one grows too long, which is then dropped."""
        found = self.found_next()
        if found is not None:
            return found
        if self.ended:
            return self.tail()
        dropped = 0
        while (found := self.found_next()) is None:
            before = self.at
            self.at = max(self.at, len(self.text) - _LONGEST_HEAD)
            dropped += self.at - before
            if self.stopped(dropped):
                return None
            if not self.more():
                self.at = self.tail()
                return None
        self.at = found
        return None

    def tail(self) -> int:
        """The end of the last record, before the bracket that closes the list."""
        rest = self.text[self.at :].rstrip(" \t\n")
        if self.open and rest.endswith("]") and len(rest) > 1:
            return self.at + len(rest) - 1
        return len(self.text)


def _decodes(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _cut_off(data: bytes) -> int:
    """How many bytes at the end begin a character that is not whole."""
    for length in range(1, min(4, len(data)) + 1):
        byte = data[-length]
        if byte >= 0xC0:
            needed = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2
            return length if needed > length else 0
        if byte < 0x80:
            return 0
    return 0
