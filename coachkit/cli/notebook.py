"""`coachkit notebook …`: in comes what to do with the notebook as a whole, out goes how it stands."""

from __future__ import annotations

from pathlib import Path

import typer

from coachkit.cli import messages
from coachkit.cli.desk import brought_up_to_date, one_of, show, tell
from coachkit.cli.notebook_check import check
from coachkit.cli.notebook_copies import backup, restore
from coachkit.cli.unlocking import unlocking
from coachkit.dates import written
from coachkit.exporters.envelope import envelope
from coachkit.notebook.backups import Backup, folder_of
from coachkit.notebook.store import Notebook
from coachkit.notebook.synced import refusal
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


app.command()(backup)
app.command()(restore)
app.command()(check)


@app.command()
def status(format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out.")) -> None:
    """Where the notebook is, how large, and whether a passphrase protects it."""
    as_json = one_of(format_, "text", "json") == "json"
    settings = Settings.load()
    path, refused = settings.notebook_file, refusal(settings.notebook_file, settings.get("synced_folder"))
    if not Notebook.exists(path):
        if as_json:
            show(envelope("notebook", {"path": str(path), "there": False}))
        else:
            tell(messages.NO_NOTEBOOK)
        return
    with Notebook.open(path, unlock=unlocking(), updated=brought_up_to_date, only_read=refused) as opened:
        counts, protected, backups = opened.counts(), opened.protected, opened.backups()
    if as_json:
        held: dict[str, object] = {"people": counts.people, "talks": counts.talks, "protected": protected}
        newest = backups[-1].at.date().isoformat() if backups else None
        held |= {"backups": {"count": len(backups), "newest": newest, "folder": str(folder_of(path))}}
        show(envelope("notebook", {"path": str(path), "there": True, "bytes": path.stat().st_size, **held}))
        return
    told = _told(path, counts.people, counts.talks, protected=protected)
    for name, value in (*told, ("copies", _copies(path, backups))):
        show(f"{name + ':':<12} {value}")


def _told(path: Path, people: int, talks: int, *, protected: bool) -> list[tuple[str, str]]:
    size = f"{max(1, path.stat().st_size // 1024)} KiB"
    return [
        ("notebook", f"{for_terminal(str(path))} ({size})"),
        ("holds", f"{people} people, {talks} talks"),
        ("protection", messages.PROTECTED if protected else messages.NOT_PROTECTED),
    ]


def _copies(path: Path, backups: list[Backup]) -> str:
    if not backups:
        return messages.COPIES_NONE
    folder = for_terminal(str(folder_of(path)))
    return messages.COPIES.format(n=len(backups), folder=folder, day=written(backups[-1].at.date()))
