"""R12, its owner's alone: in come command lines, out goes how many files and folders somebody else could look into."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import as_program, in_process, sitting_at
from tests.reliability.canary import begin, chosen
from tests.reliability.commands import Line, filled
from tests.reliability.figure import Figure
from tests.reliability.protected import OPENS

USUAL = 0o022
PROGRAMS = 12


def measure(n: int, seed: int) -> Figure:
    """Look at every file after each of about n lines, some of them run as programs."""
    chance = random.Random(seed)  # noqa: S311
    lines = chosen(n, chance)
    as_programs = set(chance.sample(range(len(lines)), min(PROGRAMS, n // 10)))
    with TemporaryDirectory(prefix="coachkit-modes-") as name:
        folder, seen, open_ = Path(name).resolve(), 0, set[str]()
        with sitting_at(folder / "home"):
            talk = begin(folder)
            for number, line in enumerate(lines):
                _run(folder, line, talk, program=number in as_programs)
                seen += len(_paths(folder))
                open_ |= set(too_open(folder))
        control = _control(folder)
    return Figure(
        name="modes",
        n=len(lines),
        seed=seed,
        counts={"too open": len(open_), "looks at a file or folder": seen},
        target="0 files over 0600, 0 folders over 0700",
        reached=not open_,
        control=f"a plain sqlite3 file in a plain folder: {control} of 2 seen",
        control_fails=control == 2,
        faults=tuple(sorted(open_)),
    )


def too_open(folder: Path) -> list[str]:
    """Files and folders, below the coach's folder and what was asked for, that others could look into."""
    return [str(path) for path in _paths(folder) if stat.S_IMODE(path.stat().st_mode) & 0o177 & ~_folder_bits(path)]


def _folder_bits(path: Path) -> int:
    return stat.S_IXUSR if path.is_dir() else 0


def _paths(folder: Path) -> list[Path]:
    below = [path for top in ("home", "out") for path in (folder / top).rglob("*")]
    return [path for path in (folder / "home", *below) if path.exists()]


def _run(folder: Path, line: Line, talk: str, *, program: bool) -> None:
    words = filled(line, talk, folder)
    if program:
        as_program(folder / "home", *words, lines=line.lines, umask=USUAL, cwd=folder, env={OPENS: os.environ[OPENS]})
        return
    os.umask(USUAL)
    in_process(*words, lines=line.lines)


def _control(folder: Path) -> int:
    """How many of a plain folder and a plain file in it are seen."""
    before = os.umask(USUAL)
    try:
        (folder / "out" / "plain").mkdir()
        with closing(sqlite3.connect(folder / "out" / "plain" / "notebook.db")) as db:
            db.execute("CREATE TABLE event (body)")
    finally:
        os.umask(before)
    return sum("plain" in path for path in too_open(folder))
