"""Records from streams of any size: packed, cut off, or nothing but junk."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.records import Record, Refused, looks_like, read_records
from tests.importers.made_records import Talk, as_lines, as_list, as_sheet, as_talk, places, read, sheet_talks, taken
from tests.talk.budget import some

ROOT = Path(__file__).parents[2]
ONE = {"person": "Maya", "on": "2025-03-02", "note": "We had the stall"}


class Dripping(io.BytesIO):
    """A stream that gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self.most = most

    def read(self, size: int | None = -1) -> bytes:
        del size
        return super().read(self.most)


class Failing(io.BytesIO):
    """A stream that breaks off after its first piece."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError
        return super().read(size)


@given(st.lists(sheet_talks, max_size=3), st.integers(1, 40), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@some(100)
def test_where_a_stream_is_cut_into_pieces_makes_no_difference(told: list[Talk], most: int, encoding: str) -> None:
    for data, kind in (
        (as_lines(told), "jsonl"),
        (as_list(told), "json"),
        (as_list(told, 1).replace(b"\n", b"\r\n"), "json"),
        (as_sheet(told).encode(), "csv"),
    ):
        coded = data.decode().encode(encoding)
        dripped = list(read_records(Dripping(coded, most), "some", kind))
        assert dripped == read(coded, kind)
        assert list(read_records(Dripping(gzip.compress(coded), most), "some", kind)) == dripped


def test_a_packed_file_is_read_like_any_other() -> None:
    data = gzip.compress(as_lines([ONE])) + gzip.compress(as_lines([ONE])) + b"\0" * 512
    assert [as_talk(each) for each in taken(data, "jsonl")] == [ONE, ONE]
    assert looks_like(gzip.compress(as_lines([ONE])), "x.jsonl.gz") == "jsonl"
    assert looks_like(gzip.compress(b"Name;Day\n"), "x.csv.gz") == "csv"
    assert looks_like(b"\x1f\x8bxx", "x.gz") is None


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_a_packed_file_that_is_damaged_gives_what_stands_before_the_damage(kind: str) -> None:
    told = [{**ONE, "note": f"{n} {zlib.crc32(str(n).encode())}"} for n in range(9_000)]
    data = {"jsonl": as_lines(told), "json": as_list(told), "csv": as_sheet(told).encode()}[kind]
    packed = gzip.compress(data)
    for broken in (packed[: len(packed) // 2], packed[: len(packed) // 2] + b"\xff" * 5000):
        *good, last = read(broken, kind)
        assert len(good) > 1000
        assert isinstance(last, Refused)
        assert last.problems[0].code in ("CK830", "CK831", "CK821")
        assert [type(each) for each in good if not isinstance(each, Record)] in ([], [Refused])


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_a_stream_that_fails_is_told_and_not_raised(kind: str) -> None:
    data = as_sheet([ONE]).encode() if kind == "csv" else as_lines([ONE])
    found = list(read_records(Failing(data), "some", kind))
    assert isinstance(found[0], Record)
    assert [p.code for p in found[1].problems] == ["CK830"]


def test_a_workbook_is_told_what_to_do() -> None:
    for begin in (b"PK\x03\x04xxxx", b"\xd0\xcf\x11\xe0xxxx", b"%PDF-1.7"):
        for kind in ("jsonl", "json", "csv"):
            assert places(begin + b"\n" * 9, kind) == [(1, 1, "CK830")]


def test_reading_stops_after_ten_thousand_refused_in_a_row_and_says_so() -> None:
    data = as_lines([ONE]) + b"junk\n" * 20_000 + as_lines([ONE])
    found = read(data, "jsonl")
    assert len(found) == 10_002
    assert found[-1].problems[0].code == "CK834"
    data = (b"junk\n" * 9_000 + as_lines([ONE])) * 2
    assert len(taken(data, "jsonl")) == 2


PEAK = """
import io, os, re, time
from coachkit.importers.records import Record, read_records

class Long(io.RawIOBase):
    def __init__(self, parts):
        self.parts = parts
    def read(self, size=-1):
        return next(self.parts, b"")

def parts():
{parts}

began = time.process_time()
taken = refused = 0
for each in read_records(Long(parts()), "some", {kind!r}):
    taken, refused = taken + isinstance(each, Record), refused + (not isinstance(each, Record))
# The peak that getrusage tells is at least that of the process this one came from.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
print(taken, refused, peak, time.process_time() - began)
"""
GOOD = '{"person": "Maya", "on": "2025-03-02", "note": "We had the stall"}'


def measured(kind: str, parts: str) -> tuple[int, int, int, float]:
    lines = "".join(f"    {line}\n" for line in parts.strip().splitlines())
    code = PEAK.format(kind=kind, parts=lines)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    taken_, refused_, peak, took = done.stdout.split()
    return int(taken_), int(refused_), int(peak), float(took)


LONG_LINE = {
    "jsonl": f"""
good = b'{GOOD}\\n'
yield good + b'{{"person": "'
for _ in range(100): yield b"x" * 1_000_000
yield b'"}}\\n' + good
""",
    "json": f"""
good = b'{GOOD}'
yield b"[" + good + b',{{"person": "'
for _ in range(100): yield b"x" * 1_000_000
yield b'"}},' + good + b"]"
""",
    "csv": """
good = b"Maya,2025-03-02,We had the stall\\n"
yield b"person,on,note\\n" + good + b"Maya,"
for _ in range(100): yield b"x" * 1_000_000
yield b"\\n" + good
""",
}


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
@pytest.mark.parametrize("behind", [0, 1, 3, 300, 3_000])
def test_what_stands_behind_a_record_that_is_too_long_comes_in_one_by_one(kind: str, behind: int) -> None:
    told = [ONE, {**ONE, "note": "x" * 1_500_000}, *[{**ONE, "person": f"Bo {n}"} for n in range(behind)]]
    data = {"jsonl": as_lines(told), "json": as_list(told), "csv": as_sheet(told).encode()}[kind]
    for each in (data, data.rstrip(b"\n")):
        first, long, *rest = read(each, kind)
        assert isinstance(first, Record)
        assert [problem.code for problem in long.problems] == ["CK827"]
        assert [as_talk(one) for one in rest] == told[2:]


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")


@on_linux
@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_a_line_of_100_mb_is_refused_alone_and_in_little_memory(kind: str) -> None:
    taken_, refused_, peak, _ = measured(kind, LONG_LINE[kind])
    assert (taken_, refused_) == (2, 1)
    assert peak < 150


@on_linux
@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
@pytest.mark.parametrize(
    "junk", ["os.urandom(1 << 14) * 64", "bytes(1 << 20)", 'b"\\n" * (1 << 20)', 'b"[{" * (1 << 19)']
)
def test_two_gigabytes_of_junk_are_refused_in_little_memory(kind: str, junk: str) -> None:
    head = 'yield b"person,on,note\\n"\n' if kind == "csv" else ""
    taken_, refused_, peak, _ = measured(kind, f"{head}for _ in range(2048): yield {junk}")
    assert taken_ == 0
    assert 1 <= refused_ <= 10_001
    assert peak < 150


@on_linux
def test_a_small_file_that_unpacks_to_very_much_is_refused_in_little_memory() -> None:
    parts = """
import zlib
pack = zlib.compressobj(wbits=31)
zeros = bytes(1 << 20)
yield pack.compress(zeros) + pack.flush(zlib.Z_FULL_FLUSH)
again = pack.compress(zeros) + pack.flush(zlib.Z_FULL_FLUSH)
for _ in range(4096): yield again
"""
    for kind in ("jsonl", "json"):
        taken_, refused_, peak, _ = measured(kind, parts)
        assert (taken_, 1 <= refused_ <= 2) == (0, True)
        assert peak < 150


@on_linux
@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_memory_is_flat_for_200_000_records(kind: str) -> None:
    words = "x y z " * 50
    steps = {f"step_{n}": words for n in range(12)}
    told = [{**ONE, "answers": steps}] * 1000
    lines = {"jsonl": f"{told[0]}".replace("'", '"') + "\\n", "json": f"{told[0]}".replace("'", '"') + ",\\n"}
    if kind == "csv":
        parts = f"""
yield b"person,on,{",".join(steps)}\\n"
for _ in range(200): yield b"Maya,2025-03-02,{",".join(steps.values())}\\n" * 1000
"""
    else:
        parts = f"""
yield b"{"[" if kind == "json" else ""}"
for _ in range(200): yield b'{lines[kind]}' * 1000
"""
    taken_, _, peak, _ = measured(kind, parts)
    assert taken_ == 200_000
    assert peak < 150
