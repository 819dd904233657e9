"""The copies there are, for somebody who looks for one: in comes a notebook's place, out goes a line for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from coachkit.notebook.backups import backups_of, folder_of
from coachkit.notebook.copies import copies_of
from coachkit.notebook.keys import is_plain, is_scrambled, keys_beside


class Readable(StrEnum):
    """Whether anybody can read a copy, as far as its file tells without a passphrase."""

    PLAIN = "plain"
    PROTECTED = "protected"
    BY_NOBODY = "damaged"


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy: its name as `restore` takes it, its file, its day, its size in bytes, and who can read it."""

    name: str
    path: Path
    on: date
    size: int
    readable: Readable


def list_copies(notebook: Path) -> list[CopyLine]:
    """Every copy in the notebook's folder, oldest first; no passphrase is needed for it."""
    days = {each.path: each.at.date() for each in backups_of(notebook)}
    lines = []
    for path in copies_of(notebook, None):
        about = path.stat()
        on = days.get(path) or date.fromtimestamp(about.st_mtime)
        lines.append(CopyLine(_name(path, notebook), path, on, about.st_size, _readable(path)))
    return sorted(lines, key=lambda line: (line.on, line.name))


def _name(path: Path, notebook: Path) -> str:
    folder = folder_of(notebook)
    return str(path.relative_to(folder if path.is_relative_to(folder) else notebook.parent))


def _readable(path: Path) -> Readable:
    if is_plain(path):
        return Readable.PLAIN
    return Readable.PROTECTED if keys_beside(path).exists() or is_scrambled(path) else Readable.BY_NOBODY
