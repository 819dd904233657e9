"""Otter's blocks, and what Zoom's transcript panel copies: in come the bytes, out comes who said what."""

from __future__ import annotations

from coachkit.importers.blocks import cues_of, has_headers
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import NOT_THIS_FORMAT, Faults
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import transcript, turns_of


class Otter:
    """A line with a name and a time, and the words under it."""

    name = "otter"

    def identify(self, sample: bytes, path: str) -> bool:
        """By lines that hold a name and a time and nothing else."""
        return has_headers(sample_text(sample).split("\n"))

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where no line holds a name and a time."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        cues, on, notes = cues_of(enumerate(source.lines, 1))
        if not cues:
            hint = "Each speaker's words need a line over them like: Dana Reyes  0:13"
            faults.stop(1, 1, NOT_THIS_FORMAT, "No line says who speaks and when.", hint)
        return transcript(turns_of(cues), faults, on, notes=notes)
