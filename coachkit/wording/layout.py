"""Laying out: in come sections of typed blocks, out goes text that fits a width and is safe for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from coachkit.safe_text import for_terminal, one_line
from coachkit.value import Value

NARROWEST, WIDEST, USUAL = 30, 100, 80
_INDENT = "  "
_ROOMY = 60
_BESIDE, _BESIDE_AT_MOST = 19, 30
_LINE_MARKS = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n"})


class Masthead(Value):
    """The line at the top: what this is on the left, who and when on the right."""

    left: str
    right: str = ""


class Paragraph(Value):
    """Running text."""

    text: str


class Items(Value):
    """Short texts that each stand whole, several to a line where they fit."""

    lead: str = ""
    items: tuple[str, ...]


class Lines(Value):
    """Texts that each begin a line, under a lead if there is one."""

    lead: str = ""
    lines: tuple[str, ...]


class Rows(Value):
    """A label and a text or items beside it, row by row, then lines; all under a lead if there is one."""

    lead: str = ""
    rows: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    lines: tuple[str, ...] = ()


Block = Masthead | Paragraph | Items | Lines | Rows


class Style(StrEnum):
    """How a section's title stands: above in capitals, beside the text in capitals, or as a quiet beginning."""

    ABOVE = "above"
    BESIDE = "beside"
    QUIET = "quiet"


class Section(Value):
    """Blocks that belong together, under a title if there is one."""

    title: str = ""
    blocks: tuple[Block, ...]
    style: Style = Style.ABOVE


def as_text(sections: Sequence[Section], width: int = USUAL) -> str:
    """The sections as lines of at most `width` columns, a blank line between them; ends with a line end.

    Only a single character or run of marks wider than the line could make it longer. No line ends in a space.
    """
    width = max(NARROWEST, min(width, WIDEST))
    parts: list[list[str]] = []
    for number, section in enumerate(sections):
        lines = _section(section, width)
        close = number and width >= _ROOMY and {section.style, sections[number - 1].style} == {Style.BESIDE}
        if close:
            parts[-1].extend(lines)
        else:
            parts.append(lines)
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def columns(text: str) -> int:
    """How many columns a terminal gives this text: two for wide characters, none for marks that sit on another."""
    if text.isascii():
        return len(text)
    total = 0
    for char in text:
        if char == "\ufe0f":
            total += 1
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text's own lines, each wrapped; `first` begins the first line, `rest` all others.

    A word is cut only where it is wider than a whole line.
    """
    out: list[str] = []
    prefix = first
    for line in _safe(text).split("\n"):
        current: str | None = None
        for part in _words(line, max(1, width - columns(rest))):
            longer = part if current is None else f"{current} {part}"
            if columns(prefix + longer) <= width:
                current = longer
                continue
            if current is not None or prefix.strip():
                out.append(prefix + (current or ""))
                prefix = rest
            current = part
        out.append(prefix + (current or ""))
        prefix = rest
    return [line.rstrip() for line in out]


def _safe(text: str) -> str:
    return for_terminal(text.translate(_LINE_MARKS))


def _words(line: str, room: int) -> Iterator[str]:
    for word in line.split(" "):
        yield from _cut(word, room) if columns(word) > room else (word,)


def _cut(word: str, room: int) -> Iterator[str]:
    """The word in pieces of at most `room` columns; a mark stays with the character it sits on."""
    piece, used = "", 0
    for char in word:
        wide = columns(char)
        if piece and wide and used + wide > room:
            yield piece
            piece, used = "", 0
        piece += char
        used += wide
    yield piece


def _section(section: Section, width: int) -> list[str]:
    title = one_line(section.title)
    if not title:
        return _blocks(section.blocks, width, _INDENT)
    if section.style is Style.QUIET:
        said = " ".join(text for block in section.blocks for text in _texts(block))
        return wrapped(f"{title}: {said}", width, rest=_INDENT)
    heading = title.upper()
    beside = max(_BESIDE, columns(heading) + 2)
    if section.style is Style.BESIDE and width >= _ROOMY and beside <= _BESIDE_AT_MOST:
        lines = _blocks(section.blocks, width, " " * beside)
        first = heading + " " * (beside - columns(heading)) + lines[0][beside:]
        return [first.rstrip(), *lines[1:]]
    gap = [""] if isinstance(section.blocks[0], Rows) and section.blocks[0].lead else []
    return wrapped(heading, width) + gap + _blocks(section.blocks, width, _INDENT)


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Lines):
        return block.lines
    return (block.text,) if isinstance(block, Paragraph) else ()


def _blocks(blocks: Iterable[Block], width: int, indent: str) -> list[str]:
    out: list[str] = []
    before_had_lead = False
    for block in blocks:
        has_lead = isinstance(block, Rows) and bool(block.lead)
        if out and (has_lead or before_had_lead):
            out.append("")
        out.extend(_block(block, width, indent))
        before_had_lead = has_lead
    return out


def _block(block: Block, width: int, indent: str) -> list[str]:
    match block:
        case Masthead():
            return _masthead(block, width)
        case Paragraph():
            return wrapped(block.text, width, indent, indent)
        case Items():
            lead = f"{one_line(block.lead)} " if block.lead else ""
            return _packed(block.items, width, indent + lead, indent + (_INDENT if lead else ""))
        case Lines():
            inner = indent + (_INDENT if block.lead else "")
            lead_lines = wrapped(block.lead, width, indent, indent) if block.lead else []
            return lead_lines + _hanging(block.lines, width, inner)
        case Rows():
            inner = indent + (_INDENT if block.lead else "")
            lead_lines = wrapped(block.lead, width, indent, indent) if block.lead else []
            return lead_lines + _rows(block.rows, width, inner) + _hanging(block.lines, width, inner)


def _masthead(block: Masthead, width: int) -> list[str]:
    left, right = one_line(block.left), one_line(block.right)
    space = width - columns(left) - columns(right)
    if right and space >= 3:
        return [left + " " * space + right]
    return wrapped(left, width) + (wrapped(right, width) if right else [])


def _hanging(lines: Iterable[str], width: int, indent: str) -> list[str]:
    return [piece for line in lines for piece in wrapped(line, width, indent, indent + _INDENT)]


def _rows(rows: Sequence[tuple[str, str | tuple[str, ...]]], width: int, indent: str) -> list[str]:
    labels = [one_line(label) for label, _ in rows]
    column = max((columns(label) for label in labels), default=0) + 3
    out: list[str] = []
    for label, (_, text) in zip(labels, rows, strict=True):
        first, rest = indent + label + " " * (column - columns(label)), indent + " " * column
        if column > width * 2 // 5:
            out += wrapped(label, width, indent, indent)
            first = rest = indent + _INDENT
        out += wrapped(text, width, first, rest) if isinstance(text, str) else _packed(text, width, first, rest)
    return out


def _packed(items: Iterable[str], width: int, first: str, rest: str) -> list[str]:
    """Items side by side with a dot between; one that does not fit begins a line of its own."""
    out: list[str] = []
    prefix, current = first, ""
    for item in map(_safe, items):
        longer = f"{current} · {item}" if current else item
        if "\n" not in item and columns(prefix + longer) <= width:
            current = longer
            continue
        if current:
            out.append(prefix + current)
            prefix, current = rest, ""
        if "\n" not in item and columns(prefix + item) <= width:
            current = item
        else:
            out += wrapped(item, width, prefix, rest + _INDENT)
            prefix = rest
    return [*out, (prefix + current).rstrip()] if current or not out else out
