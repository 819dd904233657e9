"""`coachkit introduce`: in come a person, whom they are to meet and what happened, out goes how it stands."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, is_plain, opened, page_width, show, tell
from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.person.introduction import Introduction, Met
    from coachkit.workbench.introduce import Introduced, NotTakenError
    from coachkit.workbench.room import Room

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def introduce(
    ctx: typer.Context,
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    to: str = typer.Option(
        ..., "--to", metavar="NAME|-", callback=said_here.text, help="Whom, or what place, they are to meet."
    ),
    with_: str | None = typer.Option(None, "--with", metavar="NAME|-", callback=said_here.text, help="Who goes along."),
    because: str | None = typer.Option(
        None, "--because", metavar="TEXT|-", callback=said_here.text, help="What was said that made you think so."
    ),
    asked: str = typer.Option("", "--asked", metavar="person|other|both", help="Who has been asked."),
    yes: str = typer.Option("", "--yes", metavar="person|other|both", help="Who has said yes."),
    no: str = typer.Option("", "--no", metavar="person|other|both", help="Who would rather not."),
    met: bool = typer.Option(False, "--met", help="They have met; not before both said yes."),
    again: bool = typer.Option(False, "--again", help="They went again without you."),
    ended: bool = typer.Option(False, "--ended", help="It goes no further."),
    why: str = typer.Option(
        "", "--why", metavar="TEXT|-", callback=said_here.text, help="Why, in a line; it stays with the step."
    ),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="The day it happened, like 2025-11-26."),
) -> None:
    """Somebody, or some place, for a person to meet.

    First it is a thought of yours. Ask both, name neither to the other before
    both have said yes; then they meet, and one day go again without you.

    \b
    coachkit introduce Maya --to 'Mr Okafor' --because 'mending bikes'
    coachkit introduce Maya --to 'Mr Okafor' --yes both
    coachkit introduce Maya --to 'Mr Okafor' --met --with me
    """
    from coachkit.workbench.find import find_person
    from coachkit.workbench.introduce import NotTakenError, Telling
    from coachkit.workbench.introduce import introduce as keep

    steps = _steps({"asked": asked, "yes": yes, "no": no}, {"met": met, "again": again, "ended": ended})
    told = Telling(to=to, with_=with_, because=because, steps=steps, why=why)
    day = day_option(on)
    with opened(is_plain(ctx)) as room:
        who = find_person(room, person, beginning=False)
        try:
            done = keep(room, who, told, on=day)
        except NotTakenError as early:
            raise CouldNotError(early.message, _command_instead(room, who, early, on)) from None
        _stands(room, who, done, asked=bool(steps))


def _steps(sides: dict[str, str], whole: dict[str, bool]) -> tuple[Met, ...]:
    """The steps of the options, in the order they happen. Raises UsageFaultError where they do not go together."""
    from coachkit.person.introduction import Met

    found: list[Met] = []
    answered: set[str] = set()
    for name, value in sides.items():
        if value not in ("", "person", "other", "both"):
            raise UsageFaultError(f"--{name} is one of: person, other, both.")
        said = ("person", "other") if value == "both" else (value,) if value else ()
        if name != "asked" and answered.intersection(said):
            raise UsageFaultError("Yes or no? One side cannot say both at once.")
        answered.update(said if name != "asked" else ())
        found += [Met(f"{side}_{name}") for side in said]
    if sides["no"] and (whole["met"] or whole["again"]):
        raise UsageFaultError("Nobody meets on the day of a no. Keep what happened one after the other.")
    return (*found, *(Met(name) for name, wanted in whole.items() if wanted))


def _stands(room: Room, who: Person, done: Introduced, *, asked: bool) -> None:
    """Show how it stands; say that nothing was changed where it stood so already; then what could come next."""
    from coachkit.person.introduction import waits_for
    from coachkit.wording.layout import Lines, Section, as_text
    from coachkit.wording.meeting import SO_ALREADY, standing, what_comes_next
    from coachkit.wording.voices import Speaker, Voice

    say = Speaker(Voice.YOU, who.name, room.coach)
    if asked and not done.kept:
        tell(SO_ALREADY)
    block = Lines(lead=done.one.to, lines=(standing(done.one, say),))
    show(as_text((Section(blocks=(block,)),), page_width()).rstrip("\n"))
    waits = waits_for(done.one)
    if waits is not None:
        tell(what_comes_next(waits, say))
        tell(_command(room, who, done.one, _next_step(waits.waits, waits.side or "")))


def _next_step(waits: str, side: str) -> str:
    steps = {"to_be_asked": f"--asked {side}", "for_an_answer": f"--yes {side}", "to_meet": "--met --with NAME"}
    return steps.get(waits, "--again")


def _command_instead(room: Room, who: Person, early: NotTakenError, on: str | None) -> str:
    """What to type once the step that is missing has happened."""
    from coachkit.person.introduction import Refused
    from coachkit.wording.meeting import unsaid

    if early.fault is Refused.NOT_MET_YET:
        step = "--met --with NAME"
    else:
        sides = unsaid(early.one)
        step = f"--yes {sides[0] if len(sides) == 1 else 'both'}"
    return _command(room, who, early.one, f"{step} --on {on}" if on else step)


def _command(room: Room, who: Person, one: Introduction, step: str) -> str:
    from coachkit.workbench.typed_name import typed_name

    to = shlex.quote(one_line(one.to))
    return messages.INTRODUCE_AGAIN.format(name=typed_name(room, who), to=to, step=step)
