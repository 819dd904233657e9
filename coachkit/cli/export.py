"""`coachkit export`: in come one or more people, out go files to keep or hand over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, show_as_it_is, tell, write_file
from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.safe_text import file_name, one_line

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.workbench.room import Room

MOST_NAMED = 5

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    people: list[str] = typer.Argument(  # noqa: B008 - typer reads it there
        None, metavar="[PERSON]...", help="Names or ids.", autocompletion=complete_people
    ),
    everybody: bool = typer.Option(False, "--all", help="Everybody in the notebook; needs a folder."),
    format_: str = typer.Option(
        "md", "--format", metavar="md|html|json|csv|ics", help="What comes out; ics: days for a calendar."
    ),
    output: str = typer.Option("-", "-o", "--output", metavar="FILE|DIR|-", help="Where to; - is stdout."),
    whole: bool = typer.Option(False, "--whole", help="For yourself: also what you answered alone."),
    force: bool = typer.Option(False, "--force", help="Write over a file that is there."),
) -> None:
    """Profile, page and talks as a file to hand over.

    Or to keep. Markdown by default, which import takes back whole. html is to
    read and to print, with the page on one sheet; csv is a spreadsheet; ics
    holds looking-again days and first small things, and no names.

    \b
    coachkit export Maya -o maya.md
    coachkit export Maya --format html -o maya.html
    coachkit export Maya --format ics -o maya.ics
    coachkit export --all -o copies/
    """
    from coachkit.cli.noting import note
    from coachkit.ids import shorts
    from coachkit.notebook.trail import Act
    from coachkit.person.gathered import Person
    from coachkit.wording.agreed import leaving_line
    from coachkit.workbench.find import find_person
    from coachkit.workbench.leaving import not_for_anyone

    kind = one_of(format_, "md", "html", "json", "csv", "ics")
    if bool(people) == everybody:
        raise UsageFaultError(messages.WHOM)
    with opened() as room:
        if everybody:
            lines = room.notebook.people(archived=True) if room.has_notebook else []
            whom = [Person(id=line.id, name=line.name) for line in lines]
        else:
            whom = list({p.id: p for p in (find_person(room, name) for name in people)}.values())
        made = [_made(room, each, kind, whole=whole) for each in whom]
        ids = shorts([line.id for line in room.notebook.people(archived=True)] if room.has_notebook else [])
        written = _write(whom, made, ids, kind, output, force=force, folder=everybody or len(whom) > 1)
        if written:
            note(room, Act.EXPORTED, people=len(written), format=kind, to="screen" if output == "-" else "file")
        if beside := leaving_line(not_for_anyone(room, written)):
            tell(beside)


def _made(room: Room, person: Person, kind: str, *, whole: bool) -> str:
    from coachkit.exporters.envelope import envelope
    from coachkit.workbench.export import as_calendar, as_data, as_markdown, as_sheet, as_web_page

    match kind:
        case "md":
            return as_markdown(room, person, whole=whole)
        case "html":
            return as_web_page(room, person, whole=whole)
        case "csv":
            return as_sheet(room, person, whole=whole)
        case "ics":
            return as_calendar(room, person)
    return envelope("export", as_data(room, person, whole=whole)) + "\n"


def _write(
    whom: list[Person], made: list[str], ids: dict[str, str], kind: str, output: str, *, force: bool, folder: bool
) -> list[Person]:
    """Write what there is; whose it was."""
    target = Path(output)
    folder = folder or output.endswith(("/", os.sep))
    if folder and (output == "-" or (target.exists() and not target.is_dir())):
        raise UsageFaultError("More than one file needs a folder to go to.", "Add -o FOLDER.")
    whom, made = _with_something(whom, made)
    if not made:
        return []
    if output == "-":
        show_as_it_is(made[0])
        return whom
    if folder or target.is_dir():
        _make(target)
        paths = [target / f"{file_name(person.name)}-{ids[person.id]}.{kind}" for person in whom]
    else:
        paths = [target]
    taken = next((path for path in paths if os.path.lexists(path) and not force), None)
    if taken is not None:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=taken), messages.FILE_FORCE)
    for path, text in zip(paths, made, strict=True):
        write_file(path, text, force=force)
        tell(messages.FILE_WRITTEN.format(path=path))
    return whom


def _with_something(whom: list[Person], made: list[str]) -> tuple[list[Person], list[str]]:
    """Those of whom there is something to write; the others are named, or counted where they are many."""
    empty = [one_line(person.name) for person, text in zip(whom, made, strict=True) if not text]
    if empty:
        names = ", ".join(empty) if len(empty) <= MOST_NAMED else messages.SO_MANY_PEOPLE.format(n=len(empty))
        tell(messages.NO_DAYS.format(names=names))
    kept = [(person, text) for person, text in zip(whom, made, strict=True) if text]
    return [person for person, _ in kept], [text for _, text in kept]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise CouldNotError(f"{folder} could not be made: {fault.strerror or 'unknown reason'}.") from None
