"""Where the key of a protected notebook comes from: in come its key file and the surroundings, out goes the key."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from coachkit.errors import CouldNotError, NotFoundError, PassphraseError
from coachkit.notebook.connection import HOW_TO_UNLOCK
from coachkit.notebook.keyrings import from_keyring
from coachkit.notebook.keys import DataKey, KeyFile, key_line

PASSPHRASE, PASSPHRASE_FILE = "COACHKIT_PASSPHRASE", "COACHKIT_PASSPHRASE_FILE"
_THE_FILE = f"The file that {PASSPHRASE_FILE} names"
TRIES = 3
_LONGEST = 4096

_WRONG_KEY = (
    "The key in that file is another notebook's. Nothing was changed.",
    f"Look which file {PASSPHRASE_FILE} names. One for this notebook: coachkit notebook protect --key-file FILE",
)
NOT_UTF_8 = "Save it as UTF-8 (an editor asks for the encoding under “save as”), with one line in it."

Ask = Callable[[str], str]


class Unlocking:
    """Gives the key: by the file or variable of the environment, else the system's keyring, else by asking.

    `ask` puts a question without showing what is typed; None where nobody is there to answer it. `keyring` False
    leaves the keyring alone, for it may ask as well.
    """

    def __init__(
        self, environ: Mapping[str, str] = os.environ, ask: Ask | None = None, *, keyring: bool = True
    ) -> None:
        self._environ = environ
        self._ask = ask
        self._keyring = keyring

    def __call__(self, keys: KeyFile) -> DataKey:
        """The key. Raises PassphraseError where none of these gives it, and as `given` does."""
        given = self.given()
        if given is not None:
            key = key_line(given)
            if key is not None and not keys.are_of(key):
                raise PassphraseError(*_WRONG_KEY)
            return key or keys.opened_by(given)
        return (from_keyring(keys) if self._keyring else None) or self._asked(keys)

    def by_passphrase(self, keys: KeyFile) -> DataKey:
        """The key, by nothing but the passphrase: for what not everybody shall do who finds the notebook open.

        Raises as a call does.
        """
        given = self.given()
        if given is None or key_line(given) is not None:
            return self._asked(keys)
        return keys.opened_by(given)

    def given(self) -> str | None:
        """The line that the environment names or holds; None where it does neither.

        Raises NotFoundError where the file it names is not there, CouldNotError where it cannot be read.
        """
        named = self._environ.get(PASSPHRASE_FILE)
        if not named:
            return self._environ.get(PASSPHRASE) or None
        try:
            with Path(named).open("rb") as file:
                return secret_line(file.read(_LONGEST))
        except FileNotFoundError:
            raise NotFoundError(
                f"There is no file {named}, and {PASSPHRASE_FILE} names it.",
                "It has to hold one line: the passphrase. Put it there, or have the variable name another file.",
            ) from None
        except OSError as fault:
            reason = (fault.strerror or "the computer refused").lower()
            raise CouldNotError(f"{_THE_FILE} could not be read: {reason}.", "Look who may read it.") from None
        except UnicodeDecodeError:
            raise CouldNotError(f"{_THE_FILE} is not written in UTF-8.", NOT_UTF_8) from None

    def _asked(self, keys: KeyFile) -> DataKey:
        if self._ask is None:
            raise PassphraseError("The notebook is protected, and no passphrase was given.", HOW_TO_UNLOCK)
        for left in range(TRIES - 1, -1, -1):
            try:
                return keys.opened_by(self._ask("Passphrase: "))
            except PassphraseError:
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")


def secret_line(raw: bytes) -> str:
    """The passphrase or code that a file holds, without the end of its line. Raises UnicodeDecodeError."""
    return raw.decode("utf-8-sig").rstrip("\r\n")
