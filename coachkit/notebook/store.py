"""The notebook itself: in comes the path of its file, out goes everything one can read from it and keep in it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError, NotFoundError
from coachkit.notebook.connection import BUSY_SECONDS, Unlock, key_of, opened
from coachkit.notebook.copies import Copies
from coachkit.notebook.creating import lay_out, make_notebook
from coachkit.notebook.editing import Editing
from coachkit.notebook.everything import Everything
from coachkit.notebook.importing import Importing
from coachkit.notebook.reading import Reading
from coachkit.notebook.restoring import Restoring
from coachkit.notebook.searching import Searching
from coachkit.notebook.summaries import Summaries
from coachkit.notebook.writing import Writing


class Notebook(Reading, Writing, Editing, Summaries, Searching, Importing, Restoring, Copies, Everything):
    """A coach's notebook, open. Use it as a context manager, or close it."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        unlock: Unlock | None = None,
        create: bool = True,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Notebook:
        """Open a notebook, making it where there is none.

        `unlock` gives the key of a protected one; it is asked only then. `busy_seconds` is how long to wait for
        another coachkit that is writing. Raises NotFoundError where there is none and `create` is False,
        PassphraseError, NotebookUnreadableError for a file this coachkit cannot read, NotebookBusyError, and
        CouldNotError where the computer refuses.
        """
        try:
            if not path.exists():
                if not create:
                    raise NotFoundError("There is no notebook yet.", "Begin one: coachkit talk")
                make_notebook(path)
            key = key_of(path, unlock)
            return cls(path, opened(path, key=key, busy_seconds=busy_seconds), busy_seconds, key)
        except OSError as fault:
            reason = (fault.strerror or "the computer refused").lower()
            raise CouldNotError(
                f"The notebook {path} could not be opened: {reason}.", "Look who may read and write its folder."
            ) from None

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
