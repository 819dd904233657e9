"""Going to another question: in come a conversation and perhaps a step's id, out goes the place to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Choice, Form, Tone
from coachkit.safe_text import shortened
from coachkit.talk.path import Place, Role
from coachkit.wording import talking
from coachkit.workbench.beside import beside
from coachkit.workbench.putting import cue_of, label

if TYPE_CHECKING:
    from coachkit.workbench.conversation import Conversation


def jump_to(talk: Conversation, to: str = "") -> Place | None:
    """The place a coach wants to go to: by id at once, else chosen from a list; None to stay where we are.

    Raises PausedError where the coach pauses instead.
    """
    if to:
        place = next((p for p in talk.way.places if p.key.step == to), None)
        place = place or next((p for p in talk.way.places if p.top is not None and p.top.id == to), None)
        if place is None:
            talk.room.say(talking.NO_SUCH_STEP.format(name=shortened(to, 40)), Tone.QUIET)
        return place
    tops = {p.top.id: p.top for p in talk.way.places if p.top is not None}
    choices = tuple(Choice(key=top.id, label=shortened(cue_of(top), 60)) for top in tops.values())
    chosen = beside(talk, Asking(text=talking.JUMP, form=Form.ONE_OF, choices=choices, keys="<q"))
    return choose_place(talk, chosen.text) if chosen else None


def choose_place(talk: Conversation, top_id: str) -> Place | None:
    """One place of a top-level step; asked only where it has several."""
    places = [p for p in talk.way.places if p.top is not None and p.top.id == top_id]
    places = [p for p in places if p.role is not Role.PLAY_BACK]
    if len(places) <= 1:
        return places[0] if places else None
    choices = tuple(
        Choice(key=str(n), label=label(place, talk.speaking, talk.answers)) for n, place in enumerate(places)
    )
    chosen = beside(talk, Asking(text=talking.JUMP_WHICH, form=Form.ONE_OF, choices=choices, keys="<q"))
    return places[int(chosen.text)] if chosen else None
