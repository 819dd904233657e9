"""`coachkit` alone: in comes the notebook, out goes the coach's day, or a welcome."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from coachkit.askers.wrapping import wrapped
from coachkit.cli import messages
from coachkit.cli.desk import opened, page_width, show, tell
from coachkit.cli.synced_folder import is_known, synced_told
from coachkit.dates import iso_day, written, written_short
from coachkit.safe_text import folded, one_line
from coachkit.wording import talking
from coachkit.wording.words import named, quoted
from coachkit.workbench.typed_name import typed_name

if TYPE_CHECKING:
    from coachkit.notebook.lines import PersonLine, TalkLine
    from coachkit.person.introduction import Waiting
    from coachkit.person.summary import RatherNot, SmallThing
    from coachkit.workbench.day import Day
    from coachkit.workbench.room import Room

MOST_LINES = 5
LOOKING_AGAIN = "looking_again"
T = TypeVar("T")


def show_day() -> None:
    """What may be worth a look today: a short list, never a backlog; a welcome where nobody is there yet."""
    from coachkit.workbench.day import the_day

    with opened() as room:
        if not room.has_notebook or not room.notebook.people(archived=True):
            show(_welcome(room))
            return
        day = the_day(room, lambda: tell(messages.LOOKING_THROUGH))
        parts = [part for part in _sections(_Lines(room), day) if part]
    parts = [*(parts or [messages.QUIET_DAY]), *_warnings(room)]
    text = "\n\n".join([written(room.today), *parts, messages.DAY_NEXT])
    show(_fitted(text) if sys.stdout.isatty() else text)


def _welcome(room: Room) -> str:
    """What one may do with an empty notebook; to protect it, before the visit rather than at the table."""
    if warnings := _warnings(room):
        return messages.WELCOME.format(protect="", who="\n".join(warnings))
    if room.has_notebook and room.notebook.protected:
        return messages.WELCOME.format(protect="", who=messages.WELCOME_PROTECTED)
    return messages.WELCOME.format(protect=messages.WELCOME_PROTECT, who=messages.WELCOME_OPEN)


def _warnings(room: Room) -> list[str]:
    """What has to be seen to before anything can be written: the folder, where a cloud service copies it."""
    told = synced_told(room.settings)
    return [told] if told and not is_known(room.settings) else []


def _fitted(text: str) -> str:
    """The page with its lines wrapped to the terminal, set in below their beginning."""
    width = page_width()
    return "\n".join(each for line in text.split("\n") for each in wrapped(line, width, hanging=4) or [""])


def _sections(lines: _Lines, day: Day) -> tuple[str, ...]:
    """The sections in their order; an empty one is an empty text."""
    return (
        _listed(messages.DAY_TAKEN_BACK, day.taken_back, lines.taken_back),
        _listed(messages.DAY_GO_ON, day.going_on, lines.going_on),
        _listed(messages.DAY_LOOK_AGAIN, day.looking_again, lines.look_again),
        _listed(messages.DAY_RATHER_NOT, day.rather_not, lines.rather_not),
        _listed(messages.DAY_MEET, day.introductions, lines.introduction),
        _listed(messages.DAY_SMALL_THINGS, day.small_things, lines.small_thing),
        _listed(messages.DAY_PAUSED, day.paused, lines.paused),
        _listed(messages.DAY_RETURNED, day.returned, lines.returned),
        lines.long_ago(day.long_ago),
    )


def _listed(title: str, found: Sequence[tuple[PersonLine, T]], line: Callable[[PersonLine, T], str]) -> str:
    """A title and a few lines; that there is more is said, never how much."""
    if not found:
        return ""
    more = [messages.DAY_MORE] if len(found) > MOST_LINES else []
    return "\n  ".join([title, *(line(person, each) for person, each in found[:MOST_LINES]), *more])


class _Lines:
    """What one line of each section says: names and days, and people's words after a colon or in quotes."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._today = room.today
        self._coach = one_line(room.coach)
        self._retention = one_line(room.settings.get("retention"))

    def taken_back(self, person: PersonLine, on: date) -> str:
        said = talking.WITHDRAWN_ON.format(name=_name(person), day=written_short(on))
        what_to_do = talking.WITHDRAWN_DO.format(typed=typed_name(self._room, person))
        return "\n    ".join([said, *what_to_do.split("\n")])

    def going_on(self, person: PersonLine, talk: TalkLine) -> str:
        verb = "look-again" if talk.script_id == LOOKING_AGAIN else "talk"
        return f"{written(_iso(talk.on))} with {_name(person)}: coachkit {verb} {typed_name(self._room, person)}"

    def look_again(self, person: PersonLine, on: date) -> str:
        if on < self._today:
            said = messages.DAY_MISSED.format(day=written_short(on), name=_name(person))
        else:
            said = f"{written_short(on, self._today)} with {_name(person)}:"
        return f"{said} coachkit look-again {typed_name(self._room, person)}"

    def rather_not(self, person: PersonLine, no: RatherNot) -> str:
        helper = named(no.helper) if no.helper else messages.SOMEBODY
        return f"{helper}, for {_name(person)}: {quoted(one_line(no.what))} ({written_short(_iso(no.on))})"

    def small_thing(self, person: PersonLine, thing: SmallThing) -> str:
        who = name = _name(person)
        if thing.who == "coach":
            who = f"{self._coach or messages.YOU}, with {name}"
        elif thing.who != "person" and folded(thing.who) != folded(name):
            who = f"{one_line(thing.who)}, with {name}"
        return f"{who}: {one_line(thing.what)} ({written_short(_iso(thing.by or ''), self._today)})"

    def introduction(self, person: PersonLine, waits: Waiting) -> str:
        from coachkit.wording.meeting import waiting_line
        from coachkit.wording.voices import Speaker, Voice

        return waiting_line(waits, Speaker(Voice.YOU, person.name, self._coach))

    def paused(self, person: PersonLine, since: date) -> str:
        typed = typed_name(self._room, person)
        return messages.DAY_PAUSED_SINCE.format(name=_name(person), day=written_short(since), typed=typed)

    def returned(self, person: PersonLine, since: date) -> str:
        who_is = messages.DAY_COACH_IS.format(coach=self._coach) if self._coach else messages.DAY_YOU_ARE
        back = messages.DAY_BACK_SINCE.format(name=_name(person), day=written_short(since))
        return f"{who_is} {back}; coachkit come-back {typed_name(self._room, person)} --over"

    def long_ago(self, people: Sequence[PersonLine]) -> str:
        from coachkit.workbench.day import MOST_LONG_AGO

        if not people:
            return ""
        more = [messages.AND_MORE] if len(people) > MOST_LONG_AGO else []
        names = ", ".join([*map(_name, people[:MOST_LONG_AGO]), *more])
        title = messages.DAY_LONG_AGO.format(retention=self._retention)
        return f"{title}\n  {messages.DAY_LONG_AGO_DO.format(names=names)}"


def _name(person: PersonLine) -> str:
    return one_line(person.name)


def _iso(text: str) -> date:
    return iso_day(text) or date.min
