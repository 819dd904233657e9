"""Looking the notebook through: in comes a room, out goes each part with what is wrong; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.errors import (
    BadDataError,
    CoachkitError,
    KeysMissingError,
    NewerNotebookError,
    NotebookUnreadableError,
    NotFoundError,
    PassphraseError,
)
from coachkit.notebook.backups import Why, backups_of
from coachkit.notebook.checking import LookedThrough
from coachkit.notebook.connection import Unlock, key_of
from coachkit.notebook.found_copy import look_at
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, read_keys
from coachkit.notebook.snapshot import snapshot
from coachkit.wording import well as wording
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.search import catch_up

PARTS = ("pages", "links", "search", "scripts", "lists", "people", "trail")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the notebook: whether it is well, and what is said of it."""

    name: str
    well: bool
    said: str


def check(room: Room) -> list[Part]:
    """Every part of the coach's notebook and of its copies.

    Raises NotFoundError where there is no notebook, NewerNotebookError, PassphraseError, KeysMissingError, and
    CouldNotError where there is no room to look.
    """
    path = room.settings.notebook_file
    if not path.is_file():
        raise NotFoundError("There is no notebook yet.", "Begin one: coachkit talk")
    key, keys = _keys(path, room.unlock)
    parts = list(_notebook(room, path, key))
    return [*parts, *keys, _copies(path, key)]


def faults(work: Callable[[], int]) -> int:
    """How many faults a look finds. A damaged file can make it raise anything at all, and that is a fault too."""
    try:
        return work()
    except Exception:
        return 1


def _keys(path: Path, unlock: Unlock | None) -> tuple[DataKey | None, list[Part]]:
    try:
        key = key_of(path, unlock)
    except (PassphraseError, KeysMissingError):
        raise
    except NotebookUnreadableError:
        whole = faults(lambda: int(read_keys(keys_beside(path)) is None)) == 0
        return None, [] if whole or not keys_beside(path).exists() else [_part("keys", 1)]
    return key, [_part("keys", 0) if key is not None else Part("keys", True, wording.NO_KEYS)]


def _notebook(room: Room, path: Path, key: DataKey | None) -> Iterator[Part]:
    with snapshot(path) as copy:
        try:
            notebook = LookedThrough.into(copy, key)
        except NewerNotebookError:
            raise
        except CoachkitError:
            yield _part("file", 1)
            yield from (Part(name, False, wording.NOT_LOOKED_AT) for name in PARTS)
            return
        with closing(notebook):
            yield _part("file", 0)
            inside = replace(room, make_asker=None)
            inside.use(notebook)
            looks: dict[str, Callable[[], int]] = {
                "pages": notebook.faulty_pages,
                "links": notebook.loose_ends,
                "search": lambda: _search(inside, notebook),
                "scripts": notebook.faulty_scripts,
                "people": lambda: _people(inside),
                "lists": notebook.faulty_lists,
                "trail": notebook.faulty_trail,
            }
            found = {name: faults(look) for name, look in looks.items()}
            yield from (_part(name, found[name]) for name in PARTS)


def _search(room: Room, notebook: LookedThrough) -> int:
    catch_up(room)
    return notebook.faulty_index()


def _people(room: Room) -> int:
    everybody = room.notebook.people(archived=True)
    return sum(faults(lambda id_=line.id: _worked_out(room, id_)) for line in everybody)  # type: ignore[misc]


def _worked_out(room: Room, person_id: str) -> int:
    known(room, room.notebook.person(person_id))
    return 0


def _copies(path: Path, key: DataKey | None) -> Part:
    """Whether each copy can be put back; one under another key is left alone, and so is what was replaced."""
    ours = read_keys(keys_beside(path)) if key is not None else None
    there = [each for each in backups_of(path) if each.why != Why.REPLACED]
    damaged, other = [], 0

    def same(keys: KeyFile) -> DataKey:
        if ours is None or key is None or keys.id != ours.id:
            raise PassphraseError("another key")
        return key

    for backup in there:
        try:
            look_at(backup.path, path, same)
        except PassphraseError:
            other += 1
        except (NotebookUnreadableError, BadDataError, NotFoundError):
            damaged.append(backup.path.name)
    if damaged:
        names = ", ".join(damaged)
        return Part("copies", False, wording.FAULTY["copies"].format(n=len(damaged), names=names))
    if not there:
        return Part("copies", True, wording.NO_COPIES)
    said = wording.WELL["copies"]
    return Part("copies", True, wording.OTHER_KEY.format(well=said, n=other) if other else said)


def _part(name: str, n: int) -> Part:
    return Part(name, not n, wording.FAULTY[name].format(n=n) if n else wording.WELL[name])
