"""The copies in a notebook's folder: in comes its place and key, out come all there are, under that key or under none.

Whatever a coach has called them, and wherever in the folder they lie, they hold what the notebook held.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, CouldNotError, NewerNotebookError, NotebookUnreadableError
from coachkit.notebook.backups import UNFINISHED, folder_of, remove_unfinished
from coachkit.notebook.copying import BESIDE
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.keys import DataKey, KeyFile, is_plain, keys_beside, read_keys, write_keys
from coachkit.notebook.looking import looked_into, looking
from coachkit.notebook.making_over import clear_left_over, make_over
from coachkit.notebook.pending import ready_beside
from coachkit.notebook.schema import APPLICATION_ID

_ENDING = ".db"
# A scrambled file tells nothing at its head; it is made of whole pages.
_PAGE = 4096
# What a notebook has had since its first release; a copy that lost its mark on the way is known by these.
_OURS = frozenset({"change", "event", "person", "script", "session"})


def copies_of(notebook: Path, key: DataKey | None) -> list[Path]:
    """Every copy of a notebook in its folder and below, whatever it is called, by name; links to one as well.

    A file is one by its ending, by what stands at its head, by keys beside it, or because the key opens it; unless it
    is another program's.
    """
    found = {path for place in _places(notebook) for path in _files(place) if is_copy(path, key)}
    return sorted(found - {notebook, ready_beside(notebook)})


def is_copy(path: Path, key: DataKey | None) -> bool:
    """Whether this file is a copy of a notebook, by all that can be told of it; `key` is the notebook's own."""
    if path.name.endswith(BESIDE) or UNFINISHED.fullmatch(path.name) or not path.is_file():
        return False
    if is_plain(path):
        return not _is_of_others(path)
    if _ENDING in path.name.casefold() and path.suffix != keys_beside(path).suffix:
        return True
    if path.suffix == keys_beside(path).suffix or path.stat().st_size == 0 or path.stat().st_size % _PAGE:
        return False
    return keys_beside(path).exists() or (key is not None and _opens(path, key))


class Left(NamedTuple):
    """A copy that stayed as it was, and why."""

    copy: Path
    reason: str


def protect_copies(notebook: Path, key: DataKey, keys: KeyFile) -> list[Left]:
    """Have every copy protected as its notebook is: by this key, and opened by this passphrase and code.

    Those that could not be, because they are damaged, elsewhere, or the disk is full, come back; they are as they
    were. A copy from an earlier protection keeps its own keys. Only for who holds the notebook's write lock.
    """
    left = []
    for copy in copies_of(notebook, key):
        try:
            _protect(copy, key, keys)
        except NotebookUnreadableError:
            left.append(Left(copy, "it is damaged, or is no notebook"))
        except CoachkitError as fault:
            left.append(Left(copy, fault.message))
    return left


def unprotect_copies(notebook: Path, key: DataKey, keys: KeyFile) -> list[Path]:
    """Take the protection off every copy under this key; those where that failed come back, still protected.

    Only for who holds the notebook's write lock.
    """
    copies = copies_of(notebook, key)
    left = [copy for copy in copies if not _unprotected(copy, key, keys)]
    # Two copies may share their keys by their names, and one may share those of the notebook, which go last of all.
    needed = {keys_beside(notebook), *(keys_beside(copy) for copy in left)}
    for beside in {keys_beside(copy) for copy in copies if _of_this(copy, keys)} - needed:
        with suppress(OSError):
            beside.unlink()
    return left


def clear_copies(notebook: Path) -> None:
    """Take away what was left beside the copies; only for who holds the notebook's write lock."""
    for copy in copies_of(notebook, None):
        clear_left_over(copy)


def clear_half_made(notebook: Path) -> None:
    """Take away every copy that somebody who was killed had begun: it may hold what has to go."""
    for folder in {path.parent for place in _places(notebook) for path in _files(place)}:
        remove_unfinished(folder, older_than=0)


@contextmanager
def looking_into(copy: Path, key: DataKey | None) -> Iterator[tuple[dbapi2.Connection, DataKey | None]]:
    """A copy, only to look into, and its key: none, or that of the notebook.

    Raises CouldNotError for what lies elsewhere or is not in one file, and NotebookUnreadableError as `looked_into`.
    """
    if copy.is_symlink():
        raise CouldNotError("it is a link to a copy in another place")
    wal = copy.with_name(f"{copy.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise CouldNotError(f"a part of it is still in {wal.name}")
    keys = [None, *([key] if key is not None else [])]
    for each in keys:
        try:
            db = looked_into(copy, each)
        except NewerNotebookError:
            raise
        except NotebookUnreadableError:
            if each is keys[-1]:
                raise
            continue
        with closing(db), mapped_errors():
            yield db, each
        return


def _places(notebook: Path) -> tuple[Path, Path]:
    """Its folder, and that of the copies, which may be a link to another disk."""
    return notebook.parent, folder_of(notebook)


def _files(folder: Path) -> Iterator[Path]:
    """Every file in a folder and below; links are not followed, but for the folder itself."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names)


def _is_of_others(plain: Path) -> bool:
    """Whether another program made this database: it can be read, and has neither the mark nor the tables of ours.

    A damaged one is rather taken for ours: words that had to go may be in it.
    """
    with suppress(dbapi2.Error), closing(looking(plain, None)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID and not tables >= _OURS
    return False


def _opens(path: Path, key: DataKey) -> bool:
    with suppress(CoachkitError, OSError):
        looked_into(path, key).close()
        return True
    return False


def _protect(copy: Path, key: DataKey, keys: KeyFile) -> None:
    if copy.is_symlink():
        if is_plain(copy):
            raise CouldNotError("it is a link to a copy in another place")
        return
    beside = keys_beside(copy)
    clear_left_over(copy)
    if is_plain(copy):
        if beside.exists() and _of_this(copy, keys) is None:
            raise CouldNotError(f"{beside.name} beside it belongs to another copy")
        make_over(copy, None, key, ready=lambda: write_keys(beside, keys))
    elif _of_this(copy, keys) not in (None, keys):
        write_keys(beside, keys)


def _unprotected(copy: Path, key: DataKey, keys: KeyFile) -> bool:
    try:
        clear_left_over(copy)
        if is_plain(copy) or _of_this(copy, keys) is None:
            return True
        if copy.is_symlink():
            return False
        make_over(copy, key, None)
    except (CoachkitError, OSError):
        return False
    return True


def _of_this(copy: Path, keys: KeyFile) -> KeyFile | None:
    """The keys beside a copy, where they are of the same protection: only then does the same key open it."""
    beside = read_keys(keys_beside(copy))
    return beside if beside is not None and beside.id == keys.id else None
