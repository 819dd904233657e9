"""Plain text with names before the words: in come the bytes, out comes who said what."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coachkit.importers.blocks import joined
from coachkit.importers.clock import TIME, seconds
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import NOT_THIS_FORMAT, Faults
from coachkit.importers.labels import label_of, labels_in
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of

_STAMP = re.compile(rf"\s*[\[(]?({TIME})(?: ?[AaPp][Mm])?[\])]?[ \t]*(?:[-–—][ \t]*)?(?=[^\W\d]|$)", re.ASCII)
# `Dana (0:12): words`
_BEHIND = re.compile(rf"([^\n:]{{1,60}}?)\s*[\[(]({TIME})[\])](?=\s*:)", re.ASCII)


class NameText:
    """`Name: words`, with or without a time before the name or behind it."""

    name = "text"

    def identify(self, sample: bytes, path: str) -> bool:
        """Most lines begin with a name, or two names come again and again. Notes with front matter are not this."""
        lines = [line for line in sample_text(sample).split("\n") if line.strip()]
        if not lines or lines[0].startswith(("---", "{", "[{")):
            return False
        told = [_unstamped(line)[0] for line in lines]
        labels = labels_in(told)
        return bool(labels) and _begins(told[0], labels)

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where no line names a speaker, or words stand before the first name."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        cues = cues_of(enumerate(source.lines, 1))
        if not any(cue.speaker for cue in cues):
            hint = "Begin each one's words like: Dana: How was your week?"
            faults.stop(1, 1, NOT_THIS_FORMAT, "No line says who speaks.", hint)
        return transcript(turns_of(cues), faults)


def cues_of(lines: Iterable[tuple[int, str]]) -> list[Cue]:
    """A cue for each name; a line without one goes on with the one before."""
    told = [(number, *_unstamped(line)) for number, line in lines]
    labels = labels_in(text for _, text, _ in told if text.strip())
    cues: list[Cue] = []
    words: list[str] = []
    for number, text, at in told:
        found = label_of(text)
        if found and found[0] in labels:
            _close(cues, words)
            cues.append(Cue(found[0], "", at, number))
            words.append(found[1])
        elif cues or text.strip():
            if not cues:
                cues.append(Cue("", "", at, number))
            words.append(text)
    _close(cues, words)
    return cues


def _close(cues: list[Cue], words: list[str]) -> None:
    if cues:
        last = cues[-1]
        cues[-1] = Cue(last.speaker, joined(words), last.at, last.line)
    words.clear()


def _unstamped(line: str) -> tuple[str, float | None]:
    """The line without a time before its name or behind it, and the time."""
    if found := _STAMP.match(line):
        return line[found.end() :], seconds(found[1])
    if found := _BEHIND.match(line):
        return found[1] + line[found.end() :], seconds(found[2])
    return line, None


def _begins(text: str, labels: frozenset[str]) -> bool:
    found = label_of(text)
    return found is not None and found[0] in labels
