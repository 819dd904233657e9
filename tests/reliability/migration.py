"""R7, a migration killed: in comes a number of kills, out goes how often neither the old nor the new one was there."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.notebook import killing
from tests.reliability.figure import Figure

CONTROL_KILLS = 12


def measure(n: int, seed: int) -> Figure:
    """Kill migrations of the notebook of an earlier release n times, half of them of one with few tables."""
    with TemporaryDirectory(prefix="coachkit-migration-") as name:
        folder = Path(name).resolve()
        whole = killing.migrations(folder / "whole", kills=n - n // 2, seed=seed)
        bare = killing.migrations(folder / "bare", kills=n // 2, seed=seed, lazily=False)
        control = killing.migrations(folder / "apart", kills=CONTROL_KILLS, seed=seed, lazily=False, in_one=False)
    bad = whole.bad + bare.bad
    return Figure(
        name="migration killed",
        n=n,
        seed=seed,
        counts={"bad": len(bad), "old at the kill": whole.old + bare.old, "new": whole.new + bare.new},
        target="0 bad",
        reached=not bad,
        control=f"each statement by itself: {len(control.bad)} of {CONTROL_KILLS} bad",
        control_fails=bool(control.bad),
        faults=tuple(bad),
    )
