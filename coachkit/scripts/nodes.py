"""What a file holds before anybody knows what it means: scalars, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a file; `line` and `column` count from 1, as an editor shows them."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class ScalarNode(Node):
    """A text. `plain`: typed without quotes and not as a block; `block`: typed under a `|`.

    In JSON a number, `true`, `false` or `null` is plain and a string is not.
    """

    text: str
    plain: bool
    block: bool = False


@dataclass(frozen=True, slots=True)
class ListNode(Node):
    """Several things in order."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MappingNode(Node):
    """Keys with their values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[ScalarNode, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of a key; None where the key is not there."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> ScalarNode | None:
        """The key itself, for its place; None where it is not there."""
        return next((name for name, _ in self.entries if name.text == key), None)


Entries = tuple[tuple[ScalarNode, Node], ...]


def told_apart(entries: Entries) -> tuple[Entries, tuple[tuple[ScalarNode, ScalarNode], ...]]:
    """The entries with the first of each key only, and every key that stands again, with its first."""
    first = {key.text: key for key, _ in reversed(entries)}
    if len(first) == len(entries):
        return entries, ()
    once = tuple(entry for entry in entries if first[entry[0].text] is entry[0])
    return once, tuple((key, first[key.text]) for key, _ in entries if first[key.text] is not key)
