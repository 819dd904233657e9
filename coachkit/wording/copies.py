"""What is said of copies of the notebook: in come places and reasons, out goes one line each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coachkit.safe_text import for_terminal

MAKING_COPY = "Making today's copy of the notebook; it is a large one."


def brought_up_to_date(copy: Path) -> str:
    """That the notebook is in today's form now, and where it lies as it was."""
    return f"The notebook was brought up to date for this coachkit. A copy from before: {for_terminal(str(copy))}"


def copies_left(copies: Sequence[Path]) -> str:
    """Which copies may still hold words that were rubbed out, and what to do."""
    names = "\n".join(f"  {for_terminal(str(copy))}" for copy in copies)
    return f"These copies could not be opened, and may still hold the words. Delete them if they do:\n{names}"


def no_copy_made(reason: str) -> str:
    """That coachkit could not make a copy by itself, and that this is all that did not happen."""
    return f"No copy of the notebook could be made: {reason} Everything else is kept."


def held_by(people: int, talks: int) -> str:
    """How much a notebook holds: `1 person and 4 talks`."""
    return f"{people} {'person' if people == 1 else 'people'} and {talks} {'talk' if talks == 1 else 'talks'}"
