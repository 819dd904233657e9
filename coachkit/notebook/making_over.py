"""A notebook made over: in come its place and another key, or none, out goes the same notebook there under that one.

Whatever stops this on the way, even `kill -9`, the old notebook or the new one is there, whole. The old one is never
renamed over while a -wal file lies beside it: SQLite would bring the pages of the old one into the new.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import NotebookBusyError
from coachkit.notebook.connection import opened
from coachkit.notebook.copying import BESIDE, copy_notebook, wipe_all
from coachkit.notebook.faults import mapped_errors, not_taken
from coachkit.notebook.keys import DataKey
from coachkit.whole_file import blank, settle_folder

# Somebody else's Tab key opens the notebook for a moment; a window left open does not go away.
_PATIENCE_SECONDS, _PAUSE_SECONDS = 1.0, 0.05


def make_over(
    path: Path,
    was: DataKey | None,
    key: DataKey | None,
    *,
    ready: Callable[[], None] = lambda: None,
    finish: Callable[[Path], None] = lambda _: None,
) -> None:
    """Put in the place of a notebook, whose key `was` is, the same under `key`.

    `ready` is called once nobody else can get at the notebook; `finish` gets the new one before it is in its place,
    to add to it. Raises NotebookBusyError, with nothing changed, where another window has it open; CouldNotError,
    as well with nothing changed, where the disk is full and the like.
    """
    try:
        was_there = path.stat()
        # Closing any handle on a file takes this process's locks on it away, so the one to blank it closes last.
        with ExitStack() as last, _alone(path, was, was_there) as db:
            ready()
            _replace(path, db, key, finish, last)
    except OSError as fault:
        what = f"{path.name} could not be protected" if key else f"The protection could not be taken off {path.name}"
        raise not_taken(what, path.parent, fault) from None


def _replace(
    path: Path, db: dbapi2.Connection, key: DataKey | None, finish: Callable[[Path], None], last: ExitStack
) -> None:
    clear_left_over(path)
    over = _over(path)
    try:
        copy_notebook(db, over, key)
        finish(over)
        if sys.platform == "win32":
            db.close()  # there a file that is open keeps its name
            over.replace(path)
            return
        old = os.open(path, os.O_RDWR)
        last.callback(os.close, old)
        over.replace(path)
    except BaseException:
        clear_left_over(path)
        raise
    if settle_folder(path.parent):
        with suppress(OSError):
            # Under the lock still: whoever waits for it finds no old notebook to go on with.
            blank(old)


def clear_left_over(path: Path) -> None:
    """Take away what a killed `make_over` left beside a notebook; only for who has the notebook open."""
    over = _over(path)
    if any(over.with_name(over.name + ending).exists() for ending in ("", *BESIDE)):
        wipe_all(over)


def _over(path: Path) -> Path:
    return path.with_name(f"{path.name}.over")


@contextmanager
def _alone(path: Path, key: DataKey | None, was: os.stat_result) -> Iterator[dbapi2.Connection]:
    """A connection that nobody else can read or write beside, to a notebook that is one file only."""
    db = opened(path, key=key, any_schema=True)
    try:
        with mapped_errors():
            _leave_wal(db)
            db.execute("PRAGMA main.locking_mode=EXCLUSIVE").fetchall()
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
        beside = any(path.with_name(path.name + ending).exists() for ending in BESIDE)
        if beside or not os.path.samestat(path.stat(), was):
            raise NotebookBusyError(*_IN_USE)
        yield db
    finally:
        db.close()


def _leave_wal(db: dbapi2.Connection) -> None:
    """Bring everything into the one file. Raises NotebookBusyError where others have it open."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            db.execute("PRAGMA journal_mode=DELETE").fetchall()
        except dbapi2.OperationalError as fault:
            if fault.sqlite_errorcode != dbapi2.SQLITE_BUSY:
                raise
            if time.monotonic() > until:
                raise NotebookBusyError(*_IN_USE) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return


_IN_USE = "The notebook is open in another window. Nothing was changed.", "Close it there, then try again."
