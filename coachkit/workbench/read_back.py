"""Reading back: in comes a talk, out go what the person says is right, what they change, what they rub out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Choice, Ended, Form, Gave, Pressed, Tone
from coachkit.ids import digest
from coachkit.scripts.model import Step, StepType
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.moves import answered
from coachkit.talk.path import Mark, Place, Role
from coachkit.talk.words import in_words
from coachkit.wording import talking
from coachkit.workbench.beside import beside
from coachkit.workbench.gathering import said_in
from coachkit.workbench.putting import Putting, label, place_name, spoken_cue

if TYPE_CHECKING:
    from coachkit.workbench.conversation import Conversation

_LINE_END, _UNDER = "\n", "\n     "  # under the words, beside the number
_ASKING = Asking(
    text=talking.READ_BACK_ASK, form=Form.LINE, hint=talking.READ_BACK_HINT, keys="<-q!?", may_be_empty=True
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line read back: a cue, and the places its words stand at (several for one person of a list)."""

    cue: str
    places: tuple[Place, ...]


class Reading(StrEnum):
    """How a reading back ended."""

    DONE = "done"
    BACK = "back"
    PAUSE = "pause"
    SAFETY = "safety"


def read_back(talk: Conversation, at: Place) -> Reading:
    """Go through what was written with the person.

    "Right" confirms what was read; a change is an ordinary answer; what is rubbed out is erased, not parked.
    """
    lines = unread(talk)
    if not lines:
        talk.room.say(talking.READ_BACK_NOTHING, Tone.QUIET)
        _close(talk, at, right=[])
        return Reading.DONE
    _show(talk, lines)
    while True:
        move = talk.room.put(_ASKING)
        if isinstance(move, Ended) or move == Pressed("q"):
            return Reading.PAUSE
        if move == Pressed("!"):
            return Reading.SAFETY
        if move == Pressed("<"):
            return Reading.BACK
        if move == Pressed("-"):
            _close(talk, at, right=None)
            return Reading.DONE
        if isinstance(move, Gave) and not move.text.strip():
            _close(talk, at, right=unread(talk))
            return Reading.DONE
        if isinstance(move, Gave) and not _mend(talk, lines, move.text.strip()):
            continue
        lines = unread(talk)
        _show(talk, lines)


def unread(talk: Conversation) -> list[Line]:
    """What stands on the path and has not been read back as it is now, a line an answer or a person."""
    lines: list[Line] = []
    groups: dict[Key, list[Place]] = {}
    for place in talk.way.places:
        if place.mark is not Mark.ANSWERED or place.role is Role.PLAY_BACK:
            continue
        if place.stage is not None and place.stage.for_coach:
            continue
        groups.setdefault(_whole(place), []).append(place)
    for places in groups.values():
        if all(talk.answers.right.get(place.key) == digest(_words(talk, place)) for place in places):
            continue
        lines.append(Line(_cue(talk, _named(places[0]), places[0]), tuple(places)))
    return lines


def _named(place: Place) -> Step:
    """The step a line goes by: a follow-up by itself, a part of a group or of somebody's line by the whole."""
    return place.top if place.top is not None and "." in place.key.step else place.question


def _whole(place: Place) -> Key:
    group = place.key.step.partition(".")[0] if "." in place.key.step else place.key.step
    return Key(group, place.key.item.partition("/")[0]) if "." in place.key.step else place.key


def _words(talk: Conversation, place: Place) -> str:
    value = talk.answers.value(place.key)
    return "" if value is None else in_words(place.step, value)


def _show(talk: Conversation, lines: list[Line]) -> None:
    listed = [f"{n:>3}  {_told(talk, line).replace(_LINE_END, _UNDER)}" for n, line in enumerate(lines, 1)]
    talk.room.say("\n".join(["", talking.READ_BACK, *listed]))


def _told(talk: Conversation, line: Line) -> str:
    """A line as it is read: what belongs to a group stands under it, each answer by its own cue."""
    top = line.places[0].top
    if top is None or top.type is not StepType.GROUP:
        return f"{line.cue}: {' · '.join(_words(talk, place) for place in line.places)}"
    by_cue: dict[str, list[str]] = {}
    for place in line.places:
        by_cue.setdefault(_cue(talk, place.question, place), []).append(_words(talk, place))
    answers = {cue: " · ".join(words) for cue, words in by_cue.items()}
    named = _cue(talk, top.fields[0], line.places[0])
    first = "" if top.at_most == 1 else answers.pop(named, "")
    under = [f"\n  {cue}: {words}" for cue, words in answers.items()]
    return f"{line.cue}: {first}".rstrip() + "".join(under)


def _cue(talk: Conversation, step: Step, place: Place) -> str:
    """The cue of a step as it is spoken; a question that serves as one loses its question mark before the colon."""
    return spoken_cue(step, talk.speaking, place.key.item.partition("/")[0]).rstrip("?.")


def _close(talk: Conversation, at: Place, right: Sequence[Line] | None) -> None:
    """Keep that it was read back, with the words that are right as they are; None where it was left unread."""
    body: dict[str, object] = {"right": {}}
    if right is not None:
        words = {str(place.key): digest(_words(talk, place)) for line in right for place in line.places}
        body = {"right": words, "read": list(words)}
    talk.keep([NewEvent(kind=Happened.PLAYED_BACK, subject=str(at.key), body=body)])


def _mend(talk: Conversation, lines: list[Line], number: str) -> bool:
    """Change or rub out one line; False where nothing was done."""
    if not (number.isascii() and number.isdigit() and 0 < int(number[:6]) <= len(lines)):
        talk.room.say(talking.READ_BACK_NO_LINE, Tone.QUIET)
        return False
    line = lines[int(number) - 1]
    choices = (
        Choice(key="change", label=talking.LINE_CHANGE),
        Choice(key="rub_out", label=talking.LINE_RUB_OUT),
        Choice(key="leave", label=talking.LINE_LEAVE),
    )
    move = beside(
        talk, Asking(text=f"{_told(talk, line)}\n\n{talking.LINE_WHAT}", form=Form.ONE_OF, choices=choices, keys="<")
    )
    if move == Gave("rub_out"):
        return _rub_out(talk, line)
    return move == Gave("change") and _change(talk, line)


def _rub_out(talk: Conversation, line: Line) -> bool:
    """Erase words from their events for good, with what lies parked beside them; an item goes off its list."""
    whole = _whole(line.places[0])
    chosen = _which(talk, line, all_of_it=True)
    if chosen is None:
        return False
    keys = [place.key for place in chosen]
    if len(chosen) == len(line.places):
        keys += [key for key in talk.way.parked if key.step.startswith(f"{whole.step}.") and key.item == whole.item]
        keys += [whole] if whole not in keys else []
    also = said_in(talk.room, talk.person, talk.talk, keys)
    talk.room.notebook.rub_out(talk.change, talk.talk.id, keys, at=talk.room.clock(), also=also)
    talk.look()
    talk.room.say(talking.RUBBED_OUT, Tone.QUIET)
    return True


def _which(talk: Conversation, line: Line, *, all_of_it: bool = False) -> tuple[Place, ...] | None:
    """Which part of a line is meant; None where the coach thinks better of it."""
    if len(line.places) == 1:
        return line.places
    parts = [Choice(key=str(n), label=label(each, talk.speaking, talk.answers)) for n, each in enumerate(line.places)]
    if all_of_it:
        parts.insert(0, Choice(key="all", label=talking.LINE_ALL))
    part = beside(talk, Asking(text=talking.JUMP_WHICH, form=Form.ONE_OF, choices=tuple(parts), keys="<"))
    if part is None:
        return None
    return line.places if part.text == "all" else (line.places[int(part.text)],)


def _change(talk: Conversation, line: Line) -> bool:
    chosen = _which(talk, line)
    if chosen is None:
        return False
    place = chosen[0]
    putting = Putting(talk.script, talk.answers, talk.speaking, talk.before)
    name = place_name(place)
    asking = putting.asking(place).model_copy(update={"keys": "<", "hint": ""})
    while True:
        given = beside(talk, asking, name)
        talk.drop_draft(name)
        if given is None:
            return False
        value = fit(place.question, given.text, talk.room.today)
        if not isinstance(value, Misfit):
            break
        talk.room.say(value.sentence, Tone.QUIET)
    if value != talk.answers.value(place.key):
        talk.keep([answered(place.key, value, before=True)])
    return True
