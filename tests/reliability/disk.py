"""A disk whose power may go: in come calls in their order, out go the files a power cut at that moment may leave."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePath

from tests.reliability.trace import Call

SECTOR = 512


@dataclass(slots=True)
class File:
    """What of a file is safe on the disk, and what was done since and is not."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)

    def settle(self) -> None:
        """All that was done is safe."""
        for call in self.since:
            _do(self.safe, call)
        self.since.clear()


class Disk:
    """Names and what they hold.

    New names and changed ones are on the disk at once, as journalling file systems keep them in order; a name taken
    away may be there again unless its folder was synced.
    """

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self._taken_away: dict[str, File] = {}

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A disk on which everything in a folder is safe; an empty one where the folder is not there."""
        disk = cls()
        for path in folder.rglob("*"):
            if path.is_file():
                disk.files[str(path)] = File(bytearray(path.read_bytes()))
        return disk

    def take(self, call: Call) -> None:
        """Have one call happen."""
        match call.name:
            case "open" if call.writes:
                file = self.files.setdefault(call.path, File())
                if "O_TRUNC" in call.flags:
                    file.since.append(Call("cut", call.path))
            case "write" | "cut" if call.path in self.files:
                self.files[call.path].since.append(call)
            case "sync" if call.path in self.files:
                self.files[call.path].settle()
            case "sync":
                for path in [path for path in self._taken_away if str(PurePath(path).parent) == call.path]:
                    del self._taken_away[path]
            case "unlink" if call.path in self.files:
                self._taken_away[call.path] = self.files.pop(call.path)
            case "link":
                self.files[call.other] = self.files[call.path]
            case "rename":
                self.files[call.other] = self.files.pop(call.path)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What each name may hold once the power is back: what was safe, and of the rest none, all or some."""
        back = {
            path: file for path, file in self._taken_away.items() if path not in self.files and chance.random() < 0.5
        }
        images: dict[int, bytes] = {}
        for file in (*self.files.values(), *back.values()):
            if id(file) not in images:
                images[id(file)] = _image(file, chance)
        return {path: images[id(file)] for path, file in (self.files | back).items()}


def lay(files: dict[str, bytes], below: str, folder: Path) -> None:
    """Put the files that were below one folder into another; the index that SQLite maps is never on the disk."""
    for path, data in files.items():
        if path.startswith(f"{below}/") and not path.endswith("-shm"):
            place = folder / path[len(below) + 1 :]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def _image(file: File, chance: random.Random) -> bytes:
    how = chance.choice(("none", "all", "some", "torn"))
    if how == "none" or not file.since:
        return bytes(file.safe)
    image = bytearray(file.safe)
    for call in file.since:
        if how == "all" or chance.random() < 0.5:
            _do(image, call)
        elif how == "torn" and call.name == "write":
            for part in _sectors(call):
                if chance.random() < 0.5:
                    _do(image, part)
    return bytes(image)


def _sectors(call: Call) -> list[Call]:
    """The same write in the pieces that a disk takes whole or not at all."""
    first = -call.at % SECTOR or SECTOR
    ends = [0, *range(first, len(call.data), SECTOR), len(call.data)]
    return [Call("write", at=call.at + a, data=call.data[a:b]) for a, b in pairwise(ends) if b > a]


def _do(image: bytearray, call: Call) -> None:
    if call.name == "cut":
        del image[call.at :]
        image.extend(bytes(call.at - len(image)))
        return
    image.extend(bytes(max(0, call.at - len(image))))
    image[call.at : call.at + len(call.data)] = call.data
