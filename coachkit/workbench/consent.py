"""What was agreed: in come what somebody said about keeping and mentioning, out goes that it stands as said."""

from __future__ import annotations

from datetime import date

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.dates import written
from coachkit.notebook.lines import Change
from coachkit.person.consent import How
from coachkit.person.gathered import Person
from coachkit.person.statement import Share
from coachkit.safe_text import normalised, one_line, shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.workbench.deciding import decide, decision
from coachkit.workbench.permission import agreed, keep_yes, may_write
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import consent, keep
from coachkit.workbench.typed_name import typed_name

SHARES = (
    Choice(key=str(Share.PRIVATE), label=talking.SHARE_PRIVATE),
    Choice(key=str(Share.MY_PEOPLE), label=talking.SHARE_MY_PEOPLE),
    Choice(key=str(Share.ANYONE), label=talking.SHARE_ANYONE),
)


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
    keep(room, change, person, [event])


def say_withdrawn(room: Room, person: Person) -> bool:
    """Say that the yes was taken back, where it was, and what can be done; whether it was."""
    taken_back_on = consent(room, person).withdrawn_on
    if taken_back_on is None:
        return False
    said = talking.WITHDRAWN.format(name=shortened(person.name, 60), day=written(date.fromisoformat(taken_back_on)))
    what_to_do = talking.GIVE_BACK_OR_FORGET.format(typed=typed_name(room, person))
    room.say(f"{said}\n{what_to_do}", Tone.WARM)
    return True


def asked_again(room: Room, person: Person) -> bool:
    """Whether what is begun may go on being written: where the yes was taken back, it is asked anew, and kept."""
    if not say_withdrawn(room, person):
        return True
    if not may_write(room, person.name):
        room.say(talking.NOTHING_MORE_KEPT)
        return False
    keep_yes(room, person)
    return True
