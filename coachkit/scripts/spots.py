"""Where a word of a text stands in its file: in come lines, a node and an offset, out go a line and a column."""

from __future__ import annotations

from coachkit.scripts.nodes import ScalarNode


def spot(lines: list[str], node: ScalarNode, start: int, end: int) -> tuple[int, int]:
    """Line and column, from 1, of `node.text[start:end]`; the beginning of the node where it cannot be told."""
    place = _in_block(lines, node, start) if node.block else _in_line(lines, node, start, end)
    return place or (node.line, node.column)


def _in_block(lines: list[str], node: ScalarNode, start: int) -> tuple[int, int] | None:
    begun = node.text.rfind("\n", 0, start) + 1
    line = node.line + 1 + node.text.count("\n", 0, start)
    content = node.text[begun:].partition("\n")[0]
    if line > len(lines) or (at := lines[line - 1].find(content)) < 0:
        return None
    return line, at + start - begun + 1


def _in_line(lines: list[str], node: ScalarNode, start: int, end: int) -> tuple[int, int] | None:
    """The n-th time the word stands in the file from the node on, as it is the n-th time in the text."""
    word = node.text[start:end]
    left = node.text.count(word, 0, start) if word else 0
    for line in range(node.line, min(node.line + 1 + node.text.count(" "), len(lines)) + 1):
        at = (node.column - 1 if line == node.line else 0) - 1
        while (at := lines[line - 1].find(word, at + 1)) >= 0:
            if left == 0:
                return line, at + 1
            left -= 1
    return None
