"""`coachkit doctor`: in comes nothing, out goes a report to paste, with nobody's words or name in it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from coachkit import __version__
from coachkit.cli.desk import show
from coachkit.cli.protection import protection_of
from coachkit.cli.synced_folder import synced_told
from coachkit.cli.unlocking import unlocking
from coachkit.errors import CoachkitError
from coachkit.notebook.store import Notebook
from coachkit.notebook.synced import refusal
from coachkit.safe_text import one_line
from coachkit.scripts.shelf import Shelf
from coachkit.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)
PARTS = ("typer", "rich", "questionary", "prompt_toolkit", "pydantic", "sqlmodel", "sqlalchemy", "pyyaml", "sqlcipher3",
         "cryptography", "keyring")  # fmt: skip


@app.command()
def doctor() -> None:
    """A report to paste when something is wrong.

    Versions, numbers and places; nobody's words.
    """
    for name, value in _report():
        show(f"{name + ':':<12} {value}")


def _report() -> Iterator[tuple[str, str]]:
    yield "coachkit", __version__
    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield "parts", ", ".join(f"{part} {_version(part)}" for part in PARTS)
    yield "terminal", _terminal()
    try:
        now = Settings.load()
    except CoachkitError as fault:
        yield "settings", _homeless(fault.message)
        return
    yield "folder", f"{_homeless(str(now.home))} ({_mode(now)})"
    if synced := synced_told(now):
        yield "synced", _homeless(synced)
    yield from _notebook(now)
    try:
        scripts = Shelf(now.own_prompts).all()
        faulty = sum(1 for each in scripts if each.script is None)
        yield "scripts", f"{len(scripts)} there, {faulty} with faults"
    except CoachkitError as fault:
        yield "scripts", fault.message


def _notebook(now: Settings) -> Iterator[tuple[str, str]]:
    if not Notebook.exists(now.notebook_file):
        yield "notebook", "none yet"
        return
    try:
        yield from protection_of(now.notebook_file).told()
        synced = refusal(now.notebook_file, now.get("synced_folder"))
        with Notebook.open(now.notebook_file, unlock=unlocking(), updated=None, only_read=synced) as notebook:
            counts = notebook.counts()
    except CoachkitError as fault:
        yield "notebook", _homeless(fault.message)
        return
    size = now.notebook_file.stat().st_size // 1024
    yield (
        "notebook",
        f"opens and checks out, {size} KiB; people: {counts.people}, talks: {counts.talks}, events: {counts.events}",
    )


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "missing"


def _terminal() -> str:
    columns, lines = shutil.get_terminal_size()
    kind = one_line(os.environ.get("TERM", "none"))[:40]
    return f"{kind}, {columns}x{lines}, in {_tty(0)}, out {_tty(1)}, encoding {sys.stdout.encoding}"


def _tty(number: int) -> str:
    return "terminal" if os.isatty(number) else "pipe or file"


def _mode(now: Settings) -> str:
    return oct(now.home.stat().st_mode & 0o777) if now.home.exists() else "not there yet"


def _homeless(text: str) -> str:
    """A path without the login's name, which is often a person's."""
    return text.replace(str(Path.home()), "~")
