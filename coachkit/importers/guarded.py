"""A format of somebody else's: in comes what it gives, out comes a Transcript to rely on, or a fault of its file."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

from coachkit.errors import BadDataError, Problem, Stopped
from coachkit.importers.faults import BROKEN_IMPORTER, NOTHING_SAID
from coachkit.importers.protocol import Format, Transcript, Turn
from coachkit.importers.turns import name_of
from coachkit.safe_text import normalised

# The coach's own, and none of the format's doing.
_NOT_ITS_OWN = (KeyboardInterrupt, Stopped)
_ANYTHING_ELSE = (Exception, SystemExit)


def guarded(name: str, load: Callable[[], Any]) -> Format:
    """The format that `load` gives, as a class or an object; one that cannot be loaded says so when it is asked."""
    try:
        found = load()
        made = found() if isinstance(found, type) else found
    except _NOT_ITS_OWN:
        raise
    except _ANYTHING_ELSE as error:
        return _Broken(name, f"it could not be loaded: {type(error).__name__}")
    if not (callable(getattr(made, "identify", None)) and callable(getattr(made, "read", None))):
        return _Broken(name, "it is no format: it needs identify and read")
    return _Guarded(name, made)


class _Guarded:
    """A third party's format: whatever goes wrong inside it becomes a fault of the file, and never a crash."""

    def __init__(self, name: str, inner: Format) -> None:
        self.name, self._inner = name, inner

    def identify(self, sample: bytes, path: str) -> bool:
        try:
            return self._inner.identify(sample, path) is True
        except _NOT_ITS_OWN:
            raise
        except _ANYTHING_ELSE:
            return False

    def read(self, data: bytes, path: str) -> Transcript:
        try:
            found = _reliable(self._inner.read(data, path))
        except _NOT_ITS_OWN:
            raise
        except BadDataError as error:
            if error.problems and all(_is_problem(each) for each in error.problems):
                raise
            raise _broken(self.name, path, "it named no fault of the file with its place") from None
        except _ANYTHING_ELSE as error:
            raise _broken(self.name, path, f"it raised {type(error).__name__}") from None
        if isinstance(found, str):
            raise _broken(self.name, path, found)
        if not found.turns:
            problem = Problem(path, 1, 1, NOTHING_SAID, "Nobody says anything in this file.", "Is it the right file?")
            raise BadDataError(f"{path} could not be read as a transcript.", (problem,))
        return found


class _Broken:
    """A third party's format that cannot be loaded: it claims no file, and says why when it is asked for by name."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self._why = name, why

    def identify(self, sample: bytes, path: str) -> bool:
        return False

    def read(self, data: bytes, path: str) -> Transcript:
        raise _broken(self.name, path, self._why)


def _reliable(found: object) -> Transcript | str:
    """What a format gave, every part of it looked at and its texts normalised; else what is wrong with it."""
    if not isinstance(found, Transcript):
        return "it did not give a Transcript"
    if not all(isinstance(turn, Turn) for turn in found.turns):
        return "not everything in its Transcript is a Turn"
    if not all(isinstance(turn.speaker, str) and isinstance(turn.text, str) for turn in found.turns):
        return "the speaker or the text of a Turn is no text"
    if not all(turn.at is None or _is_time(turn.at) for turn in found.turns):
        return "the time of a Turn is no number of seconds from the start"
    if type(found.on) is not date and found.on is not None:
        return "the day of its Transcript is no date"
    if not all(isinstance(note, str) for note in (*found.notes, found.on_doubt)):
        return "a note of its Transcript is no text"
    turns = (Turn(name_of(turn.speaker), normalised(turn.text), turn.at) for turn in found.turns)
    return Transcript(tuple(turn for turn in turns if turn.text), found.on, tuple(found.notes), found.on_doubt)


def _is_time(at: object) -> bool:
    return isinstance(at, int | float) and not isinstance(at, bool) and math.isfinite(at) and at >= 0


def _is_problem(each: object) -> bool:
    if not isinstance(each, Problem):
        return False
    texts = (each.path, each.code, each.message, each.hint)
    return all(isinstance(text, str) for text in texts) and isinstance(each.line, int) and isinstance(each.column, int)


def _broken(name: str, path: str, why: str) -> BadDataError:
    message = f"The importer {name!r} failed: {why}."
    problem = Problem(path, 1, 1, BROKEN_IMPORTER, message, "It is not part of coachkit: tell whoever made it.")
    return BadDataError(f"{path} could not be read as a transcript.", (problem,))
