"""How well the notebook is protected: in comes its place, out go the lines that say so, and never more than is so."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from coachkit.cli import notebook_messages
from coachkit.notebook.keyrings import from_keyring
from coachkit.notebook.keys import keys_beside, read_keys
from coachkit.notebook.looking import is_protected
from coachkit.notebook.protecting import plain_copies


class Protection(NamedTuple):
    """Whether a notebook is protected and has its keys, whether a keyring was given a copy, and the plain copies."""

    protected: bool
    keys_missing: bool
    given_to_keyring: bool
    in_keyring: bool
    plain_copies: int

    def told(self) -> list[tuple[str, str]]:
        """The lines for a report: a name and what is to be said."""
        if not self.protected:
            return [("protection", notebook_messages.NOT_PROTECTED)]
        if self.keys_missing:
            return [("protection", notebook_messages.KEYS_MISSING)]
        keyring = notebook_messages.KEYRING_LOST if self.given_to_keyring else notebook_messages.KEYRING_HAS_NONE
        lines = [
            ("protection", notebook_messages.PROTECTED),
            ("its key", notebook_messages.KEYRING_HAS_COPY if self.in_keyring else keyring),
        ]
        if self.plain_copies:
            lines.append(("copies", notebook_messages.COPIES_READABLE.format(n=self.plain_copies)))
        return lines


def protection_of(path: Path) -> Protection:
    """How the notebook at this place is protected, read off its files: no passphrase is needed for it."""
    protected = is_protected(path)
    keys = read_keys(keys_beside(path)) if protected else None
    return Protection(
        protected=protected,
        keys_missing=protected and keys is None,
        given_to_keyring=keys is not None and bool(keys.keyring),
        in_keyring=keys is not None and from_keyring(keys) is not None,
        plain_copies=len(plain_copies(path)) if protected else 0,
    )
