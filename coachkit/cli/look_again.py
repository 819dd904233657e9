"""`coachkit look-again`: in comes a person with a page, out go the new page and what changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, is_plain, opened, page_width, read_bytes, show, tell
from coachkit.cli.talk import show_page
from coachkit.dates import written
from coachkit.errors import Stopped, UsageFaultError
from coachkit.safe_text import one_line
from coachkit.workbench.typed_name import typed_name

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.workbench.look_again import Looked
    from coachkit.workbench.room import Room

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def look_again(
    ctx: typer.Context,
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    answers: str = typer.Option("", metavar="FILE", help="Take the answers from a YAML or JSON file; - is stdin."),
    after: bool = typer.Option(False, "--after", help="Write it up afterwards: any part, in any order."),
    on: str | None = typer.Option(None, metavar="DATE", help="The day of the talk, like 2025-11-26."),
) -> None:
    """Go through the page together: what is still going, what next.

    Line by line, the promise, what is good enough; then a word with yourself. Every answer is kept as you go; one
    that was left is gone on with. It ends with the new page and what changed.

    \b
    coachkit look-again Maya
    coachkit look-again Maya --answers thursday.yaml
    """
    from coachkit.workbench.find import find_person

    day = day_option(on)
    if answers and after:
        raise UsageFaultError("--answers and --after do not go together: both say where the answers come from.")
    with opened(is_plain(ctx)) as room:
        who = find_person(room, person, beginning=False)
        if answers:
            _take_in(room, who, answers, day)
        else:
            _sit(room, who, day, after=after)


def _sit(room: Room, who: Person, day: date | None, *, after: bool) -> None:
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.look_again import look_again as look

    try:
        with ended_politely():
            looked = look(room, who, on=day, after=after)
    except KeyboardInterrupt:
        tell("\n" + (_kept(room, who) if room.sitting_with else messages.NOT_BEGUN))
        raise Stopped(Stopped.INTERRUPTED) from None
    held = looked.held
    if held.thoughts:
        tell("\n".join([messages.THOUGHTS, *(f"  {one_line(thought)}" for thought in held.thoughts)]))
    if held.finished:
        _show_end(room, looked)
    elif held.person is not None:
        tell(_kept(room, who))


def _take_in(room: Room, who: Person, answers: str, day: date | None) -> None:
    from coachkit.workbench.answers_file import read_answers
    from coachkit.workbench.look_again import take_in_again

    told = read_answers(read_bytes(answers), "stdin" if answers == "-" else answers)
    taken, looked = take_in_again(room, who, told, on=day)
    if taken.parked:
        tell(messages.PARKED_ANSWERS.format(steps=", ".join(taken.parked)))
    held_on = date.fromisoformat(taken.talk.on)
    tell(messages.TAKEN_IN.format(name=one_line(who.name), day=written(held_on)))
    _show_end(room, looked)


def _kept(room: Room, who: Person) -> str:
    return messages.LOOKING_KEPT.format(name=typed_name(room, who))


def _show_end(room: Room, looked: Looked) -> None:
    """The new page, and what changed on it."""
    from coachkit.wording.changed import changed_sentences
    from coachkit.wording.layout import Lines, Section, as_text

    show_page(room, looked.now)
    changed = Lines(lines=changed_sentences(looked.before, looked.now))
    show("\n" + as_text((Section(title=messages.WHAT_CHANGED, blocks=(changed,)),), page_width()).rstrip("\n"))
