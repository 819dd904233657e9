"""System calls as strace wrote them: in come its lines, out go what was done to files, in order, and what was said."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,creat,pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,link,linkat,execve"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (\d+)(?:<.*)?$", re.DOTALL)
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"^(\d+)(?:<([^>]*)>(\(deleted\))?)?")
_PLACES = {"unlink": 1, "unlinkat": 1, "link": 2, "linkat": 2, "rename": 2, "renameat": 2, "renameat2": 2}


@dataclass(frozen=True, slots=True)
class Call:
    """One call that worked. `path` is the file's, `other` the second name where there are two.

    `name` is open, write, cut, sync, unlink, link, rename, run or say; `at` is an offset, or the new length of a cut;
    `data` what was written or said; `flags` how a file was opened.
    """

    name: str
    path: str = ""
    other: str = ""
    at: int = 0
    data: bytes = b""
    flags: frozenset[str] = frozenset()

    @property
    def writes(self) -> bool:
        """Whether a file is opened so that it can be changed."""
        return self.name == "open" and bool(self.flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"})


def traced(
    command: Sequence[str], environ: Mapping[str, str], log: Path, *, lines: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a program under strace, which writes its calls to `log`. SystemExit where strace is not installed."""
    under = [strace(), "-f", "-qq", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(log)]
    return subprocess.run(
        [*under, *command], input=lines, env=dict(environ), capture_output=True, check=False, timeout=300
    )


def strace() -> str:
    """Where strace is. SystemExit, saying how to get it, where it is missing."""
    found = shutil.which("strace")
    if found is None:
        raise SystemExit("strace is missing. On Debian: apt-get install strace")
    return found


def read(log: Path) -> list[Call]:
    """The calls of a log that had an effect."""
    with log.open(encoding="ascii") as lines:
        return list(calls(lines))


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The same from lines; what failed, and what has no effect on files, is left out."""
    for line in lines:
        found = _CALL.match(line.rstrip("\n"))
        made = _call(found[1], found[2]) if found else None
        if made is not None:
            yield made


def _call(name: str, rest: str) -> Call | None:
    texts = _TEXT.findall(rest)
    if name in ("openat", "creat"):
        flags = (
            {"O_CREAT", "O_TRUNC", "O_WRONLY"} if name == "creat" else set(re.findall(r"O_\w+", _TEXT.sub("", rest)))
        )
        return Call("open", path=_place(texts[0], rest), flags=frozenset(flags))
    if name in _PLACES:
        first, second = _place(texts[0], rest), texts[1] if _PLACES[name] == 2 else ""
        return Call(re.sub("at2?$", "", name), path=first, other=_text(second))
    if name == "execve":
        return Call("run", path=_text(texts[0]))
    handle = _HANDLE.match(rest)
    if handle is None:
        return None
    if name == "write" and handle[1] in ("1", "2"):
        return Call("say", other=handle[1], data=_bytes(texts[0]))
    if handle[3] or not handle[2]:
        return None  # a file without a name has no place in what a disk holds
    path = _text(handle[2])
    if name == "pwrite64":
        return Call("write", path=path, data=_bytes(texts[0]), at=int(rest.rsplit(",", 1)[1]))
    if name == "ftruncate":
        return Call("cut", path=path, at=int(rest.rsplit(",", 1)[1]))
    return Call("sync", path=path) if name in ("fsync", "fdatasync") else None


def _place(text: str, rest: str) -> str:
    """A path as it was given, from the folder that was named with it where it is not whole."""
    path = _text(text)
    folder = re.match(r"^(?:AT_FDCWD|\d+)<([^>]*)>", rest)
    return path if path.startswith("/") or folder is None else f"{_text(folder[1])}/{path}"


def _text(text: str) -> str:
    return _HEX.sub(lambda found: _bytes(found[0]).decode("utf-8", "replace"), text)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
