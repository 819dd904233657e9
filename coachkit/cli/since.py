"""`coachkit since`: in come a person and perhaps a day, out goes what is different since then, in sentences."""

from __future__ import annotations

from datetime import date

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, page_width, show, show_data
from coachkit.dates import understood_past, written
from coachkit.errors import UsageFaultError
from coachkit.safe_text import shortened

_DAY = typer.Argument(
    None, metavar="[DATE]", help="2025-03-01, march, 7 January, 3 weeks ago; else the talk before the latest."
)
app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def since(
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    day: list[str] | None = _DAY,
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """What is different since a day, or since the talk before.

    People, gifts, who does what, how often you meet, words about the future.

    \b
    coachkit since Maya
    coachkit since Maya march
    """
    from coachkit.exporters.envelope import envelope
    from coachkit.exporters.since_form import since_data
    from coachkit.wording.since import since_text
    from coachkit.workbench.find import find_person
    from coachkit.workbench.look_back import look_back

    kind = one_of(format_, "text", "json")
    with opened() as room:
        since_when = _day(" ".join(day), room.today) if day else None
        who = find_person(room, person)
        back = look_back(room, who, since_when)
        coach = room.coach
    if kind == "json":
        show_data(envelope("since", since_data(back.found, back.span, who)))
    else:
        show(since_text(back.found, back.span, who, coach, page_width()))


def _day(text: str, today: date) -> date:
    day = understood_past(text, today)
    if day is None:
        raise UsageFaultError(messages.NO_DAY.format(text=shortened(text, 40)), messages.A_DAY)
    if day > today:
        raise UsageFaultError(messages.DAY_TO_COME.format(day=written(day)), messages.A_DAY)
    return day
