"""Taking in many past conversations at once: in come batches of them, out goes one change made of whole batches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlcipher3 import dbapi2

from coachkit.ids import in_bulk
from coachkit.notebook.holding import Held, utc_text
from coachkit.notebook.lines import Change
from coachkit.notebook.said import SAY, Words, ids, numbered, unsay
from coachkit.notebook.writing import stand
from coachkit.safe_text import folded

_NEW_EVENT = """
    INSERT INTO event (seq, id, change_id, person_id, session_id, kind, subject, body, at, "on", "by")
    VALUES (?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?)"""
_NEW_SESSION = """
    INSERT INTO session (id, seq, person_id, kind, script_hash, script_id, "on", state, touched_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?)"""
_NEW_PERSON = "INSERT INTO person (id, name, folded, archived, talks, last_on) VALUES (?, ?, ?, 0, ?, ?)"
_COUNT_TALK = """
    UPDATE person SET talks = talks + ?, last_on = CASE WHEN last_on > ?2 THEN last_on ELSE ?2 END WHERE id = ?3"""
_NEW_IMPORTED = "INSERT OR REPLACE INTO imported (digest, session_id, change_id, ref) VALUES (?, ?, ?, ?)"
# What stands only while the change that brought it in does, and the talk is there.
_STANDING = """
    JOIN change AS c ON c.id = i.change_id JOIN session AS s ON s.id = i.session_id WHERE c.undone_at IS NULL AND"""
_KNOWN = f"""
    SELECT i.digest FROM imported AS i {_STANDING} i.digest IN (SELECT unhex(value) FROM json_each(?))"""  # noqa: S608
_REFS = f"""
    SELECT i.ref, i.session_id FROM imported AS i {_STANDING} i.ref IN (SELECT value FROM json_each(?))
    ORDER BY s.seq"""  # noqa: S608
_TOLD_AGAIN = f"""
    SELECT i.session_id FROM imported AS i {_STANDING} i.ref IN (SELECT value FROM json_each(?))
    GROUP BY i.session_id HAVING count(*) > 1"""  # noqa: S608
_OF_TALK = f"SELECT i.ref FROM imported AS i {_STANDING} i.session_id = ? AND i.ref IS NOT NULL"  # noqa: S608
_NAMED = """
    SELECT folded, id, merged_into FROM person WHERE folded IN (SELECT value FROM json_each(?)) ORDER BY folded, id"""
_TALKS_WITH = "SELECT id, seq FROM session WHERE person_id = ? ORDER BY seq"
_SAID = "SELECT text FROM said WHERE id BETWEEN ? AND ? ORDER BY id"
_PLACE = "SELECT seq FROM session WHERE id = ?"
_TALK = 'SELECT person_id, "on", seq FROM session WHERE id = ?'
_UNFINISHED = """
    SELECT c.id FROM import_run AS r JOIN change AS c ON c.id = r.change_id
    WHERE NOT r.finished AND c.undone_at IS NULL AND c.seq = (SELECT max(seq) FROM change WHERE undone_at IS NULL)"""


# Not frozen: there may be two hundred thousand, and a frozen one takes three times as long to make.
@dataclass(slots=True)
class PastTalk:
    """One past conversation ready to be kept.

    `person_id` is somebody's there, or new together with `new_name`. `events` are those after its beginning: kind,
    subject and body, written as JSON. `rows` are what was said in it, for the search.
    """

    digest: bytes
    session_id: str
    person_id: str
    kind: str
    on: str
    events: Sequence[tuple[str, str, str]]
    rows: Sequence[Words]
    ref: str | None = None
    new_name: str | None = None
    script_hash: str | None = None
    script_id: str | None = None


class Importing(Held):
    """The part of the notebook that takes in many talks at once."""

    def known_digests(self, digests: Sequence[bytes]) -> set[bytes]:
        """Which of these records are there already."""
        wanted = json.dumps([digest.hex() for digest in digests])
        return {bytes(digest) for (digest,) in self._rows(_KNOWN, (wanted,))}

    def known_refs(self, refs: Sequence[str]) -> dict[str, str]:
        """The talk each of these references stands for, where one does; of several the one that came in last."""
        return dict(self._rows(_REFS, (json.dumps(list(refs)),)))

    def told_again(self, refs: Sequence[str]) -> set[str]:
        """The talks of these references that say by now what a later record said: an earlier one is not known."""
        return {id_ for (id_,) in self._rows(_TOLD_AGAIN, (json.dumps(list(refs)),))}

    def has_ref(self, session_id: str) -> bool:
        """Whether the talk came in under a reference of its own."""
        return bool(self._rows(_OF_TALK, (session_id,)))

    def people_named(self, names: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """By the folded name: the ids of everybody called so, and of whom those called so are part of by now."""
        called: dict[str, list[str]] = {}
        part_of: dict[str, list[str]] = {}
        for name, id_, into in self._rows(_NAMED, (json.dumps([folded(each) for each in names]),)):
            if into is None:
                called.setdefault(name, []).append(id_)
            elif (now := self._living(into)) not in part_of.setdefault(name, []):
                part_of[name].append(now)
        return called, part_of

    def others_wrote(self) -> int:
        """A number that is another one as soon as anything was kept from another window."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def unfinished_import(self) -> str | None:
        """The change of an import that was broken off, where nothing has come after it."""
        rows = self._rows(_UNFINISHED)
        return str(rows[0][0]) if rows else None

    def begin_import(self, change: Change, at: datetime) -> None:
        """Have the change of an import in the notebook, before its first batch.

        From here on more is kept in memory (64 MiB), and the -wal file is brought in less often.
        """
        for setting in ("cache_size=-65536", "wal_autocheckpoint=10000"):
            self._rows(f"PRAGMA {setting}")
        with self._writing() as db:
            stand(db, change, utc_text(at))
            db.execute("INSERT OR IGNORE INTO import_run (change_id, finished) VALUES (?, 0)", (change.id,))

    def import_batch(self, change: Change, talks: Sequence[PastTalk], at: datetime) -> None:
        """Keep these talks in one transaction: all of them or none.

        Raises CouldNotError where the import was taken back in another window.
        """
        if not talks:
            return
        with self._writing() as db:
            stand(db, change, utc_text(at))
            _Batch(db, change, utc_text(at)).keep(talks)

    def said_with(self, person_id: str) -> Iterator[tuple[str, list[str]]]:
        """What was said in each talk with this person, as the search has it."""
        for id_, seq in self._rows(_TALKS_WITH, (person_id,)):
            yield id_, [text for (text,) in self._rows(_SAID, ids(seq))]

    def said_in(self, session_id: str) -> list[str]:
        """What was said in a talk, as the search has it; nothing where the talk is not there."""
        return [text for (seq,) in self._rows(_PLACE, (session_id,)) for (text,) in self._rows(_SAID, ids(seq))]

    def update_imported(
        self,
        change: Change,
        session_id: str,
        events: Sequence[tuple[str, str, dict[str, Any]]],
        digest: bytes,
        ref: str,
        at: datetime,
    ) -> None:
        """Let a talk that came in before say what its record says now; its words are said anew for the search.

        Raises as `import_batch` does.
        """
        moment = utc_text(at)
        with self._writing() as db:
            stand(db, change, moment)
            (owner, on, seq) = db.execute(_TALK, (session_id,)).fetchone()
            batch = _Batch(db, change, moment)
            batch.add_events(owner, session_id, on, events)
            if events:
                db.execute("UPDATE session SET touched_at = ? WHERE id = ?", (moment, session_id))
            db.execute(_NEW_IMPORTED, (digest, session_id, change.id, ref))
            unsay(db.execute, [seq], anew=True)

    def finish_import(self, change: Change, at: datetime) -> None:
        """Say that the import is whole; one that brought nothing leaves no change. Raises as `import_batch` does."""
        with self._writing() as db:
            stand(db, change, utc_text(at))
            db.execute("UPDATE import_run SET finished = 1 WHERE change_id = ?", (change.id,))
            if db.execute("SELECT 1 FROM event WHERE change_id = ? LIMIT 1", (change.id,)).fetchone() is None:
                db.execute("DELETE FROM import_run WHERE change_id = ?", (change.id,))
                db.execute("DELETE FROM change WHERE id = ?", (change.id,))

    def rehearsing(self) -> AbstractContextManager[None]:
        """Everything written inside is taken back at the end, and none of it stays in the file."""
        return self._rehearsal()


class _Batch:
    """Puts one batch of talks into the tables."""

    def __init__(self, db: dbapi2.Connection, change: Change, moment: str) -> None:
        from pydantic_core import to_json  # takes a quarter of json's time, and listing people can do without it

        self.db, self.change, self.moment, self.written = db, change, moment, to_json
        self.new_id = in_bulk()
        row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'event'").fetchone()
        self.before = self.seq = int(row[0]) if row else 0

    def keep(self, talks: Sequence[PastTalk]) -> None:
        """Put these talks in, table by table.

        Rows are made as they are wanted, for keeping them takes as long, and of what the driver takes as it is: texts,
        ints and bytearrays, where it asks round about anything else.
        """
        many, moment, change = self.db.executemany, self.moment, self.change.id
        new = [talk for talk in talks if talk.new_name is not None]
        many(
            _NEW_PERSON, ((t.person_id, t.new_name, folded(t.new_name or ""), int(t.kind == "talk"), t.on) for t in new)
        )
        begins: list[int] = []
        many(_NEW_EVENT, self._events(talks, begins))
        begun = list(zip(begins, talks, strict=True))
        many(_NEW_SESSION, ((t.session_id, seq, t.person_id, t.kind, t.script_hash, t.script_id, t.on, moment)
                            for seq, t in begun))  # fmt: skip
        many(_COUNT_TALK, ((int(t.kind == "talk"), t.on, t.person_id) for t in talks if t.new_name is None))
        many(SAY, (row for seq, talk in begun for row in numbered(seq, talk.rows)))
        many("INSERT INTO unsearched (session) VALUES (?)", ((seq,) for seq in begins))
        many(_NEW_IMPORTED, ((bytearray(t.digest), t.session_id, change, t.ref) for t in talks))
        # Nothing else is waiting to be said, so what has just been said need not be looked at again.
        self.db.execute("UPDATE searched SET seq = ? WHERE seq = ?", (self.seq, self.before))

    def add_events(self, person: str, session: str, on: str, events: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
        """Put more events of a talk that is there into the tables."""
        told = ((kind, subject, self.written(body).decode()) for kind, subject, body in events)
        self.db.executemany(_NEW_EVENT, (self._event(person, session, *each, on) for each in told))

    def _events(self, talks: Sequence[PastTalk], begins: list[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of all events; `begins` takes the place of each talk's first."""
        happened, written, today = self._event, self.written, self.change.on.isoformat()
        for talk in talks:
            person, session, on = talk.person_id, talk.session_id, talk.on
            if talk.new_name is not None:
                yield happened(person, "", "person_added", "", written({"name": talk.new_name}).decode(), today)
            begins.append(self.seq + 1)
            yield happened(person, session, "started", "", written(_beginning(talk)).decode(), on)
            for kind, subject, told in talk.events:
                yield happened(person, session, kind, subject, told, on)

    def _event(self, person: str, session: str, kind: str, subject: str, told: str, on: str) -> tuple[Any, ...]:
        self.seq = seq = self.seq + 1
        change = self.change
        return seq, self.new_id(), change.id, person, session, kind, subject, told, self.moment, on, change.by


def _beginning(talk: PastTalk) -> dict[str, Any]:
    """What the first event of a talk says of it."""
    told = {"kind": talk.kind, "script_hash": talk.script_hash, "script_id": talk.script_id,
            "permission": True, "told_later": True}  # fmt: skip
    return told if talk.ref is None else {**told, "ref": talk.ref}
