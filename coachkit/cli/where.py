"""`coachkit where`: in comes nothing, out go the places where everything is kept."""

from __future__ import annotations

import typer

from coachkit.cli.desk import one_of, show, show_data
from coachkit.exporters.envelope import envelope
from coachkit.safe_text import for_terminal
from coachkit.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def where(format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out.")) -> None:
    """Where everything is kept."""
    now = Settings.load()
    places = {
        "folder": now.home,
        "notebook": now.notebook_file,
        "own scripts": now.own_prompts,
        "settings": now.config_file,
    }
    if one_of(format_, "text", "json") == "json":
        show_data(envelope("where", {name.replace(" ", "_"): str(path) for name, path in places.items()}))
        return
    for name, path in places.items():
        show(f"{name + ':':<13}{for_terminal(str(path))}{'' if path.exists() else '  (not there yet)'}")
