"""Whether two talks are the same one in another form: in come their words, out goes how much of them is shared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest

from coachkit.safe_text import folded

_WORD = re.compile(r"\w+")
# Of all words in either talk, so many have to stand in both; fewer words than this say nothing about sameness.
NEARLY_ALL = 0.9
_TOO_FEW = 8
# Of eight words drawn alike, two talks with nine tenths in common share fewer than three once in forty thousand times.
_MARKS, _SHARED = 8, 3


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The different words of some texts, upper and lower case alike."""
    return frozenset(word for text in texts for word in _WORD.findall(folded(text)))


def nearly_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nearly all words of either stand in the other too (the Jaccard index is at least nine tenths)."""
    if min(len(one), len(other)) < _TOO_FEW or len(one) * NEARLY_ALL > len(other) or len(other) * NEARLY_ALL > len(one):
        return len(one) > 0 and one == other
    return len(one & other) >= NEARLY_ALL * len(one | other)


class Heard:
    """Talks by a few of their words, so that a new one is compared with few of very many.

    The few are those whose hashes are smallest (MinHash), and of a talk of hardly any words all of them together.
    """

    def __init__(self) -> None:
        self._by_mark: dict[int, list[str]] = {}
        self.talks = 0

    def add(self, talk: str, words: frozenset[str]) -> None:
        """One more talk, by its id."""
        self.talks += 1
        for mark in _marks(words):
            self._by_mark.setdefault(mark, []).append(talk)

    def like(self, words: frozenset[str]) -> list[str]:
        """The talks that may be nearly the same, as far as that can be told."""
        marks = list(_marks(words))
        found = Counter(talk for mark in marks for talk in self._by_mark.get(mark, ()))
        return [talk for talk, shared in found.items() if shared >= min(_SHARED, len(marks))]


def _marks(words: frozenset[str]) -> Iterable[int]:
    return (hash(words),) if len(words) < _TOO_FEW else nsmallest(_MARKS, map(hash, words))
