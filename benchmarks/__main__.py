"""`python -m benchmarks`: in comes nothing, out goes the table of ratios; exit 1 where a target is missed."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.first_question import first_question
from benchmarks.importing import importing
from benchmarks.listing import listing
from benchmarks.measuring import Ratio
from benchmarks.protecting import protecting
from benchmarks.saving import saving
from benchmarks.starting import starting
from benchmarks.stepping_back import stepping_back

STARTS = 21
ANSWERS = 1000
LOOKS = 3  # all through SQLModel takes ten seconds a time
_LINE = "{what:<34} {against:<36} {n:>5} {middle:>7} {spread:>13} {target:>7}  {holds}"
MEASURES = (
    (starting, STARTS),
    (listing, STARTS),
    (first_question, STARTS),
    (saving, ANSWERS),
    (protecting, STARTS),
    (stepping_back, LOOKS),
    (importing, LOOKS),
)


def main() -> int:
    """Measure everything in a throw-away folder here, so that the disk is the one that is worked on."""
    print("How many times what coachkit does costs what it is compared with; the middle half of all tries beside it.\n")
    print(_LINE.format_map(_HEAD))
    missed = False
    with TemporaryDirectory(prefix=".benchmarks-", dir=Path.cwd()) as name:
        folder = Path(name)
        for measure, n in MEASURES:
            for ratio in measure(folder, n):
                print(_row(ratio), flush=True)
                missed |= not ratio.holds
    return int(missed)


_HEAD = {
    "what": "coachkit",
    "against": "compared with",
    "n": "n",
    "middle": "ratio",
    "spread": "middle half",
    "target": "target",
    "holds": "",
}


def _row(ratio: Ratio) -> str:
    return _LINE.format(
        what=ratio.what,
        against=ratio.against,
        n=ratio.n,
        middle=f"{ratio.middle:.2f}",
        spread=f"{ratio.low:.2f} to {ratio.high:.2f}",
        target=f"{ratio.target:.2f}",
        holds="holds" if ratio.holds else "missed",
    )


if __name__ == "__main__":
    sys.exit(main())
