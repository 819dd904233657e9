"""What can go wrong, in words for a coach: in comes a sentence and a hint, out goes the exit code."""

from __future__ import annotations

from dataclasses import dataclass


class CoachkitError(Exception):
    """One thing that went wrong, said so that a coach knows what to do now.

    `message` says what happened and where, never what a person said; `hint` says what to do now.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class CouldNotError(CoachkitError):
    """The computer refused: disk full, read-only folder, a change that cannot be taken back."""

    exit_code = 1


class NotTakenError(CouldNotError):
    """The disk would not take it: full, read-only or failing. Once there is room, the same can be tried again."""


class OutdatedError(CouldNotError):
    """The notebook was made by an earlier coachkit, and is not brought up to date yet."""


class UsageFaultError(CoachkitError):
    """The command was asked for something that does not fit together."""

    exit_code = 2


class NotFoundError(CoachkitError):
    """No such person, talk, script or file, or more than one; `candidates` are lines to choose from."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in a file of the coach's: where it is, which rule it breaks, what to type instead."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"
        return f"{place}\n    {self.hint}" if self.hint else place


class BadDataError(CoachkitError):
    """A file of the coach's has faults; `problems` holds every one with its place."""

    exit_code = 4

    def __init__(self, message: str, problems: tuple[Problem, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint)
        self.problems = problems


class NeedsTerminalError(CoachkitError):
    """A question has to be asked and nobody is there to answer it."""

    exit_code = 5


class NotebookBusyError(CoachkitError):
    """Another coachkit is writing in the notebook."""

    exit_code = 6


class PassphraseError(CoachkitError):
    """The notebook is protected, and the passphrase is wrong or was not given."""

    exit_code = 7


class NotebookUnreadableError(CoachkitError):
    """The notebook is damaged, or was made by a newer coachkit."""

    exit_code = 8


class KeysMissingError(NotebookUnreadableError):
    """The notebook is protected, and the file with its keys is not beside it."""


class NewerNotebookError(NotebookUnreadableError):
    """The notebook was made by a newer coachkit."""


class Stopped(SystemExit):
    """The terminal closed or somebody ended the program; a SystemExit, so that event loops let it through."""

    HUNG_UP = 129
    INTERRUPTED = 130
    ENDED = 143

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
