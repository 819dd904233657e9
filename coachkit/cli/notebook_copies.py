"""`coachkit notebook backup` and `restore`: in comes a place, out goes a copy there, or the copy as the notebook."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, notebook_messages
from coachkit.cli.desk import brought_up_to_date, is_plain, opened, show, sure, tell
from coachkit.cli.secrets_asked import broken_off, secret_from
from coachkit.cli.unlocking import unlocking
from coachkit.errors import CoachkitError, UsageFaultError
from coachkit.safe_text import for_terminal
from coachkit.wording.copies import held_by

if TYPE_CHECKING:
    from coachkit.notebook.found_copy import FoundCopy
    from coachkit.notebook.keys import DataKey
    from coachkit.workbench.room import Room

PLACE = typer.Argument(..., metavar="FILE|DIR", help="Where the copy goes.")
COPY = typer.Argument(..., metavar="FILE", help="A copy: of backup's, or one of those notebook status shows.")


def backup(place: str = PLACE, force: bool = typer.Option(False, "--force", help="Write over a file.")) -> None:
    """A copy of the whole notebook, read back before it counts.

    Everything is in it: people, talks, what waits, what was typed by halves. Of a protected notebook the copy is
    protected too, and its keys lie beside it.
    """
    from coachkit.notebook.keys import keys_beside
    from coachkit.notebook.store import Notebook
    from coachkit.notebook.synced import refusal
    from coachkit.notebook.trail import Act
    from coachkit.settings import Settings

    if place == "-":
        raise UsageFaultError(notebook_messages.COPY_NO_PIPE, notebook_messages.COPY_NAMED)
    settings = Settings.load()
    path, synced = settings.notebook_file, refusal(settings.notebook_file, settings.get("synced_folder"))
    with Notebook.open(
        path, unlock=unlocking(), create=False, updated=brought_up_to_date, only_read=synced
    ) as notebook:
        at = datetime.now(UTC)
        made = notebook.copy_to(place, at, over=force)
        held = notebook.counts()
        try:
            notebook.note_act(Act.BACKED_UP, at, {"people": held.people, "talks": held.talks})
        except CoachkitError as fault:
            tell(notebook_messages.NOT_ON_THE_TRAIL.format(reason=fault.message))
        protected = notebook.protected
    show(messages.FILE_WRITTEN.format(path=for_terminal(str(made))))
    show(notebook_messages.COPY_HOLDS.format(held=held_by(held.people, held.talks)))
    if protected:
        show(notebook_messages.COPY_KEYS.format(keys=for_terminal(str(keys_beside(made)))))


def restore(
    ctx: typer.Context,
    file: str = COPY,
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
    code_file: str = typer.Option("", "--code-file", metavar="FILE|-", help="A file with the copy's recovery code."),
) -> None:
    """Put a copy in the place of the notebook.

    The copy is looked through first; one that is protected is opened by its own passphrase or recovery code. The
    notebook as it is now is kept among the copies. No undo takes it back, but the one kept can be put back in the
    same way.
    """
    from coachkit.cli.unlocking_copies import CopyUnlocking, of_the_replaced
    from coachkit.notebook.store import Notebook
    from coachkit.workbench.put_back import erased_since, find_copy, put_back

    with opened(is_plain(ctx)) as room:
        room.refuse_unwritable()
        path = room.settings.notebook_file
        unlock = CopyUnlocking(room, secret_from(code_file) if code_file else None)
        with broken_off(path):
            found = find_copy(room, file, unlock.of)
            when = unlock.when(found.path, found.keys) if found.keys is not None else ""
            question = _question(found, there=Notebook.exists(path))
            if not yes and not sure(room, question, notebook_messages.RESTORE_YES, notebook_messages.RESTORE_NO):
                tell(messages.KEPT_AS_IT_WAS)
                return
            room.unlock = of_the_replaced
            kept = put_back(room, found)
        show(notebook_messages.RESTORED.format(held=held_by(found.people, found.talks)))
        if kept is not None:
            show(notebook_messages.REPLACED.format(path=for_terminal(str(kept))))
        if found.key is None:
            show(notebook_messages.RESTORED_PLAIN)
        else:
            show(notebook_messages.PROTECTED_BY_ITS_OWN.format(when=when))
            if unlock.by_code:
                show(notebook_messages.RESTORED_BY_CODE)
            _protect_copies(room, found.key)
        if erased_since(room, found) > 0:
            tell(notebook_messages.RESTORED_ERASED)


def _protect_copies(room: Room, key: DataKey) -> None:
    """Have the copies that lie in the folder follow the notebook; where they cannot now, the next command tries."""
    from coachkit.cli.protecting import tell_of_copies
    from coachkit.notebook.protecting import plain_copies
    from coachkit.workbench.put_back import protect_copies

    readable = plain_copies(room.settings.notebook_file)
    with suppress(CoachkitError):
        tell_of_copies(protect_copies(room, key), len(readable))


def _question(found: FoundCopy, *, there: bool) -> str:
    from coachkit.workbench.put_back import day_of

    held = notebook_messages.RESTORE_HOLDS.format(held=held_by(found.people, found.talks), day=day_of(found) or "none")
    return f"{held} {notebook_messages.RESTORE_ASK if there else notebook_messages.RESTORE_ASK_NEW}"
