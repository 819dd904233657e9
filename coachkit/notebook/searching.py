"""Searching: in come words, out go the rows that hold them, newest first; what is new comes in beforehand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from coachkit.ids import statement_id
from coachkit.notebook.holding import AMONG_PARTS, Held
from coachkit.notebook.said import MARKS, SAY, TALK_FOUND, TALK_OF_ROW, Row, ids, numbered, plain, row_of, unsay
from coachkit.notebook.snippets import marked

_TOGETHER_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_TOGETHER = 5_000
# While much comes in, the index leaves joining its parts for later.
_JOINS = "INSERT INTO search (search, rank) VALUES ('automerge', ?)"
_MUCH, _USUALLY = 1000, 4

_STALE = """
    SELECT id, seq, "on", person_id, kind, script_hash FROM session WHERE seq IN (SELECT session FROM unsaid)
        OR id IN (SELECT DISTINCT session_id FROM event WHERE seq > (SELECT seq FROM searched) AND session_id <> '')
    UNION ALL SELECT id, seq, "on", person_id, kind, NULL FROM event WHERE kind = 'contact' AND seq IN (
        SELECT session FROM unsaid UNION ALL SELECT seq FROM event WHERE seq > (SELECT seq FROM searched))"""
_IS_THERE = "SELECT 1 FROM session WHERE id = ?1 UNION ALL SELECT 1 FROM event WHERE id = ?1"
_CONTACT = """
    SELECT json_extract(e.body, '$.note') FROM event AS e JOIN change AS c ON c.id = e.change_id
    WHERE e.id = ? AND c.undone_at IS NULL"""
_NEXT = """
    SELECT session FROM unsearched AS u WHERE EXISTS (SELECT 1 FROM session WHERE seq = u.session)
        OR EXISTS (SELECT 1 FROM event WHERE seq = u.session AND kind = 'contact')
    ORDER BY session LIMIT ?"""
# A talk waiting here that is neither a talk nor a contact stands for nothing, and what it said goes with it.
_NOTHINGS_WORDS = f"DELETE FROM said WHERE {TALK_OF_ROW} IN (SELECT session FROM unsearched)"  # noqa: S608
# Rows are put in by their ids, the smallest first: the index is made for that.
_INDEX = """
    INSERT INTO search (rowid, text) SELECT said.id, coalesce(said.plain, said.text) FROM json_each(?) AS talk
    JOIN said ON said.id BETWEEN json_extract(talk.value, '$[0]') AND json_extract(talk.value, '$[1]')"""
_LIVING = """(
    WITH RECURSIVE whole(id, "into") AS (
        SELECT id, merged_into FROM person WHERE id = e.person_id
        UNION SELECT n.id, n.merged_into FROM whole JOIN person AS n ON n.id = whole."into")
    SELECT id FROM whole WHERE "into" IS NULL)"""
# All that is found is gone through for its days, and only the newest are looked at any further.
_FIND = f"""
    WITH newest AS MATERIALIZED (
        SELECT search.rowid AS id, s.id AS session, coalesce(s.person_id, {_LIVING}) AS person,
            coalesce(s."on", e."on") AS day
        FROM search LEFT JOIN session AS s ON s.seq = {TALK_FOUND}
        LEFT JOIN event AS e ON s.id IS NULL AND e.seq = {TALK_FOUND}
        WHERE search MATCH ?1 AND search.rowid BETWEEN ?2 AND ?3 ORDER BY day DESC, search.rowid DESC LIMIT ?4)
    SELECT said.place, said.text, coalesce(newest.session, ''), p.id, newest.day, p.name
    FROM newest JOIN said ON said.id = newest.id JOIN person AS p ON p.id = newest.person
    ORDER BY newest.day DESC, newest.id DESC"""  # noqa: S608
_OF_PERSON = f"""
    SELECT seq FROM (
        SELECT "on", seq FROM session WHERE person_id = ?
        UNION ALL SELECT "on", seq FROM event WHERE kind = 'contact' AND person_id {AMONG_PARTS}
    ) ORDER BY "on" DESC, seq DESC"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Stale:
    """A talk, or a contact, whose words are not in the search yet, or not as they stand now."""

    id: str
    seq: int
    on: str
    person_id: str
    kind: str
    script_hash: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words were found; the snippet marks them with BEGIN and END. A contact has no session."""

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
        """The talks that something has happened in since they were last taken into the search, and new contacts."""
        return [Stale(*row) for row in self._rows(_STALE)]

    def nothing_to_say(self) -> None:
        """Have the search go on from here where nothing waits to be said; what is kept next is said by whoever does."""
        with self._writing() as db:
            if db.execute(_STALE).fetchone() is None:
                db.execute("UPDATE searched SET seq = (SELECT coalesce(max(seq), 0) FROM event)")

    def say_anew(self, talks: Sequence[tuple[Stale, Sequence[Row]]], seen: int) -> None:
        """Take these talks into the search as they stand; `seen` is the last event they were worked out from."""
        with self._writing() as db:
            for talk, rows in talks:
                if db.execute(_IS_THERE, (talk.id,)).fetchone() is None:
                    continue  # forgotten in another window since it was worked out
                unsay(db.execute, [talk.seq], anew=False)
                say(db, talk.seq, rows)
            db.execute("UPDATE searched SET seq = max(seq, ?)", (seen,))

    def line_of_contact(self, event_id: str) -> str:
        """What was noted of a contact; nothing where it was taken back."""
        rows = self._rows(_CONTACT, (event_id,))
        return str(rows[0][0] or "") if rows else ""

    def last_event(self) -> int:
        """The place of the last event kept."""
        return int(self._rows("SELECT coalesce(max(seq), 0) FROM event")[0][0])

    def index_more(self) -> int:
        """Take some more of what waits into the index, as one transaction; how many talks that were."""
        with self._writing() as db:
            waiting = db.execute(_NEXT, (_TOGETHER,)).fetchall()
            db.execute(_JOINS, (0 if len(waiting) >= _MUCH else _USUALLY,))
            db.execute(_INDEX, (json.dumps([ids(seq) for (seq,) in waiting]),))
            db.executemany("DELETE FROM unsearched WHERE session = ?", waiting)
            if not waiting and db.execute("SELECT 1 FROM unsearched LIMIT 1").fetchone():
                db.execute(_NOTHINGS_WORDS)
                db.execute("DELETE FROM unsearched")
        return len(waiting)

    def waiting_for_index(self) -> int:
        """How many talks are not in the index yet."""
        return int(self._rows("SELECT count(*) FROM unsearched")[0][0])

    def find(self, text: str, *, person_id: str | None = None, limit: int = 20) -> list[Found]:
        """Where all these words stand, newest first.

        What stands in quotes, or hangs together as in `self-esteem`, is found side by side only.
        """
        wanted = (quoted or word for quoted, word in _TOGETHER_WORDS.findall(text))
        parts = (_words(plain(each) or each) for each in wanted)
        match = " ".join(f'"{" ".join(words)}"' for words in parts if words)
        if not match:
            return []
        if person_id is None:
            return self._found(match, 0, (1 << 63) - 1, limit)
        found: list[Found] = []
        for (seq,) in self._rows(_OF_PERSON, (person_id, person_id)):
            found += self._found(match, *ids(seq), limit - len(found))
            if len(found) >= limit:
                break
        return found

    def _found(self, match: str, first: int, last: int, limit: int) -> list[Found]:
        rows = self._rows(_FIND, (match, first, last, limit))
        snippets = marked([text for _, text, *_ in rows], match)
        return [
            Found(*_with_id(row_of(place, text), session), session, person, on, name, snippet)
            for (place, text, session, person, on, name), snippet in zip(rows, snippets, strict=True)
        ]


def _words(text: str) -> list[str]:
    """What the index takes for words in a text."""
    kept = (each if each.isalnum() or unicodedata.category(each) in MARKS else " " for each in text)
    return "".join(kept).split()


def _with_id(row: Row, session: str) -> Row:
    """A row with the id of its statement, which is not kept where it can be worked out."""
    if row.statement or not row.step:
        return row
    return row._replace(statement=statement_id(session, row.step, row.item, row.kind))


def say(db: dbapi2.Connection, seq: int, rows: Sequence[Row]) -> None:
    """Keep what was said in a talk, row by row, to be indexed later."""
    db.executemany(SAY, numbered(seq, rows))
    db.execute("INSERT OR IGNORE INTO unsearched (session) VALUES (?)", (seq,))
