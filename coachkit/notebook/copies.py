"""The copies in the folder `backups` beside a notebook: in comes its key, out they come under it, or under none."""

from __future__ import annotations

from pathlib import Path

from coachkit.errors import CoachkitError
from coachkit.notebook.backups import folder_of
from coachkit.notebook.keys import DataKey, KeyFile, is_plain, keys_beside, read_keys, write_keys
from coachkit.notebook.making_over import clear_left_over, make_over


def copies_beside(notebook: Path) -> list[Path]:
    """Every copy in the folder of copies, by name."""
    return sorted(folder_of(notebook).glob("*.db"))


def protect_copies(notebook: Path, key: DataKey, keys: KeyFile) -> list[Path]:
    """Have every copy protected as its notebook is: by this key, and opened by this passphrase and code.

    Those that could not be, because they are damaged or the disk is full, come back; they are as they were. A copy
    from an earlier protection keeps its own keys. Only for who holds the notebook's write lock.
    """
    return [copy for copy in copies_beside(notebook) if not _protected(copy, key, keys)]


def unprotect_copies(notebook: Path, key: DataKey, keys: KeyFile) -> list[Path]:
    """Take the protection off every copy under this key; those where that failed come back, still protected.

    Only for who holds the notebook's write lock.
    """
    return [copy for copy in copies_beside(notebook) if not _unprotected(copy, key, keys)]


def clear_copies(notebook: Path) -> None:
    """Take away what was left beside the copies; only for who holds the notebook's write lock."""
    for copy in copies_beside(notebook):
        clear_left_over(copy)


def _protected(copy: Path, key: DataKey, keys: KeyFile) -> bool:
    beside = keys_beside(copy)
    try:
        clear_left_over(copy)
        if is_plain(copy):
            make_over(copy, None, key, ready=lambda: write_keys(beside, keys))
        elif _of_this(copy, keys) not in (None, keys):
            write_keys(beside, keys)
    except CoachkitError:
        return False
    return True


def _unprotected(copy: Path, key: DataKey, keys: KeyFile) -> bool:
    try:
        clear_left_over(copy)
        if _of_this(copy, keys) is None:
            return True
        if not is_plain(copy):
            make_over(copy, key, None)
        keys_beside(copy).unlink()
    except (CoachkitError, OSError):
        return False
    return True


def _of_this(copy: Path, keys: KeyFile) -> KeyFile | None:
    """The keys beside a copy, where they are of the same protection: only then does the same key open it."""
    beside = read_keys(keys_beside(copy))
    return beside if beside is not None and beside.id == keys.id else None
