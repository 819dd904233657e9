"""R2, killed at any moment, under a passphrase: the same as `kill` with a protected notebook."""

from __future__ import annotations

from tests.reliability import kill
from tests.reliability.figure import Figure


def measure(n: int, seed: int) -> Figure:
    """As `kill.measure`, with a notebook that a key opens."""
    return kill.measure(n, seed, protected=True)
