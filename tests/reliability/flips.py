"""R10, damaged notebooks: in comes a number of them, out goes how often a command met one badly.

Bytes are changed, wiped, moved or cut off. Every command ends with a sentence or as if nothing were; where it is
refused, not a byte of the notebook is changed.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
import traceback
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import Done, as_program, in_process, sitting_at
from tests.reliability.canary import begin
from tests.reliability.commands import READING, Line, filled
from tests.reliability.figure import Figure
from tests.reliability.starting import in_memory

PAGE = 4096
# A notebook of one coach's first weeks: most of its pages hold what was said.
RECORDS = 60
WRITING = [
    Line(("person", "add", "Mo")), Line(("log", "Jo", "--note", "rang")), Line(("handover", "asked", "Jo", "canary")),
    Line(("talk", "--answers", "FILES/answers.yaml")), Line(("import", "FILES/records.jsonl")), Line(("undo",)),
    Line(("plan", "Jo", "--agree")), Line(("export", "--all", "-o", "OUT/all")),
    Line(("person", "rename", "Jo", "Jim")),
    Line(("session", "forget", "TALK", "--yes")), Line(("talk", "Jo", "--new"), "yes\nBread\nq\n"),
]  # fmt: skip
# What was acknowledged before the damage was met.
_KEPT = re.compile(r"\bKept: |every answer is kept")
AS_PROGRAMS = 50  # one in so many
CONTROLS = 20
# Nobody of that name: damage can make a thing be gone without a trace.
ENDS = (0, 3, 8)


def measure(n: int, seed: int) -> Figure:
    """Damage n notebooks, and try two reading commands and a writing one on each."""
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory(prefix="coachkit-flips-", dir=in_memory()) as name, sitting_at(Path(name) / "home"):
        folder = Path(name).resolve()
        talk = _begin(folder)
        whole = (folder / "home" / "notebook.db").read_bytes()
        ends, wrong = Counter[int](), []
        for number in range(n):
            damaged = damage(whole, chance)
            for line in (*chance.sample(READING, 2), chance.choice(WRITING)):
                done, faults = _try(folder, damaged, line, talk, program=number % AS_PROGRAMS == 0)
                ends[done.code] += 1
                wrong += faults
        control = sum(_bare(folder / "bare.db", damage(whole, chance)) for _ in range(CONTROLS))
    return Figure(
        name="damaged",
        n=n,
        seed=seed,
        counts={"bad": len(wrong), "commands": ends.total(), "refused": ends[8]},
        target="0 bad, a fifth refused",
        reached=not wrong and ends[8] * 5 >= ends.total(),
        control=f"read by sqlite3 alone: {control} of {CONTROLS} end in a traceback",
        control_fails=control > 0,
        faults=tuple(wrong),
    )


def damage(whole: bytes, chance: random.Random) -> bytes:
    """The same notebook with something wrong with it; one in four where it begins, which tells the rest."""
    data = bytearray(whole)
    at = chance.randrange(100 if chance.random() < 0.25 else len(data))
    match chance.choice(("flip", "flips", "wipe", "page", "cut", "moved")):
        case "flip":
            data[at] ^= 1 << chance.randrange(8)
        case "flips":
            for _ in range(chance.randint(2, 60)):
                data[(at + chance.randrange(200)) % len(data)] = chance.randrange(256)
        case "wipe":
            data[at : at + 64] = bytes(len(data[at : at + 64]))
        case "page":
            at -= at % PAGE
            data[at : at + PAGE] = bytes(PAGE)
        case "cut":
            del data[at:]
        case "moved":
            one, other = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
            data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]
    return bytes(data)


def badly(done: Done, before: bytes, after: bytes) -> list[str]:
    """What a command did wrong with a notebook that may be damaged."""
    wrong = []
    if "Traceback" in done.err + done.out or "should not have" in done.err:
        wrong.append(f"nobody foresaw it: {done.err[-200:]}")
    elif done.code not in ENDS:
        wrong.append(f"it ended with {done.code}: {done.err[-200:]}")
    if done.code == 8 and before != after and ("Nothing was changed" in done.err or not _KEPT.search(done.err)):
        wrong.append("it was refused, and yet it was changed")
    return wrong


def _begin(folder: Path) -> str:
    talk = begin(folder)
    told = {"on": "2025-03-02", "note": "We had the stall at the school gate. " * 12}
    said = [told | {"person": f"Person {each % 9}", "ref": f"K-{each}"} for each in range(RECORDS)]
    done = in_process("import", "-", "--from", "jsonl", lines="\n".join(map(json.dumps, said)))
    assert done.code == 0, done.err
    return talk


def _try(folder: Path, damaged: bytes, line: Line, talk: str, *, program: bool) -> tuple[Done, list[str]]:
    path = folder / "home" / "notebook.db"
    for old in path.parent.glob("notebook.db*"):
        old.unlink()
    shutil.rmtree(folder / "out")
    (folder / "out").mkdir()
    path.write_bytes(damaged)
    words = filled(line, talk, folder)
    done = as_program(path.parent, *words, lines=line.lines) if program else in_process(*words, lines=line.lines)
    return done, [f"{' '.join(line.words)}: {each}" for each in badly(done, damaged, path.read_bytes())]


def _bare(path: Path, damaged: bytes) -> bool:
    """Whether a program that takes a notebook as it comes is seen to end badly over it."""
    path.write_bytes(damaged)
    done = Done(0, "", "")
    try:
        with closing(sqlite3.connect(path)) as db:
            for (body,) in db.execute("SELECT body FROM event"):
                json.loads(body)
    except (sqlite3.Error, ValueError, TypeError):
        done = Done(1, "", traceback.format_exc())
    return bool(badly(done, damaged, damaged))
