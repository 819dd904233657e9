"""What a rule is: in comes a sentence, out go the stretches that mean something, or that must be left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

ROLE = "role"


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording that makes a suggestion.

    The group `said` of the pattern, or all of it, is what would be kept; with `to_the_end` the rest of the clause
    belongs to it. `cues` are what a sentence in lower case must hold one of, for the pattern to be tried at all.
    `finds` are sentences with what must be found in them; in `leaves` nothing may be found. A `role` is work or what
    somebody does for others; a rule that is `named` finds nobody without a name.
    """

    id: str
    kind: str
    says: str
    weight: int
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    finds: tuple[tuple[str, str], ...]
    leaves: tuple[str, ...]
    to_the_end: bool = False
    time: Literal["past", "now"] | None = None
    role: bool = False
    named: bool = False

    @property
    def sort(self) -> str:
        """What reasons to leave something alone go by: the kind, with work and roles apart."""
        return ROLE if self.role else self.kind


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason to leave something alone, written in lower case. `kinds` are kinds of statements, `person` and
    `role`; empty means all of them.

    `holds` are sentences out of which nothing may be offered though a rule would; `lets` are near ones that may.
    """

    id: str
    says: str
    pattern: re.Pattern[str]
    holds: tuple[str, ...]
    lets: tuple[str, ...]
    kinds: frozenset[str] = field(default_factory=frozenset)
    # Whether the sentences before and after are looked at too.
    around: bool = False
    # Whether it stays true of somebody for the whole talk.
    lasts: bool = False

    def speaks_of(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text it applies."""
        # Small letters are looked up several times as fast as letters of either case.
        return (match.span() for match in self.pattern.finditer(text.lower()))

    def applies(self, text: str) -> bool:
        """Whether a text gives this reason."""
        return self.pattern.search(text.lower()) is not None


def words(text: str) -> re.Pattern[str]:
    """A pattern written over several lines, in which only `\\ ` and `[ ]` are spaces; in letters of either case."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


def small_words(text: str) -> re.Pattern[str]:
    """The same for text in lower case."""
    return re.compile(text, re.VERBOSE)


def one_of(text: str) -> str:
    """The words of a text, one a line or parted by bars, as one group to choose from, the longest first."""
    found = sorted((each.strip() for line in text.splitlines() for each in line.split("|")), key=len, reverse=True)
    return "(?:" + "|".join(each.replace(" ", r"\ ").replace("'", "['’]") for each in found if each) + ")"
