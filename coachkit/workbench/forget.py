"""Forgetting a person: in comes who, out go what there is of them, and then a receipt that holds nothing of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coachkit.errors import NotebookUnreadableError, NotFoundError
from coachkit.notebook.backups import Why
from coachkit.notebook.forgetting import Whom
from coachkit.notebook.forgetting_copies import Became, Copy
from coachkit.person.gathered import Person
from coachkit.talk.events import Happened
from coachkit.wording.forgetting import DELETE, CopyAt, Left, Receipt, Theirs, own_name
from coachkit.wording.named import NamedBy
from coachkit.workbench.erase import look_first
from coachkit.workbench.find import find_also_taken_back
from coachkit.workbench.gathering import known
from coachkit.workbench.named_by_others import named_by_others
from coachkit.workbench.room import Room

SENTENCE = "forgetting somebody"
_KINDS = {"talk": "talks", "note": "notes", "transcript": "transcripts"}


# What is counted by itself, or is no more than a name; all else that stands outside a talk was decided or agreed.
_COUNTED = frozenset({Happened.CONTACT, Happened.SUGGESTION_ACCEPTED, Happened.SUGGESTION_DECLINED,
                      Happened.CONCERN_RAISED, Happened.HANDOVER, Happened.PERSON_ADDED, Happened.PERSON_RENAMED,
                      Happened.PERSON_ARCHIVED, Happened.PERSON_MERGED})  # fmt: skip


# The names that coachkit gives to copies by itself.
_GIVEN = re.compile(rf"notebook(-repaired)?-\d{{8}}T\d{{6}}Z(-({'|'.join(Why)}))?\.db")


@dataclass(frozen=True, slots=True)
class Going:
    """Whom it is about and all that is theirs; `copies` are the notebook's copies that will be looked through.

    `named` is where others name somebody called so, which stays.
    """

    person: Person
    whom: Whom
    theirs: Theirs
    copies: tuple[Path, ...]
    named: tuple[NamedBy, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The receipt, and apart from it, for the coach alone, where the copies lie that need a look or have own names."""

    receipt: Receipt
    copies: tuple[CopyAt, ...]


def find_going(room: Room, typed: str) -> Going:
    """What there is of somebody, by their whole name or an id; also of one who was only taken back.

    Raises NotFoundError where nobody is meant, or more than one.
    """
    person, whom = find_also_taken_back(room, typed)
    copies = tuple(room.notebook.copies())
    return Going(person, whom, _theirs(room, person, whom), copies, named_by_others(room, whom))


def _theirs(room: Room, person: Person, whom: Whom) -> Theirs:
    """What there is of them, in numbers and days; what can no longer be read is not counted, and goes all the same."""
    back = room.notebook.taken_back_of(whom)
    numbers = Counter({f"{_KINDS.get(kind, 'talks')}_back": n for kind, n in back.talks.items()})
    numbers.update(contacts_back=back.contacts, others_back=back.others, concerns=back.concerns)
    days: Sequence[str] = ()
    with suppress(NotFoundError):
        talks = room.notebook.talks(person.id)
        events = room.notebook.events(person_id=person.id)
        of_kind = Counter(event.kind for event in events)
        numbers.update(_KINDS.get(talk.kind, "talks") for talk in talks)
        numbers["half_typed"] = sum(room.notebook.draft(talk.id) is not None for talk in talks)
        numbers["contacts"] = of_kind[Happened.CONTACT]
        numbers["suggestions"] = of_kind[Happened.SUGGESTION_ACCEPTED] + of_kind[Happened.SUGGESTION_DECLINED]
        numbers["decided"] = sum(event.session_id is None and event.kind not in _COUNTED for event in events)
        with suppress(NotebookUnreadableError):
            now = known(room, person)
            numbers["said"] = len(now.profile.statements) + len(now.profile.circle)
            numbers["things"] = len(now.ways)
        days = [talk.on for talk in talks]
    days = days or back.days
    return Theirs({name: n for name, n in numbers.items() if n}, min(days, default=""), max(days, default=""))


def still_there(room: Room, going: Going) -> bool:
    """Whether anything of theirs is in the notebook, after forgetting them was broken off."""
    return room.notebook.holds(going.whom)


def forget(room: Room, going: Going, tell: Callable[[int, int], None]) -> Forgotten:
    """Forget them: first in the copies, then in the notebook, so that broken off it is simply done again.

    `tell` is called before each copy, and then before the notebook, with its place and how many copies there are.
    Raises as `look_first` does, before anything is touched.
    """
    look_first(room)
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
    return _forgotten(room.today, going, first, last, swept=swept)


def _forgotten(today: date, going: Going, first: list[Copy], last: list[Copy], *, swept: bool) -> Forgotten:
    made_over = sorted({copy.path for copy in (*first, *last) if copy.became is Became.MADE_OVER})
    left = [copy for copy in last if copy.is_left]
    called = names_without_a_name([*made_over, *(copy.path for copy in left)])
    receipt = Receipt(
        on=today,
        numbers=going.theirs.numbers,
        made_over=[called[path] for path in made_over],
        left=[Left(called[copy.path], *_why(copy)) for copy in left],
        held_nothing=sum(copy.became is Became.HELD_NOTHING and copy.path not in made_over for copy in last),
        swept=swept,
    )
    own = [CopyAt(called[path], str(path)) for path in made_over if called[path] != path.name]
    return Forgotten(receipt, (*own, *(CopyAt(called[copy.path], str(copy.path), copy.why) for copy in left)))


def _why(copy: Copy) -> tuple[str, str]:
    """Why a copy could not be made over, and what to do, in words that name no file: the receipt may be handed on."""
    match copy.became:
        case Became.NEWER:
            return "it was made by a newer coachkit", DELETE
        case Became.ELSEWHERE:
            return "it is a link to a copy in another place", "Look for that one, and delete it and the link."
        case Became.NAMESAKE:
            return "it holds somebody of the same name, and nobody can tell who that is", DELETE
        case Became.REFUSED:
            return "it could not be written anew", DELETE
    return "it is damaged, or protected by another key", DELETE


def names_without_a_name(paths: Iterable[Path]) -> dict[Path, str]:
    """What to call these copies where no name may stand: a name coachkit gave, else that it is one of the coach's own.

    A coach may name a copy after somebody in more ways than could be looked for.
    """
    called = {path: path.name for path in paths}
    own = [path for path in called if not _GIVEN.fullmatch(path.name)]
    return called | {path: own_name(number if len(own) > 1 else 0) for number, path in enumerate(own, 1)}
