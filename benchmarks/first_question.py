"""The way to the first question: in comes a folder to work in, out goes what loading SQLModel early would cost."""

from __future__ import annotations

import os
import re
import signal
import sys
from functools import partial
from pathlib import Path

import pexpect

from benchmarks.measuring import Ratio, by_turns
from coachkit.notebook.store import Notebook
from coachkit.scripts.shelf import Shelf
from coachkit.settings import Settings
from coachkit.wording.talking import PERMISSION_YES
from coachkit.workbench.begin_talk import FIRST
from coachkit.workbench.people import add_person
from coachkit.workbench.room import Room

_NAME = "Maya"
_MAIN = "from coachkit.__main__ import main; main()"
_EAGER = f"import sqlmodel; {_MAIN}"
_PATIENCE = 60


def first_question(folder: Path, n: int) -> list[Ratio]:
    """Processor time from the start to the first question of a talk with a known person, on a terminal."""
    home = folder / "talking"
    room = Room(settings=(settings := Settings.load(home, environ={})), today=settings.today())
    add_person(room, _NAME)
    room.close()
    environ = {**os.environ, "COACHKIT_HOME": str(home), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    asked = next(Shelf().find(FIRST).steps).ask
    run = partial(_cpu_to_first_question, environ=environ, asked=asked)
    with Notebook.open(settings.notebook_file) as keeps_the_wal_open:
        keeps_the_wal_open.counts()
        return [
            by_turns(
                "to the first question of a talk",
                "the same, SQLModel imported first",
                0.5,
                partial(run, _MAIN),
                partial(run, _EAGER),
                n,
            )
        ]


def _cpu_to_first_question(main: str, environ: dict[str, str], asked: str) -> float:
    """The processor time of a program that is ended the moment its first question shows."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", main, "talk", _NAME, "--new"],
        env=environ,
        timeout=_PATIENCE,
        dimensions=(40, 100),
        encoding="utf-8",
    )
    child.expect_exact(PERMISSION_YES)
    child.send("\r")
    child.expect(r"\s+".join(map(re.escape, asked.split()[:4])))
    child.kill(signal.SIGKILL)
    _, _, used = os.wait4(child.pid, 0)
    child.ptyproc.terminated = child.terminated = True
    child.close(force=False)
    return used.ru_utime + used.ru_stime
