"""Protection put on a notebook and taken off: in come its place and its keys, out goes the same notebook, made over."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coachkit.errors import CoachkitError, CouldNotError, NotebookBusyError, NotebookUnreadableError
from coachkit.notebook.connection import BUSY_SECONDS, opened, opened_alone
from coachkit.notebook.copies import copies_of, unprotect_copies
from coachkit.notebook.creating import refuse_orphan
from coachkit.notebook.faults import not_taken
from coachkit.notebook.keyrings import take_from_keyring
from coachkit.notebook.keys import DataKey, KeyFile, is_plain, keys_beside, read_keys, write_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.looking import is_protected
from coachkit.notebook.making_over import make_over
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.whole_file import try_writing

_LOOKING_SECONDS = 1.0


def look_first(path: Path, updated: Callable[[Path], None]) -> None:
    """Raise, before a coach writes down a code, whatever would stop `protect` afterwards.

    A notebook of an earlier release is brought up to date on the way, as any command does; `updated` is told. Nothing
    else is changed. Raises NotebookBusyError where another window has it open, NotebookUnreadableError, CouldNotError.
    """
    _see_that_there_is_room(path)
    if Notebook.exists(path):
        Notebook.open(path, updated=updated).close()
        opened_alone(path, None, _LOOKING_SECONDS).close()
        _refuse_shared_keys(path)
    else:
        refuse_orphan(path)


def protect(path: Path, keys: KeyFile, key: DataKey, change: Change, at: datetime) -> None:
    """Put a plain notebook, and its copies, under a key.

    The keys are there before the notebook is; a plain notebook with keys beside it is plain, and is protected anew.
    Raises NotebookBusyError where another window has it open, or has protected it meanwhile, and CouldNotError; then
    nothing is changed.
    """
    try:
        make_over(
            path, None, key,
            ready=lambda: write_keys(keys_beside(path), keys),
            finish=_noting(key, change, Act.PROTECTED, at),
        )  # fmt: skip
    except NotebookUnreadableError:
        if is_protected(path):
            raise NotebookBusyError("It was protected in another window just now.", "Use that passphrase.") from None
        raise
    except CoachkitError:
        _take_back(path, keys)
        raise
    # It is protected from here on, whatever becomes of the copies; they are tried again each time it is opened.
    with suppress(CoachkitError):
        Notebook.open(path, unlock=lambda _: key).close()


def opened_by_code(path: Path, code: str) -> bool:
    """Whether this recovery code opens the notebook as it is now."""
    with suppress(CoachkitError, OSError):
        keys = read_keys(keys_beside(path)) if is_protected(path) else None
        return keys is not None and keys.are_of(keys.opened_by_code(code))
    return False


def plain_copies(path: Path) -> Sequence[Path]:
    """The copies that anybody who has them can read."""
    return [copy for copy in copies_of(path, None) if is_plain(copy)]


def unprotect(path: Path, keys: KeyFile, key: DataKey, change: Change, at: datetime) -> Sequence[Path]:
    """Make a notebook and its copies plain again; the copies where that failed, which are still protected.

    Also goes on where it was broken off, with the notebook plain and copies left. Raises NotebookBusyError where
    another window has it open.
    """
    if is_protected(path):
        make_over(path, key, None, finish=_noting(None, change, Act.UNPROTECTED, at))
    take_from_keyring(keys)
    with Notebook.open(path) as notebook, notebook.together():
        left = unprotect_copies(path, key, keys)
        if not left:
            keys_beside(path).unlink(missing_ok=True)
    return left


def _see_that_there_is_room(path: Path) -> None:
    """Raise CouldNotError where no second notebook could be laid beside this one."""
    try:
        try_writing(path.parent)
        if path.exists() and shutil.disk_usage(path.parent).free < path.stat().st_size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as fault:
        raise not_taken("The notebook cannot be protected", path.parent, fault) from None


def _refuse_shared_keys(path: Path) -> None:
    """Keys beside a plain notebook may be what a copy of the same name is opened with: new ones would go over them."""
    beside = keys_beside(path)
    theirs = [copy for copy in copies_of(path, None) if keys_beside(copy) == beside and not is_plain(copy)]
    if theirs and beside.exists():
        names = ", ".join(copy.name for copy in theirs)
        raise CouldNotError(
            f"{beside.name} opens {names} beside the notebook, and protecting the notebook would write over it. "
            "Nothing was changed.",
            f"Move {names}, and {beside.name} with it, to a folder of their own; then try again.",
        )


def _take_back(path: Path, keys: KeyFile) -> None:
    """Leave no keys beside a notebook that stayed plain; but those of another window, which may be at it just now."""
    beside = keys_beside(path)
    with suppress(CoachkitError, OSError):
        held = read_keys(beside)
        if held is not None and held.id == keys.id and not is_protected(path):
            beside.unlink()


def _noting(key: DataKey | None, change: Change, act: Act, at: datetime) -> Callable[[Path], None]:
    def note(over: Path) -> None:
        with Notebook(over, opened(over, key=key), BUSY_SECONDS, key) as notebook:
            notebook.note_done(change, act, at)

    return note
