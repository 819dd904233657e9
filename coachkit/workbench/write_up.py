"""Writing up: in comes a talk held without the laptop, out go its answers, given in any order by their cue."""

from __future__ import annotations

from coachkit.askers.protocol import Asking, Choice, Ended, Form, Gave, Pressed, Tone
from coachkit.safe_text import one_line, shortened
from coachkit.scripts.sheet import cue_of
from coachkit.talk.path import Mark, Role
from coachkit.wording import talking
from coachkit.workbench.beside import PausedError
from coachkit.workbench.conversation import Conversation, Sitting
from coachkit.workbench.jumping import choose_place
from coachkit.workbench.safety import stop_for_safety

DONE = "done"
LATER = "later"


def write_up(talk: Conversation) -> Sitting:
    """All steps on one list by their cue; half is fine. Ends when the coach says that is all."""
    name = one_line(talk.person.name)
    talk.room.say(talking.AFTER.format(name=name), Tone.WARM)
    last = (Choice(key=DONE, label=talking.AFTER_DONE), Choice(key=LATER, label=talking.AFTER_LATER))
    return _by_cue(talk, talking.AFTER_WHICH, last)


def mend(talk: Conversation) -> Sitting:
    """The same list for a talk already held: any answer can be changed, added to, or taken off."""
    return _by_cue(talk, talking.EDIT_WHICH, (Choice(key=DONE, label=talking.EDIT_DONE),))


def _by_cue(talk: Conversation, question: str, last: tuple[Choice, ...]) -> Sitting:
    try:
        return _through_parts(talk, question, last)
    except PausedError:
        return Sitting.PAUSED


def _through_parts(talk: Conversation, question: str, last: tuple[Choice, ...]) -> Sitting:
    talk.go_to_draft()
    if talk.cursor is not None and talk.cursor.top is not None and not _part(talk, talk.cursor.top.id):
        return Sitting.PAUSED
    while True:
        move = talk.room.put(Asking(text=question, form=Form.ONE_OF, choices=(*_parts(talk), *last), keys="q!"))
        if isinstance(move, Ended) or move == Pressed("q") or move == Gave(LATER):
            return Sitting.PAUSED
        if move == Pressed("!"):
            stop_for_safety(talk)
            return Sitting.PAUSED
        if move == Gave(DONE):
            return Sitting.ALL_ASKED
        if isinstance(move, Gave) and not _part(talk, move.text):
            return Sitting.PAUSED


def _parts(talk: Conversation) -> tuple[Choice, ...]:
    tops = {place.top.id: place.top for place in talk.way.places if place.top is not None}
    written = {
        place.top.id
        for place in talk.way.places
        if place.top is not None and place.mark is Mark.ANSWERED and place.role is not Role.PLAY_BACK
    }
    return tuple(
        Choice(key=top.id, label=shortened(cue_of(top), 50) + (talking.WRITTEN if top.id in written else ""))
        for top in tops.values()
    )


def _part(talk: Conversation, top_id: str) -> bool:
    """Go through one part: what is open in it, or a choice of what is there. False when the coach pauses."""
    if talk.cursor is None and not any(
        place.mark is Mark.OPEN and place.top is not None and place.top.id == top_id for place in talk.way.places
    ):
        talk.cursor = choose_place(talk, top_id)
        if talk.cursor is None:
            return True
    return talk.go(only=top_id) is Sitting.ALL_ASKED
