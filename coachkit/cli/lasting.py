"""`coachkit lasting`: in comes a person or everybody, out go figures for the coach alone, each with its rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, page_width, show, show_data, tell
from coachkit.errors import UsageFaultError

if TYPE_CHECKING:
    from coachkit.workbench.lasting import Lasting

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def lasting(
    person: str = typer.Argument("", metavar="[PERSON]", help="A name or an id.", autocompletion=complete_people),
    everybody: bool = typer.Option(False, "--all", help="Everybody together; shows no names and no words."),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """What moved and is still going after 30, 90 and 180 days.

    Counts for the coach alone, each with its rule beside it. Of everybody together no number under five shows.

    \b
    coachkit lasting Maya
    coachkit lasting --all
    """
    from coachkit.workbench.lasting import lasting_of, lasting_of_all

    as_json = one_of(format_, "text", "json") == "json"
    if bool(person) == everybody:
        raise UsageFaultError(messages.WHOM)
    with opened() as room:
        if everybody:
            found = lasting_of_all(room, _late)
        else:
            from coachkit.workbench.find import find_person

            found = lasting_of(room, find_person(room, person), _late)
    if as_json:
        show_data(_json(found))
    else:
        show(_text(found, room.today, room.coach))


def _late() -> None:
    tell(messages.LOOKING_THROUGH)


def _json(found: Lasting) -> str:
    from coachkit.exporters.envelope import envelope
    from coachkit.exporters.figures import lasting_data, things_data

    data = lasting_data(found.figures)
    if found.person:
        data = {
            "person": {"id": found.person.id, "name": found.person.name},
            **data,
            "things": things_data(found.moved),
        }
    return envelope("lasting", data)


def _text(found: Lasting, today: date, coach: str) -> str:
    from coachkit.wording.lasting import what_lasts
    from coachkit.wording.layout import as_text

    name = found.person.name if found.person else ""
    return as_text(what_lasts(found.figures, today, coach=coach, person=name, moved=found.moved), page_width())
