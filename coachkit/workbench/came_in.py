"""What has come in during one import: in come ids with their lines, out goes where in its file one of them stood."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_BYTES = 16


@dataclass
class CameIn:
    """Ids and lines packed side by side: there may be two hundred thousand, and hardly one is ever asked for."""

    _ids: bytearray = field(default_factory=bytearray)
    _lines: array[int] = field(default_factory=lambda: array("Q"))
    _files: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: str, ids: Sequence[str], lines: Iterable[int]) -> None:
        """Some more from a file; `ids` are UUIDs."""
        self._files.append((len(self._lines), path))
        self._ids += bytes.fromhex("".join(ids).replace("-", ""))
        self._lines.extend(lines)

    def place(self, id_: str) -> str | None:
        """The file and line where this one stood, where it came in during this import."""
        wanted = bytes.fromhex(id_.replace("-", ""))
        at = self._ids.find(wanted)
        while at % _BYTES and at >= 0:
            at = self._ids.find(wanted, at + 1)
        if at < 0:
            return None
        number = at // _BYTES
        path = next(path for start, path in reversed(self._files) if start <= number)
        return f"{path}:{self._lines[number]}"
