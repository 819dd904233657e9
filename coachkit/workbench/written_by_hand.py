"""Written into a copy by hand: in come the lines, out go suggestions that wait for somebody to look at them."""

from __future__ import annotations

from collections.abc import Iterable

from coachkit.ids import digest
from coachkit.importers.copy_lines import Edit
from coachkit.person.gathered import Person
from coachkit.person.statement import Statement
from coachkit.talk.events import Happened, NewEvent
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room

# More than a reader goes through with care is another text, and no longer this copy.
_AT_MOST = 200


def suggestions(
    room: Room, person: Person, written: Iterable[Edit], statements: Iterable[Statement]
) -> tuple[list[NewEvent], int]:
    """An event for each line that means a kind, and how many lines mean none.

    What is in the profile already, or was suggested before, is not suggested again. `statements` are those the copy
    was printed from: a line made of one of them says whose place it would take.
    """
    by_text: dict[str, list[Statement]] = {}
    for statement in statements:
        by_text.setdefault(statement.text, []).append(statement)
    there = {event.subject for event in room.notebook.events(person_id=person.id)
             if event.kind is Happened.SUGGESTED}  # fmt: skip
    standing = {(each.kind, each.text) for each in known(room, person).profile.statements}
    found: dict[str, NewEvent] = {}
    elsewhere = 0
    for edit in written:
        old = _old(edit, by_text)
        kind = old.kind if old else edit.kind
        if not kind or not edit.text:
            elsewhere += 1
            continue
        id_ = digest("suggested", person.id, kind, edit.text)
        if id_ in there or (kind, edit.text) in standing:
            continue
        body = {"kind": kind, "text": edit.text, "quote": edit.text} | ({"instead_of": old.id} if old else {})
        found.setdefault(id_, NewEvent(kind=Happened.SUGGESTED, subject=id_, body=body))
    return list(found.values())[:_AT_MOST], elsewhere + max(0, len(found) - _AT_MOST)


def _old(edit: Edit, by_text: dict[str, list[Statement]]) -> Statement | None:
    """The statement that a line was made of: of the kind its heading means, if there are several."""
    found = by_text.get(edit.instead_of, []) if edit.instead_of else []
    return next((each for each in found if each.kind == edit.kind), found[0] if found else None)
