"""Copies that coachkit makes without being asked: in comes a room, out goes a copy where one is due, or one line."""

from __future__ import annotations

from datetime import datetime

from coachkit.errors import CoachkitError
from coachkit.notebook.backups import Why, made_on
from coachkit.notebook.store import Notebook
from coachkit.wording.copies import MAKING_COPY, no_copy_made
from coachkit.workbench.room import Room

# Copying takes about a second for 40 MB; up to here nobody wonders what they are waiting for.
_LARGE = 32 * 1024 * 1024


def copy_of_today(room: Room) -> None:
    """Make the day's copy at the end of its first command, where anything has been kept since the last one.

    A copy that cannot be made is said, and stops nobody.
    """
    notebook, at = room.opened_notebook, room.moment()
    if notebook is None or not notebook.writable or not _is_the_coachs(room, notebook):
        return
    if made_on(notebook.backups(), at.date()) or not notebook.changed_since_backup():
        return
    if notebook.path.stat().st_size > _LARGE:
        room.tell(MAKING_COPY)
    _make(room, Why.DAILY, at)


def copy_before_import(room: Room) -> None:
    """Make a copy before the first import of a day into a notebook that holds something."""
    notebook, at = room.notebook, room.moment()
    if not _is_the_coachs(room, notebook):
        return
    if notebook.counts().events and not made_on(notebook.backups(), at.date(), Why.BEFORE_IMPORT):
        _make(room, Why.BEFORE_IMPORT, at)


def _is_the_coachs(room: Room, notebook: Notebook) -> bool:
    """Whether this is the notebook in the coach's folder, and not one to try something in."""
    return notebook.path == room.settings.notebook_file


def _make(room: Room, why: Why, at: datetime) -> None:
    try:
        room.notebook.back_up(why, at)
    except CoachkitError as fault:
        room.tell(no_copy_made(fault.message))
