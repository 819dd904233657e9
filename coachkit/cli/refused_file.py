"""Refused records put aside: in come their bytes, out goes a file that can be imported once it is mended."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from coachkit.cli import messages
from coachkit.cli.streams import tell
from coachkit.errors import CouldNotError

if TYPE_CHECKING:
    from coachkit.importers.records import Record, Refused

_JSON = ("json", "jsonl")


class RefusedFile:
    """Writes refused records as they come: lines of JSON into the file named, rows of a spreadsheet beside it.

    Nothing is made where nothing is refused. Raises CouldNotError for a file that is there already.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path) if path else None
        self._open: dict[str, BinaryIO] = {}
        if self._path is not None and self._path.exists():
            raise CouldNotError(messages.FILE_IS_THERE.format(path=path), "Give another name.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._open.values():
            file.close()

    def add(self, form: str, record: Record | Refused) -> None:
        """Put one record aside, as it stood in its file; rows with the same heading stand under one."""
        from coachkit.importers.records import to_mend

        if self._path is None or not record.raw:
            return
        kind = "jsonl" if form in _JSON else f"{form} {record.csv_header!r}"
        if kind not in self._open:
            self._open[kind] = self._made(form)
            if record.csv_header:
                self._open[kind].write(record.csv_header.rstrip(b"\r\n") + b"\n")
        self._open[kind].write(to_mend(record).strip(b"\r\n") + b"\n")

    def _made(self, kind: str) -> BinaryIO:
        path = self._path if self._path is not None else Path(os.devnull)
        if self._open:
            path = path.with_name(f"{path.stem}-{len(self._open) + 1}.{kind}")
        tell(messages.FILE_WRITTEN.format(path=path))
        try:
            return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError as fault:
            raise CouldNotError(f"{path} could not be written: {fault.strerror or 'unknown reason'}.") from None
