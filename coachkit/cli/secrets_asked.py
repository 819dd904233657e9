"""Secrets on their way: in comes what a file holds or is typed unseen, out go passphrases and the recovery code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coachkit.cli import messages
from coachkit.cli.desk import read_bytes
from coachkit.cli.streams import finish, show
from coachkit.cli.unlocking import read_secret, somebody_there
from coachkit.errors import CouldNotError, NeedsTerminalError, UsageFaultError
from coachkit.notebook.keys import FEWEST_LETTERS, as_typed, key_line
from coachkit.notebook.unlocking import TRIES, secret_line

if TYPE_CHECKING:
    from coachkit.workbench.room import Room


def new_passphrase(room: Room, given: str | None, instead: str) -> str:
    """A passphrase that is long enough: the one given, else typed twice, unseen.

    Raises UsageFaultError where the one given will not do, NeedsTerminalError where nobody is there to ask, naming
    `instead`, CouldNotError where it was not typed twice the same.
    """
    if given is not None:
        if key_line(given) is not None:
            raise UsageFaultError(messages.KEY_GIVEN)
        if _is_short(given):
            raise UsageFaultError(messages.TOO_SHORT.format(fewest=FEWEST_LETTERS), messages.FOUR_WORDS)
        return given
    if not somebody_there():
        raise NeedsTerminalError("This asks for a passphrase, and there is no terminal to ask on.", f"Use {instead}.")
    room.say(messages.PROTECT_HOW.format(fewest=FEWEST_LETTERS))
    room.say(messages.PROTECT_NO_LINE)
    for _ in range(TRIES):
        typed = read_secret(messages.ASK_NEW)
        if _is_short(typed):
            room.say(messages.TOO_SHORT.format(fewest=FEWEST_LETTERS))
        elif as_typed(read_secret(messages.ASK_AGAIN)) != as_typed(typed):
            room.say(messages.NOT_THE_SAME)
        else:
            return typed
    raise CouldNotError("No passphrase was chosen.", messages.KEPT_AS_IT_WAS)


def secret_from(path: str) -> str:
    """The one line of a file with a secret in it; `-` is stdin. Raises UsageFaultError, and as `read_bytes` does."""
    try:
        return secret_line(read_bytes(path))
    except UnicodeDecodeError:
        raise UsageFaultError("That file is not a text.", "It has to hold one line.") from None


def hand_over(room: Room, code: str) -> None:
    """Print a recovery code, before anything hangs on it; on a terminal its end is typed back.

    Raises CouldNotError where it was not taken, or not written down; nothing has been changed by then.
    """
    seen = somebody_there() and sys.stdout.isatty()
    room.say(messages.CODE_ABOUT)
    show(f"\n    {code}\n" if seen else code)
    finish()
    if seen:
        room.say(messages.CODE_STAYS)
        _typed_back(room, code)


def _typed_back(room: Room, code: str) -> None:
    from coachkit.askers.protocol import Asking, Form, Gave
    from coachkit.notebook.keys import plain_code

    for _ in range(TRIES):
        move = room.put(Asking(text=messages.CODE_TYPE_BACK, form=Form.LINE, keys="q"))
        if not isinstance(move, Gave):
            break
        typed = plain_code(move.text)
        if typed and plain_code(code).endswith(typed) and len(typed) >= len(code.rpartition("-")[2]):
            return
        room.say(messages.CODE_WRONG)
    raise CouldNotError("The recovery code was not written down.", messages.KEPT_AS_IT_WAS)


def _is_short(passphrase: str) -> bool:
    return len(as_typed(passphrase).strip()) < FEWEST_LETTERS
