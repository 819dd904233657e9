"""Bringing somebody back: in come the events of a copy with their own ids, out goes the notebook with them in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from sqlcipher3 import dbapi2

from coachkit.notebook.holding import Held, utc_text
from coachkit.notebook.lines import Change
from coachkit.notebook.said import unsay
from coachkit.notebook.writing import stand
from coachkit.safe_text import folded

_AMONG = "IN (SELECT value FROM json_each(?1))"
_STANDS = "(c.undone_at IS NULL OR e.kind = 'rubbed_out')"
_THERE = f"""
    SELECT e.id, e.person_id, {_STANDS} FROM event AS e JOIN change AS c ON c.id = e.change_id WHERE e.id {_AMONG}"""  # noqa: S608
_BEGINNINGS = f"""
    SELECT e.id FROM event AS e JOIN change AS c ON c.id = e.change_id WHERE c.undone_at IS NULL AND (
        e.kind = 'started' AND e.session_id {_AMONG} OR e.kind = 'person_added' AND e.person_id {_AMONG})"""  # noqa: S608
_PEOPLE = f"SELECT id FROM person WHERE id {_AMONG}"  # noqa: S608
_DROP = f"DELETE FROM event WHERE id {_AMONG}"  # noqa: S608
_NEW_EVENT = """
    INSERT INTO event (id, change_id, person_id, session_id, kind, subject, body, at, "on", "by")
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_OF_PEOPLE = f"""
    SELECT e.person_id, e.kind, e.body FROM event AS e JOIN change AS c ON c.id = e.change_id
    WHERE {_STANDS} AND e.session_id IS NULL AND e.person_id {_AMONG} AND e.kind LIKE 'person~_%' ESCAPE '~'
    ORDER BY e.seq"""  # noqa: S608
_OF_TALKS = f"""
    SELECT e.session_id, e.seq, e.person_id, e.kind, e.body, e."on", e.at
    FROM event AS e JOIN change AS c ON c.id = e.change_id
    WHERE {_STANDS} AND e.session_id {_AMONG} ORDER BY e.seq"""  # noqa: S608
_CONTACTS_BEFORE = f"SELECT seq FROM event WHERE kind = 'contact' AND id {_AMONG}"  # noqa: S608
_CONTACTS = "SELECT seq FROM event WHERE change_id = ? AND kind = 'contact'"
_REF = "INSERT OR REPLACE INTO imported (digest, session_id, change_id, ref) VALUES (?, ?, ?, ?)"
_PUT_PERSON = """
    INSERT INTO person (id, name, folded, archived, merged_into, talks) VALUES (?, ?, ?, ?, ?, 0)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, archived = excluded.archived,
        merged_into = excluded.merged_into"""
_PUT_TALK = """
    INSERT INTO session (id, seq, person_id, kind, script_hash, script_id, "on", state, touched_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, script_hash = excluded.script_hash,
        state = excluded.state, touched_at = excluded.touched_at"""
_RECOUNT = f"""
    UPDATE person SET
        talks = (SELECT count(*) FROM session AS s WHERE s.person_id = person.id AND s.kind = 'talk'),
        last_on = (SELECT max(s."on") FROM session AS s WHERE s.person_id = person.id)
    WHERE id {_AMONG}"""  # noqa: S608


class Brought(Protocol):
    """An event as a copy holds it."""

    @property
    def id(self) -> str: ...
    @property
    def session_id(self) -> str | None: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> dict[str, Any]: ...
    @property
    def at(self) -> str: ...
    @property
    def on(self) -> str: ...
    @property
    def by(self) -> str: ...


class Whose(NamedTuple):
    """An event of a copy, whose it is, and what it is."""

    person_id: str
    kind: str
    event: Brought


class Restoring(Held):
    """The part of the notebook that takes in what was in a notebook before."""

    def events_there(self, ids: Iterable[str]) -> dict[str, tuple[str, bool]]:
        """Of these events those in the notebook: whose each is, and whether it stands."""
        return {id_: (whose, bool(stands)) for id_, whose, stands in self._rows(_THERE, (_list(ids),))}

    def beginnings(self, ids: Iterable[str]) -> set[str]:
        """The events by which these talks began, and by which these people came into the notebook."""
        return {id_ for (id_,) in self._rows(_BEGINNINGS, (_list(ids),))}

    def people_there(self, ids: Iterable[str]) -> set[str]:
        """Which of these people are in the notebook, also as part of somebody else."""
        return {id_ for (id_,) in self._rows(_PEOPLE, (_list(ids),))}

    def bring_back(self, change: Change, events: Sequence[Whose], at: datetime) -> None:
        """Keep these events in this order, and have people and talks as they tell; all of it or nothing.

        None of them stands in the notebook; one that was taken back stands again. Raises ValueError where people
        would be one with each other in a circle, and CouldNotError where the change was taken back in another window.
        """
        with self._writing() as db:
            stand(db, change, utc_text(at))
            before, ids = _last(db), _list(each.event.id for each in events)
            unsay(db.execute, [seq for (seq,) in db.execute(_CONTACTS_BEFORE, (ids,)).fetchall()], anew=False)
            db.execute(_DROP, (ids,))
            db.executemany(_NEW_EVENT, [_row(change, each) for each in events])
            people = list(dict.fromkeys(each.person_id for each in events))
            _put_people(db, people)
            _put_talks(db, list(dict.fromkeys(each.event.session_id for each in events if each.event.session_id)))
            _settle(db, people)
            db.executemany(_REF, _references(change, events))
            unsay(db.execute, [seq for (seq,) in db.execute(_CONTACTS, (change.id,)).fetchall()], anew=True)
            db.execute("UPDATE searched SET seq = ? WHERE seq = ?", (_last(db), before))

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Whatever was kept inside is taken back where something goes wrong; inside another transaction only that."""
        with self._writing() as db:
            db.execute("SAVEPOINT trying")
            try:
                yield
            except BaseException:
                db.execute("ROLLBACK TO trying")
                raise
            finally:
                db.execute("RELEASE trying")


def _list(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))


def _last(db: dbapi2.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'").fetchone()[0])


def _row(change: Change, whose: Whose) -> tuple[Any, ...]:
    event = whose.event
    body = json.dumps(event.body, ensure_ascii=False)
    return (event.id, change.id, whose.person_id, event.session_id, whose.kind, event.subject, body, event.at,
            event.on, event.by)  # fmt: skip


def _references(change: Change, events: Sequence[Whose]) -> Iterator[tuple[bytes, str, str, str]]:
    """By which reference each talk is known that came in from a file; the digest of its record is not in a copy."""
    for _, kind, event in events:
        ref = event.body.get("ref")
        if kind == "started" and event.session_id and isinstance(ref, str):
            known_by = blake2b(f"{event.session_id} {ref}".encode(errors="surrogatepass"), digest_size=16)
            yield known_by.digest(), event.session_id, change.id, ref


def _put_people(db: dbapi2.Connection, people: list[str]) -> None:
    rows: dict[str, list[Any]] = {}
    for id_, kind, text in db.execute(_OF_PEOPLE, (_list(people),)).fetchall():
        body = json.loads(text)
        row = rows.setdefault(id_, [id_, "", "", False, None])
        if kind in ("person_added", "person_renamed"):
            row[1:3] = body["name"], folded(body["name"])
        elif kind == "person_archived":
            row[3] = body["archived"]
        elif kind == "person_merged":
            row[4] = body["into"]
    db.executemany(_PUT_PERSON, list(rows.values()))


def _put_talks(db: dbapi2.Connection, talks: list[str]) -> None:
    rows: dict[str, list[Any]] = {}
    for id_, seq, person, kind, text, on, at in db.execute(_OF_TALKS, (_list(talks),)).fetchall():
        if kind == "started":
            body = json.loads(text)
            rows[id_] = [id_, seq, _living(db, person), body["kind"], body["script_hash"], body["script_id"], on,
                         "open", at]  # fmt: skip
        elif id_ in rows:
            row = rows[id_]
            row[8] = at
            if kind == "script_changed":
                row[4] = json.loads(text)["script_hash"]
            elif kind == "finished":
                row[7] = "done"
    db.executemany(_PUT_TALK, list(rows.values()))
    # What they say is worked out when somebody searches next.
    unsay(db.execute, [row[1] for row in rows.values()], anew=True)


def _settle(db: dbapi2.Connection, people: list[str]) -> None:
    """Give talks to whom these people are part of by now, and count them."""
    living = {id_: _living(db, id_) for id_ in people}
    moved = [(now, id_) for id_, now in living.items() if now != id_]
    db.executemany("UPDATE session SET person_id = ? WHERE person_id = ?", moved)
    touched = _list({*living, *living.values()})
    db.execute(_RECOUNT, (touched,))
    db.execute(f"DELETE FROM summary WHERE person_id {_AMONG}", (touched,))  # noqa: S608


def _living(db: dbapi2.Connection, id_: str) -> str:
    """Who somebody is part of by now. Raises ValueError for a circle, and for somebody who is nowhere."""
    seen: set[str] = set()
    while id_ not in seen:
        seen.add(id_)
        row = db.execute("SELECT merged_into FROM person WHERE id = ?", (id_,)).fetchone()
        if row is None:
            break
        if row[0] is None:
            return id_
        id_ = row[0]
    raise ValueError("nobody is left of these people")
