"""Holding a talk: in come a person's name and a script, out goes a talk that is kept, paused or never begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.dates import written, written_short
from coachkit.errors import CouldNotError, NotFoundError
from coachkit.notebook.lines import Change, TalkLine
from coachkit.notebook.sitting import sitting
from coachkit.person.gathered import Person
from coachkit.safe_text import normalised, one_line, shortened
from coachkit.scripts.model import Script, Stage
from coachkit.wording import talking
from coachkit.workbench.begin_talk import FIRST, begin_talk, finish
from coachkit.workbench.consent import asked_again, say_withdrawn
from coachkit.workbench.conversation import Conversation, Sitting
from coachkit.workbench.deciding import mind_the_clock
from coachkit.workbench.find import candidates, exact, several
from coachkit.workbench.gathering import pinned_script
from coachkit.workbench.keeping import keep
from coachkit.workbench.newer_script import offer_newer
from coachkit.workbench.page_beside import from_before
from coachkit.workbench.permission import may_write
from coachkit.workbench.room import Room
from coachkit.workbench.which_day import day_of
from coachkit.workbench.write_up import write_up


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a talk; `person` and `talk` are None where nothing was kept."""

    person: Person | None = None
    talk: TalkLine | None = None
    finished: bool = False
    thoughts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the coach asked for on the command line."""

    name: str = ""
    script: str = ""
    on: date | None = None
    after: bool = False
    new: bool = False
    language: str | None = None


def hold_talk(room: Room, wanted: Wanted) -> Held:
    """Hold a talk, or go on with a paused one.

    Nothing is kept, not even the name, before the person has said that it is all right to write.
    """
    room.refuse_unwritable()
    day = day_of(room, wanted.on)
    name = normalised(wanted.name) or _ask_who(room)
    if not name:
        room.say(talking.NOBODY)
        return Held()
    meant = _which_person(room, one_line(name))
    if meant is None:
        room.say(talking.NOBODY)
        return Held()
    paused = None if wanted.new else _paused_talk(room, meant, wanted.script)
    if paused is not None:
        return _go_on(room, meant, paused, wanted)
    script = _script(room, wanted)
    taken_back = say_withdrawn(room, meant)
    if not may_write(room, meant.name):
        room.say(talking.NOTHING_KEPT)
        return Held()
    if not wanted.new and _paused_talk(room, meant, script.id):
        raise CouldNotError(talking.ANOTHER_WINDOW)
    if meant.id and wanted.on is None:
        mind_the_clock(room, meant)
    begun = begin_talk(room, meant, script, day, anew=taken_back)
    room.say(talking.LID_DOWN, Tone.QUIET)
    if not room.shelf.is_read(script):
        room.say(talking.NOT_YET_READ, Tone.QUIET)
    with sitting(room.notebook.path, begun.talk.id):
        return _sit(room, begun.person, begun.talk, script, begun.change, after=wanted.after)


def _script(room: Room, wanted: Wanted) -> Script:
    """The script asked for; in the language of the settings where there is such a translation."""
    named = wanted.script or FIRST
    if wanted.language:
        return room.shelf.find(named, wanted.language)
    script = room.shelf.find(named)
    usual = room.settings.get("language")
    there = usual != script.language and usual in room.shelf.languages(script)
    return room.shelf.find(named, usual) if there else script


def _ask_who(room: Room) -> str:
    names = [line.name for line in room.notebook.people()] if room.has_notebook else []
    choices = tuple(Choice(key=name, label=name) for name in names[:12])
    asking = Asking(text=talking.WHO, form=Form.LINE, hint=talking.WHO_HINT, choices=choices, keys="q")
    move = room.put(asking)
    return normalised(move.text) if isinstance(move, Gave) else ""


def _which_person(room: Room, name: str) -> Person | None:
    """The person meant, somebody new (still without an id), or None when the coach thinks better of it."""
    somebody_new = Person(id="", name=name)
    same = exact(room, name) if room.has_notebook else []
    if len(same) == 1:
        return same[0]
    near = same or (room.notebook.beginning(name) if room.has_notebook else [])
    if not near:
        return somebody_new
    if not room.interactive:
        raise _not_clear(name, same, near)
    choices = [Choice(key=person.id, label=_told_apart(room, person)) for person in near]
    if not same:
        choices.append(Choice(key="new", label=talking.SOMEBODY_NEW.format(name=shortened(name, 40))))
    text = talking.WHICH_PERSON if same else talking.BEGINS_OTHERS
    move = room.put(Asking(text=text, form=Form.ONE_OF, choices=tuple(choices), keys="q"))
    if not isinstance(move, Gave):
        return None
    return next((person for person in near if person.id == move.text), somebody_new)


def _not_clear(name: str, same: list[Person], near: list[Person]) -> NotFoundError:
    """Why the person cannot be told where nobody can be asked: a piped line must not choose whose talk it is."""
    if same:
        return several(name, same)
    return NotFoundError(
        f"{shortened(name, 40)} is only the beginning of a name. Give the whole name, or the id.",
        "For somebody new of that name, first: coachkit person add NAME",
        candidates(near),
    )


def _told_apart(room: Room, person: Person) -> str:
    talks = room.notebook.talks(person.id)
    last = f", last talk {written_short(date.fromisoformat(talks[-1].on), room.today)}" if talks else ""
    return shortened(person.name, 40) + last


def _paused_talk(room: Room, person: Person, script: str) -> TalkLine | None:
    if not person.id:
        return None
    open_ones = [t for t in room.notebook.talks(person.id) if t.kind == "talk" and t.state == "open"]
    open_ones = [t for t in open_ones if not script or t.script_id == script]
    return open_ones[-1] if open_ones else None


def _go_on(room: Room, person: Person, talk: TalkLine, wanted: Wanted) -> Held:
    if not asked_again(room, person):
        return Held()
    day = date.fromisoformat(talk.on)
    room.say(talking.GOING_ON.format(name=shortened(person.name, 60), day=written(day)), Tone.WARM)
    with sitting(room.notebook.path, talk.id) as somebody:
        if somebody:
            room.say(talking.OPEN_ELSEWHERE, Tone.QUIET)
        return _sit_again(room, person, talk, wanted)


def _sit_again(room: Room, person: Person, talk: TalkLine, wanted: Wanted) -> Held:
    day = date.fromisoformat(talk.on)
    change = room.notebook.begin("talk", f"the talk with {person.name}, gone on with", on=day, by=room.coach)
    room.sitting_with = person
    chosen = offer_newer(room, talk, change)
    if chosen is None:
        return Held(person, talk)
    talk = chosen
    room.say(talking.GOING_ON_KEYS, Tone.QUIET)
    return _sit(room, person, talk, pinned_script(room, talk), change, after=wanted.after, resumed=True)


def _sit(
    room: Room, person: Person, talk: TalkLine, script: Script, change: Change, *, after: bool, resumed: bool = False
) -> Held:
    conversation = Conversation(room, person, talk, script, change, from_before(room, person, talk, script))
    room.sitting_with = person
    ended = write_up(conversation) if after else conversation.go(resumed=resumed)
    if ended is Sitting.PAUSED:
        room.notebook.talk(talk.id)  # forgotten in another window, it is not kept: NotFoundError says so
    if ended is Sitting.ALL_ASKED:
        keep(room, lambda: finish(room, change, talk))
        alone = any(isinstance(part, Stage) and part.for_coach for part in script.parts)
        room.say(f"{talking.ALL_ASKED_ALONE if alone else talking.ALL_ASKED}\n", Tone.WARM)
    return Held(person, talk, ended is Sitting.ALL_ASKED, tuple(conversation.answers.thoughts))
