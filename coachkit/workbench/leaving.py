"""Before words leave for others: in come people, out goes how it stands with each who has not said anyone may know."""

from __future__ import annotations

from collections.abc import Iterable

from coachkit.person.consent import Consent, consent_of
from coachkit.person.decisions import Decided, Decision
from coachkit.person.gathered import Person
from coachkit.person.statement import Share
from coachkit.talk.events import Event
from coachkit.wording.agreed import Leaving
from coachkit.workbench.between import orders
from coachkit.workbench.gathering import decisions_of, known
from coachkit.workbench.room import Room
from coachkit.workbench.typed_name import typed_name


def not_for_anyone(room: Room, people: Iterable[Person], *, every_line: bool = True) -> tuple[Leaving, ...]:
    """Those whose words are not for anyone, in their order; `every_line` where also what is narrower goes out.

    Whoever has taken back the yes to being written down is among them, whatever they said before.
    """
    found: list[Leaving] = []
    for person in people:
        events = room.notebook.events(person_id=person.id)
        decisions = decisions_of(events, orders(events))
        stands = consent_of(decisions)
        narrower = every_line and _has_narrower_lines(room, person, events, decisions, stands)
        if stands.withdrawn_on or stands.share is not Share.ANYONE or narrower:
            found.append(Leaving(person.name, typed_name(room, person), stands))
    return tuple(found)


def _has_narrower_lines(
    room: Room, person: Person, events: list[Event], decisions: Iterable[Decision], stands: Consent
) -> bool:
    """Whether anyone may know, and yet not every line. The lines are gone through only where one was ever spoken of."""
    if stands.share is not Share.ANYONE or not any(each.kind is Decided.SHARED for each in decisions):
        return False
    return any(each.share is not Share.ANYONE for each in known(room, person, events).profile.statements)
