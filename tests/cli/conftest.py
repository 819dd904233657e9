"""A coach's computer for tests: an empty home, a fixed day, and two ways to run the program."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coachkit.cli.app import run as run_app

ROOT = Path(__file__).resolve().parents[2]
WALKS = ROOT / "prompts" / "walks"
ROSA = WALKS / "first_conversation-rosa.yaml"
WINSTON = WALKS / "first_conversation-half.yaml"
TODAY = "2026-11-22"
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


Run = Callable[..., Done]


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


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The coach's folder, not there yet."""
    folder = tmp_path / "home"
    for name in [name for name in os.environ if name.startswith(UNWANTED)]:
        monkeypatch.delenv(name)
    for name, value in environment(folder).items():
        if name.startswith(("COACHKIT_", "TERM")):
            monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(home: Path) -> Iterator[Run]:
    """Run a command line inside this process: `run("talk", "Jo", lines="yes\\n")`."""
    before = os.umask(0o077)
    yield in_process
    os.umask(before)


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


@pytest.fixture
def program(home: Path) -> Run:
    """Run a command line as its own process: `program("people", env={…})`."""

    def start(*args: str, lines: str | bytes = b"", env: dict[str, str] | None = None, **more: Any) -> Done:
        given = lines.encode() if isinstance(lines, str) else lines
        done = subprocess.run(
            [sys.executable, "-m", "coachkit", *args],
            input=given,
            capture_output=True,
            env=environment(home, **(env or {})),
            timeout=60,
            check=False,
            **more,
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return start


@pytest.fixture(scope="session")
def kept_rosa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with Rosa's recorded talk in it, to copy from."""
    folder = tmp_path_factory.mktemp("rosa") / "home"
    subprocess.run(
        [sys.executable, "-m", "coachkit", "talk", "--answers", str(ROSA)],
        env=environment(folder),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return folder


@pytest.fixture
def rosa(kept_rosa: Path, home: Path, run: Run) -> Run:
    """The same as `run`, with Rosa's recorded talk in the notebook."""
    shutil.copytree(kept_rosa, home)
    return run


def everything_in(folder: Path) -> bytes:
    """Every byte of every file below a folder, and the names of the files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    return b"\n".join(str(path.relative_to(folder)).encode() + b"\n" + path.read_bytes() for path in files)


def no_traceback(done: Done) -> None:
    """A fault is a sentence on stderr."""
    assert "Traceback" not in done.err + done.out
    assert "should not have" not in done.err


def no_escapes(done: Done) -> None:
    """Off a terminal no control character but the line end comes out, on either stream."""
    for text in (done.out, done.err):
        assert [char for char in text if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)] == []
