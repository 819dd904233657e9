"""Files written whole: in come a path and bytes, out goes either the old file or the new one, never a part of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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


def put_in_place(temporary: Path, path: Path, *, over: bool) -> None:
    """Give a file written beside it its own name, in one move; never over another file unless `over` is set.

    Raises FileExistsError and OSError. The temporary name may be left; whoever made it takes it away.
    """
    if over or not _linked(temporary, path):
        temporary.replace(path)
    settle_folder(path.parent)


def _linked(temporary: Path, path: Path) -> bool:
    """Whether the file has the name now, by the one way that can never write over another; FileExistsError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A drive that knows no links, such as a USB stick.
        if os.path.lexists(path):
            raise FileExistsError from None
        return False
    return True


def settle_folder(folder: Path) -> None:
    """Have new names in a folder survive a power cut, where the system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
