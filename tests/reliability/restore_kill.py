"""R15, putting back killed: in comes a number of kills, out goes how often neither the old nor the copy was there."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.notebook import killing
from tests.reliability.figure import Figure

# Whether the notebook is protected, and whether the copy is.
KINDS = ((False, False), (True, True), (False, True), (True, False))
CONTROL_KILLS = 8


def measure(n: int, seed: int) -> Figure:
    """Kill n times while a copy is put back, each way between plain and protected in turn."""
    bad, old, new, kills = [], 0, 0, max(1, n // len(KINDS))
    with TemporaryDirectory(prefix="coachkit-restore-") as name:
        folder = Path(name).resolve()
        for number, (was, becomes) in enumerate(KINDS):
            seen = killing.restores(folder / str(number), kills=kills, seed=seed + number, old=was, new=becomes)
            bad += seen.bad
            old, new = old + seen.old, new + seen.new
        wrong = killing.restores(folder / "over", kills=CONTROL_KILLS, seed=seed, old=False, new=False, careful=False)
    return Figure(
        name="restore killed",
        n=kills * len(KINDS),
        seed=seed,
        counts={"bad": len(bad), "old at the kill": old, "new": new},
        target="0 bad",
        reached=not bad,
        control=f"written over the notebook: {len(wrong.bad)} of {CONTROL_KILLS} bad",
        control_fails=bool(wrong.bad),
        faults=tuple(bad),
    )
