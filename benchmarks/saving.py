"""Keeping an answer: in comes a folder on a disk, out goes what an answer costs against one line put on that disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import Cost, Ratio, slowest_by_turns
from coachkit.ids import new_id
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent

_SAID = "A lad brought his nan's radio to the repair café, dead as a brick, and it was one wire. " * 3


def saving(folder: Path, n: int) -> list[Ratio]:
    """The slowest hundredth of answers kept (WAL, FULL) against that of a line appended to a file and synced."""
    with _notebook(folder / "saving") as ours, _file(folder / "lines.txt") as theirs:
        what, against = "one answer kept, 99th percentile", "append + fsync, 99th percentile"
        return [slowest_by_turns(what, against, 6.0, ours, theirs, n)]


@contextmanager
def _notebook(home: Path) -> Iterator[Cost]:
    home.mkdir(mode=0o700)
    with Notebook.open(home / "notebook.db") as notebook:
        person, talk, at = new_id(), new_id(), datetime.now(UTC)
        change = notebook.begin("talk", "the talk with Maya", on=date(2026, 11, 22), by="Sam")
        notebook.add_person(change, person, "Maya", at)
        notebook.start_session(change, talk, person, "talk", None, None, on=change.on, at=at)

        def keep() -> float:
            answer = NewEvent(kind=Happened.ANSWERED, subject="good_day", body={"text": _SAID})
            began = perf_counter()
            notebook.append(change, person, talk, [answer], datetime.now(UTC))
            return perf_counter() - began

        yield keep


@contextmanager
def _file(path: Path) -> Iterator[Cost]:
    with path.open("ab", buffering=0) as file:

        def append() -> float:
            began = perf_counter()
            file.write(_SAID.encode())
            os.fsync(file.fileno())
            return perf_counter() - began

        yield append
