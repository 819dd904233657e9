"""Stopping for somebody's safety: in comes a talk, out goes its pause, and only that a concern was raised."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Form, Tone
from coachkit.safe_text import normalised
from coachkit.talk.events import Happened, NewEvent
from coachkit.talk.path import Place
from coachkit.wording import talking
from coachkit.workbench.beside import BESIDE, CONCERN, PausedError, beside
from coachkit.workbench.keeping import keep
from coachkit.workbench.putting import place_name

if TYPE_CHECKING:
    from coachkit.workbench.conversation import Conversation


def stop_for_safety(talk: Conversation, at: Place | None = None) -> None:
    """Show the organisation's own text, keep that a concern was raised and with whom, and nothing more.

    The concern is committed before anything is asked, so that it stands whatever happens next.
    """
    text = talk.room.settings.get("safety") or talk.script.safety or talking.SAFETY_DEFAULT
    talk.room.say(talk.speaking.text(text), Tone.WARM)
    _raised(talk, "")
    with suppress(PausedError):  # it pauses now in any case
        ask_whom(talk, place_name(at) if at else "")
    talk.room.say(talking.SAFETY_KEPT)


def ask_whom(talk: Conversation, at: str) -> None:
    """Ask who has been told of the concern raised `at` a place. Raises PausedError where input ends."""
    name = f"{CONCERN}{BESIDE}{at}"
    asking = Asking(text=talking.SAFETY_WHOM, form=Form.LINE, hint=talking.SAFETY_HINT, keys="", may_be_empty=True)
    given = beside(talk, asking, name)
    if given and given.text.strip():
        _raised(talk, normalised(given.text))
    talk.drop_draft(name)


def _raised(talk: Conversation, to: str) -> None:
    """Keep it apart from the talk: neither taking the talk back nor rubbing it out takes a concern away."""
    room = talk.room
    change = room.notebook.begin("safety", "that a concern was raised", on=room.today, by=room.coach)
    event = NewEvent(kind=Happened.CONCERN_RAISED, body={"to": to, "talk": talk.talk.id})
    keep(room, lambda: room.notebook.append(change, talk.person.id, None, [event], at=room.clock()), words=lambda: [to])
