"""Writing YAML that people edit: in comes a text, out goes the way to type it so that nothing in it is lost."""

from __future__ import annotations

import json
import re

# Sure to be read back as typed, by any reader; all else goes between quotes.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;…’'?()/-]*[\w.,;…’?()/])?")
_TAKEN = frozenset({"yes", "no", "true", "false", "on", "off", "null", "none", "y", "n"})


def typed(text: str) -> str:
    """A text on one line, in double quotes only where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN:
        return text
    return json.dumps(text, ensure_ascii=False)


def block(text: str, indent: int) -> list[str]:
    """The lines of a text that stands under a bar, `indent` spaces in."""
    return [f"{' ' * indent}{line}" if line else "" for line in text.split("\n")]


def commented(lines: list[str], indent: int) -> list[str]:
    """The same lines as notes: behind a # that stands `indent` spaces in."""
    return [f"{' ' * indent}# {line[indent:]}".rstrip() for line in lines]
