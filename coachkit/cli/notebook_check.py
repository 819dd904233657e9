"""`coachkit notebook check`: in comes nothing, out goes how each part of it is, or a new file of what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from coachkit.cli import notebook_messages
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

    parts, keys_fault = check(room)
    well = all(part.well for part in parts)
    if as_json:
        told = [{"part": part.name, "well": part.well, "said": part.said} for part in parts]
        show_data(envelope("check", {"well": well, "parts": told}))
    else:
        for part in parts:
            show(for_terminal(f"{part.name + ':':<9} {'' if part.well else 'NOT WELL: '}{part.said}"))
    if keys_fault is not None:
        raise keys_fault
    tell(wording.in_all([part.name for part in parts if not part.well]))
    if not well:
        raise typer.Exit(NotebookUnreadableError.exit_code)


def _repair(room: Room, *, as_json: bool) -> None:
    from coachkit.exporters.envelope import envelope
    from coachkit.wording import well as wording
    from coachkit.workbench.repair import repair

    repaired = repair(room)
    if repaired is None:
        if as_json:
            show_data(envelope("repair", {"well": True, "path": None}))
        tell(notebook_messages.NOTHING_TO_REPAIR)
        return
    path, held, saved, left_out = repaired
    entries, lost = saved.entries - left_out, saved.lost + left_out
    place = for_terminal(str(path))
    if as_json:
        counts = {"people": held.people, "talks": held.talks, "entries": entries, "lost": lost, "days": saved.days}
        show_data(envelope("repair", {"well": False, "path": str(path), **counts, "unsure": saved.unsure}))
        return
    show(notebook_messages.REPAIRED.format(path=place))
    show(wording.saved(held_by(held.people, held.talks), entries))
    for what, n in (("lost", lost), ("days", saved.days), ("beginnings", saved.stand_ins)):
        if n:
            show(wording.found(what, n))
    if saved.unsure:
        show(notebook_messages.REPAIRED_UNSURE)
    tell(notebook_messages.REPAIRED_NEXT.format(path=place))
