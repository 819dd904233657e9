"""Whether two talks are the same one in another form: in come their words, out goes how much of them is shared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coachkit.safe_text import folded

_WORD = re.compile(r"\w+")
# Of all words in either talk, so many have to stand in both; fewer words than this say nothing about sameness.
NEARLY_ALL = 0.9
_TOO_FEW = 8


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The different words of some texts, upper and lower case alike."""
    return frozenset(word for text in texts for word in _WORD.findall(folded(text)))


def nearly_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nearly all words of either stand in the other too (the Jaccard index is at least nine tenths)."""
    if min(len(one), len(other)) < _TOO_FEW or len(one) * NEARLY_ALL > len(other) or len(other) * NEARLY_ALL > len(one):
        return len(one) > 0 and one == other
    return len(one & other) >= NEARLY_ALL * len(one | other)
