"""Titles for a calendar that others may see: in comes a name, out go titles with nothing of it but initials."""

from __future__ import annotations

import unicodedata

from coachkit.safe_text import one_line

_MOST = 3
_MOST_MARKS = 2


def looking_again(name: str) -> str:
    """The title of a day to look again."""
    return _with("Looking again", name)


def first_small_thing(name: str) -> str:
    """The title of the day of a first small thing; what it is stays in the notebook."""
    return _with("A first small thing", name)


def initials(name: str) -> str:
    """`M. O.` for `Mary Oke`: the first letter or digit of up to three words; empty where a name has none."""
    words = unicodedata.normalize("NFKC", one_line(name)).split()
    found = [letter for letter in map(_initial, words) if letter]
    return " ".join(f"{letter}." for letter in found[:_MOST])


def _with(what: str, name: str) -> str:
    who = initials(name)
    return f"{what} with {who}" if who else what


def _initial(word: str) -> str:
    """The first letter or digit of a word, with the marks that sit on it."""
    at = next((n for n, char in enumerate(word) if unicodedata.category(char)[0] in "LN"), None)
    if at is None:
        return ""
    end = at + 1
    while end < len(word) and end - at <= _MOST_MARKS and unicodedata.category(word[end])[0] == "M":
        end += 1
    letter = word[at].upper()
    return (letter if len(letter) == 1 else word[at]) + word[at + 1 : end]
