"""A talk as it went: in comes a kept talk, out go its questions and answers in the person's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.scripts.model import Step, StepType
from coachkit.talk.answers import Answers, State
from coachkit.talk.events import Event, Happened, Key
from coachkit.talk.path import Mark, Place
from coachkit.talk.words import in_words
from coachkit.workbench.asked import Asked
from coachkit.workbench.room import Room

_STANDING = (Mark.ANSWERED, Mark.SKIPPED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and what became of it: `state` is answered, skipped, rubbed_out or parked.

    `text` is the answer in words; `kept` the same for scripts, where a day is YYYY-MM-DD. `alone`: the coach
    answered it by themselves.
    """

    stage: str
    question: str
    step: str
    item: str
    text: str
    state: str
    kept: str = ""
    alone: bool = False


class ToldTurn(NamedTuple):
    """One speaker's run: the coach, the person or somebody else, by name; seconds from the start, if known."""

    speaker: str
    name: str
    text: str
    at: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """A whole talk: entries in the order asked, parked ones last, and what happened beside the questions.

    `note` and `turns` are those of a past conversation that came in from a file.
    """

    person: Person
    talk: TalkLine
    title: str
    entries: tuple[Entry, ...]
    thoughts: tuple[str, ...]
    concerns: tuple[tuple[str, str], ...]
    note: str = ""
    turns: tuple[ToldTurn, ...] = ()


def tell_talk(room: Room, talk: TalkLine) -> Told:
    """The talk as it stands now, whatever way it took to get there."""
    events = room.notebook.events(session_id=talk.id)
    of_person = room.notebook.events(person_id=talk.person_id)
    raised = [each for each in of_person if each.kind is Happened.CONCERN_RAISED and each.body.get("talk") == talk.id]
    return told_from(room, room.notebook.person(talk.person_id), talk, events, raised)


def told_from(
    room: Room, person: Person, talk: TalkLine, events: Sequence[Event], raised: Sequence[Event] = ()
) -> Told:
    """A talk from its events, also where it was taken back; `raised` are the concerns that belong to it."""
    if not talk.script_hash:
        return Told(person, talk, talk.kind.capitalize(), (), (), (), *_beside(events))
    asked = Asked(room, person, talk, events)
    standing = [place for place in asked.way.places if place.mark in _STANDING and place.step is not None]
    parked = [_parked(key, asked) for key in asked.way.parked]
    note, turns = _beside(events)
    concerns = [(event.on, str(event.body.get("to", ""))) for event in raised]
    return Told(
        person=person,
        talk=talk,
        title=asked.script.title,
        entries=(*(_entry(place, asked) for place in standing), *(each for each in parked if each)),
        thoughts=tuple(asked.answers.thoughts),
        concerns=tuple(dict(sorted(concerns)).items()),
        note=note,
        turns=turns,
    )


def _beside(events: Sequence[Event]) -> tuple[str, tuple[ToldTurn, ...]]:
    """The note and the turns of a past conversation; the latest of each."""
    notes = [str(event.body.get("text", "")) for event in events if event.kind is Happened.NOTED]
    told = [event.body.get("turns", []) for event in events if event.kind is Happened.TURNS]
    turns = (ToldTurn(role, name, text, at) for name, role, text, at in (told[-1] if told else ()))
    return notes[-1] if notes else "", tuple(turns)


def _entry(place: Place, asked: Asked) -> Entry:
    step, key = place.question, place.key
    return Entry(
        stage=place.stage.title if place.stage else "",
        question=asked.speaking.text(step.ask, key.item.partition("/")[0]),
        step=key.step,
        item=key.item,
        text=_text(step, key, asked.answers),
        state=_state(key, asked.answers),
        kept=_kept(step, key, asked.answers),
        alone=place.stage is not None and place.stage.for_coach,
    )


def _parked(key: Key, asked: Asked) -> Entry | None:
    """An answer lying aside; the skip of a whole list that is on the path is not one."""
    if asked.answers.value(key) is None:
        return None
    step = asked.step(key)
    text = _text(step, key, asked.answers)
    kept = _kept(step, key, asked.answers)
    return Entry("", asked.question(key), key.step, key.item, text, "parked", kept)


def _text(step: Step | None, key: Key, answers: Answers) -> str:
    value = answers.value(key)
    return "" if value is None else in_words(step, value)


def _kept(step: Step | None, key: Key, answers: Answers) -> str:
    dated = step is not None and step.type is StepType.DATE
    return str(answers.value(key) or "") if dated else _text(step, key, answers)


def _state(key: Key, answers: Answers) -> str:
    given = answers.given.get(key)
    return str(given.state if given else State.SKIPPED)
