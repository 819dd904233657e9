"""What goes out of the house with a copy: in come a person's events, out go those that are not the coach's alone."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.notebook.lines import TalkLine
from coachkit.person.introduction import introductions
from coachkit.scripts.model import Script, Stage
from coachkit.talk.events import Event, Happened, Key
from coachkit.workbench.between import between, orders
from coachkit.workbench.gathering import pinned_script
from coachkit.workbench.room import Room

SPOKEN_OF = ("yes", "met", "again")


def to_hand_over(room: Room, events: list[Event], talks: Sequence[TalkLine]) -> list[Event]:
    """The events without what the coach answered alone, and without introductions not both have said yes to."""
    alone = {talk.id: _alone(pinned_script(room, talk)) for talk in talks if talk.script_hash}
    found = introductions(between(events, orders(events)).introductions)
    open_still = {one.id for one in found if one.status not in SPOKEN_OF}
    return [_without(event, alone) for event in events if not _stays(event, alone, open_still)]


def _without(event: Event, alone: dict[str, set[str]]) -> Event:
    """A talk that was told in one go, without the answers that are the coach's alone."""
    steps = alone.get(event.session_id or "")
    if event.kind is not Happened.TOLD or not steps:
        return event
    told = [each for each in event.body.get("events", []) if Key.read(each[1]).step.partition(".")[0] not in steps]
    return event.model_copy(update={"body": event.body | {"events": told}})


def _stays(event: Event, alone: dict[str, set[str]], open_still: set[str]) -> bool:
    if event.kind is Happened.INTRODUCTION:
        return event.subject in open_still
    return Key.read(event.subject).step.partition(".")[0] in alone.get(event.session_id or "", ())


def _alone(script: Script) -> set[str]:
    """The questions of the stages that a coach answers by themselves."""
    found: set[str] = set()
    alone = False
    for part in script.parts:
        if isinstance(part, Stage):
            alone = part.for_coach
        elif alone:
            found |= {part.id, *(step.id for step in part.follow_up)}
    return found
