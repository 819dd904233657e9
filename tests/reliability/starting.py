"""Programs of this package started quickly: in come a module and its words, out goes the command line and its world."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.computer import ROOT, environment

DISKLESS = Path("/dev/shm")  # noqa: S108 - each in a folder of its own


def quick(module: str, *words: str) -> list[str]:
    """The command line of a module that needs nothing of what Python sets up at its start."""
    return [sys.executable, "-S", "-m", f"tests.reliability.{module}", *words]


def world(home: Path, key: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for `quick`: packages are found where this Python finds them.

    `key` is what opens a protected notebook where nobody can be asked.
    """
    path = os.pathsep.join(dict.fromkeys([str(ROOT), *filter(None, sys.path)]))
    return environment(home, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1", **(key or {}))


def in_memory() -> Path | None:
    """Where folders lie that no power cut is to be waited for; None for the usual place."""
    return DISKLESS if os.access(DISKLESS, os.W_OK) else None
