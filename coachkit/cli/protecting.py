"""`coachkit notebook protect` and its like: in come passphrases and codes, out goes a notebook that they open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.desk import is_plain, opened, tell, write_file
from coachkit.cli.secrets_asked import hand_over, new_passphrase, secret_from
from coachkit.cli.unlocking import read_secret, somebody_there, unlocking
from coachkit.errors import CouldNotError, NeedsTerminalError, NotFoundError, UsageFaultError
from coachkit.notebook.connection import is_protected
from coachkit.notebook.keys import DataKey, KeyFile, as_key_line, keys_beside, new_code, new_keys, read_keys
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.safe_text import for_terminal, one_line

if TYPE_CHECKING:
    from coachkit.notebook.lines import Change
    from coachkit.workbench.room import Room

_NEW_FILE = typer.Option("", "--new-file", metavar="FILE|-", help="A file that holds the new passphrase.")


def protect(
    ctx: typer.Context,
    keyring: bool | None = typer.Option(None, "--keyring/--no-keyring", help="A copy of the key there, or none."),
    key_file: str = typer.Option("", "--key-file", metavar="FILE", help="Write the key to a file, for scripts."),
) -> None:
    """Put a passphrase on the notebook, for when the laptop is lost, stolen or lent.

    The recovery code it prints opens the notebook when the passphrase is forgotten. Once it is protected, --keyring,
    --no-keyring and --key-file still change what they say. Without a terminal the passphrase comes from the file that
    COACHKIT_PASSPHRASE_FILE names, and the recovery code alone is printed.
    """
    with opened(is_plain(ctx)) as room:
        path = room.settings.notebook_file
        target = _key_target(key_file, path)
        already = Notebook.exists(path) and is_protected(path)
        if already:
            tell(messages.PROTECTED_ALREADY)
        else:
            _protect(room, path)
        if not already or keyring is not None or target:
            with Notebook.open(path, unlock=room.unlock) as notebook:
                _keep_in_keyring(room, notebook, keyring)
                _write_key(room, notebook, target)
        _tell_of_copies(path)


def unprotect(
    ctx: typer.Context, yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask whether you are sure.")
) -> None:
    """Take the passphrase off the notebook again; the passphrase itself is needed for it."""
    from coachkit.notebook.protecting import unprotect as make_plain

    with opened(is_plain(ctx)) as room:
        path = room.settings.notebook_file
        keys = read_keys(keys_beside(path)) if Notebook.exists(path) else None
        if keys is None:
            tell(messages.NOT_PROTECTED_YET)
            return
        if not yes and not _sure(room):
            tell(messages.KEPT_AS_IT_WAS)
            return
        key = unlocking().by_passphrase(keys)
        change = _change(room, "the protection was taken off the notebook")
        left = make_plain(path, keys, key, change, room.clock())
    tell(messages.UNPROTECTED_NOW)
    if left:
        raise CouldNotError(messages.COPIES_LEFT.format(names=_names(left)))


def change_passphrase(ctx: typer.Context, new_file: str = _NEW_FILE) -> None:
    """Another passphrase for the notebook; the old one is asked first. The recovery code stays good."""
    with opened(is_plain(ctx)) as room:
        path = _protected_file(room)
        with Notebook.open(path, unlock=unlocking().by_passphrase) as notebook:
            given = secret_from(new_file) if new_file else None
            new = new_passphrase(room, given, "--new-file FILE")
            change = _change(room, "the passphrase was changed")
            notebook.change_keys(
                lambda keys, key: keys.with_passphrase(key, new),
                lambda: notebook.note_done(change, Act.KEY_CHANGED, room.clock()),
            )
        room.say(messages.NEW_ONE_OPENS)


def recover(
    ctx: typer.Context,
    code_file: str = typer.Option("", "--code-file", metavar="FILE|-", help="A file that holds the recovery code."),
    new_file: str = _NEW_FILE,
) -> None:
    """Open the notebook by its recovery code, and choose a new passphrase.

    A new recovery code is printed; the old passphrase and the old code open nothing any more.
    """
    with opened(is_plain(ctx)) as room:
        path = _protected_file(room)
        code = secret_from(code_file) if code_file else _typed_code()
        with Notebook.open(path, unlock=lambda keys: keys.opened_by_code(code)) as notebook:
            given = secret_from(new_file) if new_file else None if somebody_there() else unlocking().given()
            new = new_passphrase(room, given, "--new-file FILE")
            fresh = new_code()
            # Printed before it holds: a code that nobody has seen would be as good as none.
            hand_over(room, fresh)
            change = _change(room, "the notebook was opened by its recovery code, and has a new passphrase")
            notebook.change_keys(
                lambda keys, key: keys.with_passphrase(key, new).with_code(key, fresh),
                lambda: notebook.note_done(change, Act.RECOVERED, room.clock()),
            )
        room.say(messages.RECOVERED_NOW)


def _protect(room: Room, path: Path) -> None:
    from coachkit.notebook.creating import make_notebook
    from coachkit.notebook.protecting import protect as make_protected

    room.say(messages.PROTECT_ABOUT)
    given = unlocking().given()
    passphrase = new_passphrase(room, given, "a file with one: COACHKIT_PASSPHRASE_FILE=FILE")
    keys, key, code = new_keys(passphrase)
    hand_over(room, code)
    room.settings.ensure_home()
    if not Notebook.exists(path):
        make_notebook(path)
    make_protected(path, keys, key, _change(room, "the notebook was protected by a passphrase"), room.clock())
    room.unlock = lambda _: key
    room.say(messages.PROTECTED_NOW)


def _typed_code() -> str:
    if not somebody_there():
        raise NeedsTerminalError("This asks for the recovery code, and there is no terminal.", "Use --code-file FILE.")
    return read_secret(messages.RECOVERY_CODE)


def _keep_in_keyring(room: Room, notebook: Notebook, wished: bool | None) -> None:
    """Have a copy of the key in the keyring, or none, as the coach wishes or says when asked."""
    from coachkit.notebook.keyrings import put_in_keyring, real_keyring, take_from_keyring

    if wished is False:
        if notebook.keys is not None and notebook.keys.keyring:
            gone = take_from_keyring(notebook.keys)
            _note_keys(room, notebook, lambda keys, _: keys.in_keyring(""), "no keyring")
            room.say(messages.KEYRING_GONE if gone else messages.KEYRING_STAYS)
        return
    found = real_keyring()
    if found is None:
        room.say(messages.KEYRING_NONE)
        return
    name = one_line(found.name)
    if wished is None and not _wants_keyring(room, name):
        return
    if notebook.keys is None or notebook.key is None or not put_in_keyring(found, notebook.keys, notebook.key):
        room.say(messages.KEYRING_FAILED)
        return
    _note_keys(room, notebook, lambda keys, _: keys.in_keyring(found.id), "keyring")
    room.say(messages.KEYRING_KEPT.format(name=name))


def _wants_keyring(room: Room, name: str) -> bool:
    from coachkit.askers.protocol import Asking, Choice, Form, Gave

    if not somebody_there():
        return False
    choices = (Choice(key="no", label=messages.KEYRING_NO), Choice(key="yes", label=messages.KEYRING_YES))
    text = messages.KEYRING_ASK.format(name=name)
    return room.put(Asking(text=text, form=Form.ONE_OF, choices=choices, keys="q")) == Gave("yes")


def _note_keys(room: Room, notebook: Notebook, how: Callable[[KeyFile, DataKey], KeyFile], where: str) -> None:
    notebook.change_keys(how, lambda: notebook.note_act(Act.KEY_KEPT, room.clock(), {"where": where}))


def _key_target(named: str, notebook: Path) -> Path | None:
    """Where to write the key to. Raises UsageFaultError beside the notebook, CouldNotError where something is."""
    if not named:
        return None
    target = Path(named).expanduser().absolute()
    home = notebook.parent.resolve()
    if home in (target.resolve().parent, *target.resolve().parents):
        raise UsageFaultError(messages.KEY_FILE_BESIDE.format(path=for_terminal(named)), messages.KEY_FILE_ELSEWHERE)
    if target.exists():
        raise CouldNotError(messages.FILE_IS_THERE.format(path=for_terminal(named)), messages.KEPT_AS_IT_WAS)
    if not target.parent.is_dir():
        raise NotFoundError(f"There is no folder {for_terminal(str(target.parent))}.", messages.KEPT_AS_IT_WAS)
    return target


def _write_key(room: Room, notebook: Notebook, target: Path | None) -> None:
    if target is not None and notebook.key is not None:
        write_file(target, as_key_line(notebook.key) + "\n", force=False)
        notebook.note_act(Act.KEY_KEPT, room.clock(), {"where": "file"})
        room.say(messages.KEY_FILE_KEPT.format(path=for_terminal(str(target))))


def _sure(room: Room) -> bool:
    from coachkit.askers.protocol import Asking, Choice, Form, Gave

    if not somebody_there():
        raise NeedsTerminalError("This asks whether you are sure, and there is no terminal to ask on.", "Use --yes.")
    choices = (Choice(key="no", label=messages.UNPROTECT_NO), Choice(key="yes", label=messages.UNPROTECT_YES))
    asking = Asking(text=messages.UNPROTECT_ASK, form=Form.ONE_OF, choices=choices, keys="q")
    return room.put(asking, instead="--yes") == Gave("yes")


def _protected_file(room: Room) -> Path:
    path = room.settings.notebook_file
    if not Notebook.exists(path):
        raise CouldNotError(messages.NO_NOTEBOOK)
    if not is_protected(path):
        raise CouldNotError("The notebook is not protected.", "To protect it: coachkit notebook protect")
    return path


def _change(room: Room, sentence: str) -> Change:
    from coachkit.notebook.lines import Change

    return Change(room.new_id(), "protect", sentence, room.today, room.coach)


def _tell_of_copies(path: Path) -> None:
    from coachkit.notebook.protecting import plain_copies

    if left := plain_copies(path):
        tell(messages.COPIES_PLAIN.format(names=_names(left)))


def _names(files: Sequence[Path]) -> str:
    return ", ".join(for_terminal(file.name) for file in files)
