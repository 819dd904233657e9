"""Measuring by turns: in come two things to try, out goes how many times the one costs the other."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

WARM_UPS = 2
_RESAMPLES = 400

Cost = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times `what` costs what `against` costs; `low` to `high` is the middle half of all tries."""

    what: str
    against: str
    target: float
    n: int
    middle: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the target is reached."""
        return self.middle <= self.target


def by_turns(what: str, against: str, target: float, ours: Cost, theirs: Cost, n: int) -> Ratio:
    """The median ratio of n pairs, measured A B A B: what else the computer does then weighs on both alike."""
    for _ in range(WARM_UPS):
        ours()
        theirs()
    ratios = [ours() / theirs() for _ in range(n)]
    low, _, high = quantiles(ratios, n=4)
    return Ratio(what, against, target, n, median(ratios), low, high)


def once(what: str, against: str, target: float, ours: float, theirs: float) -> Ratio:
    """A ratio of what takes too long to be measured more than once."""
    return Ratio(what, against, target, 1, *3 * (ours / theirs,))


def slowest_by_turns(what: str, against: str, target: float, ours: Cost, theirs: Cost, n: int) -> Ratio:
    """The ratio of the 99th percentiles of n pairs; the spread comes from drawing the same pairs again and again."""
    for _ in range(WARM_UPS):
        ours()
        theirs()
    pairs = [(ours(), theirs()) for _ in range(n)]
    draw = random.Random(11)
    drawn = [_ratio_of_slowest(draw.choices(pairs, k=n)) for _ in range(_RESAMPLES)]
    low, _, high = quantiles(drawn, n=4)
    return Ratio(what, against, target, n, _ratio_of_slowest(pairs), low, high)


def cpu_seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """The processor time, in seconds, that one run of a program takes: its own and the system's for it."""
    return used_by(command, environ)[0]


def used_by(command: Sequence[str], environ: Mapping[str, str]) -> tuple[float, float]:
    """What one run of a program takes: processor time in seconds, and memory at its greatest in MiB."""
    child = subprocess.Popen(command, env=dict(environ), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return float(used.ru_utime + used.ru_stime), used.ru_maxrss / 1024


def program(name: str) -> str:
    """The installed program of this name, beside the Python that runs. SystemExit where it is missing."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise SystemExit(f"{name} is not installed here. Try: pip install -e '.[dev,bench]'")
    return str(path)


def _ratio_of_slowest(pairs: Sequence[tuple[float, float]]) -> float:
    ours, theirs = zip(*pairs, strict=True)
    return float(quantiles(ours, n=100)[98] / quantiles(theirs, n=100)[98])
