"""Where scripts stand: in comes the coach's own folder, out come scripts by id, own before shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from coachkit.errors import BadDataError, NotFoundError, Problem
from coachkit.scripts.desk import LANGUAGE
from coachkit.scripts.model import Script
from coachkit.scripts.overlay import Overlay, read_overlay, translated
from coachkit.scripts.read import read_script
from coachkit.scripts.source import MOST_BYTES, quoted

LOCALE = "locale"

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_PART = re.compile(rb"\A(?:\s*#[^\n]*\n|\s*\n)*(?:- |steps:)")
_ID_LINE = re.compile(rb"""^id:[ \t]*["']?([a-z][a-z0-9_]*)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One file on the shelf: its script, or else the problems for which it cannot be used."""

    id: str
    title: str
    path: Path
    own: bool
    script: Script | None = None
    problems: tuple[Problem, ...] = ()


class Shelf:
    """The scripts there are. A coach's own script stands before a shipped one with the same id."""

    def __init__(self, own_folder: Path | None = None, shipped_folder: Path | None = None) -> None:
        self._own = own_folder
        self._shipped = shipped_folder or shipped_scripts()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders looked through, in order; one that is not there holds nothing."""
        return (self._own, self._shipped) if self._own is not None else (self._shipped,)

    def find(self, script_id: str, language: str | None = None) -> Script:
        """The script with this id, in `language` where one is asked for; as a rule one file is read, or two.

        Raises NotFoundError with the ids or the languages there are, or BadDataError with every problem of its file.
        """
        script = self._find(script_id)
        if language is None or language == script.language:
            return script
        return self._translated(script, language)

    def languages(self, script: Script) -> tuple[str, ...]:
        """The languages there are for a script: its own first, then those of its translations."""
        name = re.compile(rf"{re.escape(script.id)}\.({LANGUAGE.pattern})")
        found = (name.fullmatch(file.stem) for folder in self.folders for file in _files(folder / LOCALE))
        others = sorted({each[1] for each in found if each} - {script.language})
        return (script.language, *others)

    def is_read(self, script: Script) -> bool:
        """Whether a speaker has read the translation a script comes in; what was written in it needs no reader."""
        for folder in self.folders:
            file = folder / LOCALE / f"{script.id}.{script.language}.yaml"
            if file.exists():
                return _overlay(file, folder, script, script.language).is_read
        return True

    def _translated(self, script: Script, language: str) -> Script:
        for folder in self.folders if LANGUAGE.fullmatch(language) else ():
            file = folder / LOCALE / f"{script.id}.{language}.yaml"
            if file.is_symlink() or file.exists():
                return translated(script, _overlay(file, folder, script, language))
        there = self.languages(script)
        message = f"The script {quoted(script.id)} is not there in {quoted(language)}."
        raise NotFoundError(message, f"There is: {', '.join(there)}.", there)

    def _find(self, script_id: str) -> Script:
        for folder in self.folders if _ID.fullmatch(script_id) else ():
            for file in _likely_first(folder, script_id):
                found = self._taken(file, folder)
                if found.id != script_id:
                    continue
                if found.script is None:
                    raise BadDataError(f"The script {quoted(script_id)} cannot be used yet.", found.problems)
                return found.script
        there = sorted({_id_of(file, folder) for folder in self.folders for file in _files(folder)})
        near = get_close_matches(script_id, there, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else "coachkit script list shows them all."
        raise NotFoundError(f"There is no script {quoted(script_id)}.", hint, tuple(there))

    def all(self) -> list[OnShelf]:
        """Every script, by id within its folder; a shipped one hides behind an own one that has its id.

        A part, which other scripts `use:`, is a list of steps and has no id: it is no script by itself.
        """
        found: list[OnShelf] = []
        for folder in self.folders:
            standing = {each.id for each in found if each.script is not None}
            each_here = (self._taken(file, folder) for file in _files(folder) if not _is_part(_bytes(file, folder)))
            found += sorted((each for each in each_here if each.id not in standing), key=lambda each: each.id)
        return found

    def _taken(self, file: Path, folder: Path) -> OnShelf:
        own = folder == self._own
        data = _bytes(file, folder)
        if isinstance(data, str):
            return OnShelf(file.stem, file.stem, file, own, problems=(Problem(str(file), 1, 1, "CK101", data),))
        read = read_script(data, str(file), folder)
        if isinstance(read, Script):
            return OnShelf(read.id, read.title, file, own, read)
        return OnShelf(_id_in(data) or file.stem, file.stem, file, own, problems=read)


def shipped_scripts() -> Path:
    """The folder of the scripts that come along: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "prompts"
    return packaged if packaged.is_dir() else package.parent / "prompts"


def _overlay(file: Path, folder: Path, script: Script, language: str) -> Overlay:
    data = _bytes(file, folder)
    read = read_overlay(data, str(file)) if isinstance(data, bytes) else (Problem(str(file), 1, 1, "CK101", data),)
    if isinstance(read, Overlay):
        if (read.translates, read.language) == (script.id, language):
            return read
        sentence = f"This translates {quoted(read.translates)} into {quoted(read.language)}."
        hint = "The name of the file and its lines translates: and language: have to say the same."
        read = (Problem(str(file), 1, 1, "CK113", sentence, hint),)
    raise BadDataError(f"The translation of {quoted(script.id)} into {quoted(language)} cannot be used yet.", read)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".yaml" and not file.name.startswith("."))
    except OSError:
        return []


def _likely_first(folder: Path, script_id: str) -> Iterator[Path]:
    """The file named after the id; only if that is not it, the others that seem to carry the id."""
    first = folder / f"{script_id}.yaml"
    if first.is_symlink() or first.exists():
        yield first
    for file in _files(folder):
        if file != first and _id_of(file, folder) == script_id:
            yield file


def _id_of(file: Path, folder: Path) -> str:
    data = _bytes(file, folder)
    return file.stem if isinstance(data, str) else _id_in(data) or file.stem


def _is_part(data: bytes | str) -> bool:
    return isinstance(data, bytes) and not _ID_LINE.search(data) and bool(_PART.search(data))


def _id_in(data: bytes) -> str:
    found = _ID_LINE.search(data)
    return found[1].decode() if found else ""


def _bytes(file: Path, folder: Path) -> bytes | str:
    """What the file holds, one byte more than allowed at most; or a sentence that says why it cannot be read."""
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return "This is a link to a file outside the folder; put the file itself here."
        if not file.is_file():
            return "This is not a file that can be read."
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, RuntimeError):
        return "This file cannot be opened; look at who may read it."
