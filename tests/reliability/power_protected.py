"""R3, the power goes, under a passphrase: the same as `power` with a protected notebook."""

from __future__ import annotations

from tests.reliability import power
from tests.reliability.figure import Figure


def measure(n: int, seed: int) -> Figure:
    """As `power.measure`, with a notebook that a key opens."""
    return power.measure(n, seed, protected=True)
