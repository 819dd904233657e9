"""`coachkit notebook check`: in comes nothing, out goes how each part of it is, or a new file of what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.desk import is_plain, one_of, opened, show, show_data, tell
from coachkit.errors import NotebookUnreadableError
from coachkit.safe_text import for_terminal

if TYPE_CHECKING:
    from coachkit.workbench.room import Room
from coachkit.wording.copies import held_by


def check(
    ctx: typer.Context,
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
    repair: bool = typer.Option(False, "--repair", help="Save what can be read in a new file beside it."),
) -> None:
    """Look the notebook and its copies through; nothing in them is changed.

    With --repair, all that can be read goes into a new file beside the notebook.
    """
    as_json = one_of(format_, "text", "json") == "json"
    with opened(is_plain(ctx)) as room:
        if repair:
            _repair(room, as_json=as_json)
        else:
            _check(room, as_json=as_json)


def _check(room: Room, *, as_json: bool) -> None:
    from coachkit.exporters.envelope import envelope
    from coachkit.wording import well as wording
    from coachkit.workbench.check import check

    parts = check(room)
    well = all(part.well for part in parts)
    if as_json:
        told = [{"part": part.name, "well": part.well, "said": part.said} for part in parts]
        show_data(envelope("check", {"well": well, "parts": told}))
    else:
        for part in parts:
            show(for_terminal(f"{part.name + ':':<9} {'' if part.well else 'NOT WELL: '}{part.said}"))
    if well:
        tell(wording.ALL_WELL)
        return
    tell(wording.COPIES_NOT_WELL if [part.name for part in parts if not part.well] == ["copies"] else wording.NOT_WELL)
    raise typer.Exit(NotebookUnreadableError.exit_code)


def _repair(room: Room, *, as_json: bool) -> None:
    from coachkit.exporters.envelope import envelope
    from coachkit.workbench.repair import repair

    path, saved, left_out = repair(room)
    lost = saved.lost + left_out
    place = for_terminal(str(path))
    if as_json:
        held = {"people": saved.people, "talks": saved.talks, "entries": saved.entries - left_out}
        show_data(envelope("repair", {"path": str(path), **held, "lost": lost, "unsure": saved.unsure}))
        return
    show(messages.REPAIRED.format(path=place))
    show(messages.REPAIRED_HOLDS.format(held=held_by(saved.people, saved.talks), entries=saved.entries - left_out))
    if lost:
        show(messages.REPAIRED_LOST.format(n=lost))
    if saved.unsure:
        show(messages.REPAIRED_UNSURE)
    if saved.stand_ins:
        show(messages.REPAIRED_STAND_INS.format(n=saved.stand_ins))
    tell(messages.REPAIRED_NEXT.format(path=place))
