"""Searching what was said: in come words, out go the places where they stand, newest first."""

from __future__ import annotations

from coachkit.notebook.said import Row
from coachkit.notebook.searching import Found, Stale
from coachkit.person.gathered import Person
from coachkit.talk.events import Event, Happened
from coachkit.wording import talking
from coachkit.workbench.room import Room

_TOGETHER = 200
# So many take more than a second.
_MANY = 10_000


def search(room: Room, text: str, person: Person | None = None, limit: int = 20) -> list[Found]:
    """Where all the words stand; what has been said since the last search is taken in first, or said to be missing."""
    if not room.has_notebook:
        return []
    if room.notebook.writable:
        catch_up(room)
        if (waiting := room.notebook.waiting_for_index()) >= _MANY:
            room.tell(talking.SEARCH_FILLS.format(count=f"{waiting:,}"))
        while room.notebook.index_more():
            pass
    elif room.notebook.stale_talks() or room.notebook.waiting_for_index():
        room.tell(talking.SEARCH_BEHIND)
    return room.notebook.find(text, person_id=person.id if person else None, limit=limit)


def catch_up(room: Room) -> None:
    """Have what was said in talks since the last time ready to be searched."""
    if not room.has_notebook:
        return
    seen = room.notebook.last_event()
    stale = room.notebook.stale_talks()
    for start in range(0, len(stale), _TOGETHER):
        some = stale[start : start + _TOGETHER]
        room.notebook.say_anew([(talk, _rows(room, talk)) for talk in some], 0)
    if stale:
        room.notebook.say_anew([], seen)


def _rows(room: Room, talk: Stale) -> list[Row]:
    """What was said in one talk: what the profile keeps of it, then notes and turns; of a contact its line."""
    if talk.kind == Happened.CONTACT:
        line = room.notebook.line_of_contact(talk.id)
        return [Row(talk.id, talk.kind, "", "", line)] if line else []
    from coachkit.workbench.gathering import statements_said  # it loads much, and mostly nothing waits

    events = room.notebook.events(session_id=talk.id)
    rows = [
        Row(one.id, one.kind, one.source.step, one.source.item or "", one.text)
        for one in (statements_said(room, talk.id) if talk.script_hash else ())
    ]
    latest = {event.kind: event for event in events if event.kind in (Happened.NOTED, Happened.TURNS)}
    return [*rows, *(row for event in latest.values() for row in _beside(event))]


def _beside(event: Event) -> list[Row]:
    if event.kind is Happened.NOTED and event.body.get("text"):
        return [Row("", "note", "", "", str(event.body["text"]))]
    if event.kind is Happened.TURNS:
        turns = event.body.get("turns", [])
        return [Row("", "turn", "", str(n), str(text)) for n, (_, _, text, _) in enumerate(turns) if text]
    return []
