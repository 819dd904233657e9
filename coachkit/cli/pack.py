"""`coachkit person pack`: in comes a person and a folder, out goes their own copy, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import opened, tell
from coachkit.cli.noting import note
from coachkit.cli.pack_folder import earlier_pack, make_folder
from coachkit.errors import NotFoundError, UsageFaultError
from coachkit.safe_text import for_terminal, one_line


def pack(
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    output: str = typer.Option(..., "-o", "--output", metavar="DIR", help="The folder to make."),
    full: bool = typer.Option(False, "--full", help="Every line about them, for who asks to see all that is kept."),
    force: bool = typer.Option(False, "--force", help="Put it in the place of an earlier pack."),
) -> None:
    """Give somebody everything back, in plain files.

    Their profile, page, promise and talks, in their own words. With --full
    every line that is kept about them; who else is named in it is listed for
    you, apart from what is handed over.

    \b
    coachkit person pack Maya -o maya
    coachkit person pack Maya --full -o maya-everything
    """
    from coachkit.notebook.trail import Act
    from coachkit.workbench.find import find_also_taken_back
    from coachkit.workbench.pack import own_copy, whole_record
    from coachkit.workbench.typed_name import in_quotes

    if output == "-":
        raise UsageFaultError(messages.PACK_NEEDS_A_FOLDER, messages.NAME_A_FOLDER)
    target = Path(output)
    with opened() as room:
        who, about = find_also_taken_back(room, person)
        if not full and not room.notebook.people_there([who.id]):
            again = messages.PACK_WITH_FULL.format(typed=in_quotes(one_line(who.name)))
            raise NotFoundError(messages.PACK_TAKEN_BACK.format(name=one_line(who.name)), again)
        earlier = earlier_pack(target, force=force)
        pages = whole_record(room, who, about) if full else own_copy(room, who)
        stays = make_folder(target, pages, earlier)
        note(room, Act.PACKED, people=1, what="everything" if full else "their own copy")
    tell(messages.FILE_WRITTEN.format(path=target))
    if stays:
        tell(messages.PACK_STAYS.format(names=", ".join(map(for_terminal, stays))))
    if full:
        tell(messages.PACK_LOOK_FIRST)
