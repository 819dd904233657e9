"""Words given as `-`: in comes an option or argument, out goes the text from stdin, which no shell remembers."""

from __future__ import annotations

import sys

import typer

from coachkit.cli import messages
from coachkit.cli.streams import tell
from coachkit.errors import UsageFaultError
from coachkit.safe_text import normalised

_TAKEN = "coachkit.stdin"


def text(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> str | None:
    """The text itself, or for `-` all that stdin holds; on a terminal it is typed there, one text after the other.

    For `callback=` of every option and argument that takes somebody's words or name. Raises UsageFaultError where
    nothing comes, or where two texts are to come from one file or pipe.
    """
    if value != "-" or ctx.resilient_parsing:  # the Tab key reads nothing
        return value
    from coachkit.askers.plain import open_stdin

    reading = open_stdin()
    if reading.isatty():
        how = messages.TYPE_HERE_WINDOWS if sys.platform == "win32" else messages.TYPE_HERE
        tell(f"{param.opts[0]}: {how}")
    elif ctx.meta.get(_TAKEN):
        raise UsageFaultError("Only one text can be -, for there is one stdin.", "Give the other one by itself.")
    ctx.meta[_TAKEN] = True
    said = normalised(reading.read())
    if not said:
        raise UsageFaultError("There was no text on stdin.", "Type it after the command, or pipe it in.")
    return said


def texts(ctx: typer.Context, param: typer.CallbackParam, value: list[str]) -> list[str]:
    """The same for an option that may be said again."""
    return [text(ctx, param, each) or "" for each in value]
