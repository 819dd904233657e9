"""`coachkit talk`: in come a name, a script or an answers file, out go a talk that is kept and its page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, notebook_messages
from coachkit.cli.completing import complete_people, complete_scripts
from coachkit.cli.desk import day_option, is_plain, opened, page_width, read_bytes, show, tell
from coachkit.dates import written
from coachkit.errors import Stopped, UsageFaultError
from coachkit.safe_text import one_line
from coachkit.workbench.typed_name import typed_name

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.workbench.gathering import Known
    from coachkit.workbench.hold_talk import Held, Wanted
    from coachkit.workbench.room import Room

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def talk(
    ctx: typer.Context,
    person: str = typer.Argument("", metavar="[PERSON]", help="A name or an id.", autocompletion=complete_people),
    script: str = typer.Option("", metavar="ID", help="The prompt script.", autocompletion=complete_scripts),
    language: str | None = typer.Option(None, metavar="CODE", help="Ask in a translation there is."),
    answers: str = typer.Option("", metavar="FILE", help="Take the answers from a YAML or JSON file; - is stdin."),
    after: bool = typer.Option(False, "--after", help="Write a talk up afterwards: any part, in any order."),
    new: bool = typer.Option(False, "--new", help="Begin a new talk even where one is paused."),
    on: str | None = typer.Option(None, metavar="DATE", help="The day of the talk, like 2025-11-26."),
) -> None:
    """Hold a talk, or go on with a paused one.

    It ends with the profile in short and the person's page. Every answer is kept as you go; q stops for now.

    \b
    coachkit talk
    coachkit talk Maya --after
    """
    from coachkit.workbench.hold_talk import Wanted

    day = day_option(on)
    if answers:
        if after:
            raise UsageFaultError("--answers and --after do not go together: both say where the answers come from.")
        _take_in(answers, person, script, day)
        return
    wanted = Wanted(name=person, script=script, on=day, after=after, new=new, language=language)
    with opened(is_plain(ctx)) as room:
        _hold(room, wanted)


def _hold(room: Room, wanted: Wanted) -> None:
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.hold_talk import hold_talk

    try:
        with ended_politely():
            held = hold_talk(room, wanted)
    except KeyboardInterrupt:
        tell("\n" + (_kept(room, wanted) if room.sitting_with else messages.NOT_BEGUN))
        raise Stopped(Stopped.INTERRUPTED) from None
    if held.person is not None:
        _after_talk(room, held, held.person, wanted)


def _after_talk(room: Room, held: Held, person: Person, wanted: Wanted) -> None:
    from coachkit.workbench.gathering import known

    if held.thoughts:
        tell("\n".join([messages.THOUGHTS, *(f"  {one_line(thought)}" for thought in held.thoughts)]))
    if held.finished:
        show_end(room, person)
    else:
        tell(_kept(room, wanted))
        so_far = messages.PROFILE_SO_FAR if known(room, person).plan.is_empty else messages.PAGE_SO_FAR
        tell(so_far.format(name=typed_name(room, person)))
    _name_protection(room, held)


def _name_protection(room: Room, held: Held) -> None:
    """One line, after the first talk of a day, as long as anybody who has the notebook can read it."""
    if room.notebook.protected:
        return
    day = room.clock().date().isoformat()
    this = held.talk.id if held.talk is not None else ""
    if not any(talk.touched_at.startswith(day) for talk in room.notebook.talks() if talk.id != this):
        tell(notebook_messages.PROTECT_LINE)


def _kept(room: Room, wanted: Wanted) -> str:
    """That what was said is kept, and the command that goes on; or that somebody was forgotten meanwhile."""
    if room.sitting_with and not room.notebook.people_there([room.sitting_with.id]):
        return messages.FORGOTTEN_MEANWHILE
    again = messages.PAUSED_AFTER if wanted.after else messages.KEPT_SO_FAR
    return again.format(name=typed_name(room, room.sitting_with) if room.sitting_with else "")


def show_end(room: Room, person: Person) -> None:
    """Print the profile in short and the person's page."""
    from coachkit.wording.profile_page import profile_short
    from coachkit.workbench.gathering import known

    now = known(room, person)
    if not now.profile.is_empty:
        show(profile_short(now.profile, room.today, page_width()) + "\n")
    show_page(room, now)


def show_page(room: Room, now: Known) -> None:
    """Print the person's page."""
    from coachkit.wording.page import page_text

    show(page_text(now.plan, room.today, page_width(), emergency=room.settings.get("emergency")))


def _take_in(answers: str, person: str, script: str, day: date | None) -> None:
    from coachkit.workbench.answers_file import read_answers
    from coachkit.workbench.take_in import take_in

    told = read_answers(read_bytes(answers), "stdin" if answers == "-" else answers)
    with opened() as room:
        taken = take_in(room, told, name=person, script=script, on=day)
        if taken is None:
            tell(messages.PERMISSION_NO)
            return
        if taken.parked:
            tell(messages.PARKED_ANSWERS.format(steps=", ".join(taken.parked)))
        held_on = date.fromisoformat(taken.talk.on)
        tell(messages.TAKEN_IN.format(name=one_line(taken.person.name), day=written(held_on)))
        show_end(room, taken.person)
