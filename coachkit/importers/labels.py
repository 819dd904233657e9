"""Names before words: in come texts of which some begin with `Name:`, out come who speaks and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from coachkit.importers.turns import Cue, name_of

_NOT_IN_NAMES = r':：\n<>{}\[\]"“”«»?!;=/\\|*'
_LABEL = re.compile(rf"[\s\-–—>*_]*([^\W\d_][^{_NOT_IN_NAMES}]{{0,48}}?)[ \t*_]*(?::[*_]*(?:[ \t\n]+|$)|：)\s*")
_MOST_WORDS = 5
_PARTICLES = frozenset(
    ("al", "and", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "of", "van", "von")
)


def label_of(text: str) -> tuple[str, str] | None:
    """The name a text begins with, and the words after it, where it could be one."""
    found = _LABEL.match(text)
    if not found or len(found[1].split()) > _MOST_WORDS:
        return None
    return found[1].strip(), text[found.end() :]


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The beginnings that are names, told by the whole file: they come again, or most lines have one.

    So `one thing: …` in the middle of a talk makes nobody new.
    """
    count, total = Counter[str](), 0
    for text in texts:
        total += 1
        if found := label_of(text):
            count[found[0]] += 1
    likely = {label for label, times in count.items() if times > 1 or _like_a_name(label)}
    share = sum(count[label] for label in likely) / max(total, 1)
    if share >= 0.5:
        return frozenset(likely)
    again = {label for label in likely if count[label] > 1}
    return frozenset(again if sum(count[label] for label in again) >= 0.1 * total else ())


def named(cues: list[Cue]) -> list[Cue]:
    """The cues with their names taken off their words; where a file names, one without goes on with the last."""
    labels = labels_in(cue.text for cue in cues)
    if not labels:
        return cues
    speaker, told = "", []
    for cue in cues:
        found = label_of(cue.text)
        text = cue.text
        if found and found[0] in labels:
            speaker, text = name_of(found[0]), found[1]
        told.append(replace(cue, speaker=speaker, text=text))
    return told


def _like_a_name(label: str) -> bool:
    return all(word in _PARTICLES or not word[:1].islower() for word in label.split())
