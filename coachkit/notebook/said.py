"""What was said, row by row: in come a talk's day and place, out go the ids of its rows and how they are taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

# 20 bits of day, 31 of the talk's first event, 12 of the row: rows sort by day, and a talk's rows lie side by side.
_ROW_BITS, _TALK_BITS = 12, 31
MOST_ROWS = 1 << _ROW_BITS
TALK_OF_ROW = f"(said.id >> {_ROW_BITS}) & {(1 << _TALK_BITS) - 1}"

Execute = Callable[[str, Sequence[Any]], Any]

_UNSEARCH = """
    INSERT INTO search (search, rowid, text) SELECT 'delete', id, text FROM said
    WHERE id BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM unsearched WHERE session = ?3)"""


class Row(NamedTuple):
    """One thing said: the id of its statement, its kind, the step and item it was said at, and the words."""

    statement: str
    kind: str
    step: str
    item: str
    text: str


def first_id(on: str, seq: int) -> int:
    """The id of a talk's first row."""
    return date.fromisoformat(on).toordinal() << (_TALK_BITS + _ROW_BITS) | seq << _ROW_BITS


def last_id(on: str, seq: int) -> int:
    """The greatest id a row of this talk can have."""
    return first_id(on, seq) + MOST_ROWS - 1


def numbered(on: str, seq: int, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """A talk's rows with their ids; what is too much for them is one row at the end."""
    first = first_id(on, seq)
    if len(rows) > MOST_ROWS:
        rest = " ".join(row.text for row in rows[MOST_ROWS - 1 :])
        rows = [*rows[: MOST_ROWS - 1], rows[MOST_ROWS - 1]._replace(text=rest)]
    return [(first + n, *row) for n, row in enumerate(rows)]


def unsay_many(execute: Execute, talks: Iterable[tuple[str, int]]) -> None:
    """Take what was said in a great many talks out of the search, which is filled anew with the rest of them later.

    Taking rows out of the index one by one, so that no word of them stays in it, is far slower than putting them in.
    """
    for on, seq in talks:
        execute("DELETE FROM said WHERE id BETWEEN ? AND ?", (first_id(on, seq), last_id(on, seq)))
    execute("INSERT INTO search (search) VALUES ('delete-all')", ())
    execute("DELETE FROM unsearched", ())
    execute(
        "INSERT INTO unsearched (session) SELECT seq FROM session WHERE seq NOT IN (SELECT session FROM unsaid)", ()
    )


def unsay(execute: Execute, talks: Iterable[tuple[str, int]], *, anew: bool) -> None:
    """Take what was said in these talks (day and place of each) out of the search; `anew`: to be said again later."""
    for on, seq in talks:
        first, last = first_id(on, seq), last_id(on, seq)
        execute(_UNSEARCH, (first, last, seq))
        execute("DELETE FROM said WHERE id BETWEEN ? AND ?", (first, last))
        execute("DELETE FROM unsearched WHERE session = ?", (seq,))
        if anew:
            execute("INSERT OR IGNORE INTO unsaid (session) VALUES (?)", (seq,))
