"""`coachkit notebook …`: in comes what to do with the notebook as a whole, out goes how it stands."""

from __future__ import annotations

from pathlib import Path

import typer

from coachkit.cli import messages
from coachkit.cli.desk import one_of, show, tell
from coachkit.cli.trail import trail
from coachkit.cli.unlocking import unlocking
from coachkit.exporters.envelope import envelope
from coachkit.notebook.store import Notebook
from coachkit.safe_text import for_terminal
from coachkit.settings import Settings

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="The notebook itself: is it well, is it protected, are there copies.",
)


@app.callback()
def notebook() -> None:
    """The notebook itself: is it well, is it protected, are there copies."""


app.command()(trail)


@app.command()
def status(format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out.")) -> None:
    """Where the notebook is, how large, and whether a passphrase protects it."""
    as_json = one_of(format_, "text", "json") == "json"
    path = Settings.load().notebook_file
    if not Notebook.exists(path):
        if as_json:
            show(envelope("notebook", {"path": str(path), "there": False}))
        else:
            tell(messages.NO_NOTEBOOK)
        return
    with Notebook.open(path, unlock=unlocking()) as opened:
        counts, protected = opened.counts(), opened.protected
    if as_json:
        held = {"people": counts.people, "talks": counts.talks, "protected": protected}
        show(envelope("notebook", {"path": str(path), "there": True, "bytes": path.stat().st_size, **held}))
        return
    for name, value in _told(path, counts.people, counts.talks, protected=protected):
        show(f"{name + ':':<12} {value}")


def _told(path: Path, people: int, talks: int, *, protected: bool) -> list[tuple[str, str]]:
    size = f"{max(1, path.stat().st_size // 1024)} KiB"
    return [
        ("notebook", f"{for_terminal(str(path))} ({size})"),
        ("holds", f"{people} people, {talks} talks"),
        ("protection", messages.PROTECTED if protected else messages.NOT_PROTECTED),
    ]
