"""The notebook itself: in comes the path of its file, out goes everything one can read from it and keep in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, CouldNotError, NotebookUnreadableError, NotFoundError, OutdatedError
from coachkit.notebook.backing_up import BackingUp
from coachkit.notebook.connection import BUSY_SECONDS, Unlock, key_of, opened, which
from coachkit.notebook.creating import lay_out, make_notebook
from coachkit.notebook.editing import Editing
from coachkit.notebook.everything import Everything
from coachkit.notebook.faults import no_room
from coachkit.notebook.forgetting_copies import Copies
from coachkit.notebook.importing import Importing
from coachkit.notebook.key_changing import KeyChanging
from coachkit.notebook.keys import DataKey
from coachkit.notebook.making_over import clear_left_over
from coachkit.notebook.reading import Reading
from coachkit.notebook.restoring import Restoring
from coachkit.notebook.searching import Searching
from coachkit.notebook.summaries import Summaries


def _nobody_told(copy: Path) -> None:
    """Where nobody needs to hear of a copy."""


class Notebook(
    Reading, KeyChanging, Editing, Summaries, Searching, Importing, Restoring, BackingUp, Copies, Everything
):
    """A coach's notebook, open. Use it as a context manager, or close it."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        unlock: Unlock | None = None,
        create: bool = True,
        busy_seconds: float = BUSY_SECONDS,
        updated: Callable[[Path], None] | None = _nobody_told,
        only_read: CoachkitError | None = None,
    ) -> Notebook:
        """Open a notebook, making it where there is none, and bringing it up to date where an earlier coachkit made it.

        `unlock` gives the key of a protected one; it is asked only then. `busy_seconds` is how long to wait for
        another coachkit that is writing. `updated` is told where the copy lies that is made before it is brought up
        to date; with None it is left as it is. `only_read` is raised by whatever would write.

        Raises NotFoundError where there is none and `create` is False, OutdatedError, PassphraseError,
        NotebookUnreadableError for a file this coachkit cannot read, NotebookBusyError, and CouldNotError where the
        computer refuses.
        """
        try:
            if not path.exists():
                if not create:
                    raise NotFoundError("There is no notebook yet.", "Begin one: coachkit talk")
                make_notebook(path)
            notebook = cls._opened(path, unlock, busy_seconds, updated, only_read)
            if notebook.writable:
                clear_left_over(path)
                notebook.settle_copies()
            return notebook
        except OSError as fault:
            reason = (fault.strerror or "the computer refused").lower()
            raise CouldNotError(
                f"The notebook {path} could not be opened: {reason}.", "Look who may read and write its folder."
            ) from None

    @classmethod
    def _opened(
        cls,
        path: Path,
        unlock: Unlock | None,
        busy_seconds: float,
        updated: Callable[[Path], None] | None,
        only_read: CoachkitError | None,
    ) -> Notebook:
        while True:
            was = which(path)
            try:
                key = key_of(path, unlock)
                if only_read is None:
                    notebook = cls(path, _up_to_date(path, key, busy_seconds, updated), busy_seconds, key)
                    notebook.refusal = no_room() if _is_alone(notebook._db) else None
                    return notebook
                notebook = cls(path, opened(path, key=key, busy_seconds=busy_seconds, reading=True), busy_seconds, key)
                notebook.refusal = only_read
                return notebook
            except OutdatedError as fault:
                if only_read is None:
                    raise
                raise OutdatedError(f"{fault.message} {only_read.message}", only_read.hint) from None
            except NotebookUnreadableError:
                # It was protected, or made plain, by another coachkit just now.
                if which(path) == was:
                    raise

    @classmethod
    def in_memory(cls) -> Notebook:
        """An empty notebook on no disk, to try something in; it goes when it is closed."""
        db = dbapi2.connect(":memory:", isolation_level=None)
        lay_out(db)
        return cls(Path(":memory:"), db, BUSY_SECONDS)

    @staticmethod
    def exists(path: Path) -> bool:
        """Whether there is a notebook at this place."""
        return path.is_file()

    def close(self) -> None:
        """Let go of the file; what was kept is in it."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _up_to_date(
    path: Path, key: DataKey | None, busy_seconds: float, updated: Callable[[Path], None] | None
) -> dbapi2.Connection:
    try:
        return opened(path, key=key, busy_seconds=busy_seconds)
    except OutdatedError:
        if updated is None or not _may_write(path):
            raise
    from coachkit.notebook.migrating import bring_up_to_date

    copy = bring_up_to_date(path, key, busy_seconds, datetime.now(UTC))
    if copy is not None:
        updated(copy)
    return opened(path, key=key, busy_seconds=busy_seconds)


def _is_alone(db: dbapi2.Connection) -> bool:
    """Whether a connection keeps everybody else out, because the disk has no room for what would let them in."""
    return bool(db.execute("PRAGMA locking_mode").fetchone()[0] == "exclusive")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
