"""`coachkit person forget`: in comes somebody to forget, out goes a receipt, and nothing of them is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import is_plain, opened, show_as_it_is, sure, tell, write_file
from coachkit.errors import CouldNotError
from coachkit.safe_text import one_line
from coachkit.workbench.typed_name import typed_name

if TYPE_CHECKING:
    from coachkit.workbench.forget import Going
    from coachkit.workbench.room import Room


def forget(
    ctx: typer.Context,
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
    output: str = typer.Option("", "-o", "--output", metavar="FILE", help="Write the receipt to a file too."),
    force: bool = typer.Option(False, "--force", help="Write over a file that is there."),
) -> None:
    """Forget somebody for good: in the notebook and in its copies.

    Shows what goes, and asks. No undo brings it back. A receipt is printed;
    it holds nothing of theirs.
    """
    from coachkit.wording.forgetting import receipt_text, what_goes
    from coachkit.workbench.forget import find_going
    from coachkit.workbench.forget import forget as forget_person

    if output and Path(output).exists() and not force:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=output), messages.FILE_FORCE)
    with opened(is_plain(ctx)) as room:
        going = find_going(room, person)
        tell(what_goes(going.person.name, going.theirs, len(going.copies)))
        if not (yes or _sure(room, going)):
            tell(messages.KEPT_AS_IT_WAS)
            return
        receipt = receipt_text(forget_person(room, going, _telling))
        show_as_it_is(receipt)
        if output:
            write_file(Path(output), receipt, force=force)
            tell(messages.FILE_WRITTEN.format(path=output))
        # The others' words were taken out of the search with theirs. Whoever stops here loses nothing.
        while room.notebook.index_more():
            pass


def _telling(number: int, of: int) -> None:
    tell(messages.FORGET_COPY.format(number=number, of=of) if number <= of else messages.FORGET_NOTEBOOK)


def _sure(room: Room, going: Going) -> bool:
    tell(messages.FORGET_PACK.format(typed=typed_name(room, going.person)))
    question = messages.FORGET_PERSON_ASK.format(name=one_line(going.person.name))
    return sure(room, question, messages.FORGET_PERSON_YES, messages.FORGET_PERSON_NO)
