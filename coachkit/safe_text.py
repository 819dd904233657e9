"""Text from people: in comes anything, out goes text normalised once at the door, or safe for a terminal."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BIDI_AND_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def normalised(text: str) -> str:
    """The one form in which a person's words are kept; from here on they are verbatim.

    Line ends become LF, a tab becomes a space, other control characters go, half a surrogate pair becomes
    U+FFFD, and the white space around the text goes.
    """
    if text.replace("\n", " ").isprintable():  # nearly every text, and so none of these in it
        return text.strip()
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _CONTROLS.sub("", text)
    return _SURROGATES.sub("\ufffd", text).strip()


def for_terminal(text: str) -> str:
    """Text that cannot move a cursor, set a clipboard or turn a line round, for any screen; the meaning stays.

    Joiners inside emoji, Persian and Indic words stay; hidden and direction-changing marks go, on display only.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATES.sub("\ufffd", text).replace("\t", " ")
    return _BIDI_AND_HIDDEN.sub("", _CONTROLS.sub("", text))


def one_line(text: str) -> str:
    """The same text on a single line, safe for a terminal."""
    return " ".join(for_terminal(text).split())


def shortened(text: str, most: int) -> str:
    """One line of at most `most` characters, for lists to choose from; never for a person's page."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def folded(text: str) -> str:
    """The form in which names are compared: one line, compatibility-normalised, case folded."""
    return unicodedata.normalize("NFKC", one_line(text)).casefold()


def file_name(text: str, fallback: str = "person") -> str:
    """A name any file system takes: letters and digits of any script, joined by hyphens, at most 40."""
    kept = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", one_line(text)).casefold()).strip("-_")
    return kept[:40].strip("-_") or fallback
