"""`coachkit talks`: in comes perhaps a person, out go the talks there were, oldest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, show, show_data, tell
from coachkit.dates import written
from coachkit.exporters.envelope import envelope
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.notebook.lines import TalkLine

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def talks(
    person: str = typer.Argument("", metavar="[PERSON]", help="A name or an id.", autocompletion=complete_people),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """The talks you have had, oldest first.

    Oldest first; with a name, those with one person.
    """
    from coachkit.ids import shorts
    from coachkit.workbench.find import find_person

    as_json = one_of(format_, "text", "json") == "json"
    with opened() as room:
        who = find_person(room, person) if person else None
        every = room.notebook.talks() if room.has_notebook else []
        held = [talk for talk in every if who is None or talk.person_id == who.id]
        lines = room.notebook.people(archived=True) if room.has_notebook else []
        names = {line.id: line.name for line in lines}
        if as_json:
            show_data(envelope("talks", [talk_data(talk, names.get(talk.person_id, "")) for talk in held]))
            return
        if not held:
            tell(messages.NO_TALKS)
            return
        ids = shorts([talk.id for talk in every])
        show("\n".join(talk_line(talk, ids[talk.id], names.get(talk.person_id, "")) for talk in held))


def talk_line(talk: TalkLine, id_: str, name: str) -> str:
    """One talk on a line: id, day, with whom, and whether it waits to be gone on with."""
    who = f" with {one_line(name)}" if name else ""
    waits = ", to go on with" if talk.state == "open" else ""
    return f"{id_}  {written(date.fromisoformat(talk.on))}{who}, {talk.script_id or talk.kind}{waits}"


def talk_data(talk: TalkLine, name: str) -> dict[str, Any]:
    """One talk for scripts."""
    return {
        "id": talk.id,
        "person": {"id": talk.person_id, "name": name},
        "kind": talk.kind,
        "on": talk.on,
        "script": talk.script_id,
        "state": talk.state,
    }
