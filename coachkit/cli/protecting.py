"""`coachkit notebook protect` and its like: in come passphrases and codes, out goes a notebook that they open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, notebook_messages
from coachkit.cli.desk import brought_up_to_date, is_plain, opened, sure, tell
from coachkit.cli.key_places import STDOUT, keep_in_keyring, key_target, write_key
from coachkit.cli.secrets_asked import asked_code, broken_off, hand_over, new_passphrase, secret_from
from coachkit.cli.unlocking import somebody_there, unlocking
from coachkit.errors import CouldNotError
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, keys_missing, new_code, new_keys, read_keys
from coachkit.notebook.looking import is_protected
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.safe_text import for_terminal

if TYPE_CHECKING:
    from coachkit.notebook.copies import Left
    from coachkit.notebook.lines import Change
    from coachkit.workbench.room import Room

_NEW_FILE = typer.Option("", "--new-file", metavar="FILE|-", help="A file that holds the new passphrase.")


def protect(
    ctx: typer.Context,
    keyring: bool | None = typer.Option(None, "--keyring/--no-keyring", help="A copy of the key there, or none."),
    key_file: str = typer.Option("", "--key-file", metavar="FILE|-", help="Write the key to a file, for scripts."),
) -> None:
    """Put a passphrase on the notebook, for when the laptop is lost, stolen or lent.

    The recovery code it prints opens the notebook when the passphrase is forgotten. Once it is protected, --keyring,
    --no-keyring and --key-file still change what they say, and copies that were left readable are protected too.
    Without a terminal the passphrase comes from the file that COACHKIT_PASSPHRASE_FILE names, and the recovery code
    alone is printed; with --key-file - the key alone, and the code beside it on stderr.
    """
    from coachkit.notebook.protecting import plain_copies

    with _at_work(ctx) as (room, path):
        target = key_target(key_file, path)
        already = _is_protected(path)
        if already:
            tell(notebook_messages.PROTECTED_ALREADY)
        else:
            _protect(room, path, aside=key_file == STDOUT)
        readable = plain_copies(path) if already else []
        if not already or keyring is not None or key_file or readable:
            with Notebook.open(path, unlock=room.unlock, updated=brought_up_to_date) as notebook:
                tell_of_copies(notebook.protect_copies(), len(readable))
                if not already or keyring is not None:
                    keep_in_keyring(room, notebook, keyring)
                if key_file:
                    write_key(room, notebook, target)


def unprotect(
    ctx: typer.Context, yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask whether you are sure.")
) -> None:
    """Take the passphrase off the notebook again; the passphrase itself is needed for it."""
    from coachkit.notebook.protecting import unprotect as make_plain

    with _at_work(ctx) as (room, path):
        protected = _is_protected(path)
        keys = read_keys(keys_beside(path)) if Notebook.exists(path) else None
        if keys is None:
            tell(notebook_messages.NOT_PROTECTED_YET)
            return
        if not yes and not sure(
            room, notebook_messages.UNPROTECT_ASK, notebook_messages.UNPROTECT_YES, notebook_messages.UNPROTECT_NO
        ):
            tell(messages.KEPT_AS_IT_WAS)
            return
        key = unlocking().by_passphrase(keys)
        if protected:
            Notebook.open(path, unlock=lambda _: key, updated=brought_up_to_date).close()
        change = _change(room, "the protection was taken off the notebook")
        left = make_plain(path, keys, key, change, room.clock())
    tell(notebook_messages.UNPROTECTED_NOW)
    if left:
        names = ", ".join(for_terminal(copy.name) for copy in left)
        raise CouldNotError(notebook_messages.COPIES_LEFT.format(names=names))


def change_passphrase(ctx: typer.Context, new_file: str = _NEW_FILE) -> None:
    """Another passphrase for the notebook; the old one is asked first. The recovery code stays good."""
    with _at_work(ctx) as (room, path):
        _refuse_unprotected(path)
        with Notebook.open(path, unlock=unlocking().by_passphrase, updated=brought_up_to_date) as notebook:
            notebook.see_that_keys_can_change()
            given = secret_from(new_file) if new_file else None
            new = new_passphrase(room, given, "--new-file FILE")
            change = _change(room, "the passphrase was changed")
            notebook.change_keys(
                lambda keys, key: keys.with_passphrase(key, new),
                lambda: notebook.note_done(change, Act.KEY_CHANGED, room.clock()),
            )
        room.say(notebook_messages.NEW_ONE_OPENS)


def recover(
    ctx: typer.Context,
    code_file: str = typer.Option("", "--code-file", metavar="FILE|-", help="A file that holds the recovery code."),
    new_file: str = _NEW_FILE,
) -> None:
    """Open the notebook by its recovery code, and choose a new passphrase.

    A new recovery code is printed; the old passphrase and the old code open nothing any more.
    """
    with _at_work(ctx) as (room, path):
        _refuse_unprotected(path)
        code = secret_from(code_file) if code_file else None

        def by_code(keys: KeyFile) -> DataKey:
            return keys.opened_by_code(code) if code is not None else asked_code(room, keys)

        with Notebook.open(path, unlock=by_code, updated=brought_up_to_date) as notebook:
            notebook.see_that_keys_can_change()
            given = secret_from(new_file) if new_file else None if somebody_there() else unlocking().given()
            new = new_passphrase(room, given, "--new-file FILE")
            fresh = new_code()
            change = _change(room, "the notebook was opened by its recovery code, and has a new passphrase")
            with _unless_it_opens(path, fresh, notebook_messages.NEW_CODE_IN_VAIN):
                # Printed before it holds: a code that nobody has seen would be as good as none.
                hand_over(room, fresh)
                notebook.change_keys(
                    lambda keys, key: keys.with_passphrase(key, new).with_code(key, fresh),
                    lambda: notebook.note_done(change, Act.RECOVERED, room.clock()),
                )
        room.say(notebook_messages.RECOVERED_NOW)


def tell_of_copies(left: Sequence[Left], readable: int) -> None:
    """Say how many copies that could be read are protected now, and which are not, why, and what to do."""
    done = readable - len(left)
    if done > 0:
        tell(notebook_messages.COPY_PROTECTED_NOW if done == 1 else notebook_messages.COPIES_PROTECTED.format(n=done))
    if left:
        lines = "\n".join(f"  {for_terminal(str(each.copy))}: {for_terminal(each.reason)}" for each in left)
        tell(notebook_messages.COPIES_PLAIN.format(lines=lines))


@contextmanager
def _at_work(ctx: typer.Context) -> Iterator[tuple[Room, Path]]:
    """A room, and the notebook's place in it, that may be written to; that Ctrl-C changed nothing is said."""
    with opened(is_plain(ctx)) as room:
        room.refuse_unwritable()
        path = room.settings.notebook_file
        with broken_off(path):
            yield room, path


def _protect(room: Room, path: Path, *, aside: bool) -> None:
    from coachkit.notebook.creating import make_notebook
    from coachkit.notebook.protecting import look_first
    from coachkit.notebook.protecting import protect as make_protected

    room.settings.ensure_home()
    look_first(path, brought_up_to_date)
    room.say(notebook_messages.PROTECT_ABOUT)
    given = unlocking().given()
    passphrase = new_passphrase(room, given, "a file with one: COACHKIT_PASSPHRASE_FILE=FILE")
    keys, key, code = new_keys(passphrase)
    with _unless_it_opens(path, code, notebook_messages.CODE_IN_VAIN):
        hand_over(room, code, aside=aside)
        if not Notebook.exists(path):
            make_notebook(path)
        make_protected(path, keys, key, _change(room, "the notebook was protected by a passphrase"), room.clock())
    room.unlock = lambda _: key
    room.say(notebook_messages.PROTECTED_NOW)


@contextmanager
def _unless_it_opens(path: Path, code: str, told: str) -> Iterator[None]:
    """Where it breaks off in here, say what a code that was shown already is worth, unless it opens the notebook."""
    from coachkit.notebook.protecting import opened_by_code

    try:
        yield
    except BaseException:
        if not opened_by_code(path, code):
            tell(f"\n{told}")
        raise


def _is_protected(path: Path) -> bool:
    """Whether the notebook is protected. Raises KeysMissingError where it is, and its keys are not there."""
    protected = Notebook.exists(path) and is_protected(path)
    if protected and not keys_beside(path).exists():
        raise keys_missing(path)
    return protected


def _refuse_unprotected(path: Path) -> None:
    if not Notebook.exists(path):
        raise CouldNotError(notebook_messages.NO_NOTEBOOK, notebook_messages.RESTORE_OR_BEGIN)
    if not _is_protected(path):
        raise CouldNotError("The notebook is not protected.", "To protect it: coachkit notebook protect")


def _change(room: Room, sentence: str) -> Change:
    from coachkit.notebook.lines import Change

    return Change(room.new_id(), "protect", sentence, room.today, room.coach)
