"""Who or which talk is meant: in comes what a coach typed, out goes one person or talk, or the candidates."""

from __future__ import annotations

from coachkit.askers.protocol import Asking, Choice, Form, Gave
from coachkit.errors import NotFoundError
from coachkit.ids import short
from coachkit.notebook.forgetting import Whom
from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, normalised, one_line, shortened
from coachkit.wording import talking
from coachkit.workbench.room import Room


def find_person(room: Room, typed: str, *, beginning: bool = True) -> Person:
    """The person of a name or id; reading commands also take a unique beginning of a name.

    Raises NotFoundError with the candidates when nobody, or more than one, is meant.
    """
    if not room.has_notebook:
        raise NotFoundError("There is nobody in the notebook yet.", "Begin with: coachkit talk")
    typed = normalised(typed)
    found = exact(room, typed)
    if not found:
        begun = room.notebook.beginning(typed)
        if beginning or not begun:
            found = begun
        elif room.interactive:
            return _asked(room, begun)
        else:
            raise NotFoundError(
                f"{shortened(typed, 40)} is only the beginning of a name. To change something, give the whole name.",
                candidates=candidates(begun),
            )
    if len(found) == 1:
        return found[0]
    if found:
        raise several(typed, found)
    near = similar(room, typed)
    raise NotFoundError(
        f"There is nobody called {shortened(typed, 40)} in the notebook.",
        f"Did you mean {near}?" if near else "coachkit people shows who is there.",
    )


def _asked(room: Room, begun: list[Person]) -> Person:
    choices = tuple(Choice(key=person.id, label=shortened(person.name, 60)) for person in begun)
    move = room.put(Asking(text=talking.BEGINS_SO, form=Form.ONE_OF, choices=choices, keys="q"))
    for person in begun:
        if move == Gave(person.id):
            return person
    raise NotFoundError("Nobody was chosen, so nothing was changed.")


def find_also_taken_back(room: Room, typed: str) -> tuple[Person, Whom]:
    """Somebody by their whole name or an id, and all that is theirs; also one of whom everything was taken back.

    Raises NotFoundError where nobody is meant, or more than one.
    """
    name = normalised(typed)
    if room.has_notebook and not exact(room, name) and (ids := room.notebook.taken_back(name)):
        whom = room.notebook.whom(ids)
        called = next((each for each in sorted(whom.names) if folded(each) == folded(name)), name)
        return Person(id=ids[0], name=called), whom
    person = find_person(room, typed, beginning=False)
    return person, room.notebook.whom([person.id])


def exact(room: Room, typed: str) -> list[Person]:
    """Those whose whole name, or id, this is."""
    return room.notebook.named(typed) or room.notebook.by_id(typed)


def several(typed: str, people: list[Person]) -> NotFoundError:
    """What to say where more than one person is meant."""
    return NotFoundError(
        f"More than one person is meant by {shortened(typed, 40)}. Use the id.", candidates=candidates(people)
    )


def candidates(people: list[Person]) -> tuple[str, ...]:
    """A line for each person to choose from: id and name."""
    ids = [person.id for person in people]
    return tuple(f"{short(person.id, ids)}  {one_line(person.name)}" for person in people)


def similar(room: Room, typed: str) -> str:
    """The name most like what was typed, if one is near enough."""
    from rapidfuzz import process

    names = [line.name for line in room.notebook.people()]
    best = process.extractOne(typed.casefold(), names, processor=str.casefold, score_cutoff=70)
    return shortened(best[0], 40) if best else ""


def find_talk(room: Room, typed: str) -> TalkLine:
    """The talk of an id. Raises NotFoundError with the candidates when none, or more than one, is meant."""
    found = room.notebook.talks_by_id(typed) if room.has_notebook else []
    if len(found) == 1:
        return found[0]
    if found:
        ids = [talk.id for talk in found]
        raise NotFoundError(
            "More than one talk ends like that.", candidates=tuple(f"{short(t.id, ids)}  {t.on}" for t in found)
        )
    raise NotFoundError(f"There is no talk with the id {shortened(typed, 40)}.", "coachkit talks shows them.")
