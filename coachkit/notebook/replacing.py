"""Putting a copy in the place of the notebook: in come both, out goes the copy as the notebook, the other one kept.

Everything is made ready beside the notebook first. The moment at which the ready file gets its name is the one that
counts: killed before it the old notebook is there, killed after it `finish` brings the new one in at the next opening.
Nobody else has the notebook open meanwhile, and no -wal file of the old one is left: it would bring its pages into
the new one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import (
    CouldNotError,
    KeysMissingError,
    NewerNotebookError,
    NotebookBusyError,
    NotebookUnreadableError,
    PassphraseError,
)
from coachkit.ids import new_id
from coachkit.notebook.backups import Why, folder_of, free_name, remove_unfinished, stamped
from coachkit.notebook.connection import BUSY_SECONDS, HOW_TO_UNLOCK, Unlock, immediate, key_of, opened_alone
from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.faults import mapped_errors, not_taken
from coachkit.notebook.found_copy import FoundCopy
from coachkit.notebook.holding import utc_text
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, write_keys
from coachkit.notebook.looking import schema_of
from coachkit.notebook.migrating import bring_up_to_date
from coachkit.notebook.pending import finish, ready_beside
from coachkit.notebook.trail import Act
from coachkit.whole_file import settle_folder

_TRAIL = "SELECT at, act, detail FROM trail ORDER BY seq"
_NOTE = "INSERT INTO trail (at, act, detail) VALUES (?, ?, ?)"
_CHANGE = """INSERT INTO change (id, kind, sentence, at, "on", "by") VALUES (?, 'restore', ?, ?, ?, ?)"""
_TRAIL_SINCE = 2

_Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Putting:
    """What a restore says of itself in the notebook: the sentence of its change, the coach, the day and the moment."""

    sentence: str
    by: str
    on: date
    at: datetime


def restore(
    found: FoundCopy, notebook: Path, unlock: Unlock | None, told: Putting, busy_seconds: float = BUSY_SECONDS
) -> Path | None:
    """Put a copy in the place of the notebook; where the replaced one is kept, None where there was none.

    The copy stays as it is. Its keys come with it, and the trail of the replaced notebook goes on in it. Raises
    NotebookBusyError where another window has the notebook open, and CouldNotError; the notebook is then as it was.
    """
    folder = folder_of(notebook)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_unfinished(folder)
        building = folder / f".{stamped(told.at)}.{os.getpid()}.part"
        building.unlink(missing_ok=True)
        try:
            _build(found, building, told, busy_seconds)
            replaced = _replace(found, building, notebook, unlock, told, busy_seconds)
        finally:
            building.unlink(missing_ok=True)
    except OSError as fault:
        raise not_taken("The copy could not be put back", notebook.parent, fault) from None
    try:
        finish(notebook)
    except OSError as fault:
        raise CouldNotError(
            "The copy is ready, but could not be put in the place of the notebook: "
            f"{(fault.strerror or 'the computer refused').lower()}.",
            f"Look whether {notebook.parent} may be written to; the next command then does it.",
        ) from None
    return replaced


def _build(found: FoundCopy, building: Path, told: Putting, busy_seconds: float) -> None:
    """The copy once more, in today's form, with its restoring noted."""
    with closing(found.looked_at()) as source:
        copy_notebook(source, building, found.key)
    bring_up_to_date(building, found.key, busy_seconds, told.at, with_copy=False)


def _replace(
    found: FoundCopy, building: Path, notebook: Path, unlock: Unlock | None, told: Putting, busy_seconds: float
) -> Path | None:
    """Have the new notebook ready for `finish`, with the old one kept; nobody else has that one open meanwhile."""
    if not notebook.exists():
        _note(found, building, [], told, busy_seconds)
        _make_ready(found, building, notebook)
        return None
    with ExitStack() as held:
        db = _alone(notebook, found, unlock, busy_seconds)
        lines: list[_Line] = []
        if db is not None:
            held.callback(db.close)
            lines = _brought_together(db)
        _note(found, building, lines, told, busy_seconds)
        kept = _keep_as_it_lies(notebook, told.at)
        _make_ready(found, building, notebook)
    return kept


def _brought_together(db: dbapi2.Connection) -> list[_Line]:
    """Leave no -wal file beside a notebook; the lines of its trail."""
    with mapped_errors():
        if db.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise RuntimeError("the -wal file stays")
        return db.execute(_TRAIL).fetchall() if schema_of(db) >= _TRAIL_SINCE else []


def _alone(notebook: Path, found: FoundCopy, unlock: Unlock | None, busy_seconds: float) -> dbapi2.Connection | None:
    """The notebook that is to be replaced, held so that nobody else opens it; None where nobody could open it."""

    def key_for(keys: KeyFile) -> DataKey:
        if (key := found.same_key(keys)) is not None:
            return key
        if unlock is None:
            raise PassphraseError("The notebook is protected, and no passphrase was given.", HOW_TO_UNLOCK)
        return unlock(keys)

    try:
        return opened_alone(notebook, key_of(notebook, key_for), busy_seconds)
    except (PassphraseError, KeysMissingError, NewerNotebookError):
        # Where it cannot be opened nobody can tell who has it open, but a window that has leaves these files beside it.
        if any(notebook.with_name(notebook.name + ending).exists() for ending in ("-wal", "-shm")):
            raise NotebookBusyError("The notebook is open in another window.", "Close that, then try again.") from None
    except NotebookUnreadableError:
        pass
    return None


def _note(found: FoundCopy, building: Path, lines: Sequence[_Line], told: Putting, busy_seconds: float) -> None:
    """What was done with the replaced notebook goes on in the new one; then that it was put back, for `undo` to see."""
    with closing(opened_alone(building, found.key, busy_seconds)) as db, mapped_errors(), immediate(db):
        there = set(db.execute(_TRAIL).fetchall())
        db.executemany(_NOTE, [line for line in lines if line not in there])
        held = {"people": found.people, "talks": found.talks}
        db.execute(_NOTE, (utc_text(datetime.now(UTC)), str(Act.RESTORED), json.dumps(held)))
        db.execute(_CHANGE, (new_id(), told.sentence, utc_text(told.at), told.on.isoformat(), told.by))


def _keep_as_it_lies(notebook: Path, at: datetime) -> Path:
    """Give the file of the notebook a second name among the copies, byte for byte, and its keys beside it."""
    folder = folder_of(notebook)
    kept = free_name(folder, Why.REPLACED, at)
    if (keys := keys_beside(notebook)).exists():
        shutil.copyfile(keys, keys_beside(kept))
    wal = notebook.with_name(f"{notebook.name}-wal")
    if wal.exists():
        # Only beside a damaged notebook: any other has been brought together. It must not meet the new one.
        shutil.copyfile(wal, kept.with_name(f"{kept.name}-wal"))
    try:
        kept.hardlink_to(notebook)
    except OSError:
        shutil.copyfile(notebook, kept)
    settle_folder(folder)
    for ending in ("-wal", "-shm"):
        notebook.with_name(notebook.name + ending).unlink(missing_ok=True)
    return kept


def _make_ready(found: FoundCopy, building: Path, notebook: Path) -> None:
    ready = ready_beside(notebook)
    if found.keys is not None:
        # What lies in the folder here was no copy of that notebook: it has to come under its key yet.
        write_keys(keys_beside(ready), replace(found.keys, settled=False))
    else:
        keys_beside(ready).unlink(missing_ok=True)
    building.replace(ready)
    settle_folder(ready.parent)
