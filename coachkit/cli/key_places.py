"""Where copies of the key go: in comes what the coach wishes, out goes one in the keyring or in a file, or none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coachkit.cli import messages, notebook_messages
from coachkit.cli.desk import show_as_it_is, write_file
from coachkit.cli.streams import finish
from coachkit.cli.unlocking import somebody_there
from coachkit.errors import CouldNotError, NotFoundError, UsageFaultError
from coachkit.notebook.keys import DataKey, KeyFile, as_key_line
from coachkit.notebook.trail import Act
from coachkit.safe_text import for_terminal, one_line

if TYPE_CHECKING:
    from coachkit.notebook.store import Notebook
    from coachkit.workbench.room import Room

STDOUT = "-"


def keep_in_keyring(room: Room, notebook: Notebook, wished: bool | None) -> None:
    """Have a copy of the key in the keyring, or none, as the coach wishes or says when asked."""
    from coachkit.notebook.keyrings import put_in_keyring, real_keyring, take_from_keyring

    if wished is False:
        if notebook.keys is not None and notebook.keys.keyring:
            gone = take_from_keyring(notebook.keys)
            _note_keys(room, notebook, lambda keys, _: keys.in_keyring(""), "no keyring")
            room.say(notebook_messages.KEYRING_GONE if gone else notebook_messages.KEYRING_STAYS)
        return
    found = real_keyring()
    if found is None:
        room.say(notebook_messages.KEYRING_NONE)
        return
    name = one_line(found.name)
    if wished is None and not _wants_keyring(room, name):
        return
    if notebook.keys is None or notebook.key is None or not put_in_keyring(found, notebook.keys, notebook.key):
        room.say(notebook_messages.KEYRING_FAILED)
        return
    _note_keys(room, notebook, lambda keys, _: keys.in_keyring(found.id), "keyring")
    room.say(notebook_messages.KEYRING_KEPT.format(name=name))


def key_target(named: str, notebook: Path) -> Path | None:
    """Where to write the key to; None for nowhere, and for stdout.

    Raises UsageFaultError beside the notebook and for a terminal, CouldNotError where something is.
    """
    if named == STDOUT and sys.stdout.isatty():
        raise UsageFaultError(notebook_messages.KEY_NOT_SHOWN, notebook_messages.KEY_FILE_ELSEWHERE)
    if named in ("", STDOUT):
        return None
    target = Path(named).expanduser().absolute()
    home = notebook.parent.resolve()
    if home in (target.resolve().parent, *target.resolve().parents):
        raise UsageFaultError(
            notebook_messages.KEY_FILE_BESIDE.format(path=for_terminal(named)), notebook_messages.KEY_FILE_ELSEWHERE
        )
    if target.exists():
        raise CouldNotError(messages.FILE_IS_THERE.format(path=for_terminal(named)), messages.KEPT_AS_IT_WAS)
    if not target.parent.is_dir():
        raise NotFoundError(f"There is no folder {for_terminal(str(target.parent))}.", messages.KEPT_AS_IT_WAS)
    return target


def write_key(room: Room, notebook: Notebook, target: Path | None) -> None:
    """Write the key to a new file, or to stdout where `target` is None, as a line that opens the notebook."""
    if notebook.key is None:
        return
    line = as_key_line(notebook.key) + "\n"
    if target is None:
        show_as_it_is(line)
        finish()
    else:
        write_file(target, line, force=False)
    notebook.note_act(Act.KEY_KEPT, room.clock(), {"where": "file"})
    if target is not None:
        room.say(notebook_messages.KEY_FILE_KEPT.format(path=for_terminal(str(target))))


def _wants_keyring(room: Room, name: str) -> bool:
    from coachkit.askers.protocol import Asking, Choice, Form, Gave

    if not somebody_there():
        return False
    choices = (
        Choice(key="no", label=notebook_messages.KEYRING_NO),
        Choice(key="yes", label=notebook_messages.KEYRING_YES),
    )
    text = notebook_messages.KEYRING_ASK.format(name=name)
    return room.put(Asking(text=text, form=Form.ONE_OF, choices=choices, keys="q")) == Gave("yes")


def _note_keys(room: Room, notebook: Notebook, how: Callable[[KeyFile, DataKey], KeyFile], where: str) -> None:
    notebook.change_keys(how, lambda: notebook.note_act(Act.KEY_KEPT, room.clock(), {"where": where}))
