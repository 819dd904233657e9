"""A yes that was taken back: in come events about somebody, out goes that they are kept, or a refusal with a way on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachkit.dates import written
from coachkit.errors import CouldNotError
from coachkit.notebook.lines import Change
from coachkit.person.consent import Consent, consent_of
from coachkit.person.gathered import Person
from coachkit.person.statement import Share
from coachkit.person.way import Did
from coachkit.safe_text import shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.workbench.between import orders
from coachkit.workbench.gathering import decisions_of
from coachkit.workbench.room import Room
from coachkit.workbench.typed_name import typed_name


def consent(room: Room, person: Person) -> Consent:
    """How it stands with somebody; with somebody new, nothing was said yet."""
    if not person.id:
        return Consent()
    events = room.notebook.events(person_id=person.id)
    return consent_of(decisions_of(events, orders(events)))


def withdrawn(room: Room) -> frozenset[str]:
    """The ids of everybody who has taken the yes back."""
    ever = [room.notebook.person(id_) for id_ in room.notebook.people_with(Happened.KEEPING_WITHDRAWN)]
    return frozenset(person.id for person in ever if consent(room, person).withdrawn_on)


def keep(room: Room, change: Change, person: Person, events: Sequence[NewEvent]) -> None:
    """Keep what was decided about somebody outside the questions of a talk; all of it goes through here.

    Raises CouldNotError where they took the yes to being written down back, and this would write more of them.
    """
    refuse_withdrawn(room, person, events)
    room.notebook.append(change, person.id, None, events, at=room.clock())


def refuse_withdrawn(room: Room, person: Person, events: Sequence[NewEvent] | None = None) -> None:
    """Raise CouldNotError where the yes was taken back, and any of these events would write more of the person.

    Without `events`: for what is asked before there are any, or comes in without anybody being asked.
    """
    stands = consent(room, person)
    if stands.withdrawn_on is None or not (events is None or any(_writes_more(each, stands) for each in events)):
        return
    day = written(date.fromisoformat(stands.withdrawn_on))
    raise CouldNotError(
        talking.WITHDRAWN_REFUSED.format(name=shortened(person.name, 60), day=day),
        talking.WITHDRAWN_DO.format(typed=typed_name(room, person)),
    )


def _writes_more(event: NewEvent, stands: Consent) -> bool:
    """Whether an event says more of the person; a bare step that ends something, or narrows who may know, does not."""
    body = event.body
    match event.kind:
        case Happened.KEEPING_AGREED | Happened.KEEPING_WITHDRAWN | Happened.KEPT_ON:
            return False
        case Happened.PAUSE_OVER | Happened.BEGUN_AGAIN | Happened.NAME_SEPARATED | Happened.SUGGESTION_DECLINED:
            return False
        case Happened.MAY_MENTION:
            return stands.is_widened_by(Share(body["text"]), event.subject)
        case Happened.CONTACT:
            return bool(body.get("note"))
        case Happened.HANDOVER:
            return body["did"] not in (Did.ENDED, Did.BACK) or bool(body.get("why"))
        case Happened.ENDED:
            return bool(body.get("why"))
    return True
