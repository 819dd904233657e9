"""Where the key of a protected notebook comes from: in come its key file and the surroundings, out goes the key."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from coachkit.errors import CouldNotError, PassphraseError
from coachkit.notebook.connection import HOW_TO_UNLOCK
from coachkit.notebook.keyrings import from_keyring
from coachkit.notebook.keys import WRONG_HINT, DataKey, KeyFile, key_line

PASSPHRASE, PASSPHRASE_FILE = "COACHKIT_PASSPHRASE", "COACHKIT_PASSPHRASE_FILE"
TRIES = 3
_LONGEST = 4096

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
        """The key. Raises PassphraseError where none of these gives it, CouldNotError for a file not to be read."""
        given = self.given()
        if given is not None:
            key = key_line(given)
            if key is not None and not keys.are_of(key):
                raise PassphraseError("The key in that file is another notebook's. Nothing was changed.", WRONG_HINT)
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
        """The line that the environment names or holds; None where it does neither. Raises CouldNotError."""
        named = self._environ.get(PASSPHRASE_FILE)
        if not named:
            return self._environ.get(PASSPHRASE) or None
        try:
            with Path(named).open("rb") as file:
                return secret_line(file.read(_LONGEST))
        except (OSError, UnicodeDecodeError) as fault:
            reason = getattr(fault, "strerror", None) or "it is not a text"
            raise CouldNotError(
                f"The file that {PASSPHRASE_FILE} names could not be read: {reason.lower()}.",
                "Look whether it is there, and holds one line: the passphrase.",
            ) from None

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
