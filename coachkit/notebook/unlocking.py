"""Where the key of a protected notebook comes from: in come its key file and the surroundings, out goes the key."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from coachkit.errors import CouldNotError, PassphraseError
from coachkit.notebook.connection import HOW_TO_UNLOCK
from coachkit.notebook.keys import DataKey, KeyFile

PASSPHRASE, PASSPHRASE_FILE = "COACHKIT_PASSPHRASE", "COACHKIT_PASSPHRASE_FILE"
SERVICE = "coachkit"
TRIES = 3
# A file may hold the key itself instead of a passphrase; then nothing needs to be stretched, and commands are quick.
_KEY_LINE = "coachkit-key:"
_LONGEST = 4096

Ask = Callable[[str], str]


class Unlocking:
    """Gives the key: by the file or variable of the environment, else the system's keyring, else by asking.

    `ask` puts a question without showing what is typed; None where nobody is there to answer it.
    """

    def __init__(self, environ: Mapping[str, str] = os.environ, ask: Ask | None = None) -> None:
        self._environ = environ
        self._ask = ask

    def __call__(self, keys: KeyFile) -> DataKey:
        """The key. Raises PassphraseError where none of these gives it, CouldNotError for a file not to be read."""
        given = self._given()
        if given is not None:
            return key_line(given) or keys.opened_by(given)
        return from_keyring(keys) or self._asked(keys)

    def _given(self) -> str | None:
        named = self._environ.get(PASSPHRASE_FILE)
        if not named:
            return self._environ.get(PASSPHRASE) or None
        try:
            with Path(named).open("rb") as file:
                return file.read(_LONGEST).decode("utf-8-sig").rstrip("\r\n")
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


def key_line(text: str) -> DataKey | None:
    """The key of a line made by `as_key_line`; None for any other text, such as a passphrase."""
    if text.startswith(_KEY_LINE):
        with suppress(ValueError):
            return DataKey(bytes.fromhex(text.removeprefix(_KEY_LINE).strip()))
    return None


def as_key_line(key: DataKey) -> str:
    """The key as a line for a file or a keyring, told from a passphrase by its beginning."""
    return f"{_KEY_LINE}{key.raw.hex()}"


def from_keyring(keys: KeyFile) -> DataKey | None:
    """The copy of the key in the system's keyring; None where there is none any more, or the keyring does not answer.

    Any fault of a keyring's means only that it is of no use now: the passphrase opens the notebook all the same.
    """
    if not keys.keyring:
        return None
    with suppress(Exception):
        from keyring.core import load_keyring

        held = load_keyring(keys.keyring).get_password(SERVICE, keys.id)
        return key_line(held) if held else None
    return None
