"""Who speaks in a copy: in come the coach's settings and a person's events, out goes the room a copy is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coachkit.settings import Settings
from coachkit.talk.events import Event, Happened
from coachkit.workbench.gathering import reaching
from coachkit.workbench.room import Room

_REACHING = ("how", "how_soon", "if_not_me")
SPEAKING = ("coach", *_REACHING, "emergency")


def speaking(room: Room) -> dict[str, str]:
    """The settings that stand on a person's page: who the coach is, how to reach them, and what to do in danger."""
    texts = {"coach": room.coach, **reaching(room), "emergency": room.settings.get("emergency")}
    return {name: text for name, text in texts.items() if text}


def as_it_came(room: Room, events: Sequence[Event]) -> Room:
    """The room as whoever wrote the person's copy had it, until something is added here; or this one.

    What came in from a copy goes out as the same copy, whoever takes it along. A coach who has said no name yet
    leaves the page to the one who is named on it.
    """
    came = next((event for event in reversed(events) if event.kind is Happened.BROUGHT_IN), None)
    if came is None:
        return room
    since = [event for event in events if event.seq > came.seq and event.kind is not Happened.SUGGESTED]
    if since and room.coach:
        return room
    told = {name: str(came.body[name]) for name in SPEAKING if name in came.body}
    other = replace(room, settings=spoken_by(room, told))
    other.use(room.notebook)
    return other


def spoken_by(room: Room, told: dict[str, str]) -> Settings:
    """The settings with these in the place of all that stand on a page."""
    return room.settings.with_values(dict.fromkeys((*SPEAKING, "phone"), "") | told)
