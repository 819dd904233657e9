"""Whatever is in a file: it is read or refused with its place, quickly, and nothing gets through that could harm."""

from __future__ import annotations

import time
import unicodedata
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import BadDataError
from coachkit.importers.protocol import Transcript
from coachkit.importers.registry import SAMPLE, detect, named, names
from tests.importers.talk import SAMPLES
from tests.talk.budget import some

SAID = "Xylophone"
LINES = sorted(
    {
        line
        for path in (*SAMPLES.glob("*.*"), *SAMPLES.glob("unnamed/*"))
        if path.suffix != ".docx" and "utf16" not in path.name
        for line in path.read_text("utf-8").splitlines()
    }
)
HOSTILE = [
    SAID, f"{SAID}: words", "\0", "\x1b]52;c;x\x07", "\x9b31m", "\ud800", "\u202e", "\u2028", "\ufeff", "\u200e",
    "NaN", '{"text": NaN}', "9" * 5000, "[" * 2000, '{"a": 1, "a": 2}', '"' + "x" * 300, "{\\", "<v", "<v ", "</v>",
    "&#27;", "&#x0;", "-->", "00:00:99.000 --> 1", "999999:00:00.000 --> 00:00:01.000", "31/31/2026, 10:00 - A: b",
    "[99/99/9999, 99:99:99] A: b", "٠٥/٠٣/٢٠٢٦، ١٠:٠٠ - مايا: مرحبا", "2026年3月5日 上午10:00 - 娜: 早",
    '{"speaker": 1, "text": 2}', '{"speaker": "a", "text": "b", "at": 1e999}', '{"segments": [{"text": null}]}',
    '{"entries": [{"text": "a", "startOffset": []}]}', "\r", "\r\n", "\t", " " * 50, "", "(0:12)", "Nia  0:99",
]  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "gb18030", "shift_jis")

pieces = st.one_of(st.sampled_from(LINES), st.sampled_from(HOSTILE), st.text(max_size=30))
texts = st.builds(str.join, st.sampled_from(["\n", "\r\n", "\n\n", "\r", " "]), st.lists(pieces, max_size=25))
encoded = st.builds(lambda text, code: text.encode(code, "replace"), texts, st.sampled_from(ENCODINGS))
surrogates = st.builds(lambda text: text.encode("utf-8", "surrogatepass"), texts)


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """A sample with a stretch cut out, doubled or written over."""
    paths = [path for path in (*SAMPLES.glob("*.*"), *SAMPLES.glob("unnamed/*")) if path.is_file()]
    data = draw(st.sampled_from(sorted(paths))).read_bytes()
    at, end = sorted(draw(st.integers(0, len(data))) for _ in range(2))
    middle = draw(st.sampled_from([b"", data[at:end] * 2, b"\xff", b"\0", b"\n", draw(st.binary(max_size=20))]))
    return data[:at] + middle + data[end:]


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A Word document with other words, or other parts, in it."""
    told = BytesIO()
    inside = draw(texts).encode("utf-8", "replace").replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    with zipfile.ZipFile(SAMPLES / "plain.docx") as sample, zipfile.ZipFile(told, "w") as made:
        for name in sample.namelist():
            data = sample.read(name)
            if name == "word/document.xml":
                data = data.replace(b"Who came?", inside)
            if draw(st.integers(0, 30)) == 0:
                data = draw(st.sampled_from([b"", b"<", b"<!DOCTYPE a>" + data, data[:-5], data.upper()]))
            made.writestr(name, data)
    return told.getvalue()


anything = st.one_of(encoded, surrogates, torn(), st.binary(max_size=200))


def read_or_refused(name: str | None, data: bytes) -> Transcript | None:
    """What a format makes of a file; it fails if that is anything but a clean transcript or a list of faults."""
    began = time.process_time()
    found = named(name) if name else detect(data[:SAMPLE], "upload")
    transcript = None
    try:
        transcript = found.read(data, "upload") if found else None
    except BadDataError as refused:
        assert refused.problems
        for problem in refused.problems:
            assert problem.line >= 1 and problem.column >= 1 and problem.code.startswith("CK8")
            assert problem.message and SAID not in str(problem)
    assert time.process_time() - began < 2
    if transcript:
        assert transcript.turns
        for turn in transcript.turns:
            assert turn.text and unclean(turn.text.replace("\n", "") + turn.speaker) == ""
            assert turn.text == turn.text.strip()
            assert turn.at is None or 0 <= turn.at < float("inf")
        for one, following in zip(transcript.turns, transcript.turns[1:], strict=False):
            assert one.speaker != following.speaker or not one.speaker
    return transcript


def unclean(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs"))


@pytest.mark.parametrize("name", [name for name in names() if name != "docx"])
@some(45)
@given(data=anything)
def test_a_file_of_anything_is_read_or_refused_with_its_place(name: str, data: bytes) -> None:
    read_or_refused(name, data)


@some(45)
@given(data=st.one_of(documents(), torn()))
def test_a_document_of_anything_is_read_or_refused_with_its_place(data: bytes) -> None:
    read_or_refused("docx", data)


@some(50)
@given(data=anything)
def test_a_file_nobody_names_a_format_for_is_read_refused_or_unknown(data: bytes) -> None:
    read_or_refused(None, data)


LONG = [
    b"<v a>", b"<", b"&", b"a" + b" " * 60, b"[", b"{", b'{"a":', b"1:", b"1", b"- ", b"~ ", b"A: b ", b"A", b"\xff",
    b"\xe2\x80\x8e<", b"00:00.000 --> 00:00.001\na\n\n", b"Nia  0:01\n", b"05/03/2026, 10:00 - Nia: a\n",
    b"a  " * 60 + b"\n", b"05/03/2026, 10:00" + b" " * 90, b'{"text": 1},', b'{"text": "a", "start": 1},',
    b"0:01 0:02 ", b"1:1 -->",
]  # fmt: skip
HEADS = {
    "vtt": b"WEBVTT\n\n00:00.000 --> 00:00.001\n", "srt": b"1\n00:00:00,000 --> 00:00:01,000\n",
    "sbv": b"0:00:00.000,0:00:01.000\n", "whatsapp": b"05/03/2026, 10:00 - Nia: ", "text": b"Nia: ",
    "otter": b"Nia  0:01\n", "whisper": b'{"segments": [', "teams": b'{"entries": [', "jsonl": b"",
}  # fmt: skip


def much(name: str, long: bytes, size: int) -> bytes:
    """As much of the same as a format takes for a file of that size, in one line where it can be."""
    lines = long.count(b"\n")
    return HEADS[name] + long * min(size // len(long), 99_000 // lines if lines else size)


@pytest.mark.parametrize("name", HEADS)
def test_a_long_file_of_the_same_takes_no_longer_than_its_length_warrants(name: str) -> None:
    for long in LONG:
        began = time.process_time()
        read_or_refused(name, much(name, long, 200_000))
        assert time.process_time() - began < 1, long


@pytest.mark.nightly
@pytest.mark.parametrize("name", HEADS)
def test_eight_megabytes_of_the_same_take_less_than_two_seconds(name: str) -> None:
    for long in LONG:
        read_or_refused(name, much(name, long, 8 * 1024 * 1024 - 200))
