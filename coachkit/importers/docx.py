"""Word documents: in come the bytes of a .docx from Teams or a plain one, out comes who said what.

python-docx reads it once the container is known to be harmless: small when unpacked, without links to files outside
it, and with XML that declares no entities.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from coachkit.errors import BadDataError
from coachkit.importers import blocks, name_text
from coachkit.importers.faults import NOT_THIS_FORMAT, TOO_LARGE, UNSAFE, Faults
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import transcript, turns_of

if TYPE_CHECKING:
    from zipfile import ZipFile

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_XML = 16 * 1024 * 1024
MOST_MEMBERS = 1_000
MOST_ELEMENTS = 300_000
_ENTRY = b"PK\x01\x02"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".odttf", ".bin")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _RUN, _WORDS = f"{_W}p", f"{_W}r", f"{_W}t"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
# A text box for older programs, and where words stood before they were moved.
_SAID_ELSEWHERE = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}moveFrom")
_AGAIN = "Open it in Word, and save it again as .docx."


class Docx:
    """Paragraphs as Teams writes them, or with names before the words."""

    name = "docx"

    def identify(self, sample: bytes, path: str) -> bool:
        """A zip whose first parts are a Word document's."""
        return sample.startswith(b"PK\x03\x04") and (
            b"word/" in sample or (b"[Content_Types].xml" in sample and path.casefold().endswith(".docx"))
        )

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where the document is not safe to open, or nobody is named in it.

        A problem's line is the paragraph.
        """
        faults = Faults(path)
        lines = _paragraphs(data, faults)
        numbered = list(enumerate(lines, 1))
        if blocks.has_headers(lines, over=True):
            cues, on, notes = blocks.cues_of(numbered)
            return transcript(turns_of(cues), faults, on, notes=notes)
        cues = name_text.cues_of(numbered)
        if not any(cue.speaker for cue in cues):
            hint = "Begin each one's words like: Dana: How was your week?"
            faults.stop(1, 1, NOT_THIS_FORMAT, "No paragraph says who speaks.", hint)
        return transcript(turns_of(cues), faults)


def _paragraphs(data: bytes, faults: Faults) -> list[str]:
    """The lines of the document."""
    _opened_safely(data, faults)
    # 60 ms to load.
    import docx

    try:
        return list(_lines(docx.Document(BytesIO(data)).element.body))
    except Exception:  # whatever python-docx and lxml make of a broken document
        faults.stop(1, 1, NOT_THIS_FORMAT, "This is no Word document that can be read.", _AGAIN)


def _lines(body: Any) -> Iterator[str]:
    """The lines of every paragraph, in tables and text boxes too.

    Words put in while changes were tracked count, those taken out do not; `Document.paragraphs` would miss both.
    """
    for twice in list(body.iter(*_SAID_ELSEWHERE)):
        twice.getparent().remove(twice)
    pieces: list[str] = []
    for each in body.iter(_PARAGRAPH, _WORDS, *_BREAKS):
        if each.tag == _PARAGRAPH:
            yield from "".join(pieces).split("\n")
            pieces = []
        elif each.tag == _WORDS:
            pieces.append((each.text or "").replace("\n", " "))
        elif each.getparent().tag == _RUN:  # a tab stop in a paragraph's settings has the same name
            pieces.append(_BREAKS[each.tag])
    yield from "".join(pieces).split("\n")


def _opened_safely(data: bytes, faults: Faults) -> None:
    """Raises BadDataError for whatever would not be harmless to open."""
    from zipfile import ZipFile

    if len(data) > MOST_BYTES or data.count(_ENTRY) > MOST_MEMBERS:
        faults.stop(1, 1, TOO_LARGE, "This document is too large.", "Is it the right file?")
    try:
        with ZipFile(BytesIO(data)) as container:
            _checked(container, faults)
    except BadDataError:
        raise
    except Exception:  # zipfile and zlib raise a dozen kinds on a torn file
        faults.stop(1, 1, NOT_THIS_FORMAT, "This is no Word document that can be read.", _AGAIN)


def _checked(container: ZipFile, faults: Faults) -> None:
    members = container.infolist()
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        faults.stop(1, 1, UNSAFE, "This document unpacks to far more than a talk holds.", _AGAIN)
    left = MOST_ELEMENTS
    for member in members:
        if stat.S_ISLNK(member.external_attr >> 16) or member.filename.startswith("/") or ".." in member.filename:
            faults.stop(1, 1, UNSAFE, "This document holds a link to something outside it.", _AGAIN)
        if member.filename.casefold().endswith(_PICTURES):
            continue
        if member.file_size > MOST_XML:
            faults.stop(1, 1, UNSAFE, "This document unpacks to far more than a talk holds.", _AGAIN)
        left = _elements_left(container.read(member), left, faults)


def _elements_left(data: bytes, left: int, faults: Faults) -> int:
    """How many elements more there may be; no part may declare a document type, and so no entity."""
    from xml.parsers import expat

    def doctype(*_: object) -> None:
        faults.stop(1, 1, UNSAFE, "This document declares entities, which Word never does.", _AGAIN)

    def element(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            faults.stop(1, 1, TOO_LARGE, "This document is too large.", "Is it the right file?")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    parser.Parse(data, True)
    return left
