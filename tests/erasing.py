"""Erasure in figures: in come how many people and a seed, out goes how many bytes of those forgotten are left.

The control deletes the same rows without sweeping, and has to find some.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.whole_life import copied, residue

Run = Callable[..., Any]


@dataclass(frozen=True)
class Erased:
    """What was counted: people forgotten of so many, bytes of theirs left, others whose export changed, the control."""

    forgotten: int
    people: int
    residual: int
    others_changed: int
    control_residual: int


def erase(run: Run, home: Path, people: int, seed: int) -> Erased:
    """Fill an empty notebook, copy it twice, forget every third, and look for each word of theirs in every file."""
    chance = random.Random(seed)  # noqa: S311
    marks = [f"{chance.randrange(36**8):x}qz{number}zq" for number in range(people)]
    names = [f"{chance.choice(['Ada', 'Ben', 'Çelik', 'Zoë'])} {mark}" for mark in marks]
    lines = [
        json.dumps({"person": name, "on": f"2025-{chance.randint(1, 12):02}-03", "script": "first_conversation",
                    "ref": f"R{mark}", "note": f"She is good at {mark}.",
                    "answers": {"good_day": f"{mark} bread " * chance.randint(1, 300)}})
        for name, mark in zip(names, marks, strict=True)
    ]  # fmt: skip
    told = run("import", "-", "--from", "jsonl", lines="\n".join(lines))
    assert told.code == 0, told.err
    assert run().code == 0
    copied(home, "one.db", "two.db")
    going = set(range(0, people, 3))
    stay = [name for number, name in enumerate(names) if number not in going]
    before = {name: run("export", name, "--format", "json").out for name in stay}
    control = _deleted(home, names, going)
    for number in sorted(going):
        assert run("person", "forget", names[number], "--yes").code == 0
    left = sum(sum(residue(home, marks[number]).values()) for number in going)
    changed = sum(run("export", name, "--format", "json").out != before[name] for name in stay)
    return Erased(len(going), people, left, changed, control)


@dataclass(frozen=True)
class Killed:
    """What was counted: how often it was killed, how often before its end, and what was found amiss afterwards."""

    kills: int
    killed_in_time: int
    half_shown: int
    residual: int


def kill_forgetting(lived: Path, name: str, environ: Callable[[Path], dict[str, str]], n: int, seed: int) -> Killed:
    """Forget somebody in copies of a home, killed at random instants, and run again; none of their bytes may stay.

    After a kill they are shown whole or not at all. `lived` holds their marks and nobody else's.
    """
    chance = random.Random(seed)  # noqa: S311
    in_time = half = left = 0
    for number in range(n):
        with TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            shutil.copytree(lived, home)
            command = [sys.executable, "-m", "coachkit"]
            before = _ran(command, "session", "show", *_talk(command, name, environ(home)), env=environ(home))
            process = subprocess.Popen(
                [*command, "person", "forget", name, "--yes"],
                env=environ(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(chance.uniform(0.05, 1.2) if number else 0)
            in_time += process.poll() is None
            process.kill()
            process.wait()
            talks = _talk(command, name, environ(home))
            half += bool(talks) and _ran(command, "session", "show", *talks, env=environ(home)) != before
            subprocess.run(
                [*command, "person", "forget", name, "--yes"], env=environ(home), capture_output=True, check=False
            )
            left += sum(residue(home).values()) + bool(_talk(command, name, environ(home)))
    return Killed(n, in_time, half, left)


def _talk(command: list[str], name: str, env: dict[str, str]) -> list[str]:
    """The id of their first talk, if they are there."""
    done = subprocess.run([*command, "talks", name, "--format", "json"], env=env, capture_output=True, check=False)
    return [json.loads(done.stdout)["data"][0]["id"]] if done.returncode == 0 else []


def _ran(command: list[str], *words: str, env: dict[str, str]) -> bytes:
    return subprocess.run([*command, *words], env=env, capture_output=True, check=False).stdout


def _deleted(home: Path, names: list[str], going: set[int]) -> int:
    """The same rows deleted and nothing else, in a copy outside; the bytes of theirs that are left."""
    (copy,) = copied(home, "control.db")
    with sqlite3.connect(copy) as db:
        db.execute("PRAGMA secure_delete=OFF")
        for number in sorted(going):
            (id_,) = db.execute("SELECT id FROM person WHERE name = ?", (names[number],)).fetchone()
            talks = f"SELECT id FROM session WHERE person_id = '{id_}'"  # noqa: S608
            db.execute(f"DELETE FROM draft WHERE session_id IN ({talks})")  # noqa: S608
            for table in ("event", "session", "summary"):
                db.execute(f"DELETE FROM {table} WHERE person_id = ?", (id_,))  # noqa: S608
            db.execute("DELETE FROM person WHERE id = ?", (id_,))
    db.close()
    left = sum(copy.read_bytes().lower().count(names[number].split()[1].encode()) for number in going)
    copy.unlink()
    return left
