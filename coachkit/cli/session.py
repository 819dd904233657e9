"""`coachkit session …`: in comes the id of a talk, out goes the talk as it went, mended, or rubbed out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_talks
from coachkit.cli.desk import is_plain, one_of, opened, page_width, show, tell
from coachkit.cli.talks import talk_data
from coachkit.dates import written
from coachkit.errors import NeedsTerminalError, Stopped
from coachkit.exporters.envelope import envelope
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.workbench.room import Room

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="One talk as it went: show it, mend it, rub it out.",
)
ID = typer.Argument(
    ..., metavar="ID", help="The id of a talk: coachkit talks shows them.", autocompletion=complete_talks
)


@app.command("show")
def show_session(
    id_: str = ID,
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """A talk as it went, in the person's words."""
    from coachkit.cli.views import talk_as_it_went
    from coachkit.workbench.find import find_talk
    from coachkit.workbench.tell_talk import tell_talk

    as_json = one_of(format_, "text", "json") == "json"
    with opened() as room:
        told = tell_talk(room, find_talk(room, id_))
    if not as_json:
        show(talk_as_it_went(told, page_width()))
        return
    turns = [turn._asdict() for turn in told.turns]
    answers = [{"step": e.step, "item": e.item or None, "text": e.kept or None, "state": e.state} for e in told.entries]
    beside = {"answers": answers, "turns": turns, "note": told.note or None}
    show(envelope("session", talk_data(told.talk, told.person.name) | beside))


@app.command()
def edit(ctx: typer.Context, id_: str = ID) -> None:
    """Mend a talk: change any answer, add to it, or take it off, by the same questions as in the talk."""
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.find import find_talk
    from coachkit.workbench.mend_talk import edit_talk

    with opened(is_plain(ctx)) as room:
        talk = find_talk(room, id_)
        try:
            with ended_politely():
                edit_talk(room, talk)
        except KeyboardInterrupt:
            tell("\n" + messages.EDIT_KEPT)
            raise Stopped(Stopped.INTERRUPTED) from None


@app.command()
def forget(
    ctx: typer.Context,
    id_: str = ID,
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
) -> None:
    """Rub a talk out for good. No undo brings it back."""
    from coachkit.workbench.find import find_talk
    from coachkit.workbench.mend_talk import forget_talk

    with opened(is_plain(ctx)) as room:
        talk = find_talk(room, id_)
        name = one_line(room.notebook.person(talk.person_id).name)
        day = written(date.fromisoformat(talk.on))
        question = messages.FORGET_ASK.format(name=name, day=day)
        if yes or sure(room, question, messages.FORGET_NO, messages.FORGET_YES):
            forget_talk(room, talk)
            tell(messages.FORGOTTEN)
            if room.notebook.copies():
                tell(messages.FORGOTTEN_NOT_IN_COPIES)
        else:
            tell(messages.KEPT_AS_IT_WAS)


def sure(room: Room, question: str, no: str, yes: str) -> bool:
    """Whether the coach says yes to rubbing out. Raises NeedsTerminalError where nobody can be asked."""
    from coachkit.askers.protocol import Asking, Choice, Form, Gave

    if not room.interactive:
        raise NeedsTerminalError("Rubbing out asks first, and there is no terminal to ask on.", "Use --yes.")
    choices = (Choice(key="no", label=no), Choice(key="yes", label=yes))
    return room.put(Asking(text=question, form=Form.ONE_OF, choices=choices, keys="q"), instead="--yes") == Gave("yes")
