"""Looking again: in comes a person with a page, out goes the talk about it, and what stood before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coachkit.dates import written_short
from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.safe_text import one_line
from coachkit.wording import talking
from coachkit.workbench.answers_file import AnswersFile
from coachkit.workbench.gathering import Known, known, known_without
from coachkit.workbench.hold_talk import Held, Wanted, hold_talk
from coachkit.workbench.room import Room
from coachkit.workbench.take_in import TakenIn, take_in

SCRIPT = "looking_again"


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of a looking-again, and what is known before it and now."""

    held: Held
    before: Known
    now: Known


def look_again(room: Room, person: Person, *, on: date | None = None, after: bool = False) -> Looked:
    """Go through the page with the person; a looking-again that was left is gone on with, never begun twice.

    Raises CouldNotError where there is no page yet.
    """
    refuse_no_page(room, person)
    held = hold_talk(room, Wanted(name=person.id, script=SCRIPT, on=on, after=after))
    return Looked(held, _before(room, person, held.talk), known(room, person))


def take_in_again(room: Room, person: Person, told: AnswersFile, *, on: date | None = None) -> tuple[TakenIn, Looked]:
    """The same from a file of answers, which always begins a new one.

    Raises CouldNotError where there is no page yet, UsageFaultError where the file goes by another script or says no
    to being written down, and BadDataError with every fault and its place.
    """
    refuse_no_page(room, person)
    if told.script not in ("", SCRIPT):
        raise UsageFaultError(f"{told.path} goes by another script than a looking-again does.",
                              "Take it in with: coachkit talk PERSON --answers FILE")  # fmt: skip
    if left := _left(room, person):
        room.say(talking.LOOKING_AGAIN_LEFT.format(day=written_short(date.fromisoformat(left.on))))
    taken = take_in(room, told, name=person.id, script=SCRIPT, on=on)
    if taken is None:
        raise UsageFaultError(f"{told.path} says no to being written down, so nothing was kept.")
    held = Held(person, taken.talk, finished=True)
    return taken, Looked(held, _before(room, person, taken.talk), known(room, person))


def refuse_no_page(room: Room, person: Person) -> None:
    """Raise CouldNotError where nothing is on the page yet to look at again."""
    if known(room, person).plan.is_empty:
        raise CouldNotError(
            f"{one_line(person.name)} has no page yet to look at again.", "Hold a talk first: coachkit talk"
        )


def _left(room: Room, person: Person) -> TalkLine | None:
    left = [t for t in room.notebook.talks(person.id) if t.script_id == SCRIPT and t.state == "open"]
    return left[-1] if left else None


def _before(room: Room, person: Person, talk: TalkLine | None) -> Known:
    return known_without(room, person, talk) if talk else known(room, person)
