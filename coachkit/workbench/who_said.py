"""Who said it: in come finds, out goes for each whether the person spoke, the coach, or somebody else, and who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from coachkit.notebook.searching import Found
    from coachkit.workbench.room import Room

_NOTED = ("note", "contact")


class Speaker(NamedTuple):
    """Who spoke: `person`, `coach` or `other`, and what they are called; no name where none is known."""

    said_by: str
    name: str


def speakers(room: Room, found: Iterable[Found]) -> Iterator[Speaker]:
    """Who spoke, find by find. Notes and lines of contacts are the coach's; answers are the person's."""
    turns: dict[str, Sequence[Any]] = {}
    for one in found:
        if one.kind in _NOTED:
            yield Speaker("coach", room.coach)
        elif one.kind != "turn":
            yield Speaker("person", one.name)
        else:
            if one.session not in turns:
                turns[one.session] = _turns(room, one.session)
            yield _speaker(room, one, turns[one.session])


def _turns(room: Room, session: str) -> Sequence[Any]:
    # Events wait for pydantic, and most searches need none of them.
    from coachkit.talk.events import Happened

    told = [event for event in room.notebook.events(session_id=session) if event.kind is Happened.TURNS]
    return told[-1].body.get("turns", []) if told else []


def _speaker(room: Room, one: Found, turns: Sequence[Any]) -> Speaker:
    name, role, _, _ = turns[int(one.item)]
    if role == "person":
        return Speaker(role, one.name)
    return Speaker(role, (name if name != role else "") or (room.coach if role == "coach" else ""))
