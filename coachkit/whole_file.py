"""Files written whole: in come a path and bytes, out goes either the old file or the new one, never a part of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 1024 * 1024


def write_whole(path: Path, content: bytes) -> None:
    """Write a file for its owner alone; at every moment, also of a power cut, the old or the new one is there, whole.

    Raises OSError.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        settle_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def settle_folder(folder: Path) -> bool:
    """Have new names in a folder survive a power cut; False where the system does not let a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return True
    return False


def wipe(path: Path) -> None:
    """Take a file away with noughts where its bytes were; where that cannot be done, take it away all the same."""
    with suppress(OSError):
        handle = os.open(path, os.O_WRONLY)
        try:
            blank(handle)
        finally:
            os.close(handle)
    with suppress(OSError):
        path.unlink()


def blank(handle: int) -> None:
    """Write noughts over all of an open file, for as far as the drive writes in place. Raises OSError."""
    os.lseek(handle, 0, os.SEEK_SET)
    left = os.fstat(handle).st_size
    while left > 0:
        left -= os.write(handle, bytes(min(left, _AT_ONCE)))
    os.fsync(handle)
