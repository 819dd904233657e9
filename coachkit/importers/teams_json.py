"""The JSON that Teams and Stream show their transcripts from: in come its bytes, out comes who said what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coachkit.importers.clock import seconds
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import BAD_FIELD, NOT_THIS_FORMAT, Faults
from coachkit.importers.json_text import Places, json_value, number, words
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of, unbroken

_MARKS = re.compile(r'"\$schema"\s*:\s*"[^"]*/transcript\.json"|"speakerDisplayName"\s*:')


class TeamsJson:
    """`entries`, each with the words, the speaker's display name and where it begins."""

    name = "teams"

    def identify(self, sample: bytes, path: str) -> bool:
        """By the schema it names, or the key for a speaker's name."""
        text = sample_text(sample)
        return text.lstrip()[:1] == "{" and '"entries"' in text and _MARKS.search(text) is not None

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where it is no JSON, has no entries, or an entry no words."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        value = json_value(source.text, faults)
        entries = value.get("entries") if isinstance(value, dict) else None
        if not isinstance(entries, list):
            hint = "Teams can also save the talk as .vtt or .docx."
            faults.stop(1, 1, NOT_THIS_FORMAT, "There is no list called entries in this file.", hint)
        return transcript(turns_of(_cues(entries, source.text, faults)), faults)


def _cues(entries: list[Any], text: str, faults: Faults) -> Iterator[Cue]:
    places = Places(text, "startOffset")
    for at, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            line, column = places.nth(at) if faults.listing else (1, 1)
            faults.add(line, column, BAD_FIELD, f"Entry {at} has no text.", "Save the talk from Teams again.")
            continue
        start = entry.get("startOffset")
        at_second = seconds(start) if isinstance(start, str) else number(start)
        yield Cue(words(entry.get("speakerDisplayName")), unbroken(entry["text"]), at_second)
