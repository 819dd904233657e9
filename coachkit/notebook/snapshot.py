"""A copy to look into: in comes a notebook in whatever state, out goes the same bytes elsewhere, gone when looked at.

Looking through a damaged file can mean writing in it; whoever looks does so in this copy, and the notebook stays as it
is to the last byte.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coachkit.errors import CouldNotError, NotebookBusyError
from coachkit.notebook.backups import folder_of, remove_unfinished
from coachkit.notebook.copying import BESIDE

_TRIES = 5


@contextmanager
def snapshot(notebook: Path) -> Iterator[Path]:
    """The path of a copy, as private as the notebook.

    Raises NotebookBusyError where another window keeps on writing, CouldNotError where there is no room.
    """
    folder = folder_of(notebook)
    copy = folder / f".looked-at.{os.getpid()}.part"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        remove_unfinished(folder)
        _copy(notebook, copy)
    except OSError as fault:
        with suppress(OSError):  # what stands in the folder's place may be a file
            _remove(copy)
        reason = (fault.strerror or "the computer refused").lower()
        raise CouldNotError(
            f"The notebook could not be looked through: {reason}.",
            "That is done in a copy beside it. Make room and its folder writable, or take it to a place that is.",
        ) from None
    try:
        yield copy
    finally:
        _remove(copy)


@contextmanager
def removed_afterwards(building: Path) -> Iterator[None]:
    """Nothing lies at this place before the block or after it, nor what SQLite lays beside a file."""
    _remove(building)
    try:
        yield
    finally:
        _remove(building)


def _copy(notebook: Path, copy: Path) -> None:
    """Copy the file and what is still in its -wal, as they are at one moment."""
    wal = notebook.with_name(f"{notebook.name}-wal")
    for _ in range(_TRIES):
        before = _state(notebook), _state(wal)
        _copy_privately(notebook, copy)
        if before[1]:
            _copy_privately(wal, copy.with_name(f"{copy.name}-wal"))
        if (_state(notebook), _state(wal)) == before:
            return
        _remove(copy)
    raise NotebookBusyError("Another coachkit is writing in the notebook.", "Close the other one, then try again.")


def _copy_privately(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, source.open("rb") as read:
        shutil.copyfileobj(read, file, 1 << 20)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return (about.st_size, about.st_mtime_ns) if about.st_size else None


def _remove(copy: Path) -> None:
    for ending in ("", *BESIDE):
        copy.with_name(f"{copy.name}{ending}").unlink(missing_ok=True)
