"""Words made safe for Markdown: in comes a text as it was said, out goes Markdown that shows that text, and back."""

from __future__ import annotations

import re

# Marks that can come alive anywhere in a line, on GitHub as well: code, stress, links, HTML, tables, formulas.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&#|~$]")
_AT_THE_START = re.compile(r"^(?:(\d+)([.)])|([-+=]))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
_ADDRESS = re.compile(r"(://|\bwww\.)", re.IGNORECASE)


def escape_markdown(text: str) -> str:
    """The text with its lines kept as lines; read as CommonMark it is plain text and nothing else.

    Lines are joined by hard breaks, an empty line too, so that the text stays one block wherever it stands.
    """
    return "\\\n".join(map(_line, text.split("\n")))


def unescape_markdown(text: str) -> str:
    """The text that Markdown without any live marks shows; what `escape_markdown` wrote comes back the same."""
    return "\n".join(_ESCAPED.sub(_bare, line) for line in re.split(r"\\?\n", text))


def _bare(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    number = int(found[2])
    return chr(number) if number < 0x110000 else found[0]


def _line(line: str) -> str:
    inner = line.strip()
    if not inner:
        return _spaces(line)
    start = line.index(inner)
    escaped = _ADDRESS.sub(_without_link, _ANYWHERE.sub(r"\\\g<0>", inner))
    if not start:
        escaped = _AT_THE_START.sub(_without_list, escaped)
    return _spaces(line[:start]) + escaped + _spaces(line[start + len(inner) :])


def _spaces(spaces: str) -> str:
    """White space at the ends of a line, which Markdown would drop."""
    return "".join(f"&#{ord(char)};" for char in spaces)


def _without_link(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] == "://" else f"{found[0][:-1]}\\."


def _without_list(found: re.Match[str]) -> str:
    return f"\\{found[3]}" if found[3] else f"{found[1]}\\{found[2]}"
