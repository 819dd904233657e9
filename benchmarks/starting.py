"""Starting up: in comes a folder to work in, out go the costs of `--help` and `--version`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from benchmarks.measuring import Ratio, by_turns, cpu_seconds, program


def starting(folder: Path, n: int) -> list[Ratio]:
    """Processor time of the two smallest commands, each against a neighbour that starts often too."""
    environ = {**os.environ, "COACHKIT_HOME": str(folder / "home")}
    run = partial(cpu_seconds, environ=environ)
    coachkit = program("coachkit")
    return [
        by_turns(
            "coachkit --help",
            "sqlite-utils --help",
            1.0,
            lambda: run([coachkit, "--help"]),
            lambda: run([program("sqlite-utils"), "--help"]),
            n,
        ),
        by_turns(
            "coachkit --version",
            "python -c pass",
            1.5,
            lambda: run([coachkit, "--version"]),
            lambda: run([sys.executable, "-c", "pass"]),
            n,
        ),
    ]
