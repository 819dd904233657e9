"""The disk that loses power keeps what was synced, may lose the rest, and is read from what strace writes."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from tests.reliability.disk import SECTOR, Disk, lay
from tests.reliability.kept import Found, compare
from tests.reliability.trace import Call, calls, read, traced
from tests.reliability.writer import answer

WRITES = frozenset({"O_RDWR", "O_CREAT"})


def after(*done: Call, tries: int = 200) -> list[dict[str, bytes]]:
    disk = Disk()
    for call in done:
        disk.take(call)
    chance = random.Random(1)  # noqa: S311
    return [disk.after_a_cut(chance) for _ in range(tries)]


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def test_what_was_synced_is_always_there() -> None:
    done = (Call("open", "/a", flags=WRITES), Call("write", "/a", data=b"kept"), Call("sync", "/a"))
    assert after(*done, tries=20) == [{"/a": b"kept"}] * 20


def test_what_was_not_synced_is_there_or_gone_or_there_in_parts_by_sectors() -> None:
    long = b"".join(bytes([number]) * SECTOR for number in range(1, 9))
    done = (Call("open", "/a", flags=WRITES), Call("write", "/a", data=b"kept"), Call("sync", "/a"),
            Call("write", "/a", data=long, at=100), Call("write", "/a", data=b"later", at=6000))  # fmt: skip
    seen = {image["/a"] for image in after(*done)}
    assert b"kept" in seen
    assert any(image.endswith(b"later") and bytes([5]) not in image for image in seen)
    assert any(bytes([3]) in image and bytes([5]) not in image for image in seen), "torn"
    assert all(image.startswith(b"kept") for image in seen)
    whole = b"kept".ljust(100, b"\0") + long
    assert whole.ljust(6000, b"\0") + b"later" in seen
    starts = [100, *range(SECTOR, 100 + len(long), SECTOR)]
    for image in seen:
        for at, end in zip(starts, [*starts[1:], 100 + len(long)], strict=True):
            assert image[at:end] in (whole[at:end], bytes(end - at), b"", b"\0" * len(image[at:end]))


def test_a_name_taken_away_may_be_back_until_its_folder_is_synced() -> None:
    made = (Call("open", "/f/a", flags=WRITES), Call("write", "/f/a", data=b"x"), Call("sync", "/f/a"))
    assert {len(image) for image in after(*made, Call("unlink", "/f/a"))} == {0, 1}
    assert {len(image) for image in after(*made, Call("unlink", "/f/a"), Call("sync", "/f"))} == {0}


def test_two_names_of_a_file_and_a_new_name_hold_the_same() -> None:
    made = (Call("open", "/a", flags=WRITES), Call("write", "/a", data=b"x"))
    assert all(image["/a"] == image["/b"] for image in after(*made, Call("link", "/a", other="/b")))
    assert all(set(image) == {"/b"} for image in after(*made, Call("rename", "/a", other="/b")))


def test_only_what_was_in_the_folder_is_laid_and_never_the_index(tmp_path: Path) -> None:
    lay({"/h/n.db": b"1", "/h/n.db-shm": b"2", "/h/x/y": b"3", "/etc/z": b"4"}, "/h", tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["n.db", "y"]


def test_the_lines_of_strace_are_read_as_calls() -> None:
    a, b = hexed("/h/n.db"), hexed("/h/m.db")
    lines = [
        f'7 openat(AT_FDCWD<{hexed("/w")}>, "{a}", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 3<{a}>',
        f'7 openat(AT_FDCWD<{hexed("/w")}>, "{hexed("x")}", O_RDONLY) = -1 ENOENT (No such file or directory)',
        f'7 openat(AT_FDCWD<{hexed("/w")}>, "{hexed("x")}", O_WRONLY) = 4<{hexed("/w/x")}>',
        f'7 pwrite64(3<{a}>, "{hexed("hello")}", 5, 4096) = 5',
        f'7 pwrite64(3<{a}>(deleted), "{hexed("hello")}", 5, 4096) = 5',
        f"7 fdatasync(3<{a}>) = 0",
        f"7 ftruncate(3<{a}>, 0) = 0",
        f'7 link("{a}", "{b}") = 0',
        f'7 unlink("{b}") = 0',
        f'7 write(1<pipe:[12]>, "{hexed("w0 1")}\\x0a", 5) = 5',
        "7 fsync(3) = -1 EIO (Input/output error)",
        "7 +++ exited with 0 +++",
    ]
    assert list(calls(lines)) == [
        Call("open", "/h/n.db", flags=frozenset({"O_RDWR", "O_CREAT", "O_CLOEXEC"})),
        Call("open", "/w/x", flags=frozenset({"O_WRONLY"})),
        Call("write", "/h/n.db", at=4096, data=b"hello"),
        Call("sync", "/h/n.db"),
        Call("cut", "/h/n.db"),
        Call("link", "/h/n.db", other="/h/m.db"),
        Call("unlink", "/h/m.db"),
        Call("say", other="1", data=b"w0 1\n"),
    ]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_a_real_program_is_read_and_built_again(tmp_path: Path) -> None:
    program = (
        f"import os; h = os.open({str(tmp_path / 'a')!r}, os.O_RDWR | os.O_CREAT); os.pwrite(h, b'xyz', 2); os.fsync(h)"
    )
    traced([sys.executable, "-S", "-c", program], {}, tmp_path / "calls")
    done = [call for call in read(tmp_path / "calls") if call.path.startswith(str(tmp_path / "a"))]
    assert [call.name for call in done] == ["open", "write", "sync"]
    assert after(*done, tries=3) == [{str(tmp_path / "a"): b"\0\0xyz"}] * 3


def test_answers_lost_changed_and_never_said_are_told_apart() -> None:
    kept = [(f"w {number}", answer("w", number)) for number in range(4)]
    assert compare(kept, {"w": 4}) == compare(kept, {"w": 3}) == Found()
    assert compare(kept, {"w": 6}) == Found(lost=2)
    assert compare(kept, {"w": 2}) == Found(phantoms=1)
    assert compare([*kept[:3], ("w 3", "changed")], {"w": 4}) == Found(lost=1, phantoms=1)
    assert compare(kept, {"x": 1}) == Found(lost=1, phantoms=4)
