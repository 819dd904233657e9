"""What goes out stands in the trail: in comes what was done, in numbers and fixed words, out goes a line of it kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.cli import messages
from coachkit.cli.desk import tell
from coachkit.errors import CouldNotError, NotebookBusyError

if TYPE_CHECKING:
    from coachkit.notebook.trail import Act, Detail
    from coachkit.workbench.room import Room


def note(room: Room, act: Act, **detail: int | str) -> None:
    """Keep that it was done; where the notebook cannot be written to, that is said instead.

    What went out is out by then, and must not look as if it had failed.
    """
    told: Detail = {name: value for name, value in detail.items() if value}
    try:
        room.notebook.note_act(act, room.clock(), told)
    except (CouldNotError, NotebookBusyError):
        tell(messages.NOT_NOTED)
