"""A talk told in a file: in come its answers, out goes a talk kept whole, or every fault and nothing kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from coachkit.dates import written
from coachkit.errors import BadDataError, Problem, UsageFaultError
from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, normalised, one_line
from coachkit.scripts.model import Script
from coachkit.talk.replay import Fault, Replayed, replay
from coachkit.workbench.answers_file import AnswersFile
from coachkit.workbench.begin_talk import FIRST, finish, start
from coachkit.workbench.find import exact, several
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import refuse_withdrawn
from coachkit.workbench.which_day import day_of


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A talk taken in; `parked` names the steps whose answers lie aside."""

    person: Person
    talk: TalkLine
    parked: tuple[str, ...] = ()


def take_in(
    room: Room, told: AnswersFile, *, name: str = "", script: str = "", on: date | None = None
) -> TakenIn | None:
    """Keep a talk told in a file, as one change; None where the person said no to writing.

    Raises BadDataError with every fault and its place, and CouldNotError where the person has taken back the yes to
    being written down; then nothing is kept.
    """
    if not told.permission:
        return None
    person = _person(room, told, normalised(name))
    if person.id:
        refuse_withdrawn(room, person)
    compiled = room.shelf.find(script or told.script or FIRST)
    day = _day(room, told, on)
    done = replay(compiled, told.answers, room.new_id)
    refuse_faults(told, compiled, done)
    with room.notebook.together():
        change = room.notebook.begin("talk", f"the talk with {person.name} of {written(day)}", on=day, by=room.coach)
        begun = start(room, change, person, compiled, day, done.events)
        finish(room, change, begun.talk)
    parked = tuple(dict.fromkeys(key.step for key in done.parked))
    return TakenIn(begun.person, room.notebook.talk(begun.talk.id), parked)


def _person(room: Room, told: AnswersFile, name: str) -> Person:
    """Whole names only; a name nobody has is somebody new, who has no id yet."""
    in_file = normalised(told.person)
    if not name and not in_file:
        raise UsageFaultError(
            "Whose talk is it?", "Give the name: coachkit talk NAME --answers FILE, or person: in the file."
        )
    found = exact(room, name or in_file) if room.has_notebook else []
    if len(found) > 1:
        raise several(name or in_file, found)
    person = found[0] if found else Person(id="", name=one_line(name or in_file))
    if name and in_file and folded(in_file) != folded(person.name) and in_file != person.id:
        line, column = told.person_place
        message = "person: names somebody else than the command does."
        raise BadDataError(
            f"{told.path} is not about the person named; nothing was kept.",
            (Problem(told.path, line, column, "CK702", message),),
        )
    return person


def _day(room: Room, told: AnswersFile, on: date | None) -> date:
    if on is None and told.on is not None and told.on > room.today:
        problem = Problem(told.path, *told.on_place, "CK702", f"{written(told.on)} is still to come.")
        raise BadDataError(f"{told.path} has a fault; nothing was kept.", (problem,))
    return day_of(room, on or told.on)


def refuse_faults(told: AnswersFile, script: Script, done: Replayed) -> None:
    """Raise BadDataError with every answer that does not fit, or that is missing, at its place."""
    known = [name for name, _ in script.every_step()]
    problems = [_problem(told.path, fault, known) for fault in done.faults]
    problems += [
        Problem(told.path, 1, 1, "CK703", f"The answer to {name} is missing, and the script needs it.")
        for name in done.missing
    ]
    if problems:
        raise BadDataError(
            f"{told.path} does not fit the script {script.id}; nothing was kept.", tuple(sorted(problems))
        )


def _problem(path: str, fault: Fault, known: list[str]) -> Problem:
    near = get_close_matches(fault.unknown, [n.rpartition(".")[2] for n in known], n=1) if fault.unknown else []
    hint = f"Did you mean {near[0]}?" if near else ""
    return Problem(path, fault.line, fault.column, "CK702", fault.sentence, hint)
