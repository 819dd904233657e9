"""`coachkit come-back`: in comes a person who rang, out goes the promise, kept; and the way out again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, opened, page_width, show
from coachkit.dates import understood, written
from coachkit.errors import UsageFaultError
from coachkit.safe_text import one_line
from coachkit.workbench.typed_name import typed_name

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.workbench.gathering import Known
    from coachkit.workbench.room import Room

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("come-back")
def come_back(
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    rang: str = typer.Option(
        "person", metavar="person|coach|NAME|-", callback=said_here.text, help="Who rang, or noticed."
    ),
    sign: str = typer.Option("", metavar="TEXT|-", callback=said_here.text, help="What they noticed, in their words."),
    thing: list[str] = typer.Option(  # noqa: B008 - typer reads it there
        [],
        "--back",
        metavar="WHAT|-",
        callback=said_here.texts,
        help="A thing that is back with you; may be said again.",
    ),
    over: bool = typer.Option(False, "--over", help="Step back again: the way out."),
    near: str = typer.Option("", metavar="PHASE", help="With --over: close-by, a-call-away, door-open, alongside."),
    how_often: str = typer.Option(
        "", metavar="TEXT|-", callback=said_here.text, help="With --over: how often you meet from here."
    ),
    look_again: str = typer.Option("", metavar="DATE", help="With --over: the day to look again."),
    on: str | None = typer.Option(None, metavar="DATE", help="The day it happened; today without it."),
) -> None:
    """They rang, and you come back, as promised; and the way out again.

    Nobody has slipped: it is what the promise is for. With --over you step back to where you were.

    \b
    coachkit come-back Maya --sign "post in the bread tin"
    coachkit come-back Maya --over --look-again 2027-03-04
    """
    from coachkit.workbench.find import find_person

    day = day_option(on)
    if not over and (near or how_often or look_again):
        raise UsageFaultError("--near, --how-often and --look-again go with --over.")
    if over and (sign or thing or rang != "person"):
        raise UsageFaultError("--rang, --sign and --back belong to coming back, not to --over.")
    with opened() as room:
        who = find_person(room, person, beginning=False)
        if over:
            _over(room, who, near, how_often, look_again, day)
        else:
            _come(room, who, rang, sign, tuple(thing), day)


def _come(room: Room, who: Person, rang: str, sign: str, things: tuple[str, ...], day: date | None) -> None:
    from coachkit.wording.coming_back import coming_back
    from coachkit.wording.layout import as_text
    from coachkit.workbench.meetings import come_back as come

    now = come(room, who, rang=rang, sign=sign, things=things, on=day)
    show(as_text(coming_back(now.plan, typed_name(room, who)), page_width()).rstrip("\n"))


def _over(room: Room, who: Person, near: str, how_often: str, look_again: str, day: date | None) -> None:
    from coachkit.workbench.meetings import one_of_the_phases, step_back_again

    phase = one_of_the_phases(near) if near else ""
    again = understood(look_again, room.today) if look_again else None
    if look_again and again is None:
        raise UsageFaultError(f"{look_again[:40]!r} is not a day.", "Write it like 2026-11-26.")
    if again is not None and again < room.today:
        raise UsageFaultError(f"{written(again)} has gone by already. Choose a day to come.")
    now = step_back_again(
        room, who, phase=phase, how_often=how_often, look_again=again.isoformat() if again else "", on=day
    )
    show(messages.STEPPED_BACK.format(name=one_line(who.name)) + _how_it_is_now(now, room))


def _how_it_is_now(now: Known, room: Room) -> str:
    from coachkit.wording.beside import how_often_beside, still_back_beside

    parts = (how_often_beside(now.plan, room.today), still_back_beside(now.plan))
    return "".join(f"\n{part}" for part in parts if part)
