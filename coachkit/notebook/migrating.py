"""Bringing a notebook up to date: in comes one of an earlier schema, out goes the same in today's, or as it was.

A copy is made first. Then everything happens in the file itself, in one transaction: whoever is killed in it leaves
the old notebook behind. A copy is never migrated and put in its place, because a -wal file left over would bring the
old pages back into it.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, CouldNotError
from coachkit.notebook.backups import Why, back_up
from coachkit.notebook.connection import opened_alone
from coachkit.notebook.copying import row_counts
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.holding import utc_text
from coachkit.notebook.keys import DataKey
from coachkit.notebook.looking import schema_of
from coachkit.notebook.schema import SCHEMA_VERSION, WORKED_OUT
from coachkit.notebook.trail import Act

if TYPE_CHECKING:
    from sqlalchemy import Connection

REVISIONS = Path(__file__).parent / "migrations"
_NOTE = "INSERT INTO trail (at, act, detail) VALUES (?, ?, json_object('from', ?, 'to', ?))"


def bring_up_to_date(
    path: Path,
    key: DataKey | None,
    busy_seconds: float,
    at: datetime,
    *,
    with_copy: bool = True,
    revisions: Path = REVISIONS,
) -> Path | None:
    """Bring a notebook to today's schema; the copy from before, None where there was nothing to do or no copy wanted.

    Raises NotebookBusyError where another coachkit has it open, NotebookUnreadableError where it is damaged, and
    CouldNotError where the copy cannot be made or the result is not whole; the notebook is then as it was.
    """
    with closing(opened_alone(path, key, busy_seconds)) as db:
        before = schema_of(db)
        if before >= SCHEMA_VERSION:
            return None
        copy = _copy(db, path, key, at) if with_copy else None
        with mapped_errors():
            _migrate(db, before, at, revisions)
    return copy


def _copy(db: dbapi2.Connection, path: Path, key: DataKey | None, at: datetime) -> Path:
    try:
        return back_up(db, path, Why.BEFORE_MIGRATION, key, at)
    except CouldNotError as fault:
        raise CouldNotError(
            "The notebook has to be brought up to date, and no copy of it could be made first. Nothing was changed.",
            f"{fault.message} {fault.hint}".strip(),
        ) from None


def _migrate(db: dbapi2.Connection, before: int, at: datetime, revisions: Path) -> None:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: db, module=dbapi2, poolclass=StaticPool, hide_parameters=True)
    # SQLAlchemy has to know of the one transaction: Alembic would make its own for each table otherwise.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN EXCLUSIVE"))
    with engine.connect() as connection, connection.begin():
        counted = row_counts(db)
        reached = _climb(connection, before, revisions)
        _refuse_loss(db, counted)
        db.execute(_NOTE, (utc_text(at), str(Act.MIGRATED), before, reached))
        db.execute(f"PRAGMA user_version={reached}")


def _climb(connection: Connection, before: int, revisions: Path) -> int:
    """Take every revision after this schema, one by one; the schema reached."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    steps = [each for each in ScriptDirectory(str(revisions)).walk_revisions() if int(each.revision) > before]
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
    return max(int(each.revision) for each in steps)


def _refuse_loss(db: dbapi2.Connection, counted: dict[str, int]) -> None:
    """Nothing that was there may be gone, nothing may point to what is not there, and nothing may be kept already."""
    if not db.in_transaction:
        raise RuntimeError("a revision ended the transaction")
    after = row_counts(db)
    if any(after.get(table) != rows for table, rows in counted.items() if table not in WORKED_OUT):
        raise _not_whole()
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _not_whole()


def _not_whole() -> CoachkitError:
    return CouldNotError(
        "The notebook did not come out whole when it was brought up to date, so it was left as it was.",
        "Go on with the coachkit you had before, and tell its makers; a copy is in the folder backups.",
    )
