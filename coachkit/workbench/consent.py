"""What was agreed: in come what somebody said about keeping and mentioning, out goes that it stands as said."""

from __future__ import annotations

from datetime import date

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.dates import written
from coachkit.errors import CouldNotError
from coachkit.ids import short
from coachkit.notebook.lines import Change
from coachkit.person.consent import Consent, How, consent_of
from coachkit.person.gathered import Person
from coachkit.person.statement import Share
from coachkit.safe_text import normalised, one_line, shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.workbench.deciding import decide, decision
from coachkit.workbench.gathering import decisions_of
from coachkit.workbench.permission import agreed, may_write
from coachkit.workbench.room import Room

SHARES = (
    Choice(key=str(Share.PRIVATE), label=talking.SHARE_PRIVATE),
    Choice(key=str(Share.MY_PEOPLE), label=talking.SHARE_MY_PEOPLE),
    Choice(key=str(Share.ANYONE), label=talking.SHARE_ANYONE),
)


def consent(room: Room, person: Person) -> Consent:
    """How it stands with somebody; with somebody new, nothing was said yet."""
    return consent_of(decisions_of(room.notebook.events(person_id=person.id))) if person.id else Consent()


def withdrawn(room: Room) -> frozenset[str]:
    """The ids of everybody who has taken the yes back."""
    ever = [room.notebook.person(id_) for id_ in room.notebook.people_with(Happened.KEEPING_WITHDRAWN)]
    return frozenset(person.id for person in ever if consent(room, person).is_withdrawn)


def keep_agreed(room: Room, person: Person, how: How, on: date | None, wording: tuple[str, str] | None) -> date:
    """Keep that somebody agreed; `wording` is what was shown, as its name and text, else coachkit's own question."""
    named, text = wording or (talking.PERMISSION_NAMED, talking.PERMISSION)
    event = agreed(how, one_line(named), normalised(text))
    return decide(room, person, "consent", f"that {person.name} agreed to being written down", [event], on)


def keep_withdrawn(room: Room, person: Person, how: How, on: date | None, why: str) -> date:
    """Keep that the yes was taken back; nothing is rubbed out by that."""
    event = decision(Happened.KEEPING_WITHDRAWN, why=normalised(why), text=str(how))
    return decide(room, person, "consent", f"that {person.name} took the yes back", [event], on)


def keep_mention(room: Room, person: Person, share: Share, whom: str, on: date | None = None) -> date:
    """Keep what may be mentioned, and to whom; what was said about one line alone stands."""
    event = NewEvent(kind=Happened.MAY_MENTION, subject=normalised(whom), body={"text": str(share)})
    return decide(room, person, "consent", f"who may know what {person.name} said", [event], on)


def keep_on(room: Room, person: Person) -> date:
    """Keep that what is kept of somebody shall go on being kept, though it is long ago."""
    event = NewEvent(kind=Happened.KEPT_ON)
    return decide(room, person, "consent", f"keeping on what there is of {person.name}", [event])


def ask_mention(room: Room, person: Person, change: Change) -> None:
    """Ask once whether any of it may be mentioned, and to whom; left unanswered, it is asked the next time."""
    move = room.put(Asking(text=talking.MENTION, form=Form.ONE_OF, choices=SHARES, keys="-q"), instead="a terminal")
    if not isinstance(move, Gave):
        return
    whom = ""
    if move.text != Share.PRIVATE:
        named = room.put(
            Asking(text=talking.MENTION_WHOM, form=Form.LINE, hint=talking.MENTION_HINT, may_be_empty=True)
        )
        whom = normalised(named.text) if isinstance(named, Gave) else ""
    event = NewEvent(kind=Happened.MAY_MENTION, subject=whom, body={"text": move.text})
    room.notebook.append(change, person.id, None, [event], at=room.clock())


def say_withdrawn(room: Room, person: Person) -> bool:
    """Say that the yes was taken back, where it was, and what can be done; whether it was."""
    latest = consent(room, person).latest
    if latest is None or latest.agreed:
        return False
    day = written(date.fromisoformat(latest.on))
    room.say(talking.WITHDRAWN.format(name=shortened(person.name, 60), day=day, id=short(person.id)), Tone.WARM)
    return True


def asked_again(room: Room, person: Person) -> bool:
    """Whether what is begun may go on being written: where the yes was taken back, it is asked anew, and kept."""
    if not say_withdrawn(room, person):
        return True
    if not may_write(room, person.name):
        room.say(talking.NOTHING_MORE_KEPT)
        return False
    change = room.notebook.begin("consent", f"the yes of {person.name}", on=room.today, by=room.coach)
    room.notebook.append(change, person.id, None, [agreed()], at=room.clock())
    return True


def refuse_withdrawn(room: Room, person: Person) -> None:
    """Raise CouldNotError where the yes was taken back, for what comes in without anybody being asked."""
    if consent(room, person).is_withdrawn:
        raise CouldNotError(
            f"{one_line(person.name)} took back the yes to being written down, so nothing was kept.",
            f"If there is a new yes: coachkit person agreed {short(person.id)}",
        )
