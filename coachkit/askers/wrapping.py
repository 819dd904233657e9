"""Lines for a terminal: in comes any text and a width, out go safe lines that fit, indents and line breaks kept."""

from __future__ import annotations

import re

from coachkit.safe_text import for_terminal

_NARROWEST = 10
_MARKED = re.compile(r" *(?:- |[0-9]{1,3}  )?(?=\S|$)")


def wrapped(text: str, width: int, hanging: int = 0) -> list[str]:
    """The text's lines, none wider than `width` cells; lines that go on are indented by `hanging` cells more.

    A line that begins with a dash or a number and two spaces goes on under its first word.
    """
    return [part for line in for_terminal(text).split("\n") for part in _fitted(line, max(width, _NARROWEST), hanging)]


def _fitted(line: str, width: int, hanging: int) -> list[str]:
    from rich.cells import cell_len

    if cell_len(line) <= width:
        return [line]
    before = _marked(line)
    body = line[len(before) :]
    indent = min(len(before), width // 2)
    goes_on = min(indent + hanging, width // 2)
    lines, current, room = [], "", width - indent
    for word in body.split():
        joined = f"{current} {word}" if current else word
        if cell_len(joined) <= room:
            current = joined
            continue
        if current:
            lines.append(current)
            room = width - goes_on
        *whole, current = _cut(word, room, width - goes_on)
        if whole:
            lines += whole
            room = width - goes_on
    lines.append(current)
    first, *rest = lines
    return [before[:indent] + first, *(" " * goes_on + part for part in rest)]


def _marked(line: str) -> str:
    """What a line begins with before its first word: spaces, and a list's dash or number."""
    found = _MARKED.match(line)
    return found.group() if found else ""


def _cut(word: str, room: int, later_room: int) -> list[str]:
    """A word in pieces that fit: most often the word itself."""
    from rich.cells import cell_len, chop_cells

    return [word] if cell_len(word) <= room else chop_cells(word, min(room, later_room))
