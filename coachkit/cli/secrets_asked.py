"""Secrets on their way: in comes what a file holds or is typed unseen, out go passphrases and the recovery code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coachkit.cli import messages, notebook_messages
from coachkit.cli.desk import read_bytes
from coachkit.cli.streams import ReaderGoneError, finish, show, tell
from coachkit.cli.unlocking import read_secret, somebody_there
from coachkit.errors import CouldNotError, NeedsTerminalError, PassphraseError, UsageFaultError
from coachkit.notebook.keys import (
    CODE_LETTERS,
    FEWEST_LETTERS,
    DataKey,
    KeyFile,
    as_typed,
    key_line,
    keys_beside,
    plain_code,
)
from coachkit.notebook.unlocking import NOT_UTF_8, TRIES, secret_line

if TYPE_CHECKING:
    from coachkit.workbench.room import Room


def new_passphrase(room: Room, given: str | None, instead: str) -> str:
    """A passphrase that is long enough: the one given, else typed twice, unseen.

    Raises UsageFaultError where the one given will not do, NeedsTerminalError where nobody is there to ask, naming
    `instead`, CouldNotError where it was not typed twice the same.
    """
    if given is not None:
        if key_line(given) is not None:
            raise UsageFaultError(notebook_messages.KEY_GIVEN)
        if _is_short(given):
            raise UsageFaultError(
                notebook_messages.TOO_SHORT.format(fewest=FEWEST_LETTERS), notebook_messages.FOUR_WORDS
            )
        return given
    if not somebody_there():
        raise NeedsTerminalError("This asks for a passphrase, and there is no terminal to ask on.", f"Use {instead}.")
    room.say(notebook_messages.PROTECT_HOW.format(fewest=FEWEST_LETTERS))
    room.say(notebook_messages.PROTECT_NO_LINE)
    for _ in range(TRIES):
        typed = read_secret(notebook_messages.ASK_NEW)
        if _is_short(typed):
            room.say(notebook_messages.TOO_SHORT.format(fewest=FEWEST_LETTERS))
        elif as_typed(read_secret(notebook_messages.ASK_AGAIN)) != as_typed(typed):
            room.say(notebook_messages.NOT_THE_SAME)
        else:
            return typed
    raise CouldNotError("No passphrase was chosen.", messages.KEPT_AS_IT_WAS)


def secret_from(path: str) -> str:
    """The one line of a file with a secret in it; `-` is stdin. Raises UsageFaultError, and as `read_bytes` does."""
    try:
        return secret_line(read_bytes(path))
    except UnicodeDecodeError:
        raise UsageFaultError("That file is not written in UTF-8.", NOT_UTF_8) from None


def asked_code(room: Room, keys: KeyFile, question: str = notebook_messages.CODE_ASK) -> DataKey:
    """The key, by a recovery code typed so that it can be compared with the paper; it may be tried three times.

    Raises NeedsTerminalError where nobody is there to ask, CouldNotError where the coach breaks off, PassphraseError.
    """
    from coachkit.askers.protocol import Asking, Form, Gave

    if not somebody_there():
        raise NeedsTerminalError("This asks for the recovery code, and there is no terminal.", "Use --code-file FILE.")
    for left in range(TRIES - 1, -1, -1):
        move = room.put(Asking(text=question, form=Form.LINE, hint=notebook_messages.CODE_LOOKS, keys="q"))
        if not isinstance(move, Gave):
            raise CouldNotError("No recovery code was given.", messages.KEPT_AS_IT_WAS)
        letters = len(plain_code(move.text))
        if letters != CODE_LETTERS and left:
            room.say(notebook_messages.CODE_LENGTH.format(n=letters, whole=CODE_LETTERS))
            continue
        try:
            return keys.opened_by_code(move.text)
        except PassphraseError:
            if not left:
                raise
            room.say(notebook_messages.CODE_NOT_IT)
    raise AssertionError("the last try returns or raises")


@contextmanager
def broken_off(notebook: Path) -> Iterator[None]:
    """Where the coach breaks off with Ctrl-C, say that nothing was changed, if nothing was."""
    before = _as_it_lies(notebook)
    try:
        yield
    except KeyboardInterrupt:
        if _as_it_lies(notebook) == before:
            tell(f"\n{messages.KEPT_AS_IT_WAS}")
        raise


def hand_over(room: Room, code: str, *, aside: bool = False) -> None:
    """Print a recovery code, before anything hangs on it, `aside` on stderr; on a terminal its end is typed back.

    Raises CouldNotError where it was not taken, or not written down; nothing has been changed by then.
    """
    seen = somebody_there() and (aside or sys.stdout.isatty())
    room.say(notebook_messages.CODE_ABOUT)
    try:
        (tell if aside else show)(f"\n    {code}\n" if seen else code)
        finish()
    except ReaderGoneError:
        raise CouldNotError("The recovery code could not be shown.", messages.KEPT_AS_IT_WAS) from None
    if seen:
        room.say(notebook_messages.CODE_STAYS)
        _typed_back(room, code)


def _typed_back(room: Room, code: str) -> None:
    from coachkit.askers.protocol import Asking, Form, Gave

    for _ in range(TRIES):
        move = room.put(Asking(text=notebook_messages.CODE_TYPE_BACK, form=Form.LINE, keys="q"))
        if not isinstance(move, Gave):
            break
        typed = plain_code(move.text)
        if typed and plain_code(code).endswith(typed) and len(typed) >= len(code.rpartition("-")[2]):
            return
        room.say(notebook_messages.CODE_WRONG)
    raise CouldNotError("The recovery code was not written down.", messages.KEPT_AS_IT_WAS)


def _as_it_lies(notebook: Path) -> tuple[int, bytes]:
    """What differs once a notebook was made over, put back, or got other keys."""
    keys = keys_beside(notebook)
    return (
        notebook.stat().st_ino if notebook.exists() else 0,
        keys.read_bytes() if keys.is_file() else b"",
    )


def _is_short(passphrase: str) -> bool:
    return len(as_typed(passphrase).strip()) < FEWEST_LETTERS
