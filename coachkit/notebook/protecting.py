"""Protection put on a notebook and taken off: in come its place and its keys, out goes the same notebook, made over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from coachkit.errors import NotebookBusyError, NotebookUnreadableError
from coachkit.notebook.connection import BUSY_SECONDS, is_protected, opened
from coachkit.notebook.copies import copies_of, unprotect_copies
from coachkit.notebook.keyrings import take_from_keyring
from coachkit.notebook.keys import DataKey, KeyFile, is_plain, keys_beside, write_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.making_over import make_over
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act


def protect(path: Path, keys: KeyFile, key: DataKey, change: Change, at: datetime) -> None:
    """Put a plain notebook, and its copies, under a key.

    The keys are there before the notebook is; a plain notebook with keys beside it is plain, and is protected anew.
    Raises NotebookBusyError where another window has it open, or has protected it meanwhile.
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
    Notebook.open(path, unlock=lambda _: key).close()


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


def _noting(key: DataKey | None, change: Change, act: Act, at: datetime) -> Callable[[Path], None]:
    def note(over: Path) -> None:
        with Notebook(over, opened(over, key=key), BUSY_SECONDS, key) as notebook:
            notebook.note_done(change, act, at)

    return note
