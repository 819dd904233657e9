"""Names much like a new one: in come the names that are there, out goes the one a new name may be a slip for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from coachkit.notebook.said import without_accents
from coachkit.safe_text import folded

# An import of thousands of people names enough for one coach to look at, and takes no longer for the rest.
_NEW_NAMES, _COMPARISONS = 500, 2_000_000
# From so many letters on a name has room for two slips, as in Mohammed and Muhammad.
_LONG = 7


class LikelyNames:
    """Names by their first letter, numbers and length, so that a new one is compared with few of very many."""

    def __init__(self, names: Iterable[str]) -> None:
        self._waiting = list(names)
        self._names: dict[tuple[str, str, int], dict[str, str]] = {}
        self._looked_for = self._compared = 0

    def like(self, name: str) -> str:
        """The name most like a new one, or nothing; from now on the new one is there too.

        Words are compared one by one, without accents: one letter may differ, two in a long word. Another number
        makes another person.
        """
        if self._looked_for >= _NEW_NAMES or self._compared >= _COMPARISONS:
            return ""
        self._looked_for += 1
        while self._waiting:
            self._add(self._waiting.pop())
        spelt = _spelt(name)
        found = min(self._close(spelt), default=(0, ""))
        self._add(name)
        return found[1]

    def _add(self, name: str) -> None:
        spelt = _spelt(name)
        if spelt:
            self._names.setdefault((spelt[0], _numbers(spelt), len(spelt)), {}).setdefault(spelt, name)

    def _close(self, spelt: str) -> Iterator[tuple[int, str]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        numbers = _numbers(spelt)
        for length in range(len(spelt) - 2, len(spelt) + 3):
            some = self._names.get((spelt[:1], numbers, length), {})
            self._compared += len(some)
            for other, slips, _ in process.extract_iter(spelt, some.keys(), scorer=OSA.distance, score_cutoff=2):
                if _is_slip(spelt, other):
                    yield int(slips), some[other]


def _spelt(name: str) -> str:
    """A name as it sounds: small letters without accents, `ph` as `f`, a hyphen as a space."""
    whole = folded(without_accents(name))
    if not whole.isascii():
        bare = unicodedata.normalize("NFKD", whole)
        whole = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(whole.replace("ph", "f").replace("-", " ").split())


def _numbers(spelt: str) -> str:
    return " ".join(re.findall(r"\d+", spelt))


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    words, others = one.split(), other.split()
    return len(words) == len(others) and all(
        OSA.distance(word, like) <= (2 if min(len(word), len(like)) >= _LONG else 1)
        for word, like in zip(words, others, strict=True)
    )
