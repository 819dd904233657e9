"""Bytes to text: in come the bytes of any file, out comes its text with one kind of line end, and how it was read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coachkit.importers.encoding import guessed, is_utf_8, shown
from coachkit.importers.faults import NOT_TEXT, TOO_LARGE, Faults

MOST_BYTES = 8 * 1024 * 1024
MOST_LINES = 100_000
_LINE_ENDS = re.compile("\r\n?")
_DOCUMENTS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "a document of an older Word, or a workbook",
    b"{\\rtf": "a document in RTF",
}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"RIFF", b"ID3")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file; `guessed` is what people call the code page it was read by, where nothing in it says so."""

    text: str
    guessed: str = ""

    @property
    def note(self) -> str:
        """What a reader should know about how the file was read; empty where it is sure."""
        if not self.guessed:
            return ""
        return f"It is not saved as UTF-8; {self.guessed} was guessed. Save it as UTF-8 to be sure."

    @property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.split("\n")


def text_of(data: bytes, path: str, most: int = MOST_BYTES) -> Text:
    """The text of a file: by its byte order mark, as UTF-8, as UTF-16 without a mark, else by a guess.

    Half a surrogate pair stays for `safe_text` to replace. Raises BadDataError where it is too large or no text.
    """
    faults = Faults(path)
    if len(data) > most:
        hint = "An hour of talk takes less than 1 MB. Is it the right file?"
        faults.stop(1, 1, TOO_LARGE, f"This file is larger than {most >> 20} MB.", hint)
    if data.startswith(_BINARY):
        faults.stop(1, 1, NOT_TEXT, "This is not a text file.", "Export the talk as text, or as .docx or .vtt.")
    encoding, start = shown(data)
    sure = start or encoding != "utf-8" or is_utf_8(data, whole=True)
    read = Text(_decoded(data, start, encoding, faults)) if sure else _by_guess(data, faults)
    text = _LINE_ENDS.sub("\n", read.text) if "\r" in read.text else read.text
    if (nul := text.find("\0")) >= 0:
        line, column = place(text, nul)
        faults.stop(line, column, NOT_TEXT, "There is a zero byte here: this is not a text file.", read.note)
    if text.count("\n") > MOST_LINES:
        faults.stop(MOST_LINES, 1, TOO_LARGE, f"This file has more than {MOST_LINES:,} lines.", "Split it into parts.")
    return Text(text, read.guessed)


def document_of(sample: bytes) -> str:
    """What kind of document a file is that has to be saved in another way first; nothing for any other file."""
    if sample.startswith(b"PK") and _OPEN_DOCUMENT in sample[:200]:
        return "an OpenDocument file"
    return next((what for mark, what in _DOCUMENTS.items() if sample.startswith(mark)), "")


def sample_text(sample: bytes) -> str:
    """The beginning of a file as text, for telling its format; whatever does not decode is replaced."""
    if sample.startswith(_BINARY):
        return ""
    encoding, start = shown(sample)
    return _LINE_ENDS.sub("\n", sample[start:].decode(encoding, "replace"))


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a position."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _decoded(data: bytes, start: int, encoding: str, faults: Faults) -> str:
    try:
        return str(memoryview(data)[start:], encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        before = data[start : start + error.start].decode(encoding, "replace")
        line, column = place(before, len(before))
        message = f"From here on this is not the {encoding.upper()} that the file begins as."
        faults.stop(line, column, NOT_TEXT, message, "Save it again as UTF-8.")


def _by_guess(data: bytes, faults: Faults) -> Text:
    page, name = guessed(data)
    try:
        return Text(data.decode(page), name)
    except UnicodeDecodeError as error:
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        message = "This file is not saved as UTF-8, and how it is saved could not be guessed."
        faults.stop(line, column, NOT_TEXT, message, "Save it again and choose UTF-8 as the encoding.")
