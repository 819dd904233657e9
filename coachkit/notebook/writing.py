"""Writing: in come events as they happen, out goes one committed transaction each, with people and talks kept right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError
from coachkit.ids import new_id
from coachkit.notebook.holding import Held, utc_text
from coachkit.notebook.lines import Change, TalkLine
from coachkit.safe_text import folded

if TYPE_CHECKING:
    from coachkit.talk.events import NewEvent

_NEW_CHANGE = 'INSERT INTO change (id, kind, sentence, at, "on", "by") VALUES (?, ?, ?, ?, ?, ?)'
_NEW_EVENT = """
    INSERT INTO event (id, change_id, person_id, session_id, kind, subject, body, at, "on", "by")
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TOUCH = "UPDATE session SET touched_at = ?, state = CASE WHEN ? THEN 'done' ELSE state END WHERE id = ?"
_RESCRIPT = "UPDATE session SET script_hash = ?, touched_at = ? WHERE id = ?"
_NEW_SESSION = """
    INSERT INTO session (id, seq, person_id, kind, script_hash, script_id, "on", state, touched_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COUNT_TALK = """
    UPDATE person SET talks = talks + ?, last_on = CASE WHEN last_on > ?2 THEN last_on ELSE ?2 END WHERE id = ?3"""
_NEW_PERSON = "INSERT INTO person (id, name, folded, archived, talks) VALUES (?, ?, ?, 0, 0)"
_NEW_SCRIPT = """
    INSERT INTO script (hash, script_id, version, body) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING"""
_SOMEBODY = "SELECT 1 FROM person WHERE id = ?"
# Only for a talk that is there: one forgotten in another window must not leave words behind in this one.
_DRAFT = """
    INSERT INTO draft (session_id, subject, text, at) SELECT ?1, ?2, ?3, ?4
    WHERE EXISTS (SELECT 1 FROM session WHERE id = ?1)
    ON CONFLICT (session_id) DO UPDATE SET subject = excluded.subject, text = excluded.text, at = excluded.at"""

# These change what is known of a person beyond one row; they have methods of their own.
_NOT_APPENDED = frozenset({"person_added", "person_renamed", "person_archived", "person_merged"})


class Writing(Held):
    """The part of the notebook that adds; nothing already kept is changed by it."""

    def begin(self, kind: str, sentence: str, *, on: date, by: str) -> Change:
        """A new change to append events to. `sentence` is what `undo` will say, `by` the coach's name or empty."""
        return Change(new_id(), kind, sentence, on, by)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is added inside: all of it is kept or none.

        Never while a question waits, and not around what edits, erases or undoes.
        """
        with self._writing():
            yield

    def keep_change(self, change: Change, at: datetime) -> None:
        """Keep a change that changes nobody: what was done with the notebook as a whole."""
        with self._writing() as db:
            stand(db, change, utc_text(at))

    def append(
        self, change: Change, person_id: str, session_id: str | None, events: Sequence[NewEvent], at: datetime
    ) -> None:
        """Keep events in one committed transaction: when this returns, a power cut does not take them.

        Raises CouldNotError where the change has been taken back, the talk rubbed out or the person forgotten in
        another window.
        """
        if any(event.kind in _NOT_APPENDED for event in events):
            raise ValueError("people are added, renamed, archived and merged by methods of their own")
        if not events:
            return
        moment = utc_text(at)
        with self._writing() as db:
            if session_id is None and not db.execute(_SOMEBODY, (person_id,)).fetchone():
                raise _nobody()
            stand(db, change, moment)
            for event in events:
                _keep(db, change, person_id, session_id, event.kind, event.subject, event.body, moment)
            if session_id is not None:
                finished = any(event.kind == "finished" for event in events)
                if db.execute(_TOUCH, (moment, finished, session_id)).rowcount == 0:
                    raise _gone()

    def start_session(
        self,
        change: Change,
        session_id: str,
        person_id: str,
        kind: str,
        script_hash: str | None,
        script_id: str | None,
        on: date,
        at: datetime,
        events: Sequence[NewEvent] = (),
    ) -> None:
        """Begin a talk, and keep its first events with it.

        The `started` event is written here and holds what the talk is known by; one given first among `events`
        adds its body to it. Raises NotFoundError where nobody has that id.
        """
        moment, day = utc_text(at), on.isoformat()
        told = {"kind": kind, "script_hash": script_hash, "script_id": script_id}
        rest = list(events)
        if rest and rest[0].kind == "started":
            told = rest.pop(0).body | told
        state = "done" if any(event.kind == "finished" for event in rest) else "open"
        with self._writing() as db:
            living = self._living(person_id)
            stand(db, change, moment)
            seq = _keep(db, change, living, session_id, "started", "", told, moment, day)
            for event in rest:
                _keep(db, change, living, session_id, event.kind, event.subject, event.body, moment, day)
            db.execute(_NEW_SESSION, (session_id, seq, living, kind, script_hash, script_id, day, state, moment))
            db.execute(_COUNT_TALK, (kind == "talk", day, living))

    def change_script(
        self, change: Change, talk: TalkLine, script_hash: str, at: datetime, events: Sequence[NewEvent] = ()
    ) -> None:
        """Go on with another version of the talk's script; what it carries over is kept in the same transaction."""
        moment = utc_text(at)
        with self._writing() as db:
            stand(db, change, moment)
            _keep(db, change, talk.person_id, talk.id, "script_changed", "", {"script_hash": script_hash}, moment)
            for event in events:
                _keep(db, change, talk.person_id, talk.id, event.kind, event.subject, event.body, moment)
            if db.execute(_RESCRIPT, (script_hash, moment, talk.id)).rowcount == 0:
                raise _gone()

    def keep_script(self, hash_: str, script_id: str, version: int, body: str) -> None:
        """Keep a compiled script, as JSON, for the talks that begin with it; once is enough."""
        with self._writing() as db:
            db.execute(_NEW_SCRIPT, (hash_, script_id, version, body))

    def add_person(self, change: Change, person_id: str, name: str, at: datetime) -> None:
        """Add a person; two may share a name."""
        moment = utc_text(at)
        with self._writing() as db:
            stand(db, change, moment)
            _keep(db, change, person_id, None, "person_added", "", {"name": name}, moment)
            db.execute(_NEW_PERSON, (person_id, name, folded(name)))

    def keep_draft(self, session_id: str, subject: str, text: str) -> bool:
        """Keep half-typed text of a talk; False where that did not work, for typing must go on whatever happens."""
        values = (session_id, subject, text, utc_text(datetime.now(UTC)))
        return self._on_the_side(lambda db: db.execute(_DRAFT, values))

    def clear_draft(self, session_id: str) -> bool:
        """Drop the half-typed text of a talk; False where that did not work."""
        return self._on_the_side(lambda db: db.execute("DELETE FROM draft WHERE session_id = ?", (session_id,)))


def stand(db: dbapi2.Connection, change: Change, moment: str) -> None:
    """Have the change in the notebook, and still standing."""
    row = db.execute("SELECT undone_at FROM change WHERE id = ?", (change.id,)).fetchone()
    if row is None:
        on = change.on.isoformat()
        db.execute(_NEW_CHANGE, (change.id, change.kind, change.sentence, moment, on, change.by))
    elif row[0] is not None:
        raise CouldNotError(
            "This was taken back in another window, so nothing more can be added to it.", "Start it anew."
        )


def _keep(
    db: dbapi2.Connection,
    change: Change,
    person_id: str,
    session_id: str | None,
    kind: str,
    subject: str,
    body: dict[str, Any],
    moment: str,
    day: str = "",
) -> int:
    """Keep one event; its place in the order of all events."""
    told = json.dumps(body, ensure_ascii=False)
    day = day or change.on.isoformat()
    values = (new_id(), change.id, person_id, session_id, str(kind), subject, told, moment, day, change.by)
    return int(db.execute(_NEW_EVENT, values).lastrowid)


def _gone() -> CouldNotError:
    return CouldNotError("This talk is no longer in the notebook; it was taken out in another window.", "Start anew.")


def _nobody() -> CouldNotError:
    return CouldNotError(
        "This person is no longer in the notebook; they were taken out in another window. Nothing was kept.",
        "See who is: coachkit people",
    )
