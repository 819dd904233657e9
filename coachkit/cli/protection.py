"""How well the notebook is protected: in comes its place, out go the lines that say so, and never more than is so."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from coachkit.cli import messages
from coachkit.notebook.connection import is_protected
from coachkit.notebook.keyrings import from_keyring
from coachkit.notebook.keys import keys_beside, read_keys
from coachkit.notebook.protecting import plain_copies


class Protection(NamedTuple):
    """Whether a notebook is protected, whether a keyring was given its key and still gives it, and the plain copies."""

    protected: bool
    given_to_keyring: bool
    in_keyring: bool
    plain_copies: int

    def told(self) -> list[tuple[str, str]]:
        """The lines for a report: a name and what is to be said."""
        if not self.protected:
            return [("protection", messages.NOT_PROTECTED)]
        keyring = messages.KEYRING_LOST if self.given_to_keyring else messages.KEYRING_HAS_NONE
        lines = [
            ("protection", messages.PROTECTED),
            ("its key", messages.KEYRING_HAS_COPY if self.in_keyring else keyring),
        ]
        if self.plain_copies:
            lines.append(("copies", messages.COPIES_READABLE.format(n=self.plain_copies)))
        return lines


def protection_of(path: Path) -> Protection:
    """How the notebook at this place is protected, read off its files: no passphrase is needed for it."""
    keys = read_keys(keys_beside(path)) if is_protected(path) else None
    if keys is None:
        return Protection(protected=False, given_to_keyring=False, in_keyring=False, plain_copies=0)
    held = from_keyring(keys) is not None
    return Protection(
        protected=True, given_to_keyring=bool(keys.keyring), in_keyring=held, plain_copies=len(plain_copies(path))
    )
