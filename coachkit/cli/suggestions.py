"""`coachkit suggestions`: in comes a person, out goes what was gleaned of their words, for a human to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import is_plain, one_of, opened, show, show_data, tell
from coachkit.errors import Stopped, UsageFaultError
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.gleaning.suggestion import Suggestion
    from coachkit.person.gathered import Person
    from coachkit.workbench.room import Room

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def suggestions(
    ctx: typer.Context,
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    accept: list[str] = typer.Option([], metavar="ID", help="Say yes to one; may be said again."),  # noqa: B008
    decline: list[str] = typer.Option([], metavar="ID", help="Leave one out; may be said again."),  # noqa: B008
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """What was gleaned from notes and transcripts, for you to decide.

    One at a time: right, said differently, left out, or later. Nothing of it is in the profile before you say so.

    \b
    coachkit suggestions Maya
    coachkit suggestions Maya --accept 4kq9z2 --decline 8mmw3t
    """
    from coachkit.workbench.find import find_person
    from coachkit.workbench.go_through import answer
    from coachkit.workbench.taken_back import consent

    as_json = one_of(format_, "text", "json") == "json"
    if set(accept) & set(decline):
        raise UsageFaultError("The same one cannot be said yes to and left out.")
    with opened(is_plain(ctx)) as room:
        who = find_person(room, person, beginning=not (accept or decline))
        if accept or decline:
            yes, no = answer(room, who, accept, decline)
            tell(messages.SUGGESTIONS_KEPT.format(yes=yes, no=no, name=one_line(who.name)))
        elif as_json or not room.interactive or consent(room, who).withdrawn_on:
            _list(room, who, as_json=as_json)
        else:
            _go_through(room, who)


def _go_through(room: Room, who: Person) -> None:
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.go_through import go_through

    try:
        with ended_politely():
            go_through(room, who)
    except KeyboardInterrupt:
        tell("\n" + messages.EDIT_KEPT)
        raise Stopped(Stopped.INTERRUPTED) from None


def _list(room: Room, who: Person, *, as_json: bool) -> None:
    from coachkit.exporters.envelope import envelope
    from coachkit.ids import shorts
    from coachkit.workbench.go_through import suggestions as waiting

    found = waiting(room, who)
    if as_json:
        show_data(envelope("suggestions", [_data(one, who) for one in found]))
    elif not found:
        tell(messages.SUGGESTIONS_NONE.format(name=one_line(who.name)))
    else:
        ids = shorts([one.id for one in found])
        show("\n".join(line for one in found for line in _lines(one, ids[one.id])))


def _lines(one: Suggestion, id_: str) -> tuple[str, ...]:
    from coachkit.gleaning.glean import rule_of
    from coachkit.workbench.go_through import label_of

    return (f"{id_}  {label_of(one)}: {one_line(one.name or one.text)}", f"        “{one_line(one.quote)}”",
            f"        {rule_of(one)}")  # fmt: skip


def _data(one: Suggestion, who: Person) -> dict[str, Any]:
    told = one.model_dump(mode="json", include={"id", "kind", "text", "quote", "rule", "name", "link"})
    source = {"session": one.session, "turn": one.at}
    return {**told, "person": {"id": who.id, "name": who.name}, "source": source}
