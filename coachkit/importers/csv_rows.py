"""The rows of a CSV file: in come lines, out comes row after row; a quote left open swallows no other row."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coachkit.importers.csv_dialect import plain_cells
from coachkit.importers.record import MOST_BYTES, QUOTE, STOPPED, TOO_MUCH
from coachkit.importers.record_stream import Broken, Source

_LOOKED_AHEAD = 200
_MOST_LOOKED_AT, _MOST_SOUGHT = 64 << 20, 16 << 20

IsStart = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins in, its cells, how it stands in a usual CSV file, and what is wrong with it."""

    line: int
    cells: list[str]
    raw: bytes = b""
    fault: Broken | None = None


class _TooLongError(Exception):
    pass


class Rows:
    """Reads row after row. `is_start` says of the cells of a line whether a row begins there, and
    `width` how many cells a row has; set them once known.
    """

    def __init__(self, source: Source, lines: Iterator[tuple[int, str | None]], dialect: type[csv.Dialect]) -> None:
        self.source, self.lines, self.dialect = source, lines, dialect
        self.again: deque[tuple[int, str | None]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.size = self.looked_at = self.sought = self.width = 0
        self.asked_in_vain = self.next_begins = self.closes = False
        self.is_start: IsStart | None = None
        # An answer may be longer than the 128 KiB at which the module gives up.
        csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line of the row that is being read: what the csv module asks for.

        Where another row begins, there is none: however long a cell may be, a quote left open goes no further. A line
        of a cell that is closed further down is no row, be it like one.
        """
        one = self._line() if self.size <= MOST_BYTES else None
        if one and self.taken and one[1] is not None and not self.closes and self._starts(one[1]):
            self.closes = self._closes(one[1])
            if not self.closes:
                self.again.appendleft(one)
                self.next_begins, one = True, None
        if one is None or one[1] is None:
            if one and not self.taken:
                self.taken = [(one[0], "")]
                raise _TooLongError
            self.again.extendleft([one] if one else [])
            self.asked_in_vain = True
            raise StopIteration
        number, text = one
        self.taken.append((number, text or ""))
        self.size += len(text or "")
        return text or ""

    def _line(self) -> tuple[int, str | None] | None:
        return self.again.popleft() if self.again else next(self.lines, None)

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, in order."""
        reader = csv.reader(self, self.dialect)
        while True:
            self.taken, self.size = [], 0
            self.asked_in_vain = self.next_begins = self.closes = False
            try:
                cells = next(reader)
            except StopIteration:
                return
            except _TooLongError:
                message = "This row is longer than 1 MB, and is not kept with the refused ones."
                yield Row(self.taken[0][0], [], fault=Broken(TOO_MUCH, message, "Split it in two."))
            except csv.Error:
                yield self._unclosed()
            else:
                if cells:
                    text = "".join([text for _, text in self.taken])
                    yield Row(self.taken[0][0], cells, self._raw(text, cells))
            if self.looked_at > _MOST_LOOKED_AT:
                self.source.broken = Broken(STOPPED, "Too many quotes are left open here, so I stopped reading.")
                return

    def _starts(self, text: str) -> bool:
        if self.is_start is None or self.dialect.delimiter not in text:
            return False
        return self.is_start(plain_cells(self._before_closing(text), self.dialect))

    def _closes(self, text: str) -> bool:
        """Whether the row that is being read, with this line in it, comes to an end like any other further down.

        After a quote left open, the next one begins a cell and words follow it, or it stands in a line like a row.
        """
        if self.sought > _MOST_SOUGHT:
            return False
        ahead: list[tuple[int, str | None]] = []
        size = self.size

        def lines() -> Iterator[str]:
            nonlocal size
            yield from [told for _, told in self.taken]
            following: str | None = text
            while following is not None and size <= MOST_BYTES and not self._ends_within(following):
                size += len(following)
                yield following
                if (one := self._line()) is None:
                    return
                ahead.append(one)
                following = one[1]

        try:
            closes = len(next(csv.reader(lines(), self.dialect), [])) == self.width
        except csv.Error:
            closes = False
        self.again.extendleft(reversed(ahead))
        # Where it closes, what was looked at is used up with the row; else it may be looked at again and again.
        self.sought += 0 if closes else size
        return closes

    def _ends_within(self, text: str) -> bool:
        """Whether a line that looks like a row has a quote of its own: it may be one whose quotes are out of place."""
        quote = self.dialect.quotechar or '"'
        return quote in text.replace(quote * 2, "") and self._starts(text)

    def _before_closing(self, text: str) -> str:
        """A line up to a quote behind words, which may end a cell of a line before: what follows is that row's."""
        quote = self.dialect.quotechar or '"'
        before, found, _ = text.replace(quote * 2, "").partition(quote)
        told = before.rstrip(" ") if self.dialect.skipinitialspace else before
        return before if found and told and not told.endswith(self.dialect.delimiter) else text

    def _unclosed(self) -> Row:
        """The row with a quote out of place; the lines from where the next row begins are read again."""
        self.looked_at += self.size
        ahead: list[tuple[int, str | None]] = list(self.taken[1:])
        begins = self.next_begins
        # A slip that shows within the first line is that line's own.
        far = 0 if begins or (len(self.taken) == 1 and not self.asked_in_vain) else len(ahead) + _LOOKED_AHEAD
        while len(ahead) < far and (one := self._line()) is not None:
            begins = one[1] is not None and self._starts(one[1])
            if begins:
                self.again.appendleft(one)
                break
            ahead.append(one)
            if one[1] is None:
                break
        kept = len(ahead) if begins else 0
        self.again.extendleft(reversed(ahead[kept:]))
        skipped = [text for _, text in ahead[:kept] if text is not None]
        whole = "".join([self.taken[0][1], *skipped])
        cells = whole.removesuffix("\n").split(self.dialect.delimiter)
        message = "A quote in this row is not closed, or stands inside a cell."
        hint = "Close it, or write it twice."
        return Row(self.taken[0][0], cells, self._raw(whole, cells), Broken(QUOTE, message, hint))

    def _raw(self, text: str, cells: list[str]) -> bytes:
        if (self.dialect.delimiter, self.dialect.quotechar, self.dialect.skipinitialspace) != (",", '"', False):
            return written(cells)
        return text.removesuffix("\n").encode("utf-8", "surrogateescape")


def written(cells: list[str]) -> bytes:
    """A row as a usual CSV file has it; bytes that were no UTF-8 stay what they were."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()[:-1].encode("utf-8", "surrogateescape")
