"""Whom a note speaks of: in come its sentences and the person's name, out go the places that mean the person."""

from __future__ import annotations

import re
from typing import NamedTuple

from coachkit.gleaning.rule import words
from coachkit.gleaning.vocabulary import NEAR, NO_NAMES, ONE
from coachkit.safe_text import folded

_WORD = re.compile(r"[^\W\d_](?:\w|['’-](?!s\b))*")
_SOMEBODY = words(rf"(?:{ONE}|{NEAR}|nurse|doctor|teacher|worker|carer)\Z")
_SHE, _HER = ("she", "he"), ("her", "his")
# How a note may begin without naming anybody, capital or not.
_OPENINGS = frozenset(
    ("had", "has", "saw", "met", "came", "went", "rang", "spoke", "sat", "said", "told", "felt", "visit")
)
_LEADS_IN = frozenset(
    ("says", "said", "and", "but", "so", "then", "that", "because", "how", "yesterday", "today", "now")
)


class Mention(NamedTuple):
    """Where in a sentence the person is meant: by name, by “she” or “he”, or by “her” or “his”."""

    begins: int
    ends: int
    owns: bool = False


def is_name(word: str) -> bool:
    """Whether a word, or the last of several, may be a name: a capital, then small letters, and no other such word."""
    last = word.split()[-1]
    small = last.lower()
    # At the start of a sentence “Going” has a capital too.
    return last[0].isupper() and not last[1:].isupper() and small not in NO_NAMES and not small.endswith("ing")


def mentions(sentence: str, person: str, theirs: bool) -> tuple[tuple[Mention, ...], bool]:
    """Where a sentence of a note speaks of the person, and whether “she” after it still means them.

    `theirs`: whether it does at its beginning. It does until somebody else is named, and again from their own name on.
    """
    own = folded(person).split()
    found: list[Mention] = []
    for word in _WORD.finditer(sentence):
        small = word[0].lower()
        if folded(word[0]) in own:
            theirs = True
            begins = word.start()
            if (
                found
                and sentence[found[-1].ends : begins] == " "
                and folded(sentence[found[-1].begins : found[-1].ends]) in own
            ):
                begins = found.pop().begins
            if _begins_here(sentence, begins):
                found.append(Mention(begins, word.end()))
            if sentence[word.end() :].startswith(("'s ", "’s ")):
                found.append(Mention(begins, word.end(), owns=True))
        elif small in _SHE or small in _HER:
            if theirs and (small in _HER or _begins_here(sentence, word.start())):
                found.append(Mention(word.start(), word.end(), owns=small in _HER))
        elif _SOMEBODY.match(small) or (is_name(word[0]) and not _opens(word)):
            theirs = False
    return tuple(found), theirs


def _opens(word: re.Match[str]) -> bool:
    return word.start() == 0 and (word[0].lower() in _OPENINGS or word[0].endswith("ed"))


def _begins_here(sentence: str, at: int) -> bool:
    """Whether something is said of whoever stands here, and not of what somebody else thinks of them."""
    before = sentence[max(0, at - 20) : at].rstrip()
    return not before or not (before[-1].isalnum()) or before.split()[-1].lower() in _LEADS_IN
