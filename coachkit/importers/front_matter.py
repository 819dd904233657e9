"""The head of a Markdown file: in come the bytes, out go its front matter, its lines, and where the text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coachkit.importers.decoding import sample_text
from coachkit.importers.faults import NOT_THIS_FORMAT, Faults
from coachkit.scripts.nodes import MappingNode, Node, ScalarNode
from coachkit.scripts.source import read_source

_MOST_LINES = 200
_KEY = re.compile(r"[\w\"'][^\n]{0,60}?:(\s|$)")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands between the two `---` lines; `body` is the number of the first line after them, from 1."""

    entries: dict[str, Node] = field(default_factory=dict)
    body: int = 1

    def word(self, name: str) -> str:
        """The text under a key; empty where there is none, or no single text."""
        node = self.entries.get(name)
        if not isinstance(node, ScalarNode) or (node.plain and node.text in ("null", "~")):
            return ""
        return node.text.strip()

    def place(self, name: str) -> tuple[int, int]:
        """Line and column of what stands under a key; the file's first line where there is none."""
        node = self.entries.get(name)
        return (node.line, node.column) if node is not None else (1, 1)


def has_front_matter(sample: bytes) -> bool:
    """Whether a file begins with a `---` line, keys, and another; the first 64 KiB tell."""
    lines = sample_text(sample).removeprefix("\ufeff").split("\n", _MOST_LINES + 1)[: _MOST_LINES + 1]
    end = _end(lines)
    return bool(end) and any(_KEY.match(line) for line in lines[1:end])


def read_head(lines: list[str], faults: Faults) -> Head:
    """The front matter; none where the file does not begin with one. Raises BadDataError with every fault."""
    if not lines or lines[0].rstrip() != "---":
        return Head()
    end = _end(lines)
    if not end:
        hint = "Close the front matter with a line --- of its own, or begin the file without one."
        faults.stop(1, 1, NOT_THIS_FORMAT, "The front matter begins here and does not end.", hint)
    text = "\n".join(("", *lines[1:end], ""))  # an empty line in the place of the first, so that places are right
    if not text.strip():
        return Head(body=end + 2)
    found = read_source(text.encode("utf-8", "replace"), faults.path)
    if isinstance(found, tuple):
        faults.problems += found
        raise faults.error()
    if not isinstance(found, MappingNode):
        faults.stop(2, 1, NOT_THIS_FORMAT, "The front matter is no list of names and values.", "Like: person: Maya")
    return Head({key.text: value for key, value in found.entries}, end + 2)


def _end(lines: list[str]) -> int:
    """The index of the line that ends the front matter; nought where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((n for n, line in enumerate(lines[:_MOST_LINES], 0) if n and line.rstrip() in ("---", "...")), 0)
