"""`coachkit` alone: in comes the notebook, out goes the coach's day, or a welcome."""

from __future__ import annotations

from datetime import date

from coachkit.cli import messages
from coachkit.cli.desk import opened, show
from coachkit.cli.talk import typed_name
from coachkit.dates import iso_day, written, written_short
from coachkit.safe_text import one_line


def show_day() -> None:
    """What may be worth a look today: a short list, never a backlog; a welcome where nobody is there yet."""
    from coachkit.workbench.day import the_day

    with opened() as room:
        if not room.has_notebook or not room.notebook.people(archived=True):
            show(messages.WELCOME)
            return
        day = the_day(room)
        going_on = [(person, talk, typed_name(room, person)) for person, talk in day.going_on]
    parts = [written(room.today)]
    if going_on:
        lines = [f"{_day(talk.on)} with {one_line(p.name)}: coachkit talk {typed}" for p, talk, typed in going_on]
        parts.append(_listed(messages.DAY_GO_ON, lines))
    if day.looking_again:
        lines = [f"{written_short(_iso(on), room.today)} with {one_line(p.name)}" for p, on in day.looking_again]
        parts.append(_listed(messages.DAY_LOOK_AGAIN, lines))
    if day.small_things:
        coach = room.coach or "you"
        lines = [
            f"{one_line(p.name) if s.who == 'person' else coach if s.who == 'coach' else one_line(s.who)}: "
            f"{one_line(s.what)} ({written_short(_iso(s.by or ''), room.today)})"
            for p, s in day.small_things
        ]
        parts.append(_listed(messages.DAY_SMALL_THINGS, lines))
    if len(parts) == 1:
        parts.append(messages.QUIET_DAY)
    show("\n\n".join([*parts, messages.DAY_NEXT]))


def _listed(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _iso(text: str) -> date:
    return iso_day(text) or date.min


def _day(text: str) -> str:
    return written(_iso(text))
