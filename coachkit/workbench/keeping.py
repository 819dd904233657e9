"""Keeping what was said in a talk: in comes what writes it, out goes that it is kept, or the words to be copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.errors import CoachkitError, NotebookBusyError, NotTakenError
from coachkit.wording import talking
from coachkit.workbench.room import Room

_AGAIN = "again"
_CHOICES = (Choice(key=_AGAIN, label=talking.KEEP_AGAIN), Choice(key="leave", label=talking.KEEP_LEAVE))


def keep(room: Room, write: Callable[[], object], words: Callable[[], Sequence[str]] = tuple) -> None:
    """Have something written. Where the disk will not take it the words are shown, and on a terminal it is tried again
    as often as the coach likes, so that nobody leaves a talk for want of room.

    Raises NotTakenError or NotebookBusyError where it is given up, or where nobody is there to ask.
    """
    shown = False
    while True:
        try:
            write()
        except (NotTakenError, NotebookBusyError) as fault:
            if not shown and (lost := [text for text in words() if text.strip()]):
                room.say("\n".join([talking.NOT_KEPT, *lost]))
                shown = True
            if not _once_more(room, fault):
                raise
        else:
            if shown:
                room.say(talking.KEPT_NOW, Tone.QUIET)
            return


def _once_more(room: Room, fault: CoachkitError) -> bool:
    """Whether to try again, where somebody can be asked; whoever interrupts here leaves the words."""
    if not room.interactive:
        return False
    asking = Asking(text=f"{fault.message} {talking.KEEP_ASK}", form=Form.ONE_OF, choices=_CHOICES, keys="")
    try:
        return room.put(asking) == Gave(_AGAIN)
    except KeyboardInterrupt:
        return False
