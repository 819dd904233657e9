"""YouTube's SBV: in come its bytes, out comes who said what."""

from __future__ import annotations

import re

from coachkit.importers import labels
from coachkit.importers.cues import Shape, raw_cues
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import NOT_THIS_FORMAT, Faults
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of

_STAMP = r"\d{1,4}:[0-5]?\d:[0-5]?\d\.\d{1,9}"
_SHAPE = Shape(
    timing=re.compile(rf"\s*({_STAMP}),\s*{_STAMP}\s*$", re.ASCII),
    attempt=re.compile(r"\s*\d[\d.]*:[\d:.]*,\s*\d[\d:.]*\s*$", re.ASCII),
    is_name=lambda *_: False,
    example="0:00:07.000,0:00:11.890",
)


class Sbv:
    """Cues under a line of two times with a comma between."""

    name = "sbv"

    def identify(self, sample: bytes, path: str) -> bool:
        """By the first line that says anything."""
        first = next((line for line in sample_text(sample[:4096]).split("\n") if line.strip()), "")
        return _SHAPE.timing.match(first) is not None

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where there is no time, or one cannot be read."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        raw = list(raw_cues(enumerate(source.lines, 1), _SHAPE, faults))
        if not raw and not faults.problems:
            faults.add(1, 1, NOT_THIS_FORMAT, "There is no cue in this file.", f"One begins like {_SHAPE.example}")
        cues = [Cue("", each.text.replace("[br]", "\n"), each.at) for each in raw]
        return transcript(turns_of(labels.named(cues)), faults)
