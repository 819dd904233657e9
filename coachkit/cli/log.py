"""`coachkit log`: in comes a person and who began it, out goes a contact kept in ten seconds."""

from __future__ import annotations

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, opened, show
from coachkit.dates import written
from coachkit.errors import UsageFaultError
from coachkit.safe_text import one_line

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def log(
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    by: str = typer.Option("person", metavar="person|coach|other", help="Who began it."),
    on: str | None = typer.Option(None, metavar="DATE", help="The day, like 2025-11-26; today without it."),
    note: str = typer.Option("", metavar="TEXT|-", callback=said_here.text, help="A line about it."),
) -> None:
    """A contact between talks, in ten seconds.

    Who began it, and perhaps a line. Never how long it took.

    \b
    coachkit log Maya
    coachkit log Maya --by coach --note "rang about choir"
    """
    from coachkit.workbench.find import find_person
    from coachkit.workbench.meetings import log_contact

    who_began = by.strip().casefold()
    if who_began not in ("person", "coach", "other"):
        raise UsageFaultError("--by is one of: person, coach, other.")
    day = day_option(on)
    with opened() as room:
        who = find_person(room, person, beginning=False)
        kept_on = log_contact(room, who, by=who_began, note=note, on=day)
    began = {"person": one_line(who.name), "coach": room.coach or "you", "other": "somebody else"}[who_began]
    show(messages.LOGGED.format(name=one_line(who.name), day=written(kept_on), began=one_line(began)))
