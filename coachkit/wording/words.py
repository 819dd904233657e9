"""Somebody's words beside ours: in comes a text as it was said, out goes the text whole, quoted where it must be."""

from __future__ import annotations

from coachkit.dates import iso_day, written
from coachkit.safe_text import folded, one_line

_MARKS = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "「": "」"}
_NOT_NAMES = frozenset(
    ("a", "an", "the", "my", "our", "your", "his", "her", "their", "its", "some", "somebody", "someone")
)
_NOBODY = frozenset(("nobody", "no one", "no-one", "noone", "none", "no", "just me", "only me", "me"))
_SHORT = 40


def quoted(text: str) -> str:
    """The text in quotes; other quotes where it holds some, none added where it stands in quotes already."""
    if len(text) > 2 and _MARKS.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
        return text
    return f"“{text}”" if '"' in text else f'"{text}"'


def named(text: str) -> str:
    """A name as it was given; in quotes where it is not a plain name (`"my sister"`)."""
    name = one_line(text)
    return name if reads_as_name(text) else quoted(name)


def reads_as_name(text: str) -> bool:
    """Whether the text can stand in a sentence as a name: short, one line, one name, no `my` or `the` before it."""
    words = folded(text).split()
    return (
        bool(words)
        and len(text) <= _SHORT
        and words[0] not in _NOT_NAMES
        and not any(mark in text for mark in ',;:.!?"\n')
    )


def means_nobody(text: str) -> bool:
    """Whether the answer to *who else?* was nobody."""
    return folded(text).rstrip(".!") in _NOBODY


def whole(text: str) -> str:
    """A text among others on a line: quoted where it is long or a sentence, so that its end can be seen."""
    long_or_sentence = len(text) > _SHORT or "\n" in text or "·" in text or text[-1:] in tuple(".!?…")
    return quoted(text) if long_or_sentence else text


def day_or_words(text: str) -> str:
    """A day written out where the text is one, else the text itself."""
    day = iso_day(text)
    return written(day) if day else text
