"""Classic slips in YAML: in comes a parser's error, out goes a plain sentence that says what to type instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import YAMLError

Fault = tuple[int, int, str, str, str]

_BEFORE = r"\s*(?:- +)*(?:[A-Za-z_][\w.]*\s*:\s+)?"
_ODD_START = re.compile(_BEFORE + r"([*&{\[@`%!]|[|>](?=[-+\d]*[ \t]+[^\s#]))")
_QUOTE_START = re.compile(_BEFORE + r"([\"'])")
_FIRST_KEY = re.compile(r"\s*(?:- +)*[\w.]+\s*(?=:)")
_NO_SPACE = re.compile(r"\s*(?:- +)*[A-Za-z_]\w*:(?=[^\s:/])")
_INDENT_TAB = re.compile(r" *\t")
_UNDER = 'Put the text on its own line under a |, or between quotes: "…".'


def explained(error: YAMLError, lines: list[str]) -> Fault:
    """Line, column (from 1), code, message and hint for what the parser stumbled over."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    start = getattr(error, "context_mark", None)
    text = lines[line] if line < len(lines) else ""
    if "quoted scalar" in context:
        return _in_quotes(problem, start.line if start else line, start.column if start else column)
    if tab := _tab(lines, line, text, column):
        return tab
    if "line break" in problem and "block scalar" in context:
        hint = "Leave nothing after the | and begin the text one line below, two spaces further in."
        return line + 1, column + 1, "CK101", "The text has to begin on the line below the |.", hint
    if "mapping values" in problem:
        return _colon(lines, line, column)
    for at in dict.fromkeys((line, start.line if start else line)):
        if at < len(lines) and (odd := _odd_start(lines[at], at)):
            return odd
    if open_quote := _open_quote(lines, line):
        return open_quote
    if "expected ':'" in problem and start:
        return _no_colon(lines, start.line, start.column)
    hint = "Keys of the same step begin in the same column, and text under a | stands two spaces further in."
    return line + 1, column + 1, "CK101", "This line does not fit with the ones above it.", hint


def _in_quotes(problem: str, line: int, column: int) -> Fault:
    if "escape" in problem or "hexadecimal" in problem:
        message = "A \\ between double quotes has a meaning of its own."
        return line + 1, column + 1, "CK101", message, "Put the text on its own line under a |."
    message = "The text begins with a quote mark that is never closed."
    return line + 1, column + 1, "CK101", message, "Type the same quote mark at its end, or put the text under a |."


def _tab(lines: list[str], line: int, text: str, column: int) -> Fault | None:
    at = line
    found = _INDENT_TAB.match(text)
    if found is None and line and not text.strip():
        at, found = line - 1, _INDENT_TAB.match(lines[line - 1])
    if found is None and text[column : column + 1] != "\t":
        return None
    where = found.end() if found else column + 1
    message = "There is a tab here, and this kind of file takes only spaces before the text."
    return at + 1, where, "CK101", message, "Delete it and type two spaces for each step further in."


def _no_colon(lines: list[str], line: int, column: int) -> Fault:
    if found := _NO_SPACE.match(lines[line]):
        hint = "Type a space after the colon."
        return line + 1, found.end() + 1, "CK101", "There is no space after the colon here.", hint
    hint = "Type a colon and a space after the key; text under a | stands two spaces further in."
    return line + 1, column + 1, "CK101", "This line has no colon after its first word.", hint


def _colon(lines: list[str], line: int, column: int) -> Fault:
    first = _FIRST_KEY.match(lines[line])
    above = lines[line - 1] if line else ""
    if first and first.end() >= column:
        if above.strip() and (":" not in above or _NO_SPACE.match(above)):
            return _no_colon(lines, line - 1, len(above) - len(above.lstrip()))
        hint = "Begin it in the same column as the key above it that it belongs with."
        return line + 1, column + 1, "CK101", "This line stands further in than the ones it belongs with.", hint
    message = "A colon followed by a space cannot stand in unquoted text."
    return line + 1, column + 1, "CK101", message, _UNDER


def _odd_start(text: str, line: int) -> Fault | None:
    found = _ODD_START.match(text)
    if found is None:
        return None
    sign, column = found[1], found.start(1) + 1
    if sign in "|>":
        hint = "Leave nothing after the | and begin the text one line below, two spaces further in."
        return line + 1, column, "CK101", "The text has to begin on the line below the |.", hint
    if sign in "{[":
        message = f"Unquoted text cannot begin with {sign}, and a list that begins with it has to be closed."
        return line + 1, column, "CK101", message, _UNDER
    code = "CK104" if sign in "*&!" else "CK101"
    return line + 1, column, code, f"Unquoted text cannot begin with {sign}.", _UNDER


def _open_quote(lines: list[str], upto: int) -> Fault | None:
    for at in range(min(upto, len(lines) - 1), -1, -1):
        found = _QUOTE_START.match(lines[at])
        if found and _stays_open(lines[at][found.end() :], found[1]):
            message = "The text begins with a quote mark, and the one that closes it is not at its end."
            return at + 1, found.start(1) + 1, "CK101", message, "Put the text on its own line under a |."
    return None


def _stays_open(rest: str, quote: str) -> bool:
    body = rest.split(" #")[0].rstrip()
    inner = body.removesuffix(quote)
    return body == inner or quote in inner.replace(quote * 2, "").replace("\\" + quote, "")
