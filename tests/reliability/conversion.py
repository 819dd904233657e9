"""R17, protecting broken off: in comes a number of kills, out goes how often protecting again did not mend it.

Afterwards every word is there under the key, and in no file of the folder as it was said.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import PROGRAM, as_program, environment, sitting_at
from tests.reliability.canary import begin, plainly_kept
from tests.reliability.commands import CANARY
from tests.reliability.figure import Figure
from tests.reliability.protected import passphrase

ENOUGH = 30  # kills, for some of them to fall after the moment


def measure(n: int, seed: int) -> Figure:
    """Kill `notebook protect` n times and run it again."""
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory(prefix="coachkit-conversion-") as name:
        start, folder = Path(name).resolve() / "start", Path(name).resolve() / "try"
        start.mkdir()
        with sitting_at(start / "home"):
            begin(start)
            whole = as_program(start / "home", "profile", "Jo").out
        longest, control = _in_peace(start, folder)
        states, wrong, about = Counter[str](), [], longest * 0.8
        for number in range(n):
            state = _killed(start, folder, about * chance.uniform(0.85, 1.15))
            states[state] += 1
            # The kills gather about the moment at which it is put under the key.
            about *= 1.06 if state == "plain" else 0.94
            wrong += [f"kill {number}: {each}" for each in _mended(folder, whole)]
    return Figure(
        name="protecting killed",
        n=n,
        seed=seed,
        counts={"bad": len(wrong), "plain at the kill": states["plain"], "protected": states["protected"]},
        target="0 bad, a fifth after, if many",
        reached=not wrong and (n < ENOUGH or states["protected"] * 5 >= n),
        control=f"the plain notebook left beside it: {control} file seen",
        control_fails=control == 1,
        faults=tuple(wrong),
    )


def plainly(home: Path) -> list[str]:
    """The files of a folder in which words can be read as they were said."""
    return [str(path) for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def _in_peace(start: Path, folder: Path) -> tuple[float, int]:
    """How many seconds protecting takes, and in how many files words are seen where the plain one is left behind."""
    shutil.copytree(start, folder)
    began = time.monotonic()
    done = as_program(folder / "home", *_PROTECT, env=passphrase(folder / "home"))
    assert done.code == 0, done.err
    took = time.monotonic() - began
    assert plainly(folder / "home") == []
    shutil.copy(start / "home" / "notebook.db", folder / "home" / "notebook.db.old")
    return took, len(plainly(folder / "home"))


_PROTECT = ("notebook", "protect", "--no-keyring")


def _killed(start: Path, folder: Path, seconds: float) -> str:
    """Begin protecting and kill it; what the notebook is then."""
    shutil.rmtree(folder)
    shutil.copytree(start, folder)
    home = folder / "home"
    command, environ = [*PROGRAM, *_PROTECT], environment(home, **passphrase(home))
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        time.sleep(seconds)
        child.kill()
    return "plain" if plainly_kept(home / "notebook.db") else "protected"


def _mended(folder: Path, whole: str) -> list[str]:
    """What is wrong once it was run again."""
    home = folder / "home"
    done = as_program(home, *_PROTECT, env=passphrase(home))
    if done.code:
        return [f"protecting again ended with {done.code}: {done.err[-200:]}"]
    shown = as_program(home, "profile", "Jo", env=passphrase(home))
    wrong = [f"{path} holds words" for path in plainly(home)]
    return wrong if shown.out == whole else [*wrong, f"the profile is another one: {shown.err[-200:]}"]
