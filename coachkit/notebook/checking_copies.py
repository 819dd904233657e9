"""Looking the copies through: in come a notebook's place and its key, out goes which of them can be put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from coachkit.errors import CoachkitError, CouldNotError, NewerNotebookError, NotebookUnreadableError, PassphraseError
from coachkit.notebook.backups import Why, backups_of
from coachkit.notebook.connection import Unlock
from coachkit.notebook.copies import copies_of, looking_into
from coachkit.notebook.keys import DataKey, KeyFile, is_plain, keys_beside, read_keys
from coachkit.notebook.looking import looked_into


@dataclass(slots=True)
class CopiesFound:
    """The copies there are, by what was found.

    `locked` are under another passphrase; `newer` were made by a newer coachkit; `in_parts` are links, or not in one
    file, so that nobody can tell from here; `put_aside` made way for a copy, and were perhaps damaged then already.
    """

    whole: list[Path] = field(default_factory=list)
    damaged: list[Path] = field(default_factory=list)
    locked: list[Path] = field(default_factory=list)
    newer: list[Path] = field(default_factory=list)
    in_parts: list[Path] = field(default_factory=list)
    put_aside: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoundKeys:
    """Keys that lie beside a copy and open the notebook, whose own are damaged or gone."""

    place: Path
    keys: KeyFile
    key: DataKey


def look_at_copies(notebook: Path, key: DataKey | None) -> CopiesFound:
    """Look every copy through."""
    replaced = {each.path for each in backups_of(notebook) if each.why == Why.REPLACED}
    ours = _keys_at(keys_beside(notebook))
    found = CopiesFound()
    for copy in copies_of(notebook, key):
        _look_at(copy, key, ours, found)
    found.put_aside = [copy for copy in found.damaged if copy in replaced]
    found.damaged = [copy for copy in found.damaged if copy not in replaced]
    return found


def keys_beside_a_copy(notebook: Path, unlock: Unlock) -> FoundKeys | None:
    """Keys beside a copy by which today's passphrase opens the notebook; None where there are none."""
    tried: set[str] = set()
    for place, keys in _keys_of_copies(notebook):
        if keys.id in tried:
            continue
        tried.add(keys.id)
        with suppress(PassphraseError, NotebookUnreadableError):
            key = unlock(keys)
            looked_into(notebook, key).close()
            return FoundKeys(place, keys, key)
    return None


def _look_at(copy: Path, key: DataKey | None, ours: KeyFile | None, found: CopiesFound) -> None:
    try:
        with looking_into(copy, key) as (db, _):
            whole = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        (found.whole if whole else found.damaged).append(copy)
    except NewerNotebookError:
        found.newer.append(copy)
    except CouldNotError:
        found.in_parts.append(copy)
    except NotebookUnreadableError:
        (found.locked if _is_locked(copy, ours) else found.damaged).append(copy)


def _is_locked(copy: Path, ours: KeyFile | None) -> bool:
    """Whether another passphrase opens it, for all one can tell: its own keys lie beside it."""
    theirs = None if is_plain(copy) else _keys_at(keys_beside(copy))
    return theirs is not None and (ours is None or theirs.id != ours.id)


def _keys_of_copies(notebook: Path) -> Iterator[tuple[Path, KeyFile]]:
    for copy in copies_of(notebook, None):
        if (keys := _keys_at(keys_beside(copy))) is not None:
            yield keys_beside(copy), keys


def _keys_at(place: Path) -> KeyFile | None:
    with suppress(CoachkitError):
        return read_keys(place)
    return None
