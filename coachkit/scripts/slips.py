"""Reading on behind a slip: in come lines and the one that stopped the parser, out come ways to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEY = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][\w.]*) *:[ \t]*(?P<value>.*)")
_DASH = re.compile(r"(?P<lead>\s*- +)(?P<value>\S.*)")
_WORD = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_]\w*)\s*")


def ways(lines: list[str], at: int) -> Iterator[list[str]]:
    """The same number of lines each time, with the line at `at` written in a way that might be read."""
    line = lines[at]
    indent, below = _indent(line), _end(lines, at + 1, _column(line))
    if "\t" in line[:indent]:
        yield [*lines[:at], line[:indent].replace("\t", "  ") + line[indent:], *lines[at + 1 :]]
    if (found := _KEY.fullmatch(line) or _DASH.fullmatch(line)) and found["value"]:
        said = " ".join([found["value"].lstrip("|>"), *(each.strip() for each in lines[at + 1 : below])]).strip()
        head = found["lead"] + (f"{found['key']}: " if "key" in found.groupdict() else "")
        yield _replaced(lines, at, below, head + _in_quotes(said))
    if bare := _WORD.fullmatch(line):
        yield [*lines[:at], f"{bare['lead']}{bare['key']}: |", *lines[at + 1 :]]
    above = next((lines[n] for n in range(at - 1, -1, -1) if lines[n].strip()), "")
    inside = " " * (_column(above) + 2 * above.rstrip().endswith("|"))
    yield [*lines[:at], inside + line.strip(), *lines[at + 1 :]]
    yield _replaced(lines, at, below, "")


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ") + '"'


def _replaced(lines: list[str], at: int, end: int, line: str) -> list[str]:
    return [*lines[:at], line, *[""] * (end - at - 1), *lines[end:]]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _column(line: str) -> int:
    """Where the first word of a line stands, behind its dashes."""
    found = re.match(r"\s*(?:- +)*", line)
    return found.end() if found else 0


def _end(lines: list[str], at: int, column: int) -> int:
    """Where the lines end that stand further in than a column."""
    end = at
    for here in range(at, len(lines)):
        if lines[here].strip():
            if _indent(lines[here]) <= column:
                break
            end = here + 1
    return end
