"""People and talks as the events tell: in come all events that stand, out go the rows of person and session."""

from __future__ import annotations

import json

from sqlmodel import Session as DbSession
from sqlmodel import col, func, select

from coachkit.notebook.orm import standing
from coachkit.notebook.tables import ChangeRow, EventRow, PersonRow, SessionRow
from coachkit.safe_text import folded

_TELLING = ("person_added", "person_renamed", "person_archived", "person_merged", "started", "script_changed")


def rebuild(db: DbSession) -> None:
    """Make the rows of person and session what the events say, touching only those that differ."""
    people: dict[str, PersonRow] = {}
    sessions: dict[str, SessionRow] = {}
    statement = (
        select(EventRow).join(ChangeRow).where(standing(), col(EventRow.kind).in_(_TELLING)).order_by(col(EventRow.seq))
    )
    for event in db.exec(statement):
        if event.kind == "started":
            _begin_session(sessions, event)
        elif event.kind == "script_changed":
            _change_script(sessions, event)
        else:
            _tell_person(people, event)
    _count(people, sessions)
    _say_how_they_ended(db, sessions)
    _put(db, people, sessions)


def _tell_person(people: dict[str, PersonRow], event: EventRow) -> None:
    body = json.loads(event.body)
    if event.kind == "person_added":
        people[event.person_id] = PersonRow(id=event.person_id, name=body["name"], folded=folded(body["name"]))
    person = people.get(event.person_id)
    if person is None:
        return
    if event.kind == "person_renamed":
        person.name, person.folded = body["name"], folded(body["name"])
    elif event.kind == "person_archived":
        person.archived = body["archived"]
    elif event.kind == "person_merged":
        person.merged_into = body["into"]


def _begin_session(sessions: dict[str, SessionRow], event: EventRow) -> None:
    body = json.loads(event.body)
    if event.session_id is None or event.seq is None:
        return
    sessions[event.session_id] = SessionRow(
        id=event.session_id,
        seq=event.seq,
        person_id=event.person_id,
        kind=body["kind"],
        script_hash=body["script_hash"],
        script_id=body["script_id"],
        on=event.on,
        state="open",
        touched_at=event.at,
    )


def _change_script(sessions: dict[str, SessionRow], event: EventRow) -> None:
    session = sessions.get(event.session_id or "")
    if session is not None:
        session.script_hash = json.loads(event.body)["script_hash"]


def _count(people: dict[str, PersonRow], sessions: dict[str, SessionRow]) -> None:
    """Give each talk to who its person is by now, and each person their talks."""
    for session in list(sessions.values()):
        person = people.get(session.person_id)
        if person is None:
            # Two windows: the one that added the person took them back while the other talked with them.
            del sessions[session.id]
            continue
        while person.merged_into is not None:
            person = people[person.merged_into]
        session.person_id = person.id
        person.talks += session.kind == "talk"
        person.last_on = max(person.last_on or "", session.on)


def _say_how_they_ended(db: DbSession, sessions: dict[str, SessionRow]) -> None:
    latest = select(func.max(EventRow.seq)).join(ChangeRow).where(standing()).group_by(col(EventRow.session_id))
    for session_id, at in db.exec(
        select(EventRow.session_id, EventRow.at).where(col(EventRow.seq).in_(latest), col(EventRow.session_id) != "")
    ):
        if session_id in sessions:
            sessions[session_id].touched_at = at
    done = select(EventRow.session_id).join(ChangeRow).where(standing(), EventRow.kind == "finished")
    for session_id in db.exec(done):
        if session_id in sessions:
            sessions[session_id].state = "done"


def _put(db: DbSession, people: dict[str, PersonRow], sessions: dict[str, SessionRow]) -> None:
    for session in db.exec(select(SessionRow)).all():
        if session.id not in sessions:
            db.delete(session)
    for person in db.exec(select(PersonRow)).all():
        if person.id not in people:
            db.delete(person)
    for row in (*people.values(), *sessions.values()):
        db.merge(row)
    db.flush()
