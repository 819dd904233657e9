"""Meeting, coming back and stepping back again: in comes a person and what happened, out goes that it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from coachkit.dates import written
from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.ids import short
from coachkit.person.gathered import Person
from coachkit.person.promise import Phase
from coachkit.person.rhythm import Ending
from coachkit.person.way import OUT_OF_HAND, Did
from coachkit.safe_text import normalised, one_line, shortened
from coachkit.talk.events import Happened
from coachkit.wording.handovers import day_in_words
from coachkit.workbench.deciding import decide, decision
from coachkit.workbench.gathering import Known, known, known_on
from coachkit.workbench.hand_over import way_meant
from coachkit.workbench.room import Room


def log_contact(room: Room, person: Person, *, by: str, note: str, on: date | None) -> date:
    """Keep a contact between talks: the day, who began it, perhaps a line. Never how long it took."""
    body = {"by": by, "note": normalised(note)}
    name = shortened(person.name, 60)
    return decide(room, person, "contact", f"a contact with {name}", [decision(Happened.CONTACT, **body)], on)


def come_back(room: Room, person: Person, *, rang: str, sign: str, things: tuple[str, ...], on: date | None) -> Known:
    """The coach comes back under the promise, and takes these things back for now; what is known after.

    Raises CouldNotError where the coach is back already, NotFoundError for a thing that is not on the page.
    """
    now = known(room, person)
    if now.plan.returned:
        raise CouldNotError(
            f"You have been back with {one_line(person.name)} since {day_in_words(now.plan.returned.on)}. "
            "Nothing was changed.",
            f"One more thing back with you: coachkit handover back {short(person.id)} WHAT. "
            f"To step back again: coachkit come-back {short(person.id)} --over",
        )
    _refuse_before(room, now, on)
    then = known_on(room, person, on) if on and on < room.today else now
    facts = {"rang": normalised(rang) or "person", "sign": normalised(sign) or None}
    events = [decision(Happened.CAME_BACK, facts={name: text for name, text in facts.items() if text})]
    for typed in things:
        way = way_meant(then, normalised(typed))
        if way.handover.stands not in OUT_OF_HAND:
            known_by = short(way.handover.id)
            raise CouldNotError(f"{known_by} has not moved, so there is nothing to take back.", "Nothing was changed.")
        events.append(decision(Happened.HANDOVER, way.handover.id, did=str(Did.BACK), facts={}))
    name = shortened(person.name, 60)
    decide(room, person, "return", f"coming back to {name}", events, on)
    return known(room, person)


def _refuse_before(room: Room, now: Known, on: date | None) -> None:
    """Raise CouldNotError for a day before the last time the coach came back, stepped back, or it ended."""
    latest = max((step.on for step in now.between.rhythm), default="")
    if on is not None and on < room.today and on.isoformat() < latest:
        day = written(date.fromisoformat(latest))
        raise CouldNotError(f"On {day} something else of this was kept already.", "Name that day or a later one.")


def step_back_again(
    room: Room, person: Person, *, phase: str, how_often: str, look_again: str, on: date | None
) -> Known:
    """The way out again: the coach steps back to where they were, or to a nearness chosen now.

    Raises CouldNotError where the coach has not come back.
    """
    now = known(room, person)
    if now.plan.returned is None:
        raise CouldNotError(
            f"You are not back with {one_line(person.name)}, so there is nothing to step back from.",
            f"If you have come back: coachkit come-back {short(person.id)}",
        )
    if now.plan.paused_since:
        raise CouldNotError(
            "Stepping back waits for now, because a concern was raised.",
            f"When it is over: coachkit person resume {short(person.id)}",
        )
    _refuse_before(room, now, on)
    facts: dict[str, Any] = {"phase": phase, "how_often": normalised(how_often), "look_again_on": look_again}
    event = decision(Happened.STEPPED_BACK, facts={name: text for name, text in facts.items() if text})
    decide(room, person, "return", f"stepping back again from {shortened(person.name, 60)}", [event], on)
    return known(room, person)


def one_of_the_phases(text: str) -> str:
    """A phase as it is kept, from its word with a dash or an underscore. Raises UsageFaultError for any other."""
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if word not in list(Phase):
        raise UsageFaultError("How near is one of: alongside, close-by, a-call-away, door-open.")
    return word


def one_of_the_endings(text: str) -> str:
    """An ending as it is kept. Raises UsageFaultError for any other word."""
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if word not in list(Ending):
        words = ", ".join(str(each).replace("_", "-") for each in Ending)
        raise UsageFaultError(f"An ending is one of: {words}.")
    return word


def end_pause(room: Room, person: Person, *, on: date | None = None) -> None:
    """Let stepping back go on after a pause for somebody's safety. Raises CouldNotError where there is none."""
    if known(room, person).between.paused_since is None:
        raise CouldNotError(f"Stepping back is not paused for {one_line(person.name)}.", "Nothing was changed.")
    event = decision(Happened.PAUSE_OVER)
    decide(room, person, "pause", f"ending the pause for {shortened(person.name, 60)}", [event], on)
