"""Saving what can be read of a damaged notebook: in comes a room, out goes a new file beside it, and what it holds."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coachkit.errors import CoachkitError, CouldNotError, NotebookUnreadableError
from coachkit.notebook.backups import folder_of, stamped
from coachkit.notebook.checking import LookedThrough
from coachkit.notebook.keys import keys_beside, read_keys, write_keys
from coachkit.notebook.lines import Counts
from coachkit.notebook.salvaging import read_all
from coachkit.notebook.saved import Saved, put_together
from coachkit.notebook.snapshot import removed_afterwards, snapshot
from coachkit.scripts.model import fingerprint
from coachkit.talk.events import Event
from coachkit.whole_file import put_in_place
from coachkit.workbench.check import faults, look_through, unlocked_by
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.search import catch_up

# Finding the one entry that makes no sense means working a person out once for each; beyond these nobody would wait.
_MOST_TRIED = 400


class Repaired(NamedTuple):
    """The new file, what it holds, what was saved, and how many entries were left out because they made no sense."""

    path: Path
    held: Counts
    saved: Saved
    left_out: int


def repair(room: Room) -> Repaired | None:
    """Make a new notebook beside the damaged one, of all that can be read in it; None where that one is well.

    It stays as it is. Raises NotFoundError, PassphraseError, NotebookUnreadableError where nothing at all can be read
    or a newer coachkit made it, and CouldNotError.
    """
    path, at = room.settings.notebook_file, room.moment()
    unlocked = unlocked_by(room)
    key = unlocked.key
    if all(part.well for part in look_through(room, key)):
        if unlocked.fault is not None:
            raise unlocked.fault
        return None
    with snapshot(path) as copy:
        read = read_all(copy, key)
    if not any(part.rows for part in read.values()):
        raise _nothing_left()
    building, target = folder_of(path) / ".repaired.part", _free_name(path, at)
    try:
        with removed_afterwards(building):
            saved = put_together(read, building, key, lambda mark: _on_the_shelf(room, mark), at)
            with closing(LookedThrough.into(building, key)) as notebook:
                left_out = _settle(room, notebook)
                held = notebook.counts()
            if saved.entries <= left_out:
                raise _nothing_left()
            keys = unlocked.elsewhere.keys if unlocked.elsewhere else read_keys(keys_beside(path)) if key else None
            if keys is not None:
                write_keys(keys_beside(target), keys)
            put_in_place(building, target, over=False)
    except CoachkitError:
        raise
    except OSError as fault:
        reason = (fault.strerror or "the computer refused").lower()
        raise CouldNotError(f"{target.name} could not be written: {reason}.", "Nothing was changed.") from None
    except Exception:
        # Rows that were damaged can contradict each other in ways nobody foresaw.
        raise NotebookUnreadableError(
            "What could be read does not make a notebook any more. Nothing was changed.",
            "Put back a copy: coachkit notebook restore FILE",
        ) from None
    return Repaired(target, held, saved, left_out)


def _nothing_left() -> NotebookUnreadableError:
    return NotebookUnreadableError(
        "Nothing anybody said could be read in the notebook. It was not changed.",
        "Put back a copy: coachkit notebook restore FILE",
    )


def _settle(room: Room, notebook: LookedThrough) -> int:
    """Have people, talks and the search as the entries tell; how many entries had to be left out for that."""
    notebook.rebuild()
    inside = replace(room, make_asker=None)
    inside.use(notebook)
    left_out = sum(_make_sense(inside, notebook, line.id) for line in notebook.people(archived=True))
    notebook.rebuild()
    catch_up(inside)
    notebook.faulty_index()
    notebook.shrink()
    return left_out


def _make_sense(room: Room, notebook: LookedThrough, person_id: str) -> int:
    """Leave out, one by one, the entries without which a person can be worked out."""
    person = notebook.person(person_id)
    events, left_out = notebook.events(person_id=person_id), 0

    def works(some: list[Event]) -> bool:
        return faults(lambda: int(known(room, person, some) is None)) == 0

    while not works(events) and left_out < len(events):
        tried = [event for event in events if event.kind not in ("person_added", "started")][:_MOST_TRIED]
        wrong = [each for each in tried if works([event for event in events if event is not each])]
        if not wrong:
            break
        notebook.leave_out(wrong[0].id)
        events, left_out = [event for event in events if event is not wrong[0]], left_out + 1
    return left_out


def _on_the_shelf(room: Room, mark: str) -> tuple[str, int, str] | None:
    """The script of this mark, where it is still on the coach's shelf or among those that come along."""
    with suppress(CoachkitError):
        for each in room.shelf.all():
            if each.script is not None and fingerprint(body := each.script.pinned()) == mark:
                return each.script.id, each.script.version, body
    return None


def _free_name(notebook: Path, at: datetime) -> Path:
    """A name beside the notebook that nothing has yet: that of the moment, or of a second soon after."""
    while (target := notebook.with_name(stamped(at).replace("-", "-repaired-", 1))).exists():
        at += timedelta(seconds=1)
    return target
