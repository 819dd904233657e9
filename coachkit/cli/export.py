"""`coachkit export`: in come one or more people, out go files to keep or hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, show, tell, write_file
from coachkit.errors import CouldNotError, UsageFaultError
from coachkit.safe_text import file_name

if TYPE_CHECKING:
    from coachkit.person.gathered import Person

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    people: list[str] = typer.Argument(  # noqa: B008 - typer reads it there
        None, metavar="[PERSON]...", help="Names or ids.", autocompletion=complete_people
    ),
    everybody: bool = typer.Option(False, "--all", help="Everybody in the notebook; needs a folder."),
    format_: str = typer.Option("md", "--format", metavar="md|json", help="What comes out."),
    output: str = typer.Option("-", "-o", "--output", metavar="FILE|DIR|-", help="Where to; - is stdout."),
    force: bool = typer.Option(False, "--force", help="Write over a file that is there."),
) -> None:
    """Profile, page and talks as a file to hand over.

    Or to keep. Markdown by default.

    \b
    coachkit export Maya -o maya.md
    coachkit export --all -o copies/
    """
    from coachkit.exporters.envelope import envelope
    from coachkit.ids import shorts
    from coachkit.person.gathered import Person
    from coachkit.workbench.export import as_data, as_markdown
    from coachkit.workbench.find import find_person

    kind = one_of(format_, "md", "json")
    if bool(people) == everybody:
        raise UsageFaultError(messages.WHOM)
    with opened() as room:
        if everybody:
            lines = room.notebook.people(archived=True) if room.has_notebook else []
            whom = [Person(id=line.id, name=line.name) for line in lines]
        else:
            whom = list({p.id: p for p in (find_person(room, name) for name in people)}.values())
        made = [as_markdown(room, p) if kind == "md" else envelope("export", as_data(room, p)) + "\n" for p in whom]
        ids = shorts([line.id for line in room.notebook.people(archived=True)] if room.has_notebook else [])
    _write(whom, made, ids, kind, output, force=force, folder=everybody or len(whom) > 1)


def _write(
    whom: list[Person], made: list[str], ids: dict[str, str], kind: str, output: str, *, force: bool, folder: bool
) -> None:
    target = Path(output)
    if folder and (output == "-" or (target.exists() and not target.is_dir())):
        raise UsageFaultError("More than one file needs a folder to go to.", "Add -o FOLDER.")
    if output == "-":
        show(made[0])
        return
    if folder or target.is_dir():
        _make(target)
        paths = [target / f"{file_name(person.name)}-{ids[person.id]}.{kind}" for person in whom]
    else:
        paths = [target]
    taken = next((path for path in paths if path.exists() and not force), None)
    if taken is not None:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=taken), messages.FILE_FORCE)
    for path, text in zip(paths, made, strict=True):
        write_file(path, text, force=force)
        tell(messages.FILE_WRITTEN.format(path=path))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise CouldNotError(f"{folder} could not be made: {fault.strerror or 'unknown reason'}.") from None
