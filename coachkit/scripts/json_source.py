"""The JSON reader: in comes the text of a JSON file, out comes the same kind of tree as for YAML, or its faults."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from coachkit.errors import Problem
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode, told_apart
from coachkit.scripts.source import MOST_DEPTH, MOST_NODES, inside, repeated

_SPACE = re.compile(r"[ \t\n]*")
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_SURROGATES = re.compile("[\ud800-\udfff]")


def parse_json(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a JSON text; a number, true, false or null is `plain`, a string is not."""
    reader = _Reader(text, path)
    try:
        node: Node | None = reader.value(0)
        reader.skip()
        if reader.at < len(text):
            reader.stop("Nothing can follow after the end of the list or mapping.")
    except _StopError:
        node = None
    return node, reader.problems


class _StopError(Exception):
    pass


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path, self.at, self.count = text, path, 0, 0
        self.problems: list[Problem] = []
        self.line, self.line_start = 1, 0

    def place(self) -> tuple[int, int]:
        """Line and column of where the reader stands; it only ever moves on, so lines are counted once."""
        ends = self.text.count("\n", self.line_start, self.at)
        if ends:
            self.line += ends
            self.line_start = self.text.rfind("\n", 0, self.at) + 1
        return self.line, self.at - self.line_start + 1

    def stop(
        self, message: str, code: str = "CK101", hint: str = "Compare the commas, quotes and brackets."
    ) -> NoReturn:
        line, column = inside(self.text, *self.place())
        self.problems.append(Problem(self.path, line, column, code, message, hint))
        raise _StopError

    def skip(self) -> str:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Node:
        first = self.skip()
        self.count += 1
        line, column = self.place()
        if first in ("{", "[") and depth >= MOST_DEPTH:
            self.stop("This is nested too deep.", "CK105", "Move it further out: 20 levels at most.")
        if self.count > MOST_NODES:
            self.stop("There are too many things in this file.", "CK105", "Split it in two.")
        if first == "{":
            return MappingNode(line, column, self.mapping(depth))
        if first == "[":
            return ListNode(line, column, self.listing(depth))
        if first == '"':
            return self.string()
        found = _PLAIN.match(self.text, self.at)
        if found is None:
            self.stop("A value is missing here, or its quotes are.")
        self.at = found.end()
        return ScalarNode(line, column, found[0], plain=True)

    def string(self) -> ScalarNode:
        line, column = self.place()
        try:
            text, self.at = scanstring(self.text, self.at + 1)
        except JSONDecodeError as error:
            # A line end among them mostly means a quote forgotten: that is told where the text begins.
            if (stray := self.text[error.pos : error.pos + 1]) < " " and stray not in ("", "\n"):
                self.at = error.pos
                if stray == "\t":
                    self.stop("There is a tab inside this text.", hint="Write it as \\t.")
                self.stop("There is a control character inside this text.", hint="Delete it.")
            self.stop("This text is not closed, or holds a \\ that JSON does not know.")
        return ScalarNode(line, column, _SURROGATES.sub("\ufffd", text), plain=False)

    def listing(self, depth: int) -> tuple[Node, ...]:
        self.at += 1
        items: list[Node] = []
        while self.skip() != "]" or items:
            items.append(self.value(depth + 1))
            if self.after_one("]"):
                break
        self.at += 1
        return tuple(items)

    def mapping(self, depth: int) -> tuple[tuple[ScalarNode, Node], ...]:
        self.at += 1
        entries: list[tuple[ScalarNode, Node]] = []
        while self.skip() != "}" or entries:
            if self.skip() != '"':
                self.stop("A key between double quotes is missing here.")
            key = self.string()
            if self.skip() != ":":
                self.stop("A colon is missing after the key.")
            self.at += 1
            entries.append((key, self.value(depth + 1)))
            if self.after_one("}"):
                break
        self.at += 1
        once, again = told_apart(tuple(entries))
        self.problems += (Problem(self.path, key.line, key.column, *repeated(key, first)) for key, first in again)
        return once

    def after_one(self, end: str) -> bool:
        following = self.skip()
        if following == end:
            return True
        if following != ",":
            self.stop(f"A comma or {end} is missing here.")
        self.at += 1
        return False
