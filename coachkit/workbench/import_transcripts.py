"""A transcript on its way in: in come a file and what was said on the command line, out goes one past conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Choice, Form, Gave
from coachkit.errors import Problem
from coachkit.importers.decoding import document_of
from coachkit.importers.protocol import Transcript
from coachkit.importers.records import Record
from coachkit.importers.registry import detect, named
from coachkit.safe_text import folded, normalised, one_line, shortened
from coachkit.wording import talking
from coachkit.workbench.coming_in import COACH, Arriving, RefusalError, digest_of, roles_of
from coachkit.workbench.import_report import SourceReport
from coachkit.workbench.room import Room

if TYPE_CHECKING:
    from coachkit.workbench.import_files import Wish

_NOBODY = "-"
_NOBODY_NAMED = "It does not say who speaks, so --coach was left aside and nobody's words are known to be whose."


@dataclass
class Asked:
    """What a coach has said already in this import, so that nobody is asked twice: who they are among the speakers."""

    coach: str = ""


def transcript_record(
    room: Room, wish: Wish, asked: Asked, report: SourceReport, data: bytes, sample: bytes, form: str
) -> Arriving:
    """One talk from a transcript, with what to look at in the report.

    Raises RefusalError, and BadDataError with every fault of the file.
    """
    path = report.path
    chosen = named(form) if form else detect(sample, path)
    if chosen is None and (what := document_of(sample)):
        raise _refusal(path, f"This is {what}.", "Open it, and save it as .docx or as text first.")
    if chosen is None:
        raise _refusal(path, "This is none of the forms coachkit knows.", "Say which one it is: --from FORMAT.")
    transcript = chosen.read(data, path)
    on = wish.on or transcript.on
    if on is None:
        raise _no_day(room, wish, transcript, path)
    coach, person = _who_is_who(room, wish, asked, transcript, path)
    record = Record(path=path, line=1, column=1, person=person, on=on, turns=transcript.turns)
    roles = roles_of(transcript.turns, person, coach)
    unnamed = [_NOBODY_NAMED] if wish.coach and not transcript.speakers else []
    doubtful = [transcript.on_doubt] if transcript.on_doubt and wish.on is None else []
    for note in (*transcript.notes, *doubtful, *unnamed):
        report.note(f"{path}:1:1", note)
    return Arriving(record, chosen.name, digest_of(chosen.name, record), roles)


def _no_day(room: Room, wish: Wish, transcript: Transcript, path: str) -> RefusalError:
    """Why a talk without its day is refused; where nobody can be asked, with all else that has to be said about it."""
    fault = _refusal(path, "The file does not say which day it was.", "Say it with --on DATE.")
    if room.interactive:
        return fault
    try:
        _who_is_who(room, wish, Asked(), transcript, path)
    except RefusalError as more:
        return RefusalError((*fault.problems, *more.problems))
    return fault


def _who_is_who(room: Room, wish: Wish, asked: Asked, transcript: Transcript, path: str) -> tuple[str, str]:
    """The coach's name among the speakers, and the person's. Raises RefusalError where nobody says."""
    coach = _named(wish.coach, transcript, path) if wish.coach else _coach(room, asked, transcript, path)
    return coach, one_line(normalised(wish.person)) or _person(room, transcript, coach, path)


def _named(coach: str, transcript: Transcript, path: str) -> str:
    """The speaker named on the command line. Raises RefusalError where nobody of that name speaks."""
    speakers = transcript.speakers
    if speakers and folded(coach) not in map(folded, speakers):
        message = f"Nobody called {shortened(coach, 30)} speaks in it. {_speaking(speakers)}"
        raise _refusal(path, message, "Say who the coach is with --coach SPEAKER.")
    return coach


def _speaking(speakers: Sequence[str]) -> str:
    """Who speaks, each name in quotes, for some have a comma in them."""
    if not speakers:
        return "It does not say who speaks."
    there = [f"“{shortened(name, 30)}”" for name in speakers[:8]]
    there += [f"{len(speakers) - 8} more"] if len(speakers) > 8 else []
    said = f"{', '.join(there[:-1])} and {there[-1]}" if len(there) > 1 else there[0]
    return f"The speakers in it: {said}."


def _coach(room: Room, asked: Asked, transcript: Transcript, path: str) -> str:
    """Which speaker is the coach: the one of the settings, or said before, or asked for now."""
    speakers = transcript.speakers
    for name in (asked.coach, room.coach, COACH):
        found = [each for each in speakers if name and folded(each) == folded(name)]
        if found:
            return found[0]
    if not speakers:
        return ""
    if not room.interactive:
        raise _who(path, speakers)
    choices = (*(Choice(key=name, label=shortened(name, 60)) for name in speakers),
               Choice(key=_NOBODY, label=talking.IMPORT_NO_COACH))  # fmt: skip
    move = room.put(Asking(text=talking.IMPORT_COACH.format(path=path), form=Form.ONE_OF, choices=choices, keys="q"))
    if not isinstance(move, Gave):
        raise _who(path, speakers)
    asked.coach = "" if move.text == _NOBODY else move.text
    return asked.coach


def _person(room: Room, transcript: Transcript, coach: str, path: str) -> str:
    others = [name for name in transcript.speakers if folded(name) != folded(coach)]
    if not room.interactive:
        raise _who(path, transcript.speakers)
    choices = tuple(Choice(key=name, label=name) for name in others)
    move = room.put(Asking(text=talking.IMPORT_PERSON.format(path=path), form=Form.LINE, choices=choices, keys="q"))
    if not isinstance(move, Gave) or not normalised(move.text):
        raise _who(path, transcript.speakers)
    return one_line(normalised(move.text))


def _who(path: str, speakers: Sequence[str]) -> RefusalError:
    message = f"Whose talk is it, and who is the coach? {_speaking(speakers)}"
    return _refusal(path, message, "Say it with --person NAME and --coach SPEAKER.")


def _refusal(path: str, message: str, hint: str = "") -> RefusalError:
    return RefusalError((Problem(path, 1, 1, "CK801", message, hint),))
