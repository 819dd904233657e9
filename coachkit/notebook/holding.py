"""What every part of the notebook works on: in comes an open connection, out go rows and whole transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, NotFoundError
from coachkit.notebook.connection import immediate
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.keys import DataKey

Row = tuple[Any, ...]

# An id of somebody, or of everybody merged into them.
AMONG_PARTS = """IN (
    WITH RECURSIVE part(id) AS (VALUES (?) UNION SELECT p.id FROM person AS p JOIN part ON p.merged_into = part.id)
    SELECT id FROM part)"""
_ON_THE_SIDE_SECONDS = 0.2

_DIRECT = "SELECT merged_into FROM person WHERE id = ?"


class Held:
    """An open notebook file; the reading and writing parts are built upon it."""

    def __init__(self, path: Path, db: dbapi2.Connection, busy_seconds: float, key: DataKey | None = None) -> None:
        self.path = path
        self._db = db
        self._busy_seconds = busy_seconds
        self._key = key

    @property
    def protected(self) -> bool:
        """Whether the file is scrambled, and a passphrase opens it."""
        return self._key is not None

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        with mapped_errors():
            rows: list[Row] = self._db.execute(statement, values).fetchall()
        return rows

    @contextmanager
    def _writing(self) -> Iterator[dbapi2.Connection]:
        """One transaction; inside another it is part of that one."""
        with mapped_errors(), immediate(self._db):
            yield self._db

    @contextmanager
    def _rehearsal(self) -> Iterator[None]:
        """One transaction that is always taken back; what it wrote beside the file goes as well."""
        with mapped_errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _living(self, person_id: str) -> str:
        """The id of the person whom `person_id` is part of by now. Raises NotFoundError."""
        here = person_id
        while rows := self._rows(_DIRECT, (here,)):
            if rows[0][0] is None:
                return here
            here = rows[0][0]
        raise NotFoundError("This person is not in the notebook.", "See who is: coachkit people")

    def _on_the_side(self, work: Callable[[dbapi2.Connection], object]) -> bool:
        """Write without making anybody wait for another coachkit, and without raising; False where it did not work."""
        try:
            self._wait_at_most(_ON_THE_SIDE_SECONDS)
            try:
                with self._writing() as db:
                    work(db)
            finally:
                self._wait_at_most(self._busy_seconds)
        except (CoachkitError, dbapi2.Error):
            return False
        return True

    def _wait_at_most(self, seconds: float) -> None:
        self._db.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}").fetchall()


def utc_text(at: datetime) -> str:
    """A moment as it is kept: UTC in ISO form, always with microseconds, so that texts sort as moments do."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
