"""`coachkit person forget`: in comes somebody to forget, out goes a receipt, and nothing of them is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import is_plain, opened, page_width, refuse_unwritable, show_as_it_is, sure, tell, write_file
from coachkit.cli.streams import OutputRefusedError, finish
from coachkit.errors import CouldNotError, Stopped
from coachkit.safe_text import one_line
from coachkit.workbench.typed_name import in_quotes, typed_name

if TYPE_CHECKING:
    from coachkit.workbench.forget import Forgotten, Going
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
    from coachkit.wording.forgetting import receipt_text, what_goes, where_copies_lie
    from coachkit.wording.named import where_named
    from coachkit.workbench.forget import find_going

    place = Path(output) if output not in ("", "-") else None
    if place is not None:
        refuse_unwritable(place, force=force)
    with opened(is_plain(ctx)) as room:
        going = find_going(room, person)
        named = where_named(going.named, in_quotes(one_line(going.person.name)))
        tell(what_goes(going.person.name, going.theirs, len(going.copies), named, page_width()))
        done = _forgotten(room, going, yes=yes)
        if done is None:
            tell(messages.KEPT_AS_IT_WAS)
            return
        if done.copies:
            tell(where_copies_lie(done.copies))
        try:
            _hand_out(receipt_text(done.receipt), one_line(going.person.name), place, force=force)
        finally:
            # The others' words were taken out of the search with theirs. Whoever stops here loses nothing.
            while room.notebook.index_more():
                pass


def _forgotten(room: Room, going: Going, *, yes: bool) -> Forgotten | None:
    """Ask, and forget them; None where the answer is no. Stopped on the way, it is said what stands."""
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.forget import forget as forget_person

    begun = False
    try:
        with ended_politely():
            if not (yes or _sure(room, going)):
                return None
            begun = True
            return forget_person(room, going, _telling)
    except (KeyboardInterrupt, Stopped) as stop:
        tell("\n" + _what_stands(room, going, begun=begun))
        raise Stopped(stop.exit_code if isinstance(stop, Stopped) else Stopped.INTERRUPTED) from None


def _what_stands(room: Room, going: Going, *, begun: bool) -> str:
    from coachkit.workbench.forget import still_there

    name = one_line(going.person.name)
    if not begun:
        return messages.FORGET_NOT_BEGUN.format(name=name)
    if still_there(room, going):
        return messages.FORGET_HALF_WAY.format(name=name, typed=typed_name(room, going.person))
    return messages.FORGET_ALMOST.format(name=name)


def _hand_out(receipt: str, name: str, place: Path | None, *, force: bool) -> None:
    """Write the receipt where it is wanted, and print it; that they are forgotten is said where either fails."""
    unwritten = ""
    if place is not None:
        try:
            write_file(place, receipt, force=force)
            tell(messages.FILE_WRITTEN.format(path=place))
        except CouldNotError as fault:
            unwritten = fault.message
    try:
        show_as_it_is(receipt)
        finish()
    except OutputRefusedError as refused:
        raise CouldNotError(messages.RECEIPT_NOT_PRINTED.format(name=name, reason=refused.reason)) from None
    if unwritten:
        raise CouldNotError(messages.RECEIPT_NOT_WRITTEN.format(name=name, reason=unwritten))


def _telling(number: int, of: int) -> None:
    tell(messages.FORGET_COPY.format(number=number, of=of) if number <= of else messages.FORGET_NOTEBOOK)


def _sure(room: Room, going: Going) -> bool:
    from coachkit.wording.forgetting import fitted

    name = one_line(going.person.name)
    tell(fitted([messages.FORGET_PACK.format(typed=typed_name(room, going.person))], page_width()))
    question = messages.FORGET_PERSON_ASK.format(name=name)
    return sure(room, question, messages.FORGET_PERSON_YES, messages.FORGET_PERSON_NO)
