"""`python -m tests.reliability`: in comes what to try, out goes the table of figures; exit 1 where one does not hold.

python -m tests.reliability [--short] [--only NAME]... [--seed N] [--n N] [--jobs N] [--faults]
"""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import coachkit
from tests.reliability.figure import Figure
from tests.reliability.one import measured

SEED = 20261122


@dataclass(frozen=True, slots=True)
class Measure:
    """A module that measures one figure, how often in the whole table, and how often in the short one."""

    name: str
    n: int
    short: int

    def times(self, asked: argparse.Namespace) -> int:
        """How often, as asked on the command line."""
        return int(asked.n) or (self.short if asked.short else self.n)


# The longest first, so that two at a time end together.
MEASURES = (
    Measure("import_kill", 50, 2),
    Measure("inject", 140, 10),
    Measure("hostile", 5000, 300),
    Measure("kill", 300, 15),
    Measure("flips", 500, 50),
    Measure("kill_protected", 200, 6),
    Measure("power_protected", 500, 80),
    Measure("conversion", 60, 3),
    Measure("restored", 50, 3),
    Measure("forgotten", 30, 3),
    Measure("migration", 100, 4),
    Measure("restore_kill", 60, 4),
    Measure("two", 200, 12),
    Measure("power", 2000, 150),
    Measure("canary", 1000, 60),
    Measure("modes", 1000, 60),
)
_WIDTHS = (18, 6, 50, 40, 44, 6)
_HEAD = ("figure", "n", "result", "target", "control", "")


def main(words: Sequence[str] | None = None) -> int:
    """Measure what is asked for and print a row for each figure, in the order of their list."""
    asked = _asked(words)
    chosen = [each for each in MEASURES if not asked.only or each.name in asked.only]
    print(f"coachkit {coachkit.__version__} of {os.path.dirname(coachkit.__file__)}, seed {asked.seed}\n")  # noqa: PTH120
    print(_row(_HEAD), flush=True)
    began, held, faults = time.monotonic(), True, []
    with ThreadPoolExecutor(asked.jobs) as pool:
        jobs = [pool.submit(measured, each.name, each.times(asked), asked.seed) for each in chosen]
        for job in jobs:
            figure = job.result()
            print(_row(_cells(figure)), flush=True)
            held &= figure.held
            faults += [f"{figure.name}: {fault}" for fault in figure.faults]
    print(f"\n{'All hold' if held else 'NOT all hold'}, in {time.monotonic() - began:.0f} s.")
    for fault in faults if asked.faults else faults[:20]:
        print(fault)
    return 0 if held else 1


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__.partition(":")[2])
    parser.add_argument("--short", action="store_true", help="a few of each, in under two minutes")
    parser.add_argument("--only", action="append", default=[], choices=[each.name for each in MEASURES])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--n", type=int, default=0, help="how often, instead of what is usual")
    parser.add_argument("--jobs", type=int, default=2, help="how many figures are measured at a time")
    parser.add_argument("--faults", action="store_true", help="name every case, not the first twenty")
    return parser.parse_args(words)


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        str(figure.n),
        figure.result,
        figure.target,
        figure.control,
        "holds" if figure.held else "FAILS",
    )


def _row(cells: Sequence[str]) -> str:
    return "\n".join(_lines(cells))


def _lines(cells: Sequence[str]) -> Iterator[str]:
    """The cells side by side, each wrapped in its column."""
    columns = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, _WIDTHS, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        yield "  ".join(part.ljust(width) for part, width in zip(parts, _WIDTHS, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main())
