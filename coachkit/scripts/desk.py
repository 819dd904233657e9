"""Where a file's tree is read into values: in come nodes, out come texts, numbers and words, with faults noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice

from coachkit.errors import Problem
from coachkit.scripts.conditions import Test
from coachkit.scripts.model import StepType
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.source import lines_of, quoted

ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
RESERVED = frozenset({"person", "coach", "on", "script", "permission"})
MOST_PROBLEMS = 500
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, for a later look at it."""

    path: str
    line: int
    column: int


@dataclass(slots=True)
class Known:
    """A step as others may name it: `at` is its turn in the talk; no type where the type could not be read."""

    name: str
    at: int
    type: StepType | None = None
    group: str = ""
    options: dict[str, Place] = field(default_factory=dict)
    low: int | None = None
    high: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose text or condition it is: at which turn of the talk it is read, and inside which group."""

    at: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A step, a stage or a rule of the plan as it stands in its file."""

    path: str
    node: MappingNode


@dataclass(slots=True)
class Ledger:
    """What was found in all files of one script: faults, names, and every mention of a name to check later.

    `steps` holds steps by dotted name, stages and rules of the plan by id, `head` the whole script.
    """

    problems: list[Problem] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    ids: dict[str, Place] = field(default_factory=dict)
    tests: list[tuple[Test, Owner, Place, Place]] = field(default_factory=list)
    texts: list[tuple[str, Owner, str, ScalarNode]] = field(default_factory=list)
    sources: list[tuple[str, str, str, Owner, Place]] = field(default_factory=list)
    lists: list[tuple[str, str, Owner, Place]] = field(default_factory=list)
    steps: dict[str, Written] = field(default_factory=dict)
    stages: dict[str, Written] = field(default_factory=dict)
    rules: dict[str, Written] = field(default_factory=dict)
    head: Written | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)
    turn: int = 0

    @property
    def full(self) -> bool:
        """Whether there are so many faults that looking for more helps nobody and takes long."""
        return len(self.problems) >= MOST_PROBLEMS

    def lines(self, path: str) -> list[str]:
        """The lines of one of the files, as an editor counts them."""
        if path not in self._lines:
            self._lines[path] = lines_of(self.files.get(path, b""))
        return self._lines[path]

    def within(self, problem: Problem) -> Problem:
        """The same problem, inside its line: a line with a slip is read as if it were longer than it is."""
        lines = self.lines(problem.path)
        longest = len(lines[problem.line - 1]) + 1 if 0 < problem.line <= len(lines) else problem.column
        return replace(problem, column=longest) if problem.column > longest else problem

    def fault(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Note one fault."""
        self.problems.append(Problem(place.path, place.line, place.column, code, message, hint))


def did_you_mean(typed: str, among: Iterable[str], most: int = 8) -> str:
    """The nearest of the names there are, or all of them where they are few."""
    there = list(islice(among, 1000))  # comparing takes time, and who has more names finds the place anyway
    if near := get_close_matches(typed, there, n=1, cutoff=0.6):
        return f"Did you mean {quoted(near[0])}?"
    return f"There is: {', '.join(there)}." if there and len(there) <= most else ""


@dataclass(slots=True)
class Desk:
    """Reads the nodes of one file; every fault goes into the ledger with its place."""

    path: str
    ledger: Ledger

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.path, node.line, node.column)

    def fault(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Note one fault at a node."""
        self.ledger.fault(self.place(node), code, message, hint)

    def mapping(self, node: Node, what: str, keys: Iterable[str]) -> MappingNode | None:
        """The node as a mapping whose keys are all known; None where it is no mapping."""
        if not isinstance(node, MappingNode):
            self.fault(node, "CK113", f"{what} is made of keys, each with a colon.", "For example: id: good_day")
            return None
        allowed = list(keys)
        for key, _ in node.entries:
            if key.text not in allowed:
                hint = did_you_mean(key.text, allowed, most=0)
                self.fault(key, "CK102", f"{what} has no key {quoted(key.text)}.", hint or "Check how it is written.")
        return node

    def needed(self, mapping: MappingNode, key: str, what: str) -> Node | None:
        """The value of a key that has to be there."""
        node = mapping.get(key)
        if node is None or (isinstance(node, ScalarNode) and not node.text.strip()):
            self.fault(mapping.key(key) or mapping, "CK112", f"{what} needs {key}:", f"Add a line that begins {key}:")
            return None
        return node

    def line(self, node: Node | None, key: str) -> str:
        """A short text on one line; empty where there is none."""
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            hint = 'Put it between quotes: "…".'
            self.fault(node, "CK113", f"{key}: takes one text.", hint)
            return ""
        return " ".join(node.text.split())

    def prose(self, node: Node | None, key: str) -> str:
        """A text that stands under a `|`, as typed; empty where there is none."""
        if node is None or (isinstance(node, ScalarNode) and not node.text.strip()):
            return ""
        if not isinstance(node, ScalarNode) or not node.block:
            hint = f"Type {key}: | and begin the text on the next line, two spaces further in."
            self.fault(
                node, "CK106", f"The text of {key}: has to stand under a |, so that nothing in it is lost.", hint
            )
        return node.text.strip() if isinstance(node, ScalarNode) else ""

    def id(self, node: Node | None, what: str = "An id") -> str:
        """An id; empty where it cannot be one."""
        if node is None:
            return ""
        text = self.line(node, "id")
        if text and not ID.fullmatch(text):
            hint = f"For example: {_as_id(text)}"
            message = f"{what} is made of small letters, digits and _, and begins with a letter."
            self.fault(node, "CK109", message, hint)
            return ""
        return text

    def number(self, node: Node | None, key: str, least: int = 1) -> int | None:
        """A whole number of at least `least`; None where there is none."""
        if node is None:
            return None
        text = node.text.strip() if isinstance(node, ScalarNode) else ""
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < least:
            self.fault(node, "CK113", f"{key}: takes a whole number, {least} or more.", f"For example: {key}: 8")
            return None
        return int(text)

    def yes_no(self, node: Node | None, key: str) -> bool:
        """Yes or no; no where there is nothing."""
        if node is None:
            return False
        text = node.text.strip().lower() if isinstance(node, ScalarNode) else ""
        if text not in _YES_NO:
            self.fault(node, "CK113", f"{key}: takes yes or no.", f"Type {key}: yes, or leave the line out.")
        return _YES_NO.get(text, False)

    def one_of(self, node: Node | None, key: str, words: Iterable[str]) -> str | None:
        """One of a few words; None where it is none of them."""
        if node is None:
            return None
        allowed, text = list(words), self.line(node, key)
        if text in allowed:
            return text
        if isinstance(node, ScalarNode):
            near = did_you_mean(text, allowed, most=0)
            message = f"{key}: cannot be {quoted(text)}." if text else f"{key}: is empty."
            self.fault(node, "CK113", message, f"{near} It takes: {', '.join(allowed)}.".strip())
        return None

    def items(self, node: Node | None, key: str) -> Iterator[Node]:
        """The things in a list, each behind a dash."""
        if node is None or (isinstance(node, ScalarNode) and not node.text.strip()):
            return
        if not isinstance(node, ListNode):
            self.fault(node, "CK113", f"{key}: takes a list.", "Begin each thing on its own line with a dash.")
            return
        yield from node.items

    def says(self, node: Node | None, text: str, owner: Owner) -> str:
        """Note a text that may hold placeholders, and give it back."""
        if isinstance(node, ScalarNode) and "{" in text:
            self.ledger.texts.append((text, owner, self.path, node))
        return text


def _as_id(text: str) -> str:
    kept = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:30]
    return kept if ID.fullmatch(kept) else "good_day"
