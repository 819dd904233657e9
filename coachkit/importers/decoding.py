"""Bytes to text: in come the bytes of any file, out comes its text with one kind of line end, and how it was read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from coachkit.importers.faults import NOT_TEXT, TOO_LARGE, Faults

MOST_BYTES = 8 * 1024 * 1024
MOST_LINES = 100_000
_SAMPLED = 16_384
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What office programs on the desks of coaches wrote before UTF-8; a guess among fewer is a better guess.
_GUESSED = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "mac_roman", "cp437",
    "cp850", "iso8859_2", "iso8859_15", "koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_LINE_ENDS = re.compile("\r\n?")
_HIGH_LINE = re.compile(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}")
_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"RIFF", b"ID3")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file and the encoding it was read by; `guessed` where nothing in the file says so."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def note(self) -> str:
        """What a reader should know about how the file was read; empty where it is sure."""
        if not self.guessed:
            return ""
        return f"It is not saved as UTF-8; {self.encoding} was guessed. Save it as UTF-8 to be sure."

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
    known = _marked(data) or _utf_16(data)
    if known:
        encoding, start = known
        read = Text(_decoded(data, start, encoding, faults), encoding)
    else:
        read = _utf_8(data) or _by_guess(data, faults)
    text = _LINE_ENDS.sub("\n", read.text) if "\r" in read.text else read.text
    if (nul := text.find("\0")) >= 0:
        line, column = place(text, nul)
        faults.stop(line, column, NOT_TEXT, "There is a zero byte here: this is not a text file.", read.note)
    if text.count("\n") > MOST_LINES:
        faults.stop(MOST_LINES, 1, TOO_LARGE, f"This file has more than {MOST_LINES:,} lines.", "Split it into parts.")
    return Text(text, read.encoding, read.guessed)


def sample_text(sample: bytes) -> str:
    """The beginning of a file as text, for telling its format; whatever does not decode is replaced."""
    if sample.startswith(_BINARY):
        return ""
    known = _marked(sample) or _utf_16(sample)
    encoding, start = known or ("utf-8", 0)
    return _LINE_ENDS.sub("\n", sample[start:].decode(encoding, "replace"))


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a position."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _marked(data: bytes) -> tuple[str, int] | None:
    return next(((encoding, len(bom)) for bom, encoding in _BOMS if data.startswith(bom)), None)


def _utf_16(data: bytes) -> tuple[str, int] | None:
    """UTF-16 without its mark: the zero halves of its spaces and line ends stand on one side only."""
    sample = data[:4096]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    few = max(len(sample) // 100, 1)
    if high > few and low == 0:
        return "utf-16-le", 0
    if low > few and high == 0:
        return "utf-16-be", 0
    return None


def _decoded(data: bytes, start: int, encoding: str, faults: Faults) -> str:
    try:
        return str(memoryview(data)[start:], encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        before = data[start : start + error.start].decode(encoding, "replace")
        line, column = place(before, len(before))
        message = f"From here on this is not the {encoding.upper()} that the file begins as."
        faults.stop(line, column, NOT_TEXT, message, "Save it again as UTF-8.")


def _utf_8(data: bytes) -> Text | None:
    try:
        return Text(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        return None


def _by_guess(data: bytes, faults: Faults) -> Text:
    guess = _guess(data)
    if guess is None:
        line, column = 1, 1
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        message = "This file is not saved as UTF-8, and how it is saved could not be guessed."
        faults.stop(line, column, NOT_TEXT, message, "Save it again and choose UTF-8 as the encoding.")
    return guess


def _guess(data: bytes) -> Text | None:
    # 15 ms to load, and only for files that are not UTF-8.
    from charset_normalizer import from_bytes

    sample = bytearray()
    for line in _HIGH_LINE.finditer(data):
        sample += line[0] + b"\n"
        if len(sample) > _SAMPLED:
            break
    best = from_bytes(bytes(sample), cp_isolation=list(_GUESSED), enable_fallback=False).best()
    for encoding in (*([best.encoding] if best else []), "cp1252"):
        try:
            return Text(data.decode(encoding), encoding, guessed=True)
        except UnicodeDecodeError:
            continue
    return None
