"""`coachkit undo`: in comes nothing, out goes the notebook without its last change, and what that was."""

from __future__ import annotations

import typer

from coachkit.cli import messages
from coachkit.cli.desk import opened, show, tell
from coachkit.safe_text import one_line

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def undo() -> None:
    """Take back the last change, saying what it was.

    Again goes further back.
    A talk since it was last gone on with is one change. What was rubbed out does not come back.
    """
    with opened() as room:
        sentence = room.notebook.undo() if room.has_notebook else None
    if sentence is None:
        tell(messages.NOTHING_TO_UNDO)
    else:
        show(messages.UNDONE.format(sentence=one_line(sentence)))
