"""`coachkit notebook …`: in comes what to do with the notebook as a whole, out goes how it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from coachkit.cli import messages
from coachkit.cli.desk import brought_up_to_date, one_of, show, show_data, tell
from coachkit.cli.notebook_check import check
from coachkit.cli.notebook_copies import backup, restore
from coachkit.cli.protecting import change_passphrase, protect, recover, unprotect
from coachkit.cli.protection import Protection, protection_of
from coachkit.cli.synced_folder import synced_told
from coachkit.cli.trail import trail
from coachkit.cli.unlocking import unlocking
from coachkit.dates import written
from coachkit.errors import PassphraseError
from coachkit.exporters.envelope import envelope
from coachkit.notebook.backups import backups_of, folder_of
from coachkit.notebook.lines import Counts
from coachkit.notebook.store import Notebook
from coachkit.notebook.synced import refusal
from coachkit.safe_text import for_terminal
from coachkit.settings import Settings
from coachkit.wording.copies import held_by

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
app.command()(trail)


@app.command()
def status(format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out.")) -> None:
    """Where the notebook is, how large, and whether a passphrase protects it."""
    as_json = one_of(format_, "text", "json") == "json"
    settings = Settings.load()
    path, synced = settings.notebook_file, refusal(settings.notebook_file, settings.get("synced_folder"))
    if not Notebook.exists(path):
        if as_json:
            show_data(envelope("notebook", {"path": str(path), "there": False}))
        else:
            tell(messages.NO_NOTEBOOK)
        return
    standing = protection_of(path)
    try:
        with Notebook.open(path, unlock=unlocking(), updated=brought_up_to_date, only_read=synced) as opened:
            counts: Counts | None = opened.counts()
        refused = None
    except PassphraseError as fault:
        counts, refused = None, fault
    if as_json:
        show_data(envelope("notebook", _data(path, counts, standing)))
    else:
        synced_as = [("synced", told)] if (told := synced_told(settings)) else []
        for name, value in [*_told(path, counts, standing), *synced_as]:
            show(f"{name + ':':<12} {value}")
    if refused is not None:
        raise refused


app.command()(protect)
app.command()(unprotect)
app.command()(change_passphrase)
app.command()(recover)


def _data(path: Path, counts: Counts | None, standing: Protection) -> dict[str, Any]:
    backups = backups_of(path)
    newest = backups[-1].at.date().isoformat() if backups else None
    return {
        "path": str(path),
        "there": True,
        "bytes": path.stat().st_size,
        "people": counts.people if counts else None,
        "talks": counts.talks if counts else None,
        "protected": standing.protected,
        "key_in_keyring": standing.in_keyring,
        "plain_copies": standing.plain_copies,
        "backups": {"count": len(backups), "newest": newest, "folder": str(folder_of(path))},
    }


def _told(path: Path, counts: Counts | None, standing: Protection) -> list[tuple[str, str]]:
    size = f"{max(1, path.stat().st_size // 1024)} KiB"
    holds = held_by(counts.people, counts.talks) if counts else messages.STATUS_NOT_LOOKED
    lines = [("notebook", f"{for_terminal(str(path))} ({size})"), ("holds", holds), ("copies", _copies(path))]
    return [*lines, *standing.told()]


def _copies(path: Path) -> str:
    backups = backups_of(path)
    if not backups:
        return messages.COPIES_NONE
    folder = for_terminal(str(folder_of(path)))
    return messages.COPIES.format(n=len(backups), folder=folder, day=written(backups[-1].at.date()))
