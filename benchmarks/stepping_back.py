"""Looking at everybody: in comes a folder to work in, out goes what the day page, `lasting` and `since` cost there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.many_people import TODAY, make_many
from benchmarks.measuring import Ratio, by_turns, cpu_seconds, program
from coachkit.cli.app import TABLE
from coachkit.notebook.connection import immediate, opened

_SOMEBODY = "Person 000"
_ENOUGH = 0.3
_SECOND, _FIRST_TIME = 1.0, 15.0


def stepping_back(folder: Path, n: int) -> list[Ratio]:
    """Processor time of whole commands against loading everything through SQLModel; then their seconds on the clock.

    500 people, 5,000 talks and 20,000 handover events. The first time, when every summary has to be made, by itself.
    """
    home = folder / "many"
    make_many(home)
    environ = {**os.environ, "COACHKIT_HOME": str(home), "COACHKIT_COACH": "Sam", "COACHKIT_TODAY": TODAY.isoformat()}
    commands: dict[str, list[str]] = {"day": [], "lasting": ["lasting", "--all"], "since": ["since", _SOMEBODY]}
    there = {what: [program("coachkit"), *words] for what, words in commands.items() if not words or words[0] in TABLE}
    found = [_first_time(home, there["day"], environ, n)]
    for what, command in there.items():
        name = " ".join(["coachkit", *commands[what]])
        plainly = [sys.executable, "-m", "benchmarks.through_the_orm", what, str(home)]
        ours, theirs = partial(cpu_seconds, command, environ), partial(cpu_seconds, plainly, environ)
        found.append(by_turns(name, "all loaded through SQLModel", _ENOUGH, ours, theirs, n))
        found.append(by_turns(name, "one second", _SECOND, partial(_seconds, command, environ), lambda: 1.0, n))
    return found


def _first_time(home: Path, command: Sequence[str], environ: Mapping[str, str], n: int) -> Ratio:
    def first() -> float:
        db = opened(home / "notebook.db")
        with immediate(db):
            db.execute("DELETE FROM summary")
        db.close()
        return _seconds(command, environ)

    fifteen: Callable[[], float] = lambda: _FIRST_TIME  # noqa: E731
    return by_turns("coachkit, the very first time", "fifteen seconds", 1.0, first, fifteen, n)


def _seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    began = perf_counter()
    cpu_seconds(command, environ)
    return perf_counter() - began
