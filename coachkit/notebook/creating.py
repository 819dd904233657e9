"""A new notebook: in comes a path where none is, out goes a whole, empty database there, or nothing at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError, NotebookUnreadableError
from coachkit.notebook.connection import immediate
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.schema import APPLICATION_ID, DDL, SCHEMA_VERSION
from coachkit.whole_file import settle_folder

# A past conversation fills half a page of this size, and two of SQLite's own: thousands come in an eighth quicker, and
# one answer takes no longer to keep.
_PAGE = 16_384


def make_notebook(path: Path) -> None:
    """Make an empty notebook that nobody else can read.

    It is built under another name and gets its own when it is whole, so that a crash or a second coachkit never
    leaves half a notebook. Raises CouldNotError where the folder or the file cannot be made.
    """
    refuse_orphan(path)
    building = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(building, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        with mapped_errors():
            _fill(building)
        _put_in_place(building, path)
    except OSError as fault:
        reason = (fault.strerror or "the computer refused").lower()
        raise CouldNotError(
            f"The notebook {path} could not be made: {reason}.", "Set COACHKIT_HOME to a folder you can write to."
        ) from None
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def lay_out(db: dbapi2.Connection) -> None:
    """Make the empty tables of a notebook."""
    with immediate(db):
        for statement in DDL:
            db.execute(statement)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _fill(building: Path) -> None:
    db = dbapi2.connect(str(building), isolation_level=None)
    try:
        db.execute(f"PRAGMA page_size={_PAGE}")
        lay_out(db)
        db.execute("PRAGMA journal_mode=WAL").fetchall()
    finally:
        db.close()


def _put_in_place(building: Path, path: Path) -> None:
    try:
        path.hardlink_to(building)
    except FileExistsError:
        return  # Somebody else was quicker, and theirs is as good.
    except OSError:
        # Some drives know no links.
        if not path.exists():
            building.rename(path)
    settle_folder(path.parent)


def refuse_orphan(path: Path) -> None:
    """Raise NotebookUnreadableError for a -wal file that was left: it would bring the old pages into a new database."""
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise NotebookUnreadableError(
            f"{path.name} is missing, but a part of it, {wal.name}, is still in the folder.",
            f"Put {path.name} back beside it, or move {wal.name} away to begin a new notebook.",
        )
