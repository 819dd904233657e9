"""The driver's errors in words: in comes what SQLite said, out goes what happened and what to do, without a value."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, CouldNotError, NotebookBusyError, NotebookUnreadableError, NotTakenError

PRIMARY = 0xFF  # SQLite's extended codes keep the plain one in their lowest byte
_KEPT = "Everything kept before is still there."
_AS_IT_WAS = "Nothing was changed."


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Let a block raise coachkit's own errors instead of the driver's; others go through untouched.

    The driver's error is dropped, not chained: it can hold the text of the column it stumbled over.
    """
    try:
        yield
    except Exception as fault:
        # SQLAlchemy wraps the driver's error; asking for `orig` saves loading it here.
        translated = translation(getattr(fault, "orig", fault))
        if translated is None:
            raise
        raise translated from None


def translation(fault: object) -> CoachkitError | None:
    """The coachkit error for a driver's error, or None where it is not one of those a coach can meet."""
    if isinstance(fault, UnicodeDecodeError | json.JSONDecodeError):
        return damaged()
    if not isinstance(fault, dbapi2.DatabaseError) or isinstance(fault, dbapi2.ProgrammingError):
        return None
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        # Bytes that are no text: the driver gives this no code.
        return damaged() if isinstance(fault, dbapi2.OperationalError) else None
    primary = code & PRIMARY
    if primary in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return NotebookBusyError(
            "Another coachkit is writing in the notebook.", f"{_KEPT} Close the other one, or try again in a moment."
        )
    if primary in (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_ERROR, dbapi2.SQLITE_MISMATCH):
        return damaged()
    return _refused(primary)


def _refused(primary: int) -> CouldNotError | None:
    if primary in (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_PERM):
        return NotTakenError(
            "The notebook is read-only, so this could not be kept.",
            f"{_KEPT} Make the file and its folder writable, or copy them to a place that is.",
        )
    if primary == dbapi2.SQLITE_FULL:
        return NotTakenError("The disk is full, so this could not be kept.", f"{_KEPT} Make room, then go on.")
    if primary == dbapi2.SQLITE_IOERR:
        return NotTakenError(
            "The disk would not take this, so it could not be kept.",
            f"{_KEPT} Look whether the disk is full or was taken out, then go on.",
        )
    if primary == dbapi2.SQLITE_CANTOPEN:
        return CouldNotError("The notebook could not be opened.", "Look who may read and write its folder.")
    if primary in (dbapi2.SQLITE_NOMEM, dbapi2.SQLITE_TOOBIG):
        return CouldNotError("This is too much to keep at once.", f"{_KEPT} Try it in smaller parts.")
    return None


def no_room() -> NotTakenError:
    """What to say to whoever would write where the disk has no room even for opening the notebook as usual."""
    return NotTakenError(
        "The disk is full, or takes nothing more, so nothing can be kept.",
        "Everything kept before can be read. Make room, then go on.",
    )


def not_taken(what: str, folder: Path, fault: OSError) -> CouldNotError:
    """What to say where the computer did not take a file into a folder: that `what` did not happen, and what to do."""
    if fault.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return CouldNotError(f"{what}: the disk is full. {_AS_IT_WAS}", "Make room on it, then try again.")
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CouldNotError(
            f"{what}: this login may not write in the folder {folder}. {_AS_IT_WAS}",
            "Make that folder, and the files in it, writable; then try again.",
        )
    if fault.errno in (errno.ENOENT, errno.ENOTDIR):
        return CouldNotError(f"{what}: there is no folder {folder}. {_AS_IT_WAS}", "Make that folder first.")
    return CouldNotError(
        f"{what}: {(fault.strerror or 'the computer refused').lower()}. {_AS_IT_WAS}",
        f"Look what is the matter with {folder}, then try again.",
    )


def damaged() -> NotebookUnreadableError:
    """What to say where the file is a notebook no longer."""
    return NotebookUnreadableError(
        "The notebook is damaged, or is not a notebook.",
        "Put back a copy from before: coachkit notebook restore FILE (coachkit notebook status lists them). Or save "
        "what can be read: coachkit notebook check --repair. If a passphrase protects it, the notebook.keys beside it "
        "has to be its own.",
    )
