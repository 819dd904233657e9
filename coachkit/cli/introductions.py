"""`coachkit introductions`: in comes perhaps a person, out goes who is to meet whom, each with its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, page_width, show, show_data, tell
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.person.introduction import Introduction

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def introductions(
    person: str = typer.Argument("", metavar="[PERSON]", help="A name or an id.", autocompletion=complete_people),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """Who is to meet whom, and how it went.

    Where each one stands and every step of it; with a name, those of one person. For you, not for the page.
    """
    from coachkit.exporters.envelope import envelope
    from coachkit.exporters.json_form import introduced_data
    from coachkit.workbench.find import find_person
    from coachkit.workbench.introduce import everybodys_introductions, introductions_of

    as_json = one_of(format_, "text", "json") == "json"
    with opened() as room:
        if person:
            who = find_person(room, person)
            found = [(who, introductions_of(room, who))]
        else:
            found = everybodys_introductions(room, archived=as_json) if room.has_notebook else []
        coach = room.coach
    if as_json:
        show_data(envelope("introductions", [introduced_data(one, who) for who, every in found for one in every]))
    elif not any(every for _, every in found):
        tell(messages.NO_INTRODUCTIONS_OF.format(name=one_line(who.name)) if person else messages.NO_INTRODUCTIONS)
    else:
        show("\n".join(_as_text(who, every, coach) for who, every in found).rstrip("\n"))


def _as_text(who: Person, every: tuple[Introduction, ...], coach: str) -> str:
    from coachkit.wording.layout import Masthead, Section, as_text
    from coachkit.wording.meeting import told
    from coachkit.wording.voices import Speaker, Voice

    say = Speaker(Voice.YOU, who.name, coach)
    parts = (Section(blocks=(Masthead(left=who.name),)), *(Section(blocks=(told(one, say),)) for one in every))
    return as_text(parts, page_width())
