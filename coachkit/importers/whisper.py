"""What Whisper and its kin write: in come JSON or bracketed lines, out comes what was said, and by whom if it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coachkit.importers import labels
from coachkit.importers.clock import TIME, seconds
from coachkit.importers.decoding import Text, sample_text, text_of
from coachkit.importers.faults import BAD_FIELD, NOT_THIS_FORMAT, Faults
from coachkit.importers.json_text import Places, json_value, number, words
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of, unbroken

# Whisper and WhisperX call them segments, Hugging Face and whisper-jax chunks, whisper.cpp transcription.
_LISTS = ("segments", "chunks", "transcription")
_BEGINS = re.compile(r'\s*\{.*?"(?:segments|chunks|transcription|word_segments)"\s*:\s*\[', re.DOTALL)
# The whole text comes first, and may be longer than what is looked at.
_TEXT_FIRST = re.compile(r'\s*\{\s*"text"\s*:\s*"[^\n]*\Z')
_ONE_SEGMENT = re.compile(r'\s*\[\s*\{[^{}]*"(?:start|timestamp)"\s*:', re.DOTALL)
_LINE = re.compile(rf"\[({TIME})\s*-+>\s*{TIME}\][ \t]*(.*)", re.ASCII)


class Whisper:
    """Segments with their times; WhisperX adds who speaks."""

    name = "whisper"

    def identify(self, sample: bytes, path: str) -> bool:
        """By the list of segments, or by lines that begin with two times in brackets."""
        text = sample_text(sample)
        if text.lstrip()[:1] == "{":
            return bool(_BEGINS.match(text) or (len(sample) > 60_000 and _TEXT_FIRST.match(text)))
        if text.lstrip()[:1] == "[" and _ONE_SEGMENT.match(text[:4096]):
            return '"person"' not in text and '"text"' in text
        return _LINE.match(text.lstrip()) is not None

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where it is no JSON, has no segments, or a segment no words."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        if _LINE.match(source.text.lstrip()):
            cues = list(_lines(source))
        else:
            value = json_value(source.text, faults)
            cues = list(_segments(value, source.text, faults))
        if not any(cue.speaker for cue in cues):
            cues = labels.named(cues)
        return transcript(turns_of(cues), faults)


def _segments(value: Any, text: str, faults: Faults) -> Iterator[Cue]:
    found = value if isinstance(value, list) else None
    if isinstance(value, dict):
        found = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    if found is None:
        hint = "Whisper writes one with --output_format json."
        faults.stop(1, 1, NOT_THIS_FORMAT, "There is no list of segments in this file.", hint)
    places = Places(text, "start|timestamp|offsets")
    for at, segment in enumerate(found, 1):
        if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
            line, column = places.nth(at) if faults.listing else (1, 1)
            message = f"Segment {at} has no text."
            faults.add(line, column, BAD_FIELD, message, 'Each needs one: {"start": 0.0, "text": "…"}')
            continue
        yield Cue(words(segment.get("speaker")), unbroken(segment["text"]), _start(segment))


def _start(segment: dict[str, Any]) -> float | None:
    offsets, timestamp = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, dict):
        milliseconds = number(offsets.get("from"))
        return None if milliseconds is None else milliseconds / 1000
    if isinstance(timestamp, list) and timestamp:
        return number(timestamp[0])
    return number(segment.get("start"))


def _lines(source: Text) -> Iterator[Cue]:
    """`[00:07.500 --> 00:11.890]  words`; a line without goes on with the one before."""
    said: list[str] = []
    at: float | None = None
    for line in source.lines:
        if found := _LINE.match(line.strip()):
            yield Cue("", " ".join(said), at)
            at, said = seconds(found[1]), []
        said.append(found[2] if found else line.strip())
    yield Cue("", " ".join(said), at)
