"""R13, somebody forgotten: in comes a number of notebooks, out goes how many bytes of theirs are left in any file.

Each holds a person full of canaries, with half-typed words, copies and a search index, and others who stay as they
were: what is exported of these is the same afterwards.
"""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import in_process, sitting_at
from tests.reliability.canary import begin
from tests.reliability.commands import CANARY, KEEPING, Line, filled
from tests.reliability.figure import Figure

OTHERS = 4
# What else may have been kept of somebody; commands that need another one first simply do nothing here.
LIFE = [line for line in KEEPING if line.words[0] not in ("notebook", "undo", "export") and "forget" not in line.words]
BEFORE = 30  # lines of such a life


def measure(n: int, seed: int) -> Figure:
    """Forget somebody in n notebooks, each with another life in it."""
    chance = random.Random(seed)  # noqa: S311
    left, changed, seen = [], 0, 0
    for number in range(n):
        with TemporaryDirectory(prefix="coachkit-forgotten-") as name, sitting_at(Path(name).resolve() / "home"):
            folder = Path(name).resolve()
            _live(folder, chance)
            seen += holding(folder / "home")
            others = _others()
            done = in_process("person", "forget", "Jo", "--yes")
            if done.code:
                left.append(f"life {number}: forgetting ended with {done.code}: {done.err[-200:]}")
            if CANARY in done.out + done.err:
                left.append(f"life {number}: the receipt holds words")
            left += [f"life {number}: {count} in {path}" for path, count in residue(folder / "home").items()]
            changed += others != _others()
    return Figure(
        name="forgotten",
        n=n,
        seed=seed,
        counts={"files with words left": len(left), "others changed": changed},
        target="0 left, 0 changed",
        reached=not left and not changed,
        control=f"before it: words in {seen} files",
        control_fails=seen >= n,
        faults=tuple(left),
    )


def residue(home: Path) -> dict[str, int]:
    """How often a canary stands in each file below a folder, whole or as the search index keeps words."""
    found = {}
    for path in home.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            count = data.count(CANARY.encode()) + data.count(CANARY.lower().encode())
            found |= {str(path): count} if count else {}
    return found


def holding(home: Path) -> int:
    """How many files hold words."""
    return len(residue(home))


def _live(folder: Path, chance: random.Random) -> None:
    """A life with canaries in it, a search, copies, and others beside it."""
    talk = begin(folder)
    told = [{"person": f"Other {number}", "on": "2025-03-02", "note": f"Bread {number}"} for number in range(OTHERS)]
    in_process("import", "-", "--from", "jsonl", lines="\n".join(map(json.dumps, told)))
    chosen = set(chance.sample(range(len(LIFE)), BEFORE))
    for number, line in enumerate(LIFE):
        if number in chosen:
            _run(line, talk, folder)
    in_process("find", "canary")
    in_process("notebook", "backup", str(folder / "home" / "backups" / "mine.db"))
    shutil.rmtree(folder / "out")


def _run(line: Line, talk: str, folder: Path) -> None:
    in_process(*filled(line, talk, folder), lines=line.lines)


def _others() -> list[str]:
    return [in_process("export", f"Other {number}").out for number in range(OTHERS)]
