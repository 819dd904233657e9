"""Stopping for somebody's safety: in comes a talk, out goes its pause, and only that a concern was raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Form, Gave, Tone
from coachkit.safe_text import normalised
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking

if TYPE_CHECKING:
    from coachkit.workbench.conversation import Conversation


def stop_for_safety(talk: Conversation) -> None:
    """Show the organisation's own text, keep that a concern was raised and with whom, and nothing more.

    The concern is committed before anything is asked, so that it stands whatever happens next.
    """
    text = talk.room.settings.get("safety") or talk.script.safety or talking.SAFETY_DEFAULT
    talk.room.say(talk.speaking.text(text), Tone.WARM)
    _raised(talk, "")
    asking = Asking(text=talking.SAFETY_WHOM, form=Form.LINE, hint=talking.SAFETY_HINT, keys="", may_be_empty=True)
    move = talk.room.put(asking)
    if isinstance(move, Gave) and move.text.strip():
        _raised(talk, normalised(move.text))
    talk.room.say(talking.SAFETY_KEPT)


def _raised(talk: Conversation, to: str) -> None:
    event = NewEvent(kind=Happened.CONCERN_RAISED, body={"to": to})
    talk.room.notebook.append(talk.change, talk.person.id, talk.talk.id, [event], at=talk.room.clock())
