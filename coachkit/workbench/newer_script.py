"""A newer version of a paused talk's script: in come talk and shelf, out goes the talk on the version chosen."""

from __future__ import annotations

from itertools import chain

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.errors import CoachkitError
from coachkit.notebook.lines import Change, TalkLine
from coachkit.scripts.changes import changes
from coachkit.scripts.model import Script, fingerprint
from coachkit.talk.answers import fold
from coachkit.talk.carry import carried_over
from coachkit.talk.path import Mark, path
from coachkit.wording import talking
from coachkit.wording.script_changes import told
from coachkit.workbench.gathering import pinned_script
from coachkit.workbench.room import Room

MOST_LINES = 8


def offer_newer(room: Room, talk: TalkLine, change: Change) -> TalkLine | None:
    """Offer the newer version of the script, with what is different; staying with the old one is as good.

    Answers come along by their step's id or its `was:`; what the newer one does not ask lies parked.
    None where the coach pauses instead.
    A newer file that is missing or faulty is no reason to disturb anybody: then the talk goes on as it began.
    """
    old = pinned_script(room, talk)
    newer = _on_the_shelf(room, old)
    if newer is None:
        return talk
    lines = [f"  {each}" for each in told(changes(old, newer))]
    more = [talking.NEWER_MORE] if len(lines) > MOST_LINES else []
    room.say("\n".join([talking.NEWER.format(title=newer.title), *lines[:MOST_LINES], *more]), Tone.QUIET)
    choices = (Choice(key="old", label=talking.NEWER_STAY), Choice(key="new", label=talking.NEWER_TAKE))
    move = room.put(Asking(text=talking.NEWER_ASK, form=Form.ONE_OF, choices=choices, keys="q"))
    if not isinstance(move, Gave):
        return None
    if move.text != "new":
        return talk
    body = newer.pinned()
    mark = fingerprint(body)
    answers = fold(room.notebook.events(session_id=talk.id))
    room.notebook.keep_script(mark, newer.id, newer.version, body)
    room.notebook.change_script(change, talk, mark, room.clock(), carried_over(old, newer, answers))
    return room.notebook.talk(talk.id)


def for_a_talk(room: Room, talk: TalkLine, newer: Script) -> tuple[str, ...]:
    """What a newer version means for a talk under way: answers set aside, and what is still to be asked."""
    events = room.notebook.events(session_id=talk.id)
    carried = carried_over(pinned_script(room, talk), newer, fold(events))
    way = path(newer, fold(chain(events, carried)))
    aside = dict.fromkeys(key.step for key in way.parked)
    still = dict.fromkeys(place.key.step for place in way.places if place.mark is Mark.OPEN)
    said = ((talking.NEWER_ASIDE, aside), (talking.NEWER_STILL, still))
    return tuple(text.format(steps=", ".join(steps)) for text, steps in said if steps)


def _on_the_shelf(room: Room, old: Script) -> Script | None:
    try:
        newer = room.shelf.find(old.id)
    except CoachkitError:
        return None
    return newer if newer.version > old.version else None
