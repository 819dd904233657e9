"""Names before words: in come texts of which some begin with `Name:`, out come who speaks and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from coachkit.importers.turns import Cue, name_of, unbroken

_NOT_IN_NAMES = r':：\n<>{}\[\]"“”«»?!;=/\\|*'
# What stands in brackets behind a name may hold what no name does: `(she/her)`, `[they/them]`, `(Maya?)`.
_BRACKETS = r"\([^()\[\]\n:：<>]{1,40}\)|\[[^()\[\]\n:：<>/]{1,20}/[^()\[\]\n:：<>]{1,20}\]"
_PRONOUNS = r"[ \t]*[,|·–—-][ \t]*[^\W\d_]{1,10}(?:[ ]?/[ ]?[^\W\d_]{1,10}){1,3}"
# Whoever dials in is their number: `+44 7700 900123`. Without the plus it has more digits than a day has.
_GAP = r"[ \u00a0\u202f().-]{0,3}"
PHONE = rf"(?a:\+\d(?:{_GAP}[\d*]){{6,14}}|\(?\d(?:{_GAP}\d){{8,14}})"
NAME = rf"(?:[^\W\d_](?:[^({_NOT_IN_NAMES}]|{_BRACKETS}){{0,48}}?(?:{_PRONOUNS})?|{PHONE})"
_BESIDE_A_NAME = re.compile(rf"{_BRACKETS}|{_PRONOUNS}$")
# `Maya:`, `- Maya:`, `**Maya:**`, `>> MAYA:`, `[MAYA]:`
_LABEL = re.compile(rf"[\s\-–—>*_]*(?P<open>\[)?(?P<name>{NAME})(?(open)\])[ \t*_]*(?::[*_]*(?:[ \t\n]+|$)|：)\s*")
_DASH = re.compile(r"\s*[-–—]\s?(?=[^\s\-–—])")
_MOST_WORDS = 5
_PARTICLES = frozenset(
    ("al", "and", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "of", "van", "von")
)


def label_of(text: str) -> tuple[str, str] | None:
    """The name a text begins with, and the words after it, where it could be one."""
    found = _LABEL.match(text)
    if not found or not few_words(found["name"]):
        return None
    return found["name"].strip(), text[found.end() :]


def labels_in(texts: Iterable[str]) -> frozenset[str]:
    """The beginnings that are names, told by the whole file: they come again, or most lines have one.

    So `one thing: …` in the middle of a talk makes nobody new.
    """
    count, total = Counter[str](), 0
    for text in texts:
        total += 1
        if found := label_of(text):
            count[found[0]] += 1
    likely = {label for label, times in count.items() if times > 1 or like_a_name(label)}
    share = sum(count[label] for label in likely) / max(total, 1)
    if share >= 0.5:
        # Where every text begins with a name, the one that is written small is somebody too.
        return frozenset(count if count.total() == total else likely)
    again = {label for label in likely if count[label] > 1}
    return frozenset(again if sum(count[label] for label in again) >= 0.1 * total else ())


def named(cues: list[Cue]) -> list[Cue]:
    """The cues with their names taken off their words; where a file names, one without goes on with the last.

    A line end inside a cue is the format's, unless another speaker's words begin there: with a name, or with a dash
    where there is more than one. Whom a dash without a name stands for, nobody knows.
    """
    likely = _beginning_lines(cues)
    labels = labels_in(piece.text for cue in cues for piece, _ in _apart(cue, likely.__contains__))
    speaker, told = "", []
    for piece, dashed in (each for cue in cues for each in _apart(cue, labels.__contains__)):
        found = label_of(piece.text)
        text = piece.text
        if found and found[0] in labels:
            speaker, text = name_of(found[0]), found[1]
        elif dashed:
            speaker = ""
        told.append(replace(piece, speaker=speaker, text=unbroken(text)))
    return told


def _beginning_lines(cues: list[Cue]) -> frozenset[str]:
    """What may be a name where it begins a line inside a cue: it begins another cue, or more lines than one."""
    count = Counter[str]()
    for cue in cues:
        for at, line in enumerate(cue.text.split("\n")):
            found = label_of(line)
            if found and like_a_name(found[0]):
                count[found[0]] += 1 if at else 2
    return frozenset(name for name, times in count.items() if times > 1)


def _apart(cue: Cue, is_name: Callable[[str], bool]) -> list[tuple[Cue, bool]]:
    """A cue for each speaker in one, and whether a dash tells them apart."""
    lines = cue.text.split("\n")
    dashed = len(lines) > 1 and sum(_DASH.match(line) is not None for line in lines) > 1
    pieces = [lines[:1]]
    for line in lines[1:]:
        found = label_of(line)
        if (dashed and _DASH.match(line)) or (found and is_name(found[0])):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return [(replace(cue, text="\n".join(piece)), dashed) for piece in pieces]


def like_a_name(label: str) -> bool:
    """Whether every word begins as in a name, or has a capital within it as `iPhone` has."""
    words = bare_name(label).split()
    return all(word in _PARTICLES or not word[:1].islower() or not word.islower() for word in words)


def few_words(label: str) -> bool:
    """Whether it is as short as a name, or a number somebody dials in from."""
    return len(bare_name(label).split()) <= _MOST_WORDS or re.fullmatch(PHONE, label) is not None


def bare_name(label: str) -> str:
    """The name without what stands beside it: `Maya Brown` of `Maya Brown (she/her)`."""
    return _BESIDE_A_NAME.sub("", label).strip()
