"""Searching: in come words, out go the rows that hold them, newest first; what is new comes in beforehand."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from coachkit.notebook.holding import Held
from coachkit.notebook.said import TALK_OF_ROW, Row, first_id, last_id, numbered, unsay
from coachkit.notebook.schema import SEARCH, SEARCH_THERE

# Marks round what was found; no text that is kept can hold them, for control characters go at the door.
BEGIN, END = "\x02", "\x03"
_WORD = re.compile(r"\w+")
_TOGETHER_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_TOGETHER = 5_000
# While much comes in, the index leaves joining its parts for later.
_JOINS = "INSERT INTO search (search, rank) VALUES ('automerge', ?)"
_MUCH, _USUALLY = 1000, 4

_STALE = """
    SELECT id, seq, "on", person_id, kind, script_hash FROM session WHERE seq IN (SELECT session FROM unsaid)
        OR id IN (SELECT DISTINCT session_id FROM event WHERE seq > (SELECT seq FROM searched) AND session_id <> '')"""
_SAY = "INSERT INTO said (id, statement, kind, step, item, text) VALUES (?, ?, ?, ?, ?, ?)"
_NEXT = """
    SELECT u.session, s."on" FROM unsearched AS u JOIN session AS s ON s.seq = u.session
    ORDER BY s."on", s.seq LIMIT ?"""
# Rows are put in by their ids, the smallest first: the index is made for that.
_INDEX = """
    INSERT INTO search (rowid, text) SELECT said.id, said.text FROM json_each(?) AS talk
    JOIN said ON said.id BETWEEN json_extract(talk.value, '$[0]') AND json_extract(talk.value, '$[1]')"""
_FIND = f"""
    SELECT said.statement, said.kind, said.step, said.item, said.text, s.id, s.person_id, s."on", p.name,
        snippet(search, 0, ?2, ?3, '…', 24)
    FROM search JOIN said ON said.id = search.rowid
    JOIN session AS s ON s.seq = {TALK_OF_ROW} JOIN person AS p ON p.id = s.person_id
    WHERE search MATCH ?1 AND search.rowid BETWEEN ?4 AND ?5 ORDER BY search.rowid DESC LIMIT ?6"""  # noqa: S608
_OF_PERSON = 'SELECT "on", seq FROM session WHERE person_id = ? ORDER BY "on" DESC, seq DESC'


@dataclass(frozen=True, slots=True)
class Stale:
    """A talk whose words are not in the search yet, or not as they stand now."""

    id: str
    seq: int
    on: str
    person_id: str
    kind: str
    script_hash: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words were found; the snippet marks them with BEGIN and END."""

    statement: str
    kind: str
    step: str
    item: str
    text: str
    session: str
    person_id: str
    on: str
    name: str
    snippet: str


class Searching(Held):
    """The part of the notebook that is searched."""

    def stale_talks(self) -> list[Stale]:
        """The talks that something has happened in since they were last taken into the search."""
        if not self._rows(SEARCH_THERE):
            self._make_search()
        return [Stale(*row) for row in self._rows(_STALE)]

    def say_anew(self, talks: Sequence[tuple[Stale, Sequence[Row]]], seen: int) -> None:
        """Take these talks into the search as they stand; `seen` is the last event they were worked out from."""
        with self._writing() as db:
            for talk, rows in talks:
                if db.execute("SELECT 1 FROM session WHERE id = ?", (talk.id,)).fetchone() is None:
                    continue  # forgotten in another window since it was worked out
                unsay(db.execute, [(talk.on, talk.seq)], anew=False)
                db.execute("DELETE FROM unsaid WHERE session = ?", (talk.seq,))
                say(db, talk.on, talk.seq, rows)
            db.execute("UPDATE searched SET seq = max(seq, ?)", (seen,))

    def last_event(self) -> int:
        """The place of the last event kept."""
        return int(self._rows("SELECT coalesce(max(seq), 0) FROM event")[0][0])

    def index_more(self) -> int:
        """Take some more of what waits into the index, as one transaction; how many talks that were."""
        if not self._rows(SEARCH_THERE):
            return 0
        with self._writing() as db:
            waiting = db.execute(_NEXT, (_TOGETHER,)).fetchall()
            db.execute(_JOINS, (0 if len(waiting) >= _MUCH else _USUALLY,))
            ranges = [(first_id(on, seq), last_id(on, seq)) for seq, on in waiting]
            db.execute(_INDEX, (json.dumps(ranges),))
            db.executemany("DELETE FROM unsearched WHERE session = ?", [(seq,) for seq, _ in waiting])
        return len(waiting)

    def waiting_for_index(self) -> int:
        """How many talks are not in the index yet."""
        return int(self._rows("SELECT count(*) FROM unsearched")[0][0]) if self._rows(SEARCH_THERE) else 0

    def find(self, text: str, *, person_id: str | None = None, limit: int = 20) -> list[Found]:
        """Where all these words stand, newest first.

        What stands in quotes, or hangs together as in `self-esteem`, is found side by side only.
        """
        parts = (_WORD.findall(quoted or word) for quoted, word in _TOGETHER_WORDS.findall(text))
        match = " ".join(f'"{" ".join(words)}"' for words in parts if words)
        if not match or not self._rows(SEARCH_THERE):
            return []
        if person_id is None:
            return self._found(match, 0, (1 << 63) - 1, limit)
        found: list[Found] = []
        for on, seq in self._rows(_OF_PERSON, (person_id,)):
            found += self._found(match, first_id(on, seq), last_id(on, seq), limit - len(found))
            if len(found) >= limit:
                break
        return found

    def _found(self, match: str, first: int, last: int, limit: int) -> list[Found]:
        return [Found(*row) for row in self._rows(_FIND, (match, BEGIN, END, first, last, limit))]

    def _make_search(self) -> None:
        with self._writing() as db:
            make_search(db)


def make_search(db: dbapi2.Connection) -> None:
    """Make the tables of the search where there are none yet; all talks there are wait for it."""
    if db.execute(SEARCH_THERE).fetchone() is None:
        for statement in SEARCH:
            db.execute(statement)


def say(db: dbapi2.Connection, on: str, seq: int, rows: Sequence[Row]) -> None:
    """Keep what was said in a talk, row by row, to be indexed later."""
    db.executemany(_SAY, numbered(on, seq, rows))
    db.execute("INSERT OR IGNORE INTO unsearched (session) VALUES (?)", (seq,))
