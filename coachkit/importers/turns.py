"""Cues to turns: in come the pieces a format breaks talk into, out comes one turn for each run of a speaker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coachkit.importers.faults import NOTHING_SAID, Faults
from coachkit.importers.protocol import Transcript, Turn
from coachkit.safe_text import normalised, one_line

_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of talk as a file holds it, and the line it begins in."""

    speaker: str
    text: str
    at: float | None = None
    line: int = 1


def unbroken(text: str) -> str:
    """Text whose line ends are the format's, not the speaker's: each becomes one space."""
    return _BREAKS.sub(" ", normalised(text))


def name_of(text: str) -> str:
    """A speaker's name as the file has it, on one line and without hidden marks."""
    return unicodedata.normalize("NFC", one_line(normalised(text)))


def turns_of(cues: Iterable[Cue], between: str = " ") -> tuple[Turn, ...]:
    """One turn for each run of one speaker, their cues joined by `between`; silent cues are left out.

    Cues nobody is named for stay apart: they need not be one speaker's.
    """
    turns: list[Turn] = []
    speaker, at, texts = "", None, list[str]()
    for cue in cues:
        text, name = normalised(cue.text), name_of(cue.speaker)
        if not text:
            continue
        if texts and (name != speaker or not name):
            turns.append(Turn(speaker, between.join(texts), at))
            texts = []
        if not texts:
            speaker, at = name, cue.at
        texts.append(text)
    if texts:
        turns.append(Turn(speaker, between.join(texts), at))
    return tuple(turns)


def transcript(
    turns: tuple[Turn, ...],
    faults: Faults,
    on: date | None = None,
    on_doubt: str = "",
    notes: tuple[str, ...] = (),
) -> Transcript:
    """The transcript with what is to be noted of it, unless there were faults or nobody says anything."""
    faults.stop_if_any()
    if not turns:
        faults.stop(1, 1, NOTHING_SAID, "Nobody says anything in this file.", "Is it the right file?")
    return Transcript(turns, on, ((faults.note,) if faults.note else ()) + notes, on_doubt)
