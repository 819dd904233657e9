"""What was asked in a talk: in come its events, out go the question behind any answer and the answer, both in words."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Step
from coachkit.talk.answers import fold, subjects
from coachkit.talk.events import Event, Happened, Key
from coachkit.talk.path import path
from coachkit.talk.said import Speaking
from coachkit.talk.words import in_words
from coachkit.workbench.gathering import pinned_script, script_kept
from coachkit.workbench.room import Room


class Asked:
    """The questions of one talk, which has a script; also those of versions it has gone by before."""

    def __init__(self, room: Room, person: Person, talk: TalkLine, events: Sequence[Event]) -> None:
        self.script = pinned_script(room, talk)
        self.answers = fold(events)
        self.way = path(self.script, self.answers)
        self._events = events
        self._names = (person.name, room.coach or "your coach")
        self.speaking = Speaking(self.script, self.way, *self._names)
        self._steps = {**_asked_before(room, events), **self.script.by_name}

    def step(self, key: Key) -> Step | None:
        """The question as its author wrote it; None where no version of the script has it."""
        return self._steps.get(key.step)

    def question(self, key: Key) -> str:
        """The question in words: off the path with the names and numbers that stood when it was last answered."""
        # The name of somebody in a list of people is asked for by the list itself.
        step = self.step(key) or self._steps.get(key.step.partition(".")[0])
        if step is None:
            return key.step.rpartition(".")[2].replace("_", " ")
        outer = key.item.partition("/")[0]
        return (self.speaking if key in self.way.answered else self._back_then(key)).text(step.ask, outer)

    def words(self, key: Key, value: Held) -> str:
        """An answer to it in words."""
        return in_words(self.step(key), value)

    def _back_then(self, key: Key) -> Speaking:
        touched = [number for number, event in enumerate(self._events, 1) if str(key) in subjects(event)]
        if not touched:
            return self.speaking
        way = path(self.script, fold(self._events[: touched[-1]]))
        return Speaking(self.script, way, *self._names)


def _asked_before(room: Room, events: Sequence[Event]) -> dict[str, Step]:
    """The questions of every version of the script this talk has gone by, for answers whose question is gone."""
    changed = [event for event in events if event.kind is Happened.SCRIPT_CHANGED]
    if not changed:
        return {}
    began = next(event for event in events if event.kind is Happened.STARTED)
    marks = [str(event.body["script_hash"]) for event in (began, *changed)]
    scripts = [script_kept(room, mark) for mark in marks]
    return {name: step for script in scripts for name, step in script.every_step()}
