"""`coachkit notebook …`: in comes what to do with the notebook as a whole, out goes how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from coachkit.cli import notebook_messages
from coachkit.cli.desk import brought_up_to_date, one_of, show, show_data, tell
from coachkit.cli.notebook_check import check
from coachkit.cli.notebook_copies import backup, restore
from coachkit.cli.protecting import change_passphrase, protect, recover, unprotect
from coachkit.cli.protection import Protection, protection_of
from coachkit.cli.synced_folder import synced_told
from coachkit.cli.trail import trail
from coachkit.cli.unlocking import unlocking
from coachkit.dates import written, written_short
from coachkit.errors import CoachkitError, PassphraseError
from coachkit.exporters.envelope import envelope
from coachkit.notebook.backups import backups_of, folder_of
from coachkit.notebook.keys import is_plain
from coachkit.notebook.lines import Counts
from coachkit.notebook.listing import CopyLine, list_copies
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
    """Where the notebook is, whether a passphrase protects it, and which copies there are.

    It says what it can, also of a notebook that cannot be opened.
    """
    as_json = one_of(format_, "text", "json") == "json"
    path = Settings.load().notebook_file
    there = Notebook.exists(path)
    counts, refused = _looked_into(path) if there else (None, None)
    copies = list_copies(path)
    if as_json:
        told = _data(path, counts) if there else {"path": str(path), "there": False}
        show_data(envelope("notebook", told | {"copies": [_copy_data(copy) for copy in copies]}))
    elif there or copies:
        for line in _told(path, counts, copies, refused):
            show(line)
    if refused is not None:
        raise refused
    if not there and not as_json:
        tell(notebook_messages.NO_NOTEBOOK)


app.command()(protect)
app.command()(unprotect)
app.command()(change_passphrase)
app.command()(recover)


def _looked_into(path: Path) -> tuple[Counts | None, CoachkitError | None]:
    """How much is in the notebook, or why that cannot be told."""
    synced = refusal(path, Settings.load().get("synced_folder"))
    try:
        with Notebook.open(path, unlock=unlocking(), updated=brought_up_to_date, only_read=synced) as opened:
            return opened.counts(), None
    except CoachkitError as fault:
        return None, fault


def _standing(path: Path) -> Protection | None:
    """How the notebook is protected; None where its files do not tell."""
    try:
        standing = protection_of(path)
    except CoachkitError:
        return None
    return standing if standing.protected or is_plain(path) else None


def _data(path: Path, counts: Counts | None) -> dict[str, Any]:
    backups, standing = backups_of(path), _standing(path)
    newest = backups[-1].at.date().isoformat() if backups else None
    return {
        "path": str(path),
        "there": True,
        "bytes": path.stat().st_size,
        "people": counts.people if counts else None,
        "talks": counts.talks if counts else None,
        "protected": standing.protected if standing else None,
        "key_in_keyring": standing.in_keyring if standing else None,
        "plain_copies": standing.plain_copies if standing else None,
        "backups": {"count": len(backups), "newest": newest, "folder": str(folder_of(path))},
    }


def _copy_data(copy: CopyLine) -> dict[str, Any]:
    return {
        "name": copy.name,
        "path": str(copy.path),
        "on": copy.on.isoformat(),
        "bytes": copy.size,
        "readable": str(copy.readable),
    }


def _told(
    path: Path, counts: Counts | None, copies: Sequence[CopyLine], refused: CoachkitError | None
) -> Iterator[str]:
    if Notebook.exists(path):
        yield _line("notebook", f"{for_terminal(str(path))} ({_size(path.stat().st_size)})")
        not_told = (
            notebook_messages.STATUS_NOT_LOOKED
            if isinstance(refused, PassphraseError)
            else notebook_messages.STATUS_NOT_TOLD
        )
        yield _line("holds", held_by(counts.people, counts.talks) if counts else not_told)
    yield _line("copies", _copies(path, copies))
    longest = max((len(for_terminal(copy.name)) for copy in copies), default=0)
    for copy in copies:
        name = for_terminal(copy.name)
        yield f"  {name:<{longest}}  {written_short(copy.on):>17}  {_size(copy.size):>10}  {copy.readable}"
    if Notebook.exists(path):
        standing = _standing(path)
        told = standing.told() if standing else [("protection", notebook_messages.PROTECTION_NOT_TOLD)]
        yield from (_line(name, value) for name, value in told)
    if told_synced := synced_told(Settings.load()):
        yield _line("synced", told_synced)


def _line(name: str, value: str) -> str:
    return f"{name + ':':<12} {value}"


def _size(count: int) -> str:
    return f"{max(1, count // 1024)} KiB"


def _copies(path: Path, copies: Sequence[CopyLine]) -> str:
    if not copies:
        return notebook_messages.COPIES_NONE
    folder = for_terminal(str(path.parent))
    return notebook_messages.COPIES.format(n=len(copies), folder=folder, day=written(copies[-1].on))
