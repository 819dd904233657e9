"""WebVTT as Teams, Zoom and others write it: in come its bytes, out comes who said what.

webvtt-py reads the same files, but names no line when it refuses one, drops blocks silently and sees a voice only at
the beginning of a cue; the tests compare with it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coachkit.dates import iso_day
from coachkit.importers import labels
from coachkit.importers.cues import RawCue, Shape, raw_cues
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import NOT_THIS_FORMAT, TOO_LARGE, Faults
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of, unbroken

_HEADER = re.compile(r"WEBVTT(?:[ \t]|$)")
# Two parts are strict, as the standard is; three are read as loosely as Stream wrote them: 0:0:7.25.
_STAMP = r"(?:\d{1,4}:[0-5]?\d:[0-5]?\d\.\d{1,9}|[0-5]\d:[0-5]\d\.\d{3})"
_SHAPE = Shape(
    timing=re.compile(rf"\s*({_STAMP})\s*-->\s*{_STAMP}(?!\d)", re.ASCII),
    attempt=re.compile(r"\s*\d+[:.]\d[\d:.,]*\s*(?:-+\s?>|\s\d[\d.,]*:[\d:.,]+\s*$)", re.ASCII),
    is_name=lambda _, after_empty: after_empty,
    example="00:00:07.000 --> 00:00:11.890",
    skipped=("NOTE", "STYLE", "REGION"),
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<\d[\d:.]*>", re.IGNORECASE)
_MOST_TAGS = 400_000
# A tag that is never closed: what follows it was said.
_TORN = re.compile(r"</?[a-z]+(?:\.[^\s<>]*)?\s", re.IGNORECASE)


class WebVtt:
    """Voice tags, `Name:` before the words, cues split over several entries, and Teams' one object a cue."""

    name = "vtt"

    def identify(self, sample: bytes, path: str) -> bool:
        """By its first line, which the standard asks for."""
        return _HEADER.match(sample_text(sample[:256]).partition("\n")[0]) is not None

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where the first line or a time is not WebVTT."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        lines = source.lines
        if not _HEADER.match(lines[0]):
            message = "A WebVTT file has to begin with the word WEBVTT."
            faults.stop(1, 1, NOT_THIS_FORMAT, message, "Is it another format?")
        if source.text.count("<") > _MOST_TAGS:
            faults.stop(1, 1, TOO_LARGE, "There are more tags here than any talk needs.", "Is it the right file?")
        raw = list(raw_cues(_body(lines), _SHAPE, faults))
        cues: list[Cue] = []
        on: date | None = None
        for each in raw:
            told = _object(each.text)
            on = on or _day(told)
            cues += [Cue(str(told["speakerName"]), str(told["spokenText"]), each.at)] if told else _voices(each)
        named = any(cue.speaker for cue in cues)
        cues = [replace(cue, text=unbroken(cue.text)) for cue in cues] if named else labels.named(cues)
        return transcript(turns_of(cues), faults, on)


def _body(lines: list[str]) -> Iterator[tuple[int, str]]:
    """What follows the header: it ends at an empty line, or at the first time."""
    at = 1
    while at < len(lines) and lines[at] and "-->" not in lines[at]:
        at += 1
    return enumerate(lines[at:], at + 1)


def _voices(raw: RawCue) -> Iterator[Cue]:
    """A cue for each voice; words after a closed voice in the same cue go on with it."""
    text, speaker, start = raw.text, "", 0
    for found in _VOICE.finditer(text):
        if found.start() > start:
            yield Cue(html.unescape(speaker), _plain(text[start : found.start()]), raw.at)
        speaker, start = found[1] or "", found.end()
    if start < len(text):
        yield Cue(html.unescape(speaker), _plain(text[start:]), raw.at)


def _plain(text: str) -> str:
    return html.unescape(_TORN.sub("", _TAG.sub("", text)))


def _object(text: str) -> dict[str, object]:
    """The object a cue of Teams' metadata holds, or an empty one."""
    if not text.startswith("{") or '"spokenText"' not in text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {"speakerName": "", **found} if isinstance(found, dict) and "spokenText" in found else {}


def _day(told: dict[str, object]) -> date | None:
    return iso_day(str(told.get("startDateTime", ""))[:10])
