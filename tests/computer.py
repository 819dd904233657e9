"""A coach's computer to try things on: in comes a folder to be the coach's, out go ways to run the program there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coachkit.cli.app import run as run_app

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-22"
PROGRAM = (sys.executable, "-m", "coachkit")
SETTINGS = {
    "COACHKIT_COACH": "Sam",
    "COACHKIT_HOW": "Ring or text Sam on 07700 900123.",
    "COACHKIT_HOW_SOON": "By the next working day.",
    "COACHKIT_IF_NOT_ME": "Ring Linden Court on 01632 960101.",
}
# What would make a test depend on the terminal it is run from.
UNWANTED = ("COACHKIT_", "_COACHKIT", "COMP_", "_TYPER", "COLUMNS", "LINES", "NO_COLOR", "ACCESSIBLE", "TERM")


@dataclass(frozen=True)
class Done:
    """What became of one command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What came out, as JSON."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """The data inside the one object that every JSON output is."""
        return self.json["data"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a coach whose folder is `home`, on the day of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(UNWANTED)}
    return {
        **kept,
        "COACHKIT_HOME": str(home),
        "COACHKIT_TODAY": TODAY,
        "PYTHONPATH": str(ROOT),
        "TERM": "dumb",
        **SETTINGS,
        **more,
    }


@contextmanager
def sitting_at(home: Path, **more: str) -> Iterator[None]:
    """Have this process be the coach's, in the folder that holds `home`; as it was before, afterwards."""
    before, folder, mask = dict(os.environ), Path.cwd(), os.umask(0o022)
    os.environ.clear()
    os.environ.update(environment(home, **more))
    os.chdir(home.parent)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        os.chdir(folder)
        os.umask(mask)


def in_process(*args: str, lines: str | bytes = b"") -> Done:
    """Run one command line with these lines on stdin; nothing is a terminal."""
    given = lines.encode() if isinstance(lines, str) else lines
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", newline="\n", write_through=True)
    try:
        code = run_app(args)
        sys.stdout.flush()
        return Done(code, out.getvalue().decode(), err.getvalue().decode())
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def as_program(
    home: Path,
    *args: str,
    lines: str | bytes = b"",
    env: dict[str, str] | None = None,
    under: Sequence[str] = (),
    program: Sequence[str] = PROGRAM,
    **more: Any,
) -> Done:
    """Run one command line as its own process, `under` another program or by another one where they are given."""
    done = subprocess.run(
        [*under, *program, *args],
        input=lines.encode() if isinstance(lines, str) else lines,
        capture_output=True,
        env=environment(home, **(env or {})),
        timeout=60,
        check=False,
        **more,
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def everything_in(folder: Path) -> bytes:
    """Every byte of every file below a folder, and the names of the files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    return b"\n".join(str(path.relative_to(folder)).encode() + b"\n" + path.read_bytes() for path in files)
