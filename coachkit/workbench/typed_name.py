"""A person's name for a shell: in comes a person, out goes what to type for them, in quotes where it has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.ids import short
from coachkit.safe_text import for_terminal

if TYPE_CHECKING:
    # The day page names people without waiting for pydantic.
    from coachkit.notebook.lines import PersonLine
    from coachkit.person.gathered import Person
    from coachkit.workbench.room import Room

LONGEST_TYPED = 40


def typed_name(room: Room, person: Person | PersonLine) -> str:
    """What to type for a person in a shell: the name where it is short and nobody else's, else the id."""
    name = person.name
    if (
        len(name) > LONGEST_TYPED
        or room.notebook.namesakes(name) > 1
        or for_terminal(name) != name
        or name.startswith("-")
    ):
        return short(person.id, [line.id for line in room.notebook.people(archived=True)])
    return in_quotes(name)


def in_quotes(text: str) -> str:
    """A text as one word of a command line: in quotes where it holds anything but letters and digits."""
    return text if text.isalnum() else "'" + text.replace("'", "'\\''") + "'"
