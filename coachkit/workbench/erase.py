"""Erasing words of one talk: in comes how, out go the notebook and the copies coachkit made of it without them."""

from __future__ import annotations

from collections.abc import Callable

from coachkit.notebook.store import Notebook
from coachkit.wording.copies import copies_left
from coachkit.workbench.room import Room


def erase(room: Room, session_id: str, work: Callable[[Notebook], None]) -> None:
    """Do this in every copy that holds the talk, then in the notebook; broken off, it can simply be done again.

    Copies that cannot be reached are named, and stop nobody.
    """
    left = room.notebook.erase_in_backups(session_id, work)
    work(room.notebook)
    if left:
        room.tell(copies_left(left))
