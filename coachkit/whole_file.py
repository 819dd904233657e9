"""A file written whole or not at all: in come a place and bytes, out goes a file that only its owner can read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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
        _put_in_place(temporary, path, over=over)
        settle_folder(path.parent)
    finally:
        with suppress(OSError):  # what it stands in may be no folder
            temporary.unlink()


def _put_in_place(temporary: Path, path: Path, *, over: bool) -> None:
    if not over:
        try:
            os.link(temporary, path)  # the one way that can never write over another file
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(path):
                raise FileExistsError from None
            # A drive that knows no links, such as a USB stick.
        else:
            return
    temporary.replace(path)


def settle_folder(folder: Path) -> None:
    """See that a folder remembers new names after a power cut, where folders can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
