"""The passphrase on a terminal: in comes a question, out goes what was typed, never shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coachkit.cli import notebook_messages
from coachkit.cli.streams import tell
from coachkit.notebook.unlocking import Unlocking

if TYPE_CHECKING:
    from coachkit.notebook.unlocking import Ask


def unlocking() -> Unlocking:
    """What opens a protected notebook: file or variable, keyring, and where somebody sits at a terminal, they."""
    return Unlocking(ask=asking())


def asking() -> Ask | None:
    """A way to ask for a secret, or None where nobody is at a terminal. It warns when the one before was wrong."""
    if not somebody_there():
        return None
    asked: list[str] = []

    def ask(question: str) -> str:
        if question in asked:
            tell(notebook_messages.TRY_AGAIN)
        asked.append(question)
        return read_secret(question)

    return ask


def somebody_there() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def read_secret(question: str) -> str:
    """One line typed unseen. Ctrl-C goes through as KeyboardInterrupt; the end of input is an empty line."""
    from getpass import getpass

    try:
        return getpass(question, sys.stderr)
    except EOFError:
        return ""
