"""Rubbing out: in come the answers or the talk that must go, out goes a notebook in which no word of them is left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, update
from sqlmodel import Session as DbSession
from sqlmodel import col, select

from coachkit.errors import NotFoundError
from coachkit.notebook.holding import utc_text
from coachkit.notebook.lines import Change
from coachkit.notebook.orm import drop_summaries, keep, stand
from coachkit.notebook.projecting import rebuild
from coachkit.notebook.said import unsay
from coachkit.notebook.tables import ChangeRow, DraftRow, EventRow, ImportedRow, SessionRow
from coachkit.notebook.unimporting import execute_in
from coachkit.talk.events import Key


def rub_out(
    db: DbSession, change: Change, session_id: str, keys: Sequence[Key], at: datetime, also: Sequence[str]
) -> None:
    """Empty every event of these answers, and say of each that it was rubbed out."""
    session = _session(db, session_id)
    stand(db, change, at)
    unsay(execute_in(db), [session.seq], anew=True)
    subjects = [str(key) for key in keys]
    db.exec(
        update(EventRow)
        .where(col(EventRow.session_id) == session_id, col(EventRow.subject).in_(subjects))
        .values(body="{}")
    )
    _empty_told(db, session_id, set(subjects))
    _drop_decisions(db, also)
    _drop_digests(db, session_id, set(subjects))
    drop_summaries(db, session.person_id)
    for subject in subjects:
        keep(db, change, session.person_id, "rubbed_out", {}, at, session_id=session_id, subject=subject)
    _drop_draft(db, session_id)
    session.touched_at = utc_text(at)


def forget_session(db: DbSession, change: Change, session_id: str, at: datetime, also: Sequence[str]) -> None:
    """Delete a talk with all its events, and the changes that nothing is left of."""
    session = _session(db, session_id)
    stand(db, change, at)
    drop_summaries(db, session.person_id)
    unsay(execute_in(db), [session.seq], anew=False)
    of_it = col(EventRow.session_id) == session_id
    touched = set(db.exec(select(EventRow.change_id).where(of_it))) - {change.id}
    db.exec(delete(EventRow).where(of_it))
    _drop_decisions(db, also)
    _drop_draft(db, session_id)
    db.exec(delete(ImportedRow).where(col(ImportedRow.session_id) == session_id))
    rebuild(db)
    kept = exists().where(col(EventRow.change_id) == col(ChangeRow.id))
    db.exec(delete(ChangeRow).where(col(ChangeRow.id).in_(touched), ~kept))


def _session(db: DbSession, session_id: str) -> SessionRow:
    session = db.get(SessionRow, session_id)
    if session is None:
        raise NotFoundError("This talk is not in the notebook.", "See the talks: coachkit talks")
    return session


def _drop_decisions(db: DbSession, statements: Sequence[str]) -> None:
    """A rewording holds the words too, under the id of the statement and outside the talk."""
    db.exec(delete(EventRow).where(col(EventRow.subject).in_(statements)))


def _empty_told(db: DbSession, session_id: str, subjects: set[str]) -> None:
    """The answers of a talk told in one go lie in one event; each of these is left there without its words."""
    for event in db.exec(select(EventRow).where(col(EventRow.session_id) == session_id, col(EventRow.kind) == "told")):
        body = json.loads(event.body)
        events = [[kind, key, None if key in subjects else value] for kind, key, value in body.get("events", ())]
        event.body = json.dumps(body | {"events": events}, ensure_ascii=False)


def _drop_digests(db: DbSession, session_id: str, subjects: set[str]) -> None:
    """A reading back keeps a digest of the words that were right; a word or two could be guessed from it."""
    read_back = col(EventRow.session_id) == session_id, col(EventRow.kind) == "played_back"
    for event in db.exec(select(EventRow).where(*read_back)):
        body = json.loads(event.body)
        right = body.get("right", {})
        if subjects & right.keys():
            body["right"] = {key: words for key, words in right.items() if key not in subjects}
            event.body = json.dumps(body, ensure_ascii=False)


def _drop_draft(db: DbSession, session_id: str) -> None:
    db.exec(delete(DraftRow).where(col(DraftRow.session_id) == session_id))
