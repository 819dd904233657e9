"""R11, nothing leaks: in come command lines full of canaries, out goes how often one was seen where it has no business.

Every command there is, right and wrong, on a whole notebook, on a damaged one and when something nobody foresaw
happens. A few run under strace: what they write lies in the coach's folder or where it was asked for, and they start
no other program.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from coachkit.notebook.store import Notebook
from tests.computer import Done, environment, in_process, sitting_at
from tests.reliability.commands import ANSWERS, CANARY, KEEPING, READING, SILENT, Line, command_of, filled, prepare
from tests.reliability.figure import Figure
from tests.reliability.protected import OPENS
from tests.reliability.trace import Call, read, traced

PLAIN = b"SQLite format 3"
_MARK = re.compile(rf"{CANARY}(?:-\d+)?")
_CANDIDATE = re.compile(r"^  [0-9a-z]{6,}  .*$", re.MULTILINE)
# What every program may open, and what belongs to nobody.
_NOBODYS = ("/dev/", "/proc/")
# The demo is left out: its person is made up, and its notebook thrown away.
TRACED = [
    Line(("import", "FILES/records.jsonl", "--dry-run")), Line(("talk", "--answers", "FILES/answers.yaml")),
    Line(("talk", "Jo", "--new"), "yes\nCANARY\nCANARY half\\\n"),
    Line(("import", "FILES/records.jsonl", "--dry-run")), Line(("import", "FILES/records.jsonl")),
    Line(("import", "FILES/wrong.jsonl", "--refused", "OUT/refused.jsonl")), Line(("plan", "Jo", "--agree")),
    Line(("export", "Jo", "-o", "OUT/jo.md")), Line(("export", "--all", "-o", "OUT/all", "--format", "json")),
    Line(("find", "CANARY")), Line(("doctor",)), Line(("undo",)),
]  # fmt: skip
# Opens a file where it has no business and lets a word out in a fault; in a place of its own.
LEAKY = f"""
import os, tempfile
os.write(os.open(os.path.join(tempfile.gettempdir(), "leak"), os.O_CREAT | os.O_WRONLY), b"{CANARY}")
raise RuntimeError("{CANARY}")
"""


def measure(n: int, seed: int) -> Figure:
    """Try every line; with n below their number, a choice of them that still holds every command."""
    lines = chosen(n, random.Random(seed))  # noqa: S311
    with TemporaryDirectory(prefix="coachkit-canary-") as name:
        folder = Path(name).resolve()
        tried, leaks = _all_tried(folder, lines)
        strays = _strays(folder / "traced", TRACED if n >= len(lines) else TRACED[:4])
        control = _control(folder / "control")
    return Figure(
        name="canaries",
        n=tried,
        seed=seed,
        counts={
            "leaks": len(leaks),
            "files astray": len(strays),
            "commands": len({command_of(line) for line in lines}),
        },
        target="0 leaks, 0 astray",
        reached=not leaks and not strays,
        control=f"a program that leaks: {control} of 3 leaks seen",
        control_fails=control == 3,
        faults=(*leaks, *strays),
    )


def chosen(n: int, chance: random.Random) -> list[Line]:
    """About n lines in their order, at least one of every command; what only works after another line stays with it."""
    lines = [*READING, *SILENT, *KEEPING]
    if n >= len(lines):
        return lines
    by_command: dict[tuple[str, ...], Line] = {}
    for line in lines:
        by_command.setdefault(command_of(line), line)
    rest = [line for line in lines if line not in by_command.values()]
    wanted = {*by_command.values(), *chance.sample(rest, max(0, n - len(by_command)))}
    return [line for line in lines if line in wanted]


def leaked(done: Done, line: Line, words: Sequence[str]) -> list[str]:
    """What came out where it has no business: words on stderr, words nobody asked for, a fault's insides.

    What a coach has typed in the same line may be said back, and so may things to choose between; questions are on
    stderr because results are not.
    """
    own = {mark for word in words for mark in _MARK.findall(word)}
    said = set(_MARK.findall(_CANDIDATE.sub("", done.err))) - own
    found = [f"stderr of {line.words}: {done.err}"] if said and not line.asks else []
    if CANARY in done.out and not line.shows:
        found.append(f"stdout of {line.words}")
    if "Traceback" in done.err + done.out:
        found.append(f"a traceback of {line.words}")
    return found


def in_files(folder: Path) -> list[str]:
    """The files below a folder that hold a canary and are neither asked for nor a plain notebook or a copy of it.

    Where the notebook is protected its copies are too, and nothing in the coach's folder may hold one.
    """
    home, asked = folder / "home", (folder / "files", folder / "out")
    plain = plainly_kept(home / "notebook.db")
    found = []
    for path in folder.rglob("*"):
        mine = path.parent in (home, home / "backups") and path.name.endswith((".db", ".db-wal")) and plain
        if path.is_file() and not mine and not any(path.is_relative_to(place) for place in asked):
            found += [str(path)] if CANARY.encode() in path.read_bytes() else []
    return found


def plainly_kept(notebook: Path) -> bool:
    """Whether a notebook is one that anybody can read."""
    return notebook.exists() and notebook.read_bytes()[: len(PLAIN)] == PLAIN


def astray(calls: Sequence[Call], folder: Path) -> list[str]:
    """What was opened to be written outside the coach's folder and what was asked for, and programs started."""
    mine = tuple(f"{folder / name}" for name in ("home", "out"))
    written = [call.path for call in calls if call.writes and not call.path.startswith((*mine, *_NOBODYS))]
    return written + [call.path for call in calls if call.name == "run"][1:]


def _all_tried(folder: Path, lines: list[Line]) -> tuple[int, list[str]]:
    """How many lines were run, and what they leaked."""
    situations: tuple[Callable[[Path], None] | None, ...] = (None, _damage, _make_fail)
    tried, leaks = 0, []
    for number, situation in enumerate(situations):
        place = folder / str(number)
        place.mkdir()
        with _watched_temp(place), sitting_at(place / "home"), _mended():
            talk = begin(place)
            if situation is not None:
                situation(place / "home" / "notebook.db")
            for line in lines if situation is None else [line for line in lines if line.words]:
                words = filled(line, talk, place)
                done = in_process(*words, lines=line.lines)
                leaks += leaked(done, line, words)
                tried += 1
            leaks += in_files(place)
    return tried, leaks


def begin(folder: Path) -> str:
    """A notebook full of canaries; the id of the talk they were said in.

    The environment names a file with a passphrase, for when it is to be protected.
    """
    prepare(folder)
    os.environ[OPENS] = str(folder / "files" / "passphrase")
    kept = in_process("talk", "--answers", "-", lines=json.dumps(ANSWERS))
    assert kept.code == 0, kept.err
    return str(in_process("talks", "--format", "json").data[0]["id"])


@contextmanager
def _watched_temp(folder: Path) -> Iterator[None]:
    """Have temporary files be made where they are looked for."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder / "temporary")
    (folder / "temporary").mkdir()
    try:
        yield
    finally:
        tempfile.tempdir = before


def _damage(path: Path) -> None:
    """A text in the notebook that is no text any more."""
    path.write_bytes(path.read_bytes().replace(b'"CANARY-2', b'\xff"CANARY2'))


def _make_fail(_: Path) -> None:
    """Have whatever reads the notebook meet a fault nobody foresaw, with a word in its message."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(f"{CANARY} in a message")

    for name in _FAILING:
        setattr(Notebook, name, fails)


_FAILING = ("events", "talks", "draft", "script")


@contextmanager
def _mended() -> Iterator[None]:
    inherited = {name: getattr(Notebook, name) for name in _FAILING}
    try:
        yield
    finally:
        for name, method in inherited.items():
            setattr(Notebook, name, method)


def _strays(folder: Path, lines: Sequence[Line]) -> list[str]:
    """What these commands, run as programs under strace, wrote where it was not asked for."""
    folder.mkdir()
    prepare(folder)
    found = []
    for line in lines:
        words = filled(line, "", folder)
        found += astray(_calls([sys.executable, "-m", "coachkit", *words], folder, line.lines)[1], folder)
    return found + in_files(folder)


def _calls(command: Sequence[str], folder: Path, lines: str = "") -> tuple[Done, list[Call]]:
    log = folder.parent / "calls"
    environ = environment(folder / "home", TMPDIR=str(folder), PYTHONDONTWRITEBYTECODE="1")
    ran = traced(command, environ, log, lines=lines.encode())
    calls = read(log)
    log.unlink()
    return Done(ran.returncode, ran.stdout.decode(), ran.stderr.decode()), calls


def _control(folder: Path) -> int:
    """In how many of three places a program that leaks is caught."""
    folder.mkdir()
    done, calls = _calls([sys.executable, "-c", LEAKY], folder)
    return sum((bool(leaked(done, Line(()), ())), bool(astray(calls, folder)), bool(in_files(folder))))
