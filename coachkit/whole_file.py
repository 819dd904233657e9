"""A file written whole or not at all: in come a place and bytes, out goes a file that only its owner can read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 1024 * 1024


def write_whole(path: Path, data: bytes, *, over: bool) -> None:
    """Write a file so that at every moment either what was there or the new one is there, whole.

    A link in its place is never followed: it is something that is there. `over` puts the new file in its place.
    Raises FileExistsError where something is there and `over` is not said, and OSError where the computer refuses.
    """
    # A name of its own, not the file's with more to it: that one may already be as long as a name can be.
    temporary = path.with_name(f".coachkit-{os.urandom(8).hex()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(temporary, path, over=over)
    finally:
        with suppress(OSError):  # what it stands in may be no folder
            temporary.unlink()


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


def try_writing(folder: Path) -> None:
    """See that a file can be laid in a folder; nothing of it stays. Raises OSError."""
    tried = folder / f".coachkit-{os.urandom(8).hex()}"
    os.close(os.open(tried, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    tried.unlink()


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
