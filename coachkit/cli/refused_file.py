"""Refused records put aside: in come their bytes, out goes a file that can be imported once it is mended."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from coachkit.cli import messages
from coachkit.cli.streams import tell
from coachkit.errors import CouldNotError
from coachkit.safe_text import for_terminal

if TYPE_CHECKING:
    from coachkit.importers.records import Record, Refused

_JSON = ("json", "jsonl")


class RefusedFile:
    """Writes refused records as they come: lines of JSON into the file named, rows of a spreadsheet beside it.

    `-` is stdout, which takes records of the first kind alone. Nothing is made where nothing is refused. Raises
    CouldNotError for a file that is there already, or that cannot be made.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path) if path else None
        self._on_stdout = path == "-"
        self._open: dict[str, BinaryIO | None] = {}
        if self._path is None or self._on_stdout:
            return
        if self._path.exists():
            raise CouldNotError(messages.FILE_IS_THERE.format(path=path), "Give another name.")
        if not os.access(self._path.parent, os.W_OK):
            raise CouldNotError(messages.REFUSED_NO_PLACE.format(path=path), "Name a folder that you can write in.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._open.values():
            if file is not None and not self._on_stdout:
                file.close()

    def add(self, form: str, record: Record | Refused) -> None:
        """Put one record aside, as it stood in its file; rows with the same heading stand under one."""
        from coachkit.importers.records import to_mend

        if self._path is None or not record.raw:
            return
        kind = "jsonl" if form in _JSON else f"{form} {record.csv_header!r}"
        heading = b""
        if kind not in self._open:
            self._open[kind] = self._shown() if self._on_stdout else self._made(form)
            heading = record.csv_header.rstrip(b"\r\n") + b"\n" if record.csv_header else b""
        file = self._open[kind]
        if file is not None:
            self._write(kind, file, heading + to_mend(record).strip(b"\r\n") + b"\n")

    def _write(self, kind: str, file: BinaryIO, data: bytes) -> None:
        if not self._on_stdout:
            file.write(data)
            return
        try:
            file.write(for_terminal(data.decode("utf-8", "replace")).encode() if file.isatty() else data)
            file.flush()
        except OSError:
            # Nobody reads on; the import is none the worse for it.
            self._open[kind] = None

    def _shown(self) -> BinaryIO | None:
        """Stdout, for records of the first kind: others could not come in again from one and the same file."""
        if self._open:
            tell(messages.REFUSED_OTHERS)
            return None
        return sys.stdout.buffer

    def _made(self, kind: str) -> BinaryIO:
        path = self._path if self._path is not None else Path(os.devnull)
        if self._open:
            path = path.with_name(f"{path.stem}-{len(self._open) + 1}.{kind}")
        try:
            made = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError as fault:
            raise CouldNotError(f"{path} could not be written: {fault.strerror or 'unknown reason'}.") from None
        tell(messages.FILE_WRITTEN.format(path=path))
        return made
