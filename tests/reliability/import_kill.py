"""R6, an import broken off: in comes a number of times, out goes how often the same import again did not mend it.

It is killed at any moment, or the disk is full from some write on; then it is run again, and everything exported has
to be what an import in peace brings, but for ids and moments.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import PROGRAM, as_program, environment
from tests.reliability.figure import Figure
from tests.reliability.opening import open_notebook
from tests.reliability.trace import strace

PEOPLE, TALKS = 40, 30  # more than are kept in one go, so that some are there and some are not
CONTROLS = 4
FULL_EVERY = 4
LAST_WRITE = 900
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_DIGEST = re.compile(r"\b[0-9a-f]{12,64}\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)")


def measure(n: int, seed: int) -> Figure:
    """Break off n imports and run each again."""
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory(prefix="coachkit-import-") as name:
        folder = Path(name).resolve()
        file = records(folder / "past.jsonl")
        began = time.monotonic()
        with _begun(folder / "clean", file, ()):
            pass
        longest = time.monotonic() - began
        clean = exported(folder / "clean")
        broken = Counter[str]()
        wrong = []
        for number in range(n):
            home = folder / "home"
            broken[_broken_off(home, file, chance, longest, full=number % FULL_EVERY == 0)] += 1
            if _imported_again(home, file) != clean:
                wrong.append(f"import {number} is not what it would have been")
            shutil.rmtree(home, ignore_errors=True)
        control = 0
        for _ in range(CONTROLS):
            _broken_off(folder / "home", file, chance, longest / 2, full=False)
            control += exported(folder / "home") != clean
            shutil.rmtree(folder / "home", ignore_errors=True)
    return Figure(
        name="import broken off",
        n=n,
        seed=seed,
        counts={"not equal": len(wrong), "broken off": n - broken["whole"], "of them with a part kept": broken["part"]},
        target="0 not equal, half of them broken off",
        reached=not wrong and broken["whole"] * 2 <= n,
        control=f"not run again: {control} of {CONTROLS} not equal",
        control_fails=control > 0,
        faults=tuple(wrong),
    )


def records(path: Path) -> Path:
    """Past conversations of many people: notes, and some answers."""
    lines = []
    for number in range(PEOPLE * TALKS):
        record = {
            "person": f"Person {number % PEOPLE}",
            "on": f"2025-03-{number // PEOPLE + 1:02}",
            "ref": f"K-{number}",
        }
        if number % 10:
            record["note"] = f"People ask me to mend bikes, {number} of them, and I like it. " * 2
        else:
            record |= {"script": "first_conversation", "answers": {"good_day": f"Day {number}", "matters": ["Quiet"]}}
        lines.append(json.dumps(record))
    path.write_text("\n".join(lines), "utf-8")
    return path


def exported(home: Path) -> dict[str, str]:
    """Everybody's copy, by name, with ids and moments put aside; nothing where there is no notebook."""
    place = home.parent / "exported"
    done = as_program(home, "export", "--all", "-o", str(place))
    assert done.code == 0, done.err
    copies = {path.name.rpartition("-")[0]: bare(path.read_text("utf-8")) for path in place.glob("*.md")}
    shutil.rmtree(place, ignore_errors=True)
    return copies


def bare(copy: str) -> str:
    """A copy with its ids numbered as they come, and every moment the same."""
    numbers: dict[str, str] = {}
    for pattern in (_ID, _DIGEST):
        copy = pattern.sub(lambda found: numbers.setdefault(found[0], f"id {len(numbers)}"), copy)
    return _MOMENT.sub("then", copy)


def _imported_again(home: Path, file: Path) -> dict[str, str]:
    done = as_program(home, "import", str(file))
    assert done.code == 0, done.err
    return exported(home)


def _broken_off(home: Path, file: Path, chance: random.Random, longest: float, *, full: bool) -> str:
    """Begin an import and break it off; whether none of it is kept, a part, or the whole."""
    under: tuple[str, ...] = ()
    if full:
        fault = f"inject=pwrite64:error=ENOSPC:when={chance.randint(1, LAST_WRITE)}+"
        under = (strace(), "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", fault)
    with _begun(home, file, under) as child:
        if not full:
            _wait(child, home, chance, longest)
            child.kill()
    kept = len(as_program(home, "talks", "--format", "json").data)
    return "whole" if kept == PEOPLE * TALKS else "part" if kept else "none"


def _begun(home: Path, file: Path, under: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [*under, *PROGRAM, "import", str(file)]
    return subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait(child: subprocess.Popen[bytes], home: Path, chance: random.Random, longest: float) -> None:
    """Wait for any moment of the import; every other time for one at which a part of it is kept."""
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, longest))
        return
    while child.poll() is None and not (home / "notebook.db").exists():
        time.sleep(0.01)
    with open_notebook(home / "notebook.db") as notebook:
        while child.poll() is None and not notebook.talks():
            time.sleep(0.01)
    time.sleep(chance.uniform(0, longest / 10))
