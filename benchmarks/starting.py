"""Starting up: in comes a folder to work in, out go the costs of `--help` and `--version`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from benchmarks.measuring import Ratio, by_turns, cpu_seconds, program

_MAIN = "from coachkit.__main__ import main; main()"
# What pip writes for a command, with nothing in it; loading `re` for that costs half a Python of its own.
_EMPTY_LAUNCHER = "import re, sys; sys.argv[0] = re.sub(r'(-script.pyw|.exe)?$', '', sys.argv[0])"


def starting(folder: Path, n: int) -> list[Ratio]:
    """Processor time of the two smallest commands, against a neighbour and against Python itself."""
    run = partial(cpu_seconds, environ={**os.environ, "COACHKIT_HOME": str(folder / "home")})
    ours = program("coachkit")
    python = [sys.executable, "-c"]

    def pair(what: str, against: str, target: float, our: list[str], their: list[str]) -> Ratio:
        return by_turns(what, against, target, lambda: run(our), lambda: run(their), n)

    return [
        pair("coachkit --help", "sqlite-utils --help", 1.0, [ours, "--help"], [program("sqlite-utils"), "--help"]),
        pair("--version, the program", "python -c pass", 1.5, [*python, _MAIN, "--version"], [*python, "pass"]),
        pair("--version, with its launcher", "an empty launcher", 1.5, [ours, "--version"], [*python, _EMPTY_LAUNCHER]),
    ]
