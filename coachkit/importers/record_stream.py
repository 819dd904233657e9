"""A file piece by piece: in comes a stream of any size, out come pieces of UTF-8 text, or lines, never all at once."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from coachkit.errors import Problem
from coachkit.importers.encoding import guessed, is_utf_8, shown
from coachkit.importers.record import BROKEN_FILE, ENCODING, MOST_BYTES, STOPPED

PIECE = 262_144
GZIP = b"\x1f\x8b"
# A log of a thousand equal records packs 300 to 1; beyond 1 GiB nothing honest packs as tight.
_MOST_UNPACKED, _TIGHTEST = 1 << 30, 100
MOST_DROPPED = 1 << 27
_MOST_BLANK = 1_000_000
_SAMPLED = 4_096
_OTHER_FILES = {
    b"PK\x03\x04": ("This is a packed file, such as a workbook.", "Open it and save it as CSV."),
    b"\xd0\xcf\x11\xe0": ("This is a workbook or a document.", "Open it and save it as CSV."),
    b"%PDF": ("This is a PDF.", "coachkit reads JSON lines, JSON and CSV."),
}


class Broken(NamedTuple):
    """Why a file could not be read to its end."""

    code: str
    message: str
    hint: str = ""


class Line(NamedTuple):
    """One line without its end; `text` is None where it is longer than a record may be."""

    number: int
    text: bytes | None


class Source:
    """A stream of bytes, unpacked and as UTF-8. Where it ends too early, `broken` says why.

    With `guess` another encoding is guessed at, used and noted; without, what is not UTF-8 is passed on as it is.
    """

    def __init__(self, stream: BinaryIO, path: str, notes: list[Problem], *, guess: bool) -> None:
        self.stream, self.path, self.notes, self.guess = stream, path, notes, guess
        self.broken: Broken | None = None
        self._page = ""

    def page(self, data: bytes) -> str:
        """What the encoding of bytes that are not UTF-8 is called; guessed once a file, for it takes long."""
        self._page = self._page or guessed(data)[1]
        return self._page

    def pieces(self) -> Iterator[bytes]:
        """The file as UTF-8 with LF for every line end, in pieces of about 256 KiB."""
        kept = b""
        for piece in self._as_utf_8(self._unpacked()):
            piece, kept = kept + piece, b""
            if b"\r" in piece:
                if piece.endswith(b"\r"):
                    piece, kept = piece[:-1], b"\r"
                piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            yield piece
        if kept:
            yield b"\n"

    def lines(self, *, blank: bool = False) -> Iterator[Line]:
        """Every line, with the blank ones if asked for. A broken file's last line, which is cut off, is left out."""
        number, blanks, kept, dropped = 0, 0, b"", 0
        for piece in self.pieces():
            if dropped:
                _, ended, rest = piece.partition(b"\n")
                dropped += len(piece)
                if dropped > MOST_DROPPED and not ended:
                    self.broken = Broken(STOPPED, "No line ends here for 128 MB, so I stopped reading.")
                    return
                if not ended:
                    continue
                piece, dropped = rest, 0
            lines = (kept + piece).split(b"\n") if kept else piece.split(b"\n")
            kept = lines.pop()
            for line in lines:
                number += 1
                if len(line) > MOST_BYTES:
                    yield Line(number, None)
                elif line:
                    blanks = 0
                    yield Line(number, line)
                else:
                    blanks += 1
                    if blank:
                        yield Line(number, line)
            if blanks > _MOST_BLANK:
                self.broken = Broken(STOPPED, "There are a million blank lines here, so I stopped reading.")
                return
            if len(kept) > MOST_BYTES:
                number += 1
                yield Line(number, None)
                kept, dropped = b"", len(kept)
        if kept and not self.broken:
            yield Line(number + 1, kept)

    def _read(self) -> bytes:
        try:
            return self.stream.read(PIECE) or b""
        except (OSError, ValueError):
            self.broken = Broken(BROKEN_FILE, "The computer could not read the file any further.")
            return b""

    def _first(self) -> bytes:
        """Enough to see by how a file begins; a stream may give a byte at a time."""
        first = b""
        while len(first) < 4 and (more := self._read()):
            first += more
        return first

    def _unpacked(self) -> Iterator[bytes]:
        first = self._first()
        if not first.startswith(GZIP):
            yield first
            yield from iter(self._read, b"")
            return
        inflate, data, packed, unpacked = zlib.decompressobj(31), first, len(first), 0
        while not self.broken:
            try:
                piece = inflate.decompress(data, PIECE)
            except zlib.error:
                self.broken = Broken(BROKEN_FILE, "The packed file is damaged here.", "Pack it again.")
                return
            unpacked += len(piece)
            if piece:
                yield piece
            data = inflate.unconsumed_tail
            if unpacked > _MOST_UNPACKED and unpacked > packed * _TIGHTEST:
                self.broken = Broken(STOPPED, "This unpacks to far more than it is, so I stopped.", "Unpack it first.")
            elif inflate.eof:
                data = inflate.unused_data.lstrip(b"\0") or self._after_padding()
                packed += len(data)
                if not data:
                    return
                inflate = zlib.decompressobj(31)
            elif not data and len(piece) < PIECE:
                data = self._read()
                packed += len(data)
                if not data and not self.broken:
                    self.broken = Broken(BROKEN_FILE, "The packed file ends too early.", "Copy it again.")

    def _after_padding(self) -> bytes:
        return next((data for more in iter(self._read, b"") if (data := more.lstrip(b"\0"))), b"")

    def _as_utf_8(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        first = b""
        for piece in pieces:
            first += piece
            if len(first) >= _SAMPLED:
                break
        for mark, (message, hint) in _OTHER_FILES.items():
            if first.startswith(mark):
                self.broken = Broken(BROKEN_FILE, message, hint)
                return
        encoding, start = shown(first)
        first = first[start:]
        if encoding != "utf-8":
            yield from self._transcoded(first, pieces, encoding)
        elif self.guess and start == 0:
            yield from self._by_guess(first, pieces)
        else:
            yield first
            yield from pieces

    def _by_guess(self, piece: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """ASCII passes; what comes first that is more says which encoding it is."""
        while piece.isascii():
            yield piece
            piece = next(pieces, b"")
            if not piece:
                return
        more = next(pieces, b"")
        piece += more
        if is_utf_8(piece, whole=not more):
            yield piece
            yield from pieces
            return
        page, self._page = guessed(piece)
        message = f"This file is not saved as UTF-8. It was read as {self._page}."
        self.notes.append(
            Problem(self.path, 1, 1, ENCODING, message, "Look at letters with accents before you keep it.")
        )
        yield from self._transcoded(piece, pieces, page)

    def _transcoded(self, piece: bytes, pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
        # What cannot be decoded becomes bytes that are no UTF-8 either, and its record is refused like any other.
        errors = "surrogatepass" if encoding.startswith("utf") else "surrogateescape"
        decoder = codecs.getincrementaldecoder(encoding)(errors)
        try:
            while piece:
                yield decoder.decode(piece).encode("utf-8", "surrogatepass")
                piece = next(pieces, b"")
            yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            name = encoding.removesuffix("-le").removesuffix("-be").upper()
            self.broken = Broken(ENCODING, f"From here on this is not {name}, as the file begins.", "Save it as UTF-8.")


def text_of(sample: bytes) -> str:
    """The beginning of a file as text, for telling what it is: unpacked, without mark, with LF for line ends."""
    if sample.startswith(GZIP):
        try:
            sample = zlib.decompressobj(31).decompress(sample, 65_536)
        except zlib.error:
            return ""
    encoding, start = shown(sample)
    text = sample[start:].decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
