"""`coachkit notebook trail`: in comes the notebook, out goes what was done with it, and when."""

from __future__ import annotations

from datetime import datetime

import typer

from coachkit.cli import messages
from coachkit.cli.desk import one_of, opened, show, show_data, tell
from coachkit.dates import written_short
from coachkit.exporters.envelope import envelope
from coachkit.safe_text import one_line


def trail(format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out.")) -> None:
    """What was exported, erased, brought in, protected or put back, and when.

    The newest last. It holds nobody's name and nobody's words.
    """
    from coachkit.wording.trail import trail_line

    as_json = one_of(format_, "text", "json") == "json"
    with opened() as room:
        lines = room.notebook.trail() if room.has_notebook else []
    if as_json:
        show_data(envelope("trail", [{"at": line.at, "act": line.act, "detail": line.detail} for line in lines]))
        return
    for line in lines:
        day = datetime.fromisoformat(line.at).astimezone().date()
        show(f"{written_short(day)}  {one_line(trail_line(line.act, line.detail))}")
    if not lines:
        tell(messages.TRAIL_NOTHING)
