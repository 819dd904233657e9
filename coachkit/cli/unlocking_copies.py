"""What opens a copy to be put back: in come its keys and file, out goes the key, by its passphrase or its code."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coachkit.cli import notebook_messages
from coachkit.cli.secrets_asked import asked_code
from coachkit.cli.streams import tell
from coachkit.cli.unlocking import read_secret, somebody_there
from coachkit.dates import written
from coachkit.errors import CoachkitError, PassphraseError
from coachkit.notebook.backups import day_made
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, read_keys
from coachkit.notebook.unlocking import TRIES, Unlocking
from coachkit.safe_text import for_terminal

if TYPE_CHECKING:
    from coachkit.notebook.connection import Unlock
    from coachkit.workbench.room import Room


class CopyUnlocking:
    """Gives the key of a copy, which may have been made under another passphrase than the notebook has today.

    `code` is the recovery code, where it was given in a file. `by_code` says whether a code has opened it.
    """

    def __init__(self, room: Room, code: str | None) -> None:
        self._room = room
        self._code = code
        self.by_code = False

    def of(self, copy: Path) -> Unlock:
        """What gives the key of this copy. Raises PassphraseError, and CouldNotError where the coach breaks off."""
        return lambda keys: self._key(copy, keys)

    def when(self, copy: Path, keys: KeyFile) -> str:
        """What a copy is protected with, in words: as the notebook is, or as it was on a day."""
        with suppress(CoachkitError):
            now = read_keys(keys_beside(self._room.settings.notebook_file))
            if now is not None and now.opens_as(keys):
                return notebook_messages.COPY_AS_TODAY
        return notebook_messages.COPY_AS_ON.format(day=written(day_made(copy)))

    def _key(self, copy: Path, keys: KeyFile) -> DataKey:
        told = {"name": for_terminal(copy.name), "when": self.when(copy, keys)}
        try:
            return self._opened(keys, told)
        except PassphraseError as fault:
            if fault.hint == notebook_messages.COPY_HOW:
                raise
            raise PassphraseError(
                notebook_messages.COPY_NOT_OPENED.format(**told), notebook_messages.COPY_LOOK_FOR
            ) from None

    def _opened(self, keys: KeyFile, told: dict[str, str]) -> DataKey:
        if self._code is not None:
            return self._by_code(keys.opened_by_code(self._code))
        given = Unlocking()
        with suppress(PassphraseError):
            return given(keys)
        if not somebody_there():
            said = notebook_messages.COPY_NOT_OPENED if given.given() else notebook_messages.COPY_NOT_GIVEN
            raise PassphraseError(said.format(**told), notebook_messages.COPY_HOW)
        self._room.say(notebook_messages.COPY_PROTECTED.format(**told))
        for _ in range(TRIES):
            typed = read_secret(notebook_messages.ASK_COPY)
            if not typed:
                break
            with suppress(PassphraseError):
                return keys.opened_by(typed)
            with suppress(PassphraseError):
                # Whoever has nothing but the paper types what is on it.
                return self._by_code(keys.opened_by_code(typed))
            self._room.say(notebook_messages.COPY_TRY_AGAIN)
        return self._by_code(asked_code(self._room, keys, notebook_messages.COPY_CODE_ASK))

    def _by_code(self, key: DataKey) -> DataKey:
        self.by_code = True
        return key


def of_the_replaced(keys: KeyFile) -> DataKey:
    """The key of the notebook that makes way for a copy; a coach who has forgotten its passphrase can say so.

    Raises PassphraseError where none is given: it is then kept as it lies.
    """
    given = Unlocking()
    with suppress(PassphraseError):
        return given(keys)
    for _ in range(TRIES if somebody_there() else 0):
        typed = read_secret(notebook_messages.ASK_REPLACED)
        if not typed:
            break
        with suppress(PassphraseError):
            return keys.opened_by(typed)
        tell(notebook_messages.NOT_THAT)
    raise PassphraseError(notebook_messages.REPLACED_NOT_OPENED)
