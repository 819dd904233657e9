"""SQLModel on the notebook: in comes the file's path, out goes one transaction in which rows are edited as objects.

Loading this module takes a third of a second, so only what edits, erases or takes back imports it, when it must.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, event
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2
from sqlmodel import Session as DbSession
from sqlmodel import col, create_engine, select

from coachkit.errors import CouldNotError
from coachkit.ids import new_id
from coachkit.notebook.connection import opened
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.holding import utc_text
from coachkit.notebook.keys import DataKey
from coachkit.notebook.lines import Change
from coachkit.notebook.schema import SUMMARY_THERE
from coachkit.notebook.tables import ChangeRow, EventRow, PersonRow, SummaryRow


@contextmanager
def edits(path: Path, busy_seconds: float, key: DataKey | None) -> Iterator[DbSession]:
    """One transaction on a connection of its own, with the same settings as every other; kept when the block ends."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: opened(path, key=key, busy_seconds=busy_seconds, checked=False),
        module=dbapi2,
        poolclass=NullPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with mapped_errors(), DbSession(engine) as db, db.begin():
        yield db


def stand(db: DbSession, change: Change, at: datetime) -> None:
    """Have the change in the notebook, and still standing."""
    row = db.exec(select(ChangeRow).where(ChangeRow.id == change.id)).first()
    if row is None:
        db.add(
            ChangeRow(
                id=change.id,
                kind=change.kind,
                sentence=change.sentence,
                at=utc_text(at),
                on=change.on.isoformat(),
                by=change.by,
            )
        )
        db.flush()
    elif row.undone_at is not None:
        raise CouldNotError("This was taken back in another window.", "Start it anew.")


def keep(
    db: DbSession,
    change: Change,
    person_id: str,
    kind: str,
    body: dict[str, Any],
    at: datetime,
    *,
    session_id: str | None = None,
    subject: str = "",
) -> None:
    """Keep one event of a change that stands."""
    row = EventRow(
        id=new_id(),
        change_id=change.id,
        person_id=person_id,
        session_id=session_id,
        kind=str(kind),
        subject=subject,
        body=json.dumps(body, ensure_ascii=False),
        at=utc_text(at),
        on=change.on.isoformat(),
        by=change.by,
    )
    db.add(row)
    db.flush()


def drop_summaries(db: DbSession, *people: str) -> None:
    """Drop what is kept in short of these people and of those they are part of: words that go may stand in it."""
    if db.connection().exec_driver_sql(SUMMARY_THERE).first() is None:
        return  # a notebook of an earlier coachkit
    for person_id in people:
        here: str | None = person_id
        while here is not None:
            db.exec(delete(SummaryRow).where(col(SummaryRow.person_id) == here))
            person = db.get(PersonRow, here)
            here = person.merged_into if person is not None else None


def standing() -> Any:
    """The condition under which an event counts: not taken back. What was rubbed out stays so, its words are gone."""
    return (col(ChangeRow.undone_at).is_(None)) | (col(EventRow.kind) == "rubbed_out")
