"""Putting a copy back: in comes the file of one, out goes the notebook as it was then, with today's kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coachkit.dates import iso_day, written
from coachkit.errors import UsageFaultError
from coachkit.notebook.backups import folder_of
from coachkit.notebook.connection import Unlock
from coachkit.notebook.copies import Left
from coachkit.notebook.found_copy import FoundCopy, look_at
from coachkit.notebook.keys import DataKey
from coachkit.notebook.replacing import Putting, restore
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.workbench.room import Room


def find_copy(room: Room, named: str, unlock: Callable[[Path], Unlock]) -> FoundCopy:
    """The copy in this file; a name may also be that of one of coachkit's own copies, or of one beside the notebook.

    `unlock` tells for its path what gives its key. Raises as `look_at` does, and UsageFaultError.
    """
    notebook, path = room.settings.notebook_file, Path(named)
    if not path.exists():
        places = (folder_of(notebook) / named, notebook.parent / named)
        path = next((place for place in places if place.is_file()), path)
    if path.exists() and notebook.exists() and path.samefile(notebook):
        raise UsageFaultError("That is the notebook itself.", "Name a copy: coachkit notebook status shows them.")
    return look_at(path, notebook, unlock(path))


def day_of(found: FoundCopy) -> str:
    """The day of the last thing in a copy, in words; empty where nothing is in it."""
    day = iso_day(found.last_on or "")
    return written(day) if day else ""


def put_back(room: Room, found: FoundCopy) -> Path | None:
    """Put a copy in the place of the notebook; where the replaced one is kept, None where there was none."""
    room.refuse_unwritable()
    room.settings.ensure_home()
    sentence = f"a copy from before was put back (its last entry: {day_of(found) or 'none'})"
    told = Putting(sentence, room.coach, room.today, room.moment())
    return restore(found, room.settings.notebook_file, room.unlock, told)


def erased_since(room: Room, found: FoundCopy) -> int:
    """How often something was rubbed out for good since the copy was made that is the notebook now: it is back."""
    key = found.key
    with Notebook.open(room.settings.notebook_file, unlock=None if key is None else lambda _: key) as notebook:
        return sum(line.act == Act.ERASED for line in notebook.trail()) - found.erased


def protect_copies(room: Room, key: DataKey) -> list[Left]:
    """Have the copies in the folder follow a protected copy that was put back; those that could not, and why.

    Raises as `Notebook.open` and `Notebook.protect_copies` do.
    """
    with Notebook.open(room.settings.notebook_file, unlock=lambda _: key) as notebook:
        return notebook.protect_copies()
