"""Putting a script's texts where nothing in them is lost: in come the bytes of a file, out come better ones.

A text beside `ask:` and the like goes under a `|`; a short text that holds a colon or a # gets quotes. All else
stays byte for byte, and what is right already is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coachkit.errors import Problem

PROSE = ("ask", "ask_again", "coach_note", "help", "about", "safety", "suggest")
_SHORT = ("title", "cue", "area", "from", "to", "id")
_LISTS = ("probes",)
_LABELS = "options"
_PLAIN = ("area", "id")
_KEY = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w.]*)(?P<colon> *:)(?P<gap>[ \t]*)(?P<value>.*)")
_DASH = re.compile(r"(?P<lead> *- +)(?P<value>\S.*)")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?$")
_BAR = re.compile(r"[|>][-+0-9]*[ \t]+")
_NOTE = re.compile(r"([ \t]+)#(.?)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def fixed(data: bytes) -> bytes:
    """The file with its texts where they belong; the same bytes where there is nothing to do, or it is no text.

    Where a file would be read with more faults than before, it stays as it is.
    """
    better = _mended(data)
    return data if better != data and _worse(data, better) else better


def _worse(data: bytes, better: bytes) -> bool:
    from coachkit.scripts.read import read

    before, after = read(data, ""), read(better, "")
    if before.script is None:  # what could not be read at all may hold any number of faults
        return False
    return bool(after.problems and not before.problems) or _slips(after.problems) > _slips(before.problems)


def _slips(problems: tuple[Problem, ...]) -> int:
    return sum(problem.code.startswith("CK1") for problem in problems)


def _mended(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    lines = [_Line.read(found) for found in _LINE.findall(text) if found]
    return "".join(_each(lines)).encode()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    end: str

    @classmethod
    def read(cls, whole: str) -> _Line:
        text = whole.rstrip("\r\n")
        return cls(text, whole[len(text) :])

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    def __str__(self) -> str:
        return self.text + self.end


def _each(lines: list[_Line]) -> Iterator[str]:
    at, listing = 0, (-1, "")  # the column and the key of the list that the lines stand in
    while at < len(lines):
        line = lines[at]
        found = _KEY.fullmatch(line.text.removeprefix("\ufeff"))
        column = len(found["lead"]) if found else line.indent
        body = _belonging(lines, at + 1, column)
        if found and _BLOCK.match(found["value"]):
            yield from _kept_block(line, found, lines[at + 1 : body])
            at = body
        elif found and not _is_label(listing, column) and _is_prose(found, lines[at + 1 : body]):
            yield from _as_block(line, found, lines[at + 1 : body])
            at = body
        else:
            dash = _DASH.fullmatch(line.text) if listing[1] in _LISTS and line.indent >= listing[0] else None
            if dash and _BLOCK.match(dash["value"]):
                end = _belonging(lines, at + 1, line.indent)
                yield from map(str, lines[at:end])
                at = end
                continue
            short = found if found and (found["key"] in _SHORT or _is_label(listing, column)) else None
            alone = at + 1 == body
            yield _quoted_line(line, dash or short, alone=alone)
            at += 1
        if found and not _is_label(listing, column) and not _is_item(listing, line, found):
            listing = (column, found["key"] if not found["value"] or found["value"].startswith("# ") else "")


def _is_label(listing: tuple[int, str], column: int) -> bool:
    return listing[1] == _LABELS and column > listing[0]


def _is_item(listing: tuple[int, str], line: _Line, found: re.Match[str]) -> bool:
    return listing[1] in _LISTS and line.indent > listing[0] and bool(found["lead"].strip())


def _is_prose(found: re.Match[str], body: list[_Line]) -> bool:
    """Whether there is a text beside a key that wants it under a bar, and not only a note."""
    value = found["value"]
    if found["key"] not in PROSE or not value:
        return False
    return not value.startswith("#") or (not body and _swallowed(found["gap"], value))


def _swallowed(gap: str, value: str) -> bool:
    """Whether a # at the beginning of a value was meant as words."""
    return len(gap) == 1 or value[1:2] not in ("", " ", "#")


def _belonging(lines: list[_Line], at: int, column: int) -> int:
    """Where the lines end that stand further in than a column; blank lines at the end are not among them."""
    end = at
    for here in range(at, len(lines)):
        if lines[here].blank:
            continue
        if lines[here].indent <= column:
            break
        end = here + 1
    return end


def _kept_block(line: _Line, found: re.Match[str], body: list[_Line]) -> Iterator[str]:
    """A block stays as it is; one with > becomes one with |, so that its lines stay as typed."""
    value = found["value"]
    folded = found["key"] in PROSE and value.startswith(">")
    yield line.text[: len(line.text) - len(value)] + "|" + value[1:] + line.end if folded else str(line)
    yield from map(str, body)


def _as_block(line: _Line, found: re.Match[str], body: list[_Line]) -> Iterator[str]:
    value, note = _without_note(_BAR.sub("", found["value"].rstrip()))
    head = line.text[: len(line.text) - len(found["value"])].rstrip() + " |" + (f"  {note}" if note else "")
    end = line.end or "\n"
    inner = _unquoted(value, body)
    if inner is not None:
        pad = " " * (len(found["lead"]) + 2)
        yield head + end
        yield from (f"{pad}{each}".rstrip() + end for each in inner)
        return
    column = min((each.indent for each in body if not each.blank), default=len(found["lead"]) + 2)
    yield head + end
    yield " " * column + value + end
    yield from map(str, body)


def _unquoted(value: str, body: list[_Line]) -> list[str] | None:
    """The lines of a text in quotes; None where it is in none, or they are not closed."""
    if value[:1] not in ("'", '"'):
        return None
    import yaml

    whole = "\n".join([value, *(each.text for each in body)])
    try:
        nodes = list(yaml.parse(whole, Loader=yaml.BaseLoader))
    except yaml.YAMLError:
        return None
    scalars = [node for node in nodes if isinstance(node, yaml.ScalarEvent)]
    if len(nodes) != 5 or len(scalars) != 1 or not scalars[0].value.strip():
        return None
    said = str(scalars[0].value).strip()
    return None if re.search("[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", said) else said.split("\n")


def _without_note(value: str, *, worded: bool = True) -> tuple[str, str]:
    """A text and the note behind it. `point #1` is no note, and neither is ` # ` where words are wanted."""
    if value[:1] in ("'", '"'):
        closed = re.match(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]+(#.*)", value)
        return (closed[1], closed[2]) if closed else (value, "")
    for found in _NOTE.finditer(value):
        before = value[: found.start()]
        close = len(found[1]) == 1 and (worded or len(before.split()) > 2)
        if not close and found[2] in ("", " ", "#"):
            return before, value[found.end(1) :]
    return value, ""


def _quoted_line(line: _Line, part: re.Match[str] | None, *, alone: bool) -> str:
    """The line with quotes round a short text that would be cut off or misread."""
    if part is None or not part["value"].strip() or part["value"][0] in "'\"|>":
        return str(line)
    named = part.groupdict()
    gap = named.get("gap") or part["lead"][len(part["lead"].rstrip(" ")) :]
    if part["value"][0] == "#" and not (alone and named.get("key") not in _PLAIN and _swallowed(gap, part["value"])):
        return str(line)
    value, note = _without_note(part["value"].rstrip(), worded=named.get("key") not in _PLAIN)
    if not re.search(r":(?: |$)| #", value) and value[0] not in "{[*&!%@`#":
        return str(line)
    if value[0] in "{[" and _closes(value):
        return str(line)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return line.text[: part.start("value")] + f'"{escaped}"' + (f"  {note}" if note else "") + line.end


def _closes(value: str) -> bool:
    """Whether it is a list or a mapping in brackets, and no text that begins with one."""
    return value[-1:] in "}]"
