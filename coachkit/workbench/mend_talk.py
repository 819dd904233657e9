"""Mending a talk already held: in comes a talk, out goes the same talk changed through the engine, or rubbed out."""

from __future__ import annotations

from datetime import date

from coachkit.dates import written
from coachkit.errors import NeedsTerminalError
from coachkit.ids import short
from coachkit.notebook.lines import TalkLine
from coachkit.wording.talking import EDIT_INSTEAD
from coachkit.workbench.conversation import Conversation
from coachkit.workbench.erase import erase
from coachkit.workbench.gathering import pinned_script, said_in
from coachkit.workbench.page_beside import from_before
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import refuse_withdrawn
from coachkit.workbench.write_up import mend


def edit_talk(room: Room, talk: TalkLine) -> None:
    """Change, add to or take off any answer; each change is kept before the next question shows.

    Raises CouldNotError where the person took the yes to being written down back, and NeedsTerminalError where nobody
    is there to answer anything at all.
    """
    person = room.notebook.person(talk.person_id)
    refuse_withdrawn(room, person)
    day = date.fromisoformat(talk.on)
    sentence = f"mending the talk with {person.name} of {written(day)}"
    change = room.notebook.begin("edit", sentence, on=room.today, by=room.coach)
    script = pinned_script(room, talk)
    try:
        mend(Conversation(room, person, talk, script, change, from_before(room, person, talk, script)))
    except NeedsTerminalError as nobody:
        id_ = short(talk.id, [each.id for each in room.notebook.talks()])
        raise NeedsTerminalError(nobody.message, EDIT_INSTEAD.format(id=id_)) from None


def forget_talk(room: Room, talk: TalkLine) -> None:
    """Rub a whole talk out for good: its words leave the notebook, and no undo brings them back."""
    person = room.notebook.person(talk.person_id)
    sentence = f"forgetting a talk with {person.name}"
    change = room.notebook.begin("forget", sentence, on=room.today, by=room.coach)
    also = said_in(room, person, talk)
    with room.notebook.safeguarded(room.moment()):
        erase(room, talk.id, lambda where: where.forget_session(change, talk.id, room.clock(), also=also))
