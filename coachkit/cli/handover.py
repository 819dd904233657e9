"""`coachkit handover …`: in come a person, one thing and what happened to it, out goes where it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, is_plain, one_of, opened, page_width, show, show_data, tell
from coachkit.errors import UsageFaultError
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.workbench.hand_over import Meant
    from coachkit.workbench.room import Room

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="One thing and its way: asked, yes or no, tried, moved, back.",
)
PERSON = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people)
WHAT = typer.Argument("", metavar="[WHAT|-]", help="Some words of it, or its id.", callback=said_here.text)
ON = typer.Option(None, "--on", metavar="DATE", help="The day it happened, like 2025-11-26.")
WHY = typer.Option(
    "", "--why", metavar="TEXT|-", callback=said_here.text, help="Why, in a line; it stays with the step."
)
HELPER = typer.Option(None, "--helper", metavar="NAME|-", callback=said_here.text, help="Who comes in.")
LIMIT = typer.Option(None, "--limit", metavar="TEXT|-", callback=said_here.text, help="How much is fine for them.")
GETS = typer.Option(None, "--gets", metavar="TEXT|-", callback=said_here.text, help="What makes it good for them too.")
NOW = typer.Option(None, "--now", metavar="to|for|with|by", help="How it goes now.")
NEXT = typer.Option(None, "--next", metavar="same|with|by|circle", help="How they would like it to go.")
THEIRS = typer.Option(None, "--theirs", metavar="TEXT|-", callback=said_here.text, help="The person's part.")
MINE = typer.Option(None, "--mine", metavar="TEXT|-", callback=said_here.text, help="The coach's part.")
STOPS = typer.Option(None, "--stops", metavar="TEXT|-", callback=said_here.text, help="What the coach will stop.")
WHEN = typer.Option(None, "--when", metavar="TEXT|-", callback=said_here.text, help="How both will know it is time.")
BY = typer.Option(None, "--by", metavar="TEXT|-", callback=said_here.text, help="By when, roughly.")
BACKUP = typer.Option(None, "--backup", metavar="TEXT|-", callback=said_here.text, help="What then, on a bad day.")
WHO_ASKS = typer.Option(
    None, "--who-asks", metavar="person|coach|NAME|-", callback=said_here.text, help="Who asks the helper."
)


@app.command()
def add(
    person: str = PERSON,
    what: str = typer.Argument(
        ..., metavar="WHAT|-", help="What it is, in the person's words.", callback=said_here.text
    ),
    now: str | None = NOW,
    next_: str | None = NEXT,
    helper: str | None = HELPER,
    theirs: str | None = THEIRS,
    mine: str | None = MINE,
    stops: str | None = STOPS,
    when: str | None = WHEN,
    by: str | None = BY,
    backup: str | None = BACKUP,
    who_asks: str | None = WHO_ASKS,
    why: str = WHY,
    on: str | None = ON,
) -> None:
    """Put one more thing on the page."""
    from coachkit.workbench import hand_over
    from coachkit.workbench.find import find_person

    facts = _facts(what=what, now=now, next=next_, helper=helper, person_does=theirs, coach_does=mine,
                   coach_stops=stops, stop_when=when, stop_by=by, backup=backup, who_asks=who_asks)  # fmt: skip
    with opened() as room:
        whose = find_person(room, person, beginning=False)
        _stands(room, hand_over.add(room, whose, facts, why=why, on=day_option(on)))


@app.command()
def edit(
    person: str = PERSON,
    what: str = WHAT,
    new: str | None = typer.Option(
        None, "--what", metavar="TEXT|-", callback=said_here.text, help="What it is called from now on."
    ),
    now: str | None = NOW,
    next_: str | None = NEXT,
    helper: str | None = HELPER,
    limit: str | None = LIMIT,
    gets: str | None = GETS,
    theirs: str | None = THEIRS,
    mine: str | None = MINE,
    stops: str | None = STOPS,
    when: str | None = WHEN,
    by: str | None = BY,
    backup: str | None = BACKUP,
    who_asks: str | None = WHO_ASKS,
    why: str = WHY,
    on: str | None = ON,
) -> None:
    """Change what is written of it. An empty text takes a part away; what stood before stays in its story."""
    facts = _facts(what=new, now=now, next=next_, helper=helper, helper_limit=limit, helper_gets=gets,
                   person_does=theirs, coach_does=mine, coach_stops=stops, stop_when=when, stop_by=by, backup=backup,
                   who_asks=who_asks)  # fmt: skip
    _take("edited", person, what, facts, why, on)


@app.command()
def asked(
    person: str = PERSON,
    what: str = WHAT,
    helper: str | None = HELPER,
    who_asks: str | None = WHO_ASKS,
    why: str = WHY,
    on: str | None = ON,
) -> None:
    """The helper has been asked and has not said yet."""
    _take("asked", person, what, _facts(helper=helper, who_asks=who_asks), why, on)


@app.command()
def yes(
    ctx: typer.Context,
    person: str = PERSON,
    what: str = WHAT,
    helper: str | None = HELPER,
    limit: str | None = LIMIT,
    gets: str | None = GETS,
    why: str = WHY,
    on: str | None = ON,
) -> None:
    """The helper has said yes: how much is fine, and what makes it good for them too."""
    _take("yes", person, what, _facts(helper=helper, helper_limit=limit, helper_gets=gets), why, on, is_plain(ctx))


@app.command()
def no(
    person: str = PERSON, what: str = WHAT, helper: str | None = HELPER, why: str = WHY, on: str | None = ON
) -> None:
    """The helper would rather not, or no longer. Nothing stops; what had moved is back with you for now."""
    _take("no", person, what, _facts(helper=helper), why, on)


@app.command("try")
def try_(person: str = PERSON, what: str = WHAT, why: str = WHY, on: str | None = ON) -> None:
    """They try it; you watch and keep quiet. Not before a named helper's yes."""
    _take("trying", person, what, {}, why, on)


@app.command()
def moved(person: str = PERSON, what: str = WHAT, why: str = WHY, on: str | None = ON) -> None:
    """It has moved: they do it, and you have stopped. Not before a named helper's yes."""
    _take("moved", person, what, {}, why, on)


@app.command()
def back(person: str = PERSON, what: str = WHAT, why: str = WHY, on: str | None = ON) -> None:
    """It is back with you for now. That is what the promise is for."""
    _take("back", person, what, {}, why, on)


@app.command()
def ended(person: str = PERSON, what: str = WHAT, why: str = WHY, on: str | None = ON) -> None:
    """It is no longer needed, and leaves the page; its story stays."""
    _take("ended", person, what, {}, why, on)


@app.command("show")
def show_way(
    person: str = PERSON,
    what: str = WHAT,
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """How it went with one thing, step by step; without WHAT, with everything."""
    from coachkit.cli.views import way_as_it_went
    from coachkit.exporters.envelope import envelope
    from coachkit.exporters.json_form import way_data
    from coachkit.workbench.hand_over import looked_at

    as_json = one_of(format_, "text", "json") == "json"
    with opened() as room:
        whose, ways = looked_at(room, person, what)
        coach = room.coach
    if as_json:
        show_data(envelope("handovers", [way_data(way, whose) for way in ways]))
    elif not ways:
        tell(messages.NO_HANDOVERS.format(name=one_line(whose.name)))
    else:
        show("\n".join(way_as_it_went(way, whose.name, coach, page_width()) for way in ways).rstrip("\n"))


def _facts(**given: str | None) -> dict[str, Any]:
    """What was given, checked where only a few words fit."""
    words = {"now": ("to", "for", "with", "by"), "next": ("same", "with", "by", "circle")}
    for field, allowed in words.items():
        value = given.get(field)
        if value is not None and value not in allowed:
            raise UsageFaultError(f"--{field} is one of: {', '.join(allowed)}.")
    return {field: value for field, value in given.items() if value is not None}


def _take(
    did: str, person: str, what: str, facts: dict[str, Any], why: str, on: str | None, plain: bool = False
) -> None:
    from coachkit.person.way import Did
    from coachkit.workbench.hand_over import meant, step

    day = day_option(on)
    with opened(plain) as room:
        _stands(room, step(room, meant(room, person, what), Did(did), facts, why=why, on=day))


def _stands(room: Room, one: Meant) -> None:
    """Show what was kept, and the thing as it stands on the page now."""
    from coachkit.cli.views import way_as_it_stands

    show(way_as_it_stands(one.way, one.person.name, room.coach, page_width()).rstrip("\n"))
