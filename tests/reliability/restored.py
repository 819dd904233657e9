"""R15, a copy put back: in comes a number of notebooks, out goes how often what came back was not what was copied.

Each has another life in it; it is copied, goes on, sometimes is left open by a killed program, and is put back.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import in_process, sitting_at
from tests.reliability.canary import begin
from tests.reliability.commands import filled
from tests.reliability.figure import Figure
from tests.reliability.forgotten import LIFE
from tests.reliability.starting import quick, world

BEFORE, AFTER = 20, 10  # lines of a life before the copy, and after it
ENDLESS = "1000000"


def measure(n: int, seed: int) -> Figure:
    """Copy and put back n notebooks."""
    chance = random.Random(seed)  # noqa: S311
    wrong, moved_on = [], 0
    for number in range(n):
        with TemporaryDirectory(prefix="coachkit-restored-") as name, sitting_at(Path(name).resolve() / "home"):
            faults, differed = _one(Path(name).resolve(), chance, killed=number % 2 == 0)
            wrong += [f"notebook {number}: {fault}" for fault in faults]
            moved_on += differed
    return Figure(
        name="restored",
        n=n,
        seed=seed,
        counts={"not equal": len(wrong)},
        target="0 not equal",
        reached=not wrong,
        control=f"not put back: {moved_on} of {n} not equal",
        control_fails=moved_on == n,
        faults=tuple(wrong),
    )


def _one(folder: Path, chance: random.Random, *, killed: bool) -> tuple[list[str], bool]:
    """What is wrong after a copy is put back, and whether there was anything to put right."""
    talk, copy = begin(folder), folder / "copy.db"
    chosen = sorted(chance.sample(range(len(LIFE)), BEFORE + AFTER))
    _live(folder, talk, chosen[:BEFORE])
    in_process("notebook", "backup", str(copy))
    whole = _exported(folder)
    _live(folder, talk, chosen[BEFORE:])
    in_process("person", "add", "Somebody new")
    if killed:
        _leave_open(folder / "home" / "notebook.db")
    differed = _exported(folder) != whole
    done = in_process("notebook", "restore", str(copy), "--yes")
    if done.code:
        return [f"putting back ended with {done.code}: {done.err[-200:]}"], differed
    return ([] if _exported(folder) == whole else ["it is not what was copied"]), differed


def _live(folder: Path, talk: str, numbers: list[int]) -> None:
    for number in numbers:
        in_process(*filled(LIFE[number], talk, folder), lines=LIFE[number].lines)


def _leave_open(path: Path) -> None:
    """Have a program be killed while it writes, so that a part of the notebook lies beside it."""
    command = quick("writer", str(path), "late", ENDLESS)
    with subprocess.Popen(command, env=world(path.parent), stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.kill()


def _exported(folder: Path) -> dict[str, bytes]:
    """Every file of an export of everybody, archived or not."""
    place = folder / "exported"
    shutil.rmtree(place, ignore_errors=True)
    in_process("export", "--all", "--whole", "-o", str(place))
    return {path.name: path.read_bytes() for path in place.iterdir()}
