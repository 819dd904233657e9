"""Erasing words of one talk: in comes how, out go the notebook and the copies coachkit made of it without them."""

from __future__ import annotations

from collections.abc import Callable

from coachkit.notebook.store import Notebook
from coachkit.wording.copies import copies_left
from coachkit.workbench.room import Room


def erase(room: Room, session_id: str, work: Callable[[Notebook], None]) -> None:
    """Do this in every copy that holds the talk, then in the notebook; broken off, it can simply be done again.

    Copies that cannot be reached are named, and stop nobody. Raises as `look_first` does, before any is touched.
    """
    look_first(room)
    left = room.notebook.erase_in_backups(session_id, work)
    work(room.notebook)
    if left:
        room.tell(copies_left(left))


def look_first(room: Room) -> None:
    """Find out whether the notebook can be written now, for its copies are made over before it is.

    Raises NotebookBusyError, and CouldNotError where nothing may be written in its folder.
    """
    with room.notebook.together():
        pass
