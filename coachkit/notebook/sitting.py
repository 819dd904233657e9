"""Who sits at a talk, or an import: in come a notebook's place and an id, out goes whether another window is at it.

The sign is a lock on one byte of an empty file, with a few bytes for each id. The system takes it away with the
window, however that one ends; so none is ever left over, and no id is written anywhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

_FILE = "open-talks"
# More windows than this on one talk need not be told apart.
_WINDOWS = 4


@contextmanager
def sitting(notebook: Path, id_: str) -> Iterator[bool]:
    """Sit at a talk or a change until the block ends; whether somebody sits at it already, in another window.

    One block at a time: the system gives all seats of a program free when it leaves one.

    Where no file can be laid beside the notebook nobody can tell, and then nobody is said to be there.
    """
    try:
        handle = os.open(notebook.with_name(_FILE), os.O_RDWR | os.O_CREAT, 0o600) if notebook.is_file() else None
    except OSError:
        handle = None
    if handle is None:
        yield False
        return
    try:
        yield _take_a_seat(handle, _first_seat(id_))
    finally:
        os.close(handle)


def _take_a_seat(handle: int, first: int) -> bool:
    """Take one of the seats; whether another one was taken."""
    mine, somebody = False, False
    for seat in range(first, first + _WINDOWS):
        if not _locked(handle, seat):
            somebody = True
        elif mine:
            with suppress(OSError):
                _let_go(handle, seat)
        else:
            mine = True
    return somebody


def _locked(handle: int, seat: int) -> bool:
    """Whether this seat is ours now; also where the drive knows no locks, so that nobody is seen who is not there."""
    try:
        _lock(handle, seat)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _first_seat(id_: str) -> int:
    """Where the seats are: far beyond the end of the file, which may be locked as well."""
    return int.from_bytes(blake2b(id_.encode(), digest_size=6).digest(), "big") * _WINDOWS


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, seat: int) -> None:
        os.lseek(handle, seat, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int, seat: int) -> None:
        os.lseek(handle, seat, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int, seat: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, seat)

    def _let_go(handle: int, seat: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_UN, 1, seat)
