"""One figure of the table: in come counts and a control, out goes whether the target is reached and can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was tried `n` times with dice begun at `seed`, and what came of it.

    `counts` tells what was seen, `reached` whether it is within `target`. `control` tells what the same look found
    where something was made wrong on purpose; where it found nothing, the figure proves nothing. `faults` says
    what was seen, case by case, as far as that helps to find it.
    """

    name: str
    n: int
    seed: int
    counts: Mapping[str, int | float]
    target: str
    reached: bool
    control: str
    control_fails: bool
    faults: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the target is reached by a look that sees what is wrong."""
        return self.reached and self.control_fails

    @property
    def result(self) -> str:
        """The counts as one line."""
        return ", ".join(f"{value} {what}" for what, value in self.counts.items())
