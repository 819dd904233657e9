"""Looks at what goes out, one for each way: in comes a text or a file name, out goes what could do harm there."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

_TURNS_ROUND = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_HIDDEN = {*"\u200b\u200e\u200f\u061c\u2060\u2061\u2062\u2063\u2064\ufeff"}
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_REMOTE = ("href", "src", "style", "action", "content", "srcdoc", "data")
_BARE_ADDRESS = re.compile(r"(?<!\\)://|\bwww(?<!\\)\.", re.IGNORECASE)


def on_a_terminal(text: str) -> list[str]:
    """Characters that command a terminal, turn a line round or hide."""
    return [char for char in text if char != "\n" and (_commands(char) or char in _HIDDEN or _is_tag(char))]


def control_bytes(text: str) -> list[str]:
    """Characters that command a terminal, in what is data and may hold any letter."""
    return [char for char in text if char not in "\n\r" and unicodedata.category(char) in ("Cc", "Cs")]


def _commands(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in _TURNS_ROUND


def _is_tag(char: str) -> bool:
    return "\U000e0000" <= char <= "\U000e007f"


def in_markdown(text: str) -> set[str]:
    """What Markdown makes of a text besides paragraphs: headings with their words, links, tags, code and the rest.

    The front matter is left out but for the names in it.
    """
    found, body = set[str](), text
    if text.startswith("---\n"):
        matter, _, body = text[4:].partition("\n---\n")
        found |= {f"front matter {line.partition(':')[0]}" for line in matter.split("\n")}
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.validateLink = lambda _: True  # type: ignore[method-assign] # other readers follow any link
    tokens = reader.parse(body)
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type == "heading_open" and after is not None and token.tag != "h1":
            found.add(f"{token.tag} {after.content}")
        elif token.type == "fence":
            found.add(f"fence {token.info}")
        elif token.type == "inline":
            found |= {_named(each) for each in token.children or () if each.type not in _PLAIN}
            found |= {f"address {address}" for address in _BARE_ADDRESS.findall(token.content)}
        else:
            found.add(token.type)
    return found


_PLAIN = ("text", "text_special", "softbreak", "hardbreak")


def _named(token: object) -> str:
    attributes = getattr(token, "attrs", {})
    return f"{getattr(token, 'type', '')} {attributes.get('href', attributes.get('src', ''))}".strip()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"<{tag}>")
        self.found |= {f"<{tag} {name}={value if name in _REMOTE else ''}>" for name, value in attrs}

    def handle_endtag(self, tag: str) -> None:
        self.found.add(f"</{tag}>")

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.found.add("a comment")

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.found.add("a declaration")


def in_html(text: str) -> set[str]:
    """Every tag and attribute; where an attribute leads somewhere, where to."""
    tags = _Tags()
    tags.feed(text)
    tags.close()
    return tags.found


def in_calendar(text: str) -> set[str]:
    """The names of all lines, and which parts begin and end."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    lines = [line for line in re.split(r"\r?\n|\r", unfolded) if line]
    return {line if line.startswith(("BEGIN:", "END:")) else re.split("[:;]", line)[0] for line in lines}


def in_cells(text: str) -> list[str]:
    """Cells that a spreadsheet would reckon with: not those that are a number and nothing else."""
    rows = csv.reader(io.StringIO(text))
    return [cell for row in rows for cell in row if _is_formula(cell)]


def _is_formula(cell: str) -> bool:
    first = unicodedata.normalize("NFKC", cell.lstrip(" \n")[:1])
    return (first in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r")) and not _NUMBER.fullmatch(cell)


def in_names(folder: Path) -> list[str]:
    """Files that lie elsewhere than right in the folder, or whose names some system would not take or would obey."""
    return [str(path) for path in folder.rglob("*") if path.parent != folder or bad_name(path.name)]


def bad_name(name: str) -> bool:
    """Whether a file's name leads elsewhere, is too long, hides, reads as an option, or is a device somewhere."""
    odd = {char for char in name if char in '<>:"/\\|?*' or on_a_terminal(char) or char == "\n"}
    return bool(
        odd
        or _RESERVED.fullmatch(name)
        or name[:1] in ("", ".", "-", "~")
        or name[-1:] in (".", " ")
        or len(name.encode()) > 255
    )


# What each format is looked at with; what it finds in an export of harmless texts is coachkit's own.
SHAPES: dict[str, Callable[[str], set[str]]] = {
    "md": in_markdown, "html": in_html, "ics": in_calendar, "json": lambda text: set(control_bytes(text)),
    "csv": lambda text: set(in_cells(text)),
}  # fmt: skip


def foreign(kind: str, texts: Iterator[str], own: set[str]) -> set[str]:
    """What is in exports of this format that is none of coachkit's own."""
    return {each for text in texts for each in SHAPES[kind](text)} - own
