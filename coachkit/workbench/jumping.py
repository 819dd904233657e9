"""Going to another question: in come a conversation and perhaps a step's id, out goes the place to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Choice, Form, Tone
from coachkit.safe_text import shortened
from coachkit.scripts.sheet import cue_of
from coachkit.talk.path import Place
from coachkit.wording import talking
from coachkit.workbench.beside import beside
from coachkit.workbench.putting import label

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
    choices = tuple(Choice(key=id_, label=shortened(cue, 60)) for id_, cue in _cues(talk).items())
    chosen = beside(talk, Asking(text=talking.JUMP, form=Form.ONE_OF, choices=choices, keys="<q"))
    return choose_place(talk, chosen.text) if chosen else None


def _cues(talk: Conversation) -> dict[str, str]:
    """Each top-level step of the way by its cue, and each reading back by its stage."""
    cues: dict[str, str] = {}
    for place in talk.way.places:
        if place.top is not None:
            cues[place.top.id] = cue_of(place.top)
        elif place.stage is not None:
            cues[place.stage.id] = place.stage.title
    return cues


def choose_place(talk: Conversation, top_id: str) -> Place | None:
    """One place of a top-level step, or a reading back; asked only where there are several."""
    places = [p for p in talk.way.places if (p.top.id if p.top is not None else p.key.step) == top_id]
    if len(places) <= 1:
        return places[0] if places else None
    choices = tuple(
        Choice(key=str(n), label=label(place, talk.speaking, talk.answers)) for n, place in enumerate(places)
    )
    chosen = beside(talk, Asking(text=talking.JUMP_WHICH, form=Form.ONE_OF, choices=choices, keys="<q"))
    return places[int(chosen.text)] if chosen else None
