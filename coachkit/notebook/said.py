"""What was said, row by row: in come a talk's day and place, out go the ids of its rows and how they are taken out.

A contact between talks that has a line is as good as a talk here: one of a single event.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

# 20 bits of day, 31 of the talk's first event, 12 of the row: rows sort by day, and a talk's rows lie side by side.
_ROW_BITS, _TALK_BITS = 12, 31
MOST_ROWS = 1 << _ROW_BITS
TALK_OF_ROW = f"(said.id >> {_ROW_BITS}) & {(1 << _TALK_BITS) - 1}"

SAY = "INSERT INTO said (id, statement, kind, step, item, text, plain) VALUES (?, ?, ?, ?, ?, ?, ?)"
# Letters whose accents SQLite leaves on; it folds those of Latin letters itself.
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f\u1f00-\u1fff]")

Execute = Callable[[str, Sequence[Any]], Any]

_UNSEARCH = """
    INSERT INTO search (search, rowid, text) SELECT 'delete', id, coalesce(plain, text) FROM said
    WHERE id BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM unsearched WHERE session = ?3)"""


_NO_CONTACT = f"DELETE FROM said WHERE kind = 'contact' AND {TALK_OF_ROW} NOT IN (SELECT seq FROM event)"  # noqa: S608
_ALL_UNSEARCHED = """
    INSERT INTO unsearched (session) SELECT seq FROM (
        SELECT seq FROM session UNION ALL SELECT seq FROM event WHERE kind = 'contact'
    ) WHERE seq NOT IN (SELECT session FROM unsaid)"""


class Row(NamedTuple):
    """One thing said: the id of its statement, its kind, the step and item it was said at, and the words.

    The id is empty where the session, the step, the item and the kind give it, and where it is no statement.
    """

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
    return [(first + n, *row, plain(row.text)) for n, row in enumerate(rows)]


def plain(text: str) -> str | None:
    """A text with the accents off its Greek and Cyrillic letters, word for word; None where it has none of these."""
    if text.isascii() or not _GREEK_OR_CYRILLIC.search(text):
        return None
    return _GREEK_OR_CYRILLIC.sub(_without_accents, text)


def _without_accents(letter: re.Match[str]) -> str:
    base = "".join(each for each in unicodedata.normalize("NFKD", letter[0]) if unicodedata.category(each) != "Mn")
    return base if base.isalpha() else letter[0]


def unsay_many(execute: Execute, talks: Iterable[tuple[str, int]]) -> None:
    """Take what was said in a great many talks out of the search, which is filled anew with the rest of them later.

    Taking rows out of the index one by one, so that no word of them stays in it, is far slower than putting them in.
    Contacts whose events are erased go with them.
    """
    for on, seq in talks:
        execute("DELETE FROM said WHERE id BETWEEN ? AND ?", (first_id(on, seq), last_id(on, seq)))
    execute(_NO_CONTACT, ())
    execute("INSERT INTO search (search) VALUES ('delete-all')", ())
    execute("DELETE FROM unsearched", ())
    execute(_ALL_UNSEARCHED, ())


def unsay(execute: Execute, talks: Iterable[tuple[str, int]], *, anew: bool) -> None:
    """Take what was said in these talks (day and place of each) out of the search; `anew`: to be said again later."""
    for on, seq in talks:
        first, last = first_id(on, seq), last_id(on, seq)
        execute(_UNSEARCH, (first, last, seq))
        execute("DELETE FROM said WHERE id BETWEEN ? AND ?", (first, last))
        execute("DELETE FROM unsearched WHERE session = ?", (seq,))
        if anew:
            execute("INSERT OR IGNORE INTO unsaid (session) VALUES (?)", (seq,))
        else:
            execute("DELETE FROM unsaid WHERE session = ?", (seq,))
