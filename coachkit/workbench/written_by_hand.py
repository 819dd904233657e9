"""Written into a copy by hand: in come the lines, out go suggestions that wait for somebody to look at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coachkit.ids import digest
from coachkit.importers.copy_lines import Edit
from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.person.statement import Statement
from coachkit.safe_text import folded
from coachkit.talk.events import Happened, NewEvent
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room

# More than a reader goes through with care is another text, and no longer this copy.
_AT_MOST = 200


class Found(NamedTuple):
    """What lines written by hand come to: an event for each that means a kind, how many mean none, and those beside
    somebody who is in the circle already, of whom only the name could be suggested.
    """

    new: list[NewEvent]
    elsewhere: int
    beside: list[Edit]


def suggestions(room: Room, person: Person, written: Iterable[Edit], statements: Iterable[Statement]) -> Found:
    """What becomes of each line.

    What is in the profile already, or was suggested before, is not suggested again. `statements` are those the copy
    was printed from: a line made of one of them says whose place it would take.
    """
    by_text: dict[str, list[Statement]] = {}
    for statement in statements:
        by_text.setdefault(statement.text, []).append(statement)
    there = {event.subject for event in room.notebook.events(person_id=person.id)
             if event.kind is Happened.SUGGESTED}  # fmt: skip
    profile = known(room, person).profile
    standing = {(each.kind, each.text) for each in profile.statements}
    circle = {folded(name) for each in profile.circle for name in (each.name, f"{each.name}, {each.link}")}
    found: dict[str, NewEvent] = {}
    elsewhere, beside = 0, list[Edit]()
    for edit in written:
        of_people = edit.kind == "person" or (edit.kind == "group" and folded(edit.instead_of) in circle)
        old = None if of_people else _old(edit, by_text)
        kind = old.kind if old else "person" if of_people else edit.kind
        if not kind or not edit.text:
            elsewhere += 1
            continue
        if kind in ("person", "group") and folded(edit.text) in circle:
            beside.append(edit)
            continue
        id_ = digest("suggested", person.id, kind, edit.text)
        if id_ in there or (kind, edit.text) in standing:
            continue
        quote = edit.whole if kind == "person" else edit.text
        body = {"kind": kind, "text": edit.text, "quote": quote} | ({"instead_of": old.id} if old else {})
        found.setdefault(id_, NewEvent(kind=Happened.SUGGESTED, subject=id_, body=body))
    return Found(list(found.values())[:_AT_MOST], elsewhere + max(0, len(found) - _AT_MOST), beside)


def talk_that_names(room: Room, person: Person, name: str) -> TalkLine | None:
    """The newest talk by a script in which somebody of the circle was named; None where they came in otherwise."""
    naming = {talk.session for talk in known(room, person).talks
              if any(folded(name) in (folded(each.name), folded(f"{each.name}, {each.link}"))
                     for each in talk.members)}  # fmt: skip
    by_script = [talk for talk in room.notebook.talks(person.id) if talk.script_hash and talk.id in naming]
    return by_script[-1] if by_script else None


def _old(edit: Edit, by_text: dict[str, list[Statement]]) -> Statement | None:
    """The statement that a line was made of: of the kind its heading means, if there are several."""
    found = by_text.get(edit.instead_of, []) if edit.instead_of else []
    return next((each for each in found if each.kind == edit.kind), found[0] if found else None)
