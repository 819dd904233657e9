"""What a transcript format is: in comes a file's bytes, out comes a Transcript of turns, or every fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's run; consecutive cues of one speaker are one turn."""

    speaker: str
    """As the file names them; "" where the file does not say."""
    text: str
    """As `safe_text.normalised` leaves it; a single space where the format breaks its cues."""
    at: float | None = None
    """Seconds from the start, if the file says."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a transcript file holds; `on` is the file's own day, if it has one, and `on_doubt` why it may be another.

    `notes` are sentences on what a reader should look at though nothing is refused for it, such as a guess.
    """

    turns: tuple[Turn, ...]
    on: date | None = None
    notes: tuple[str, ...] = ()
    on_doubt: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in order of first speaking; the unnamed are left out."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))


class Format(Protocol):
    """One way of writing a talk down; others register theirs under the entry point group "coachkit.importers"."""

    name: str
    """What `--from` calls it."""

    def identify(self, sample: bytes, path: str) -> bool:
        """Whether a file is of this format, by its first 64 KiB before its name; cheap, and never raises."""

    def read(self, data: bytes, path: str) -> Transcript:
        """The turns of the file. Raises BadDataError with every Problem, and nothing else."""
