"""Copies that coachkit makes by itself: in come an open notebook and why, out goes a copy in the folder `backups`.

A copy is named `notebook-20261122T090000Z-WHY.db` by its moment in UTC. It is read back before it counts. One of a
protected notebook is under the same key, with the key file beside it under the same name.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError
from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.keys import DataKey, keys_beside, read_keys, write_keys
from coachkit.whole_file import put_in_place

FOLDER = "backups"
DAILY, WEEKLY, MONTHLY = 7, 4, 6
_BEING_MADE = 600.0
_STAMP = "%Y%m%dT%H%M%SZ"
_STAMPED = re.compile(r"notebook-(\d{8}T\d{6}Z)")
_NAME = re.compile(rf"{_STAMPED.pattern}-([a-z]+(?:-[a-z]+)*)\.db")
# A copy that is not whole yet, or the files SQLite lays beside one; whoever made it was killed.
UNFINISHED = re.compile(r".*\.part(-wal|-shm|-journal)?")


class Why(StrEnum):
    """What a copy was made for."""

    DAILY = "daily"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_IMPORT = "before-import"
    BEFORE_ERASURE = "before-erasure"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy in the folder: its moment in UTC, why it was made, and its file."""

    at: datetime
    why: str
    path: Path


def folder_of(notebook: Path) -> Path:
    """Where the copies of this notebook are."""
    return notebook.parent / FOLDER


def backups_of(notebook: Path) -> list[Backup]:
    """The copies there are, oldest first."""
    with suppress(OSError):
        return sorted(told for path in folder_of(notebook).iterdir() if (told := _told(path)))
    return []


def back_up(db: dbapi2.Connection, notebook: Path, why: Why, key: DataKey | None, at: datetime) -> Path:
    """Copy an open notebook into the folder of copies; the copy, on the disk and read back.

    Raises CouldNotError where it could not be made; nothing of it is left then.
    """
    folder = folder_of(notebook)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        remove_unfinished(folder)
        target = free_name(folder, why, at)
        copy_into(db, target, keys_beside(notebook), key, over=False)
    except OSError as fault:
        reason = (fault.strerror or "the computer refused").lower()
        raise CouldNotError(f"No copy could be made in {folder}: {reason}.", "Look whether there is room.") from None
    return target


def copy_into(db: dbapi2.Connection, target: Path, keys: Path, key: DataKey | None, *, over: bool) -> None:
    """Copy an open notebook to a place, under its key, in one move once it is whole; its key file goes there first.

    Raises FileExistsError where something is there and `over` is not set, OSError and CouldNotError.
    """
    building = target.with_name(f".{target.name}.{os.getpid()}.part")
    building.unlink(missing_ok=True)
    copy_notebook(db, building, key)
    try:
        held = read_keys(keys) if key is not None else None
        if held is not None:
            write_keys(keys_beside(target), held)
        put_in_place(building, target, over=over)
    finally:
        building.unlink(missing_ok=True)


def remove_unfinished(folder: Path, older_than: float = _BEING_MADE) -> None:
    """Take away what a killed coachkit left of copies it had begun; one touched in these last seconds stays."""
    for path in [path for path in folder.iterdir() if UNFINISHED.fullmatch(path.name)]:
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime >= older_than:
                path.unlink()


def stamped(at: datetime, why: str = "") -> str:
    """The name of a copy made at this moment."""
    return f"notebook-{at.astimezone(UTC).strftime(_STAMP)}{why}.db"


def drop(copy: Path) -> None:
    """Take a copy away, and its keys after it."""
    copy.unlink(missing_ok=True)
    keys_beside(copy).unlink(missing_ok=True)


def thin(notebook: Path) -> None:
    """Take away the copies that nobody would miss."""
    there = backups_of(notebook)
    for backup in set(there) - worth_keeping(there):
        drop(backup.path)


def worth_keeping(backups: Iterable[Backup]) -> set[Backup]:
    """Which copies stay: all of the newest day, then the newest of each of 7 days, 4 weeks and 6 months.

    Only days, weeks and months that have a copy count, so that whoever opens the notebook seldom keeps as many. The
    last copy from before a migration stays, and so does every notebook that was replaced: nobody else has that one.
    One from before an erasure never stays: it holds what had to go.
    """
    there = sorted(each for each in backups if each.why != Why.BEFORE_ERASURE)
    kept = {each for each in there if each.why == Why.REPLACED}
    kept.update([each for each in there if each.why == Why.BEFORE_MIGRATION][-1:])
    ours = [each for each in there if each.why != Why.REPLACED]
    kept.update(each for each in ours if _day(each) == _day(ours[-1]))
    for period, most in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        newest = {period(each): each for each in ours}
        kept.update(sorted(newest.values())[-most:])
    return kept


def made_on(backups: Sequence[Backup], day: date, why: Why | None = None) -> bool:
    """Whether there is a copy of this day, made for this reason or any but a replaced one."""
    return any(_day(each) == day and (each.why == why if why else each.why != Why.REPLACED) for each in backups)


def day_made(copy: Path) -> date:
    """The day a copy was made, as its name says it; that of its file where the name says none. Raises OSError."""
    told = _STAMPED.match(copy.name)
    with suppress(ValueError):
        if told:
            return datetime.strptime(told[1], _STAMP).replace(tzinfo=UTC).astimezone().date()
    return datetime.fromtimestamp(copy.stat().st_mtime).astimezone().date()


def _told(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    with suppress(ValueError):
        return Backup(datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), match[2], path) if match else None
    return None


def free_name(folder: Path, why: Why, at: datetime) -> Path:
    """A name nothing has yet, nor any keys: that of the moment, or of a second soon after."""
    while any(map(os.path.lexists, (target := folder / stamped(at, f"-{why}"), keys_beside(target)))):
        at += timedelta(seconds=1)
    return target


def _day(backup: Backup) -> date:
    return backup.at.date()


def _week(backup: Backup) -> tuple[int, int]:
    return backup.at.isocalendar()[:2]


def _month(backup: Backup) -> tuple[int, int]:
    return backup.at.year, backup.at.month
