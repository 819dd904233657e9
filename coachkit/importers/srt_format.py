"""SubRip: in come the bytes of an .srt file, out comes who said what.

The srt package reads the same files, but takes what it cannot read for words of the cue before; the tests compare.
"""

from __future__ import annotations

import re

from coachkit.importers import labels
from coachkit.importers.cues import Shape, raw_cues
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import NOT_THIS_FORMAT, Faults
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of

_STAMP = r"\d{1,4}:[0-5]?\d:[0-5]?\d(?:[,.]\d{1,9})?"
_SHAPE = Shape(
    timing=re.compile(rf"\s*({_STAMP})\s*-->\s*{_STAMP}(?![\d:,.])", re.ASCII),
    attempt=re.compile(r"\s*(?=\d[\d.,]*:)[\d:.,]+\s*-+\s?>|\s*(?:[\d.,]+\s*)?-->\s*\d[\d.,]*:", re.ASCII),
    is_name=lambda line, _: line.strip().isdecimal(),
    example="00:00:07,000 --> 00:00:11,890",
)
_STYLE = re.compile(r"</?(?:b|i|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)


class Srt:
    """Numbered cues, `Name:` before the words."""

    name = "srt"

    def identify(self, sample: bytes, path: str) -> bool:
        """A number and a time, or a time with commas: with points and no number it is a torn WebVTT."""
        first, second = ([line for line in sample_text(sample[:4096]).split("\n") if line.strip()] + ["", ""])[:2]
        if first.strip().isdecimal():
            return _SHAPE.timing.match(second) is not None
        return _SHAPE.timing.match(first) is not None and "," in first

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where there is no time, or one cannot be read."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        raw = list(raw_cues(enumerate(source.lines, 1), _SHAPE, faults))
        if not raw and not faults.problems:
            faults.add(1, 1, NOT_THIS_FORMAT, "There is no cue in this file.", f"One begins like {_SHAPE.example}")
        cues = [Cue("", _STYLE.sub("", each.text), each.at) for each in raw]
        return transcript(turns_of(labels.named(cues)), faults)
