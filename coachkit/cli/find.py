"""`coachkit find`: in come words, out go the places where somebody said them, newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, show_data, tell
from coachkit.cli.streams import show_found
from coachkit.dates import written_short
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.notebook.searching import Found
    from coachkit.workbench.room import Room
    from coachkit.workbench.who_said import Speaker

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def find(
    text: str = typer.Argument(
        ..., metavar="TEXT|-", callback=said_here.text, help="Words to look for; all of them have to be there."
    ),
    person: str = typer.Option("", metavar="PERSON", help="With one person only.", autocompletion=complete_people),
    limit: int = typer.Option(20, min=1, max=1000, metavar="N", help="At most so many."),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """Search what was said, in talks, notes and transcripts.

    Newest first. Accents and capitals do not matter; words in quotes have to stand side by side.
    """
    from coachkit.workbench.who_said import speakers

    as_json = one_of(format_, "text", "json") == "json"
    with opened() as room:
        found = None if person else _at_once(room, text, limit)
        if found is None:
            found = _after_catching_up(room, text, person, limit)
        told = list(zip(found, speakers(room, found), strict=True))
    if as_json:
        from coachkit.exporters.envelope import envelope

        show_data(envelope("find", [_data(*each) for each in told]))
    elif not found:
        tell(messages.FOUND_NOTHING)
    else:
        from coachkit.notebook.snippets import BEGIN, END

        show_found("\n".join(_line(*each) for each in told), BEGIN, END)


def _at_once(room: Room, text: str, limit: int) -> list[Found] | None:
    """What is found where nothing new waits to be taken into the search; None where something does."""
    if not room.has_notebook:
        return []
    if room.notebook.stale_talks() or room.notebook.waiting_for_index():
        return None
    return room.notebook.find(text, limit=limit)


def _after_catching_up(room: Room, text: str, person: str, limit: int) -> list[Found]:
    from coachkit.workbench.find import find_person
    from coachkit.workbench.search import search

    who = find_person(room, person) if person else None
    return search(room, text, who, limit)


def _line(found: Found, speaker: Speaker) -> str:
    """The day, the person, who spoke where it was not they, and the words around what was found with its marks."""
    words = found.snippet.replace("\n", " ")
    return f"{written_short(date.fromisoformat(found.on))}  {one_line(found.name)}{_said_by(found, speaker)}: {words}"


def _said_by(found: Found, speaker: Speaker) -> str:
    if speaker.said_by == "person":
        return ""
    if found.kind != "turn":
        return messages.FIND_NOTED
    unnamed = messages.FIND_COACH if speaker.said_by == "coach" else messages.FIND_OTHER
    return messages.FIND_SAID_BY.format(name=one_line(speaker.name) or unnamed)


def _data(found: Found, speaker: Speaker) -> dict[str, object]:
    source = {"session": found.session or None, "step": found.step or None, "item": found.item or None}
    return {
        "id": found.statement or found.session,
        "person": {"id": found.person_id, "name": found.name},
        "kind": found.kind,
        "text": found.text,
        "said_by": speaker.said_by,
        "on": found.on,
        "source": source,
    }
