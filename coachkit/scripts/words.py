"""Lists of words, one file a language: in comes a language and a text, out come the phrases found and better ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).with_name("words")
_WORD = re.compile(r"\{[^{}\n]*\}|\w+(?:['’/-]\w+)*")


class Token(NamedTuple):
    """One word of a text, in small letters, with where it begins and ends; a placeholder is one word."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a list, found in a text; `said` is how the text writes it."""

    group: str
    said: str
    instead: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of one language. `phrases` are by first word, longest first: other words, the list, a better one."""

    phrases: dict[str, list[tuple[list[str], str, str]]] = field(default_factory=dict)
    lists: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)

    def find(self, text: str, tokens: list[Token]) -> Iterator[Found]:
        """Every phrase in a text, in order; where several overlap, the longest."""
        said = [token.word for token in tokens]
        upto = 0
        for at, word in enumerate(said):
            if at < upto or word not in self.phrases:
                continue
            for rest, group, instead in self.phrases[word]:
                if rest and not _alike(rest, said[at + 1 : at + 1 + len(rest)]):
                    continue
                upto = at + 1 + len(rest)
                start, end = tokens[at].start, tokens[upto - 1].end
                yield Found(group, text[start:end], instead, start, end)
                break

    def has(self, name: str, tokens: list[Token]) -> Token | None:
        """The first word of the first entry of a plain list that stands in a text."""
        wanted = self.lists.get(name, frozenset())
        longest = max(map(len, wanted), default=0)
        for at, token in enumerate(tokens):
            for length in range(1, longest + 1):
                if tuple(each.word for each in tokens[at : at + length]) in wanted:
                    return token
        return None


def tokens(text: str) -> list[Token]:
    """The words of a text, with curly apostrophes made straight."""
    return [Token(m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


@cache
def words(language: str) -> Words | None:
    """The lists of a language (`en-GB` takes those of `en`); None where there are none."""
    file = _FOLDER / f"{language.partition('-')[0].lower()}.yaml"
    if not re.fullmatch(r"[a-z]{2,3}", file.stem) or not file.is_file():
        return None
    import yaml

    # Texts only: in YAML 1.1 a bare yes, no or on would be no word.
    data = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    return _from(data)


def _from(data: dict[str, dict[str, str] | list[str]]) -> Words:
    made = Words()
    for name, entries in data.items():
        if isinstance(entries, list):
            made.lists[name] = frozenset(tuple(entry.split()) for entry in entries)
            continue
        for phrases, instead in entries.items():
            for phrase in phrases.split("|"):
                first, *rest = phrase.split()
                made.phrases.setdefault(first, []).append((rest, name, instead))
    for each in made.phrases.values():
        each.sort(key=lambda one: -len(one[0]))
    return made


def _alike(rest: list[str], said: list[str]) -> bool:
    if rest == said or "_" not in rest:
        return rest == said
    return len(rest) == len(said) and all(one in ("_", other) for one, other in zip(rest, said, strict=True))
