"""Permission to write: in comes the person's name, out go their yes or no, and the yes as it is kept."""

from __future__ import annotations

from coachkit.askers.protocol import Asking, Choice, Form, Gave
from coachkit.person.consent import How
from coachkit.person.decisions import words_of
from coachkit.person.gathered import Person
from coachkit.safe_text import shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import keep


def may_write(room: Room, name: str) -> bool:
    """Ask the person, before anything is written; only a yes lets it be."""
    choices = (Choice(key="yes", label=talking.PERMISSION_YES), Choice(key="no", label=talking.PERMISSION_NO))
    text = talking.PERMISSION.format(name=shortened(name, 60))
    move = room.put(Asking(text=text, form=Form.ONE_OF, choices=choices, keys="q"))
    return isinstance(move, Gave) and move.text == "yes"


def keep_yes(room: Room, person: Person) -> None:
    """Keep a yes that was just said, as a change of its own."""
    change = room.notebook.begin("consent", f"the yes of {person.name}", on=room.today, by=room.coach)
    keep(room, change, person, [agreed()])


def agreed(how: How = How.TABLE, named: str = talking.PERMISSION_NAMED, text: str = talking.PERMISSION) -> NewEvent:
    """The yes: how it was said, and the wording that was shown, by its name and the digest of its text."""
    body = {"words": words_of(text) if text else "", "text": str(how)}
    return NewEvent(kind=Happened.KEEPING_AGREED, subject=named, body=body)
