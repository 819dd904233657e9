"""A talk as it went: in comes a kept talk, out go its questions and answers in the person's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.scripts.model import Step, StepType
from coachkit.talk.answers import Answers, State, fold
from coachkit.talk.events import Event, Happened, Key
from coachkit.talk.path import Mark, Place, path
from coachkit.talk.said import Speaking
from coachkit.talk.words import in_words
from coachkit.workbench.gathering import pinned_script, script_kept
from coachkit.workbench.room import Room


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
    person = room.notebook.person(talk.person_id)
    events = room.notebook.events(session_id=talk.id)
    if not talk.script_hash:
        return Told(person, talk, talk.kind.capitalize(), (), (), (), *_beside(events))
    script, answers = pinned_script(room, talk), fold(events)
    way = path(script, answers)
    speaking = Speaking(script, way, person.name, room.coach or "your coach")
    asked = [place for place in way.places if place.mark in (Mark.ANSWERED, Mark.SKIPPED) and place.step is not None]
    steps = {**_asked_before(room, events), **dict(script.every_step())}
    parked = [_parked(key, steps, answers) for key in way.parked]
    note, turns = _beside(events)
    of_person = room.notebook.events(person_id=talk.person_id)
    raised = [each for each in of_person if each.kind is Happened.CONCERN_RAISED and each.body.get("talk") == talk.id]
    concerns = [(event.on, str(event.body.get("to", ""))) for event in raised]
    return Told(
        person=person,
        talk=talk,
        title=script.title,
        entries=(*(_entry(place, answers, speaking) for place in asked), *(each for each in parked if each)),
        thoughts=tuple(answers.thoughts),
        concerns=tuple(dict(sorted(concerns)).items()),
        note=note,
        turns=turns,
    )


def _beside(events: list[Event]) -> tuple[str, tuple[ToldTurn, ...]]:
    """The note and the turns of a past conversation; the latest of each."""
    notes = [str(event.body.get("text", "")) for event in events if event.kind is Happened.NOTED]
    told = [event.body.get("turns", []) for event in events if event.kind is Happened.TURNS]
    turns = (ToldTurn(role, name, text, at) for name, role, text, at in (told[-1] if told else ()))
    return notes[-1] if notes else "", tuple(turns)


def _asked_before(room: Room, events: list[Event]) -> dict[str, Step]:
    """The questions of every version of the script this talk has gone by, for answers whose question is gone."""
    changed = [event for event in events if event.kind is Happened.SCRIPT_CHANGED]
    if not changed:
        return {}
    began = next(event for event in events if event.kind is Happened.STARTED)
    marks = [str(event.body["script_hash"]) for event in (began, *changed)]
    scripts = [script_kept(room, mark) for mark in marks]
    return {name: step for script in scripts for name, step in script.every_step()}


def _entry(place: Place, answers: Answers, speaking: Speaking) -> Entry:
    step, key = place.question, place.key
    return Entry(
        stage=place.stage.title if place.stage else "",
        question=speaking.text(step.ask, key.item.partition("/")[0]),
        step=key.step,
        item=key.item,
        text=_text(step, key, answers),
        state=_state(key, answers),
        kept=_kept(step, key, answers),
        alone=place.stage is not None and place.stage.for_coach,
    )


def _parked(key: Key, steps: dict[str, Step], answers: Answers) -> Entry | None:
    """An answer lying aside; the skip of a whole list that is on the path is not one."""
    if answers.value(key) is None:
        return None
    step = steps.get(key.step)
    return Entry(
        "",
        step.ask.strip() if step else key.step,
        key.step,
        key.item,
        _text(step, key, answers),
        "parked",
        _kept(step, key, answers),
    )


def _text(step: Step | None, key: Key, answers: Answers) -> str:
    value = answers.value(key)
    return "" if value is None else in_words(step, value)


def _kept(step: Step | None, key: Key, answers: Answers) -> str:
    dated = step is not None and step.type is StepType.DATE
    return str(answers.value(key) or "") if dated else _text(step, key, answers)


def _state(key: Key, answers: Answers) -> str:
    given = answers.given.get(key)
    return str(given.state if given else State.SKIPPED)
