"""What happened between talks: in come a person's events, out go the steps of handovers, meetings and introductions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coachkit.person.between import Between, Contact
from coachkit.person.gathered import Order
from coachkit.person.introduction import IntroductionStep, Met
from coachkit.person.rhythm import RhythmStep, Turn
from coachkit.person.way import Did, Pause, WayStep
from coachkit.talk.events import Event, Happened

TOLD_LATER = "told_later"
_TURNS = {
    Happened.CAME_BACK: Turn.CAME_BACK,
    Happened.STEPPED_BACK: Turn.STEPPED_BACK,
    Happened.ENDED: Turn.ENDED,
    Happened.BEGUN_AGAIN: Turn.BEGUN_AGAIN,
}


def orders(events: Sequence[Event]) -> dict[int, Order]:
    """The place of each event, by its `seq`: the day it belongs to, then the order of keeping.

    What is kept as it happens comes after all that was kept before, whatever the clock says; only what was told
    later, for an earlier day, goes to its own day.
    """
    later = {e.session_id for e in events if e.kind is Happened.STARTED and e.body.get(TOLD_LATER)}
    found: dict[int, Order] = {}
    latest = ""
    for event in events:
        if event.body.get(TOLD_LATER) or (event.session_id and event.session_id in later):
            found[event.seq] = (event.on, event.seq)
        else:
            latest = max(latest, event.on)
            found[event.seq] = (latest, event.seq)
    return found


def between(events: Sequence[Event], order: dict[int, Order]) -> Between:
    """Everything decided or happened outside the questions of a talk."""
    return Between(
        steps=tuple(
            WayStep(handover=e.subject, did=Did(e.body["did"]), facts=e.body.get("facts", {}), **_common(e, order))
            for e in _of(events, Happened.HANDOVER)
        ),
        rhythm=tuple(
            RhythmStep(did=_TURNS[e.kind], facts=e.body.get("facts", {}), **_common(e, order))
            for e in _of(events, *_TURNS)
        ),
        introductions=tuple(
            IntroductionStep(
                introduction=e.subject, did=Met(e.body["did"]), facts=e.body.get("facts", {}), **_common(e, order)
            )
            for e in _of(events, Happened.INTRODUCTION)
        ),
        contacts=tuple(
            Contact(on=e.on, by=str(e.body.get("by", "other")), note=str(e.body.get("note", "")))
            for e in _of(events, Happened.CONTACT)
        ),
        paused_since=paused_since(events),
        pauses=_pauses(events, order),
    )


def paused_since(events: Iterable[Event]) -> str | None:
    """The day of a concern for somebody's safety, until the coach has ended the pause."""
    since: str | None = None
    for event in events:
        if event.kind is Happened.CONCERN_RAISED:
            since = since or event.on
        elif event.kind is Happened.PAUSE_OVER:
            since = None
    return since


def _pauses(events: Iterable[Event], order: dict[int, Order]) -> tuple[Pause, ...]:
    found: list[Pause] = []
    begun: Order | None = None
    for event in events:
        if event.kind is Happened.CONCERN_RAISED:
            begun = begun or order[event.seq]
        elif event.kind is Happened.PAUSE_OVER and begun is not None:
            found.append((begun, order[event.seq]))
            begun = None
    return (*found, (begun, None)) if begun is not None else tuple(found)


def _of(events: Sequence[Event], *kinds: Happened) -> list[Event]:
    return [event for event in events if event.kind in kinds and (event.body or event.kind in _TURNS)]


def _common(event: Event, order: dict[int, Order]) -> dict[str, Any]:
    return {"on": event.on, "order": order[event.seq], "by": event.by, "why": str(event.body.get("why", ""))}
