"""Who may open the notebook: in comes an open one, out go its keys changed, and its copies following them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from coachkit.errors import CoachkitError, CouldNotError
from coachkit.notebook.copies import Left, clear_copies, protect_copies
from coachkit.notebook.faults import not_taken
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, read_keys, write_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.trail import Act, Trailing
from coachkit.notebook.writing import Writing
from coachkit.whole_file import try_writing


class KeyChanging(Trailing, Writing):
    """The part of a protected notebook that changes what opens it; the key itself stays, and so does every page."""

    @property
    def key(self) -> DataKey | None:
        """The key that every page is under; None where the notebook is not protected."""
        return self._key

    @property
    def keys(self) -> KeyFile | None:
        """The key file beside the notebook, as it is now; None where the notebook is not protected."""
        return read_keys(keys_beside(self.path)) if self._key is not None else None

    def note_done(self, change: Change, act: Act, at: datetime) -> None:
        """Say, for `undo` and in the trail, that something was done with the notebook as a whole."""
        with self._writing():
            self.keep_change(change, at)
            self.note_act(act, at)

    def change_keys(self, how: Callable[[KeyFile, DataKey], KeyFile], note: Callable[[], None]) -> None:
        """Change the key file, say so by `note`, and have the copies follow; both or neither. Raises CouldNotError."""
        keys, key = self._both()
        try:
            with self._writing():
                note()
                write_keys(keys_beside(self.path), how(keys, key))
        except BaseException:
            if self.keys != keys:
                write_keys(keys_beside(self.path), keys)
            raise
        self.settle_copies()

    def see_that_keys_can_change(self) -> None:
        """Raise now what `change_keys` would: NotebookBusyError, or CouldNotError where the folder takes no file."""
        self._both()
        try:
            with self._writing():
                try_writing(self.path.parent)
        except OSError as fault:
            raise not_taken("The keys of the notebook could not be saved", self.path.parent, fault) from None

    def protect_copies(self) -> list[Left]:
        """Have every copy in the folder follow this notebook's keys now; those that could not, and why.

        Raises NotebookBusyError and CouldNotError.
        """
        _, key = self._both()
        with self._writing():
            return self._settle(key)

    def settle_copies(self) -> None:
        """Have the copies from before follow the notebook's keys, where a change of them has not come so far.

        Nobody waits for it, and nothing is raised: where it cannot be done now, the next time is soon enough.
        """
        with suppress(CoachkitError, OSError):
            keys, key = read_keys(keys_beside(self.path)), self._key
            if keys is None or (key is not None and keys.settled):
                return
            self._on_the_side(lambda _: self._settle(key) if key is not None else clear_copies(self.path))

    def _settle(self, key: DataKey) -> list[Left]:
        keys = self.keys
        if keys is None:
            return []
        now = keys.with_copies_settled()
        left = protect_copies(self.path, key, now)
        if now != keys:
            write_keys(keys_beside(self.path), now)
        return left

    def _both(self) -> tuple[KeyFile, DataKey]:
        keys, key = self.keys, self._key
        if keys is None or key is None:
            raise CouldNotError("The notebook is not protected.", "To protect it: coachkit notebook protect")
        return keys, key
