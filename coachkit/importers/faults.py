"""The faults of one file: in comes each with its place, out comes one error that names them all."""

from __future__ import annotations

from typing import NoReturn

from coachkit.errors import BadDataError, Problem

NOT_THIS_FORMAT = "CK801"
NOT_TEXT = "CK802"
TOO_LARGE = "CK803"
BAD_TIME = "CK804"
NOTHING_SAID = "CK805"
BAD_JSON = "CK806"
BAD_FIELD = "CK807"
UNSAFE = "CK808"
BROKEN_IMPORTER = "CK809"

MOST_TOLD = 100


class Faults:
    """Collects the faults of the file at `path`; `note` is what a reader should know about all of them."""

    def __init__(self, path: str, note: str = "") -> None:
        self.path, self.note = path, note
        self.problems: list[Problem] = []
        self._untold = 0

    def add(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        """One more fault. Beyond a hundred they are only counted: by then it is the wrong file."""
        if self.listing:
            self.problems.append(Problem(self.path, line, column, code, message, hint))
        else:
            self._untold += 1

    @property
    def listing(self) -> bool:
        """Whether the next fault will still be listed, and its place is worth looking for."""
        return len(self.problems) < MOST_TOLD

    def stop(self, line: int, column: int, code: str, message: str, hint: str = "") -> NoReturn:
        """One more fault, after which there is no reading on."""
        self.add(line, column, code, message, hint)
        raise self.error()

    def stop_if_any(self) -> None:
        """Raises BadDataError if there was a fault."""
        if self.problems:
            raise self.error()

    def error(self) -> BadDataError:
        """The error that names them all."""
        more = f" Another {self._untold} faults are not listed." if self._untold else ""
        message = f"{self.path} could not be read as a transcript.{more}"
        return BadDataError(message, tuple(sorted(self.problems)), self.note)
