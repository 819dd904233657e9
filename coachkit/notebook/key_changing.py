"""Who may open the notebook: in comes an open one, out go its keys changed, and its copies following them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from coachkit.errors import CoachkitError, CouldNotError
from coachkit.notebook.copies import clear_copies, protect_copies
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, read_keys, write_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.trail import Act, Trailing
from coachkit.notebook.writing import Writing


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
        """Change the key file, say so by `note`, and have the copies follow. Raises CouldNotError."""
        with self._writing():
            keys, key = self.keys, self._key
            if keys is None or key is None:
                raise CouldNotError("The notebook is not protected.", "To protect it: coachkit notebook protect")
            write_keys(keys_beside(self.path), how(keys, key))
            note()
        self.settle_copies()

    def settle_copies(self) -> None:
        """Have the copies from before follow the notebook's keys, where a change of them has not come so far.

        Nobody waits for it, and nothing is raised: where it cannot be done now, the next time is soon enough.
        """
        with suppress(CoachkitError, OSError):
            keys, key = read_keys(keys_beside(self.path)), self._key
            if keys is None or (key is not None and keys.settled):
                return
            self._on_the_side(lambda _: self._settle(key) if key is not None else clear_copies(self.path))

    def _settle(self, key: DataKey) -> None:
        keys = self.keys
        if keys is not None:
            now = keys.with_copies_settled()
            protect_copies(self.path, key, now)
            write_keys(keys_beside(self.path), now)
