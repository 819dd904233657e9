"""Forgetting a person: in comes who, out go what there is of them, and then a receipt that holds nothing of theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coachkit.errors import NotebookUnreadableError, NotFoundError
from coachkit.notebook.forgetting import Whom, without
from coachkit.notebook.forgetting_copies import Became, Copy
from coachkit.person.gathered import Person
from coachkit.safe_text import normalised, one_line
from coachkit.talk.events import Happened
from coachkit.wording.forgetting import Left, Receipt, Theirs
from coachkit.workbench.find import find_person
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room

SENTENCE = "forgetting somebody"
_KINDS = {"talk": "talks", "note": "notes", "transcript": "transcripts"}


@dataclass(frozen=True, slots=True)
class Going:
    """Whom it is about and all that is theirs; `copies` are the notebook's copies that will be looked through."""

    person: Person
    whom: Whom
    theirs: Theirs
    copies: tuple[Path, ...]


def find_going(room: Room, typed: str) -> Going:
    """What there is of somebody, by their whole name or an id; also of one who was only taken back.

    Raises NotFoundError where nobody is meant, or more than one.
    """
    try:
        person = find_person(room, typed, beginning=False)
        ids = [person.id]
    except NotFoundError as nobody:
        ids = room.notebook.taken_back(normalised(typed)) if room.has_notebook and not nobody.candidates else []
        if not ids:
            raise
        person = Person(id=ids[0], name=normalised(typed))
    notebook = room.notebook
    return Going(person, notebook.whom(ids), _theirs(room, person), tuple(notebook.copies()))


def _theirs(room: Room, person: Person) -> Theirs:
    """What there is of them, in numbers and days; what can no longer be read is not counted, and goes all the same."""
    with suppress(NotFoundError):
        talks = room.notebook.talks(person.id)
        events = Counter(event.kind for event in room.notebook.events(person_id=person.id))
        numbers = Counter(_KINDS.get(talk.kind, "talks") for talk in talks)
        numbers["half_typed"] = sum(room.notebook.draft(talk.id) is not None for talk in talks)
        numbers["contacts"] = events[Happened.CONTACT]
        numbers["suggestions"] = events[Happened.SUGGESTION_ACCEPTED] + events[Happened.SUGGESTION_DECLINED]
        numbers["concerns"] = events[Happened.CONCERN_RAISED]
        with suppress(NotebookUnreadableError):
            now = known(room, person)
            numbers["said"] = len(now.profile.statements) + len(now.profile.circle)
            numbers["things"] = len(now.ways)
        days = [talk.on for talk in talks]
        return Theirs({name: n for name, n in numbers.items() if n}, min(days, default=""), max(days, default=""))
    return Theirs({}, "", "")


def forget(room: Room, going: Going, tell: Callable[[int, int], None]) -> Receipt:
    """Forget them: first in the copies, then in the notebook, so that broken off it is simply done again.

    `tell` is called before each copy, and then before the notebook, with its place and how many copies there are.
    Raises NotebookBusyError.
    """
    notebook = room.notebook
    first = notebook.forget_in_copies(going.whom, tell)
    tell(len(first) + 1, len(first))
    change = notebook.begin("forget", SENTENCE, on=room.today, by=room.coach)
    copies = {"copies": sum(copy.became is Became.MADE_OVER for copy in first)}
    left = {"copies_left": sum(copy.is_left for copy in first)}
    detail: dict[str, int | str] = {"people": 1, **going.theirs.numbers, **copies, **left}
    swept = notebook.forget_person(change, going.whom, room.clock(), detail)
    # Once more, for a copy that was made while the others were made over.
    last = notebook.forget_in_copies(going.whom, lambda _number, _of: None)
    return _receipt(room.today, going, first, last, swept=swept)


def _receipt(today: date, going: Going, first: list[Copy], last: list[Copy], *, swept: bool) -> Receipt:
    made_over = {copy.path for copy in (*first, *last) if copy.became is Became.MADE_OVER}
    left = [copy for copy in last if copy.is_left]
    return Receipt(
        on=today,
        numbers=going.theirs.numbers,
        made_over=[_called(path, going.whom) for path in sorted(made_over)],
        left=[Left(_called(copy.path, going.whom), *_why(copy)) for copy in left],
        held_nothing=sum(copy.became is Became.HELD_NOTHING and copy.path not in made_over for copy in last),
        swept=swept,
    )


def _why(copy: Copy) -> tuple[str, str]:
    """Why a copy could not be made over, and what to do."""
    delete = "If you don't need it any more, delete it."
    match copy.became:
        case Became.NEWER:
            return "it was made by a newer coachkit", f"Upgrade coachkit first; or: {delete}"
        case Became.ELSEWHERE:
            return "it is a link to a copy in another place", "Look for that one, and delete it and the link."
        case Became.NAMESAKE:
            return "it holds somebody of the same name, and nobody can tell who that is", delete
        case Became.REFUSED:
            return copy.why.rstrip("."), f"Put that right and do it again, or: {delete}"
    return "it is damaged, or protected by another key", delete


def _called(path: Path, whom: Whom) -> str:
    """The name of a file, without the person's where a coach has named it so."""
    return one_line(without(path.name, whom.names))
