"""Where a command works: in come the global options, out go a room, an asker, and ways to print."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.streams import show as show
from coachkit.cli.streams import show_as_it_is as show_as_it_is
from coachkit.cli.streams import show_data as show_data
from coachkit.cli.streams import tell as tell
from coachkit.cli.unlocking import unlocking
from coachkit.dates import iso_day
from coachkit.errors import CouldNotError, NeedsTerminalError, UsageFaultError
from coachkit.settings import Settings
from coachkit.whole_file import write_whole
from coachkit.wording.copies import brought_up_to_date as as_told

if TYPE_CHECKING:
    from coachkit.askers.protocol import Asker
    from coachkit.workbench.room import Room

NARROWEST, WIDEST = 40, 88
PAGE = 80


def brought_up_to_date(copy: Path) -> None:
    """Say that the notebook is in today's form now, and where it lies as it was."""
    tell(as_told(copy))


@contextmanager
def opened(plain: bool = False) -> Iterator[Room]:
    """The room a command works in, closed afterwards; its asker is made only when something is asked."""
    from coachkit.workbench.back_up import copy_of_today
    from coachkit.workbench.room import Room

    settings = Settings.load()

    def asker() -> Asker:
        from coachkit.askers.choosing import asker_for
        from coachkit.askers.plain import open_stdin

        return asker_for(plain or settings.get("plain") == "true", open_stdin(), sys.stderr, os.environ)

    interactive = sys.stdin is not None and sys.stdin.isatty()
    room = Room(
        settings=settings,
        today=settings.today(),
        make_asker=asker,
        interactive=interactive,
        unlock=unlocking(),
        tell=tell,
    )
    try:
        yield room
        copy_of_today(room)
    finally:
        room.close()


def sure(room: Room, question: str, yes: str, no: str) -> bool:
    """Whether the coach says yes to what no undo takes back. Raises NeedsTerminalError where nobody can be asked."""
    from coachkit.askers.protocol import Asking, Choice, Form, Gave

    if not room.interactive:
        raise NeedsTerminalError("This asks first, and there is no terminal to ask on.", "Use --yes.")
    choices = (Choice(key="no", label=no), Choice(key="yes", label=yes))
    return room.put(Asking(text=question, form=Form.ONE_OF, choices=choices, keys="q"), instead="--yes") == Gave("yes")


def is_plain(ctx: typer.Context) -> bool:
    """Whether numbered lines were asked for, by option or environment."""
    return bool(ctx.find_root().obj)


def page_width() -> int:
    """Columns for the page and the profile: the terminal's, at most 80; 80 off a terminal."""
    columns = shutil.get_terminal_size((PAGE, 24)).columns
    return max(NARROWEST, min(columns, PAGE))


def one_of(format_: str, *formats: str) -> str:
    """The format asked for. Raises UsageFaultError where it is none of these."""
    if format_ not in formats:
        raise UsageFaultError(messages.WRONG_FORMAT.format(formats=", ".join(formats)))
    return format_


def day_option(text: str | None) -> date | None:
    """The day of an option. Raises UsageFaultError where it is not written as YYYY-MM-DD."""
    if text is None:
        return None
    day = iso_day(text.strip())
    if day is None:
        raise UsageFaultError(f"{text[:40]!r} is not a day.", "Write it like 2025-11-26.")
    return day


def read_bytes(path: str) -> bytes:
    """What a file holds; `-` is stdin. Raises NotFoundError or CouldNotError in words."""
    from coachkit.errors import NotFoundError

    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except OSError as fault:
        raise CouldNotError(f"{path} could not be read: {fault.strerror or 'unknown reason'}.") from None


def write_file(path: Path, text: str, *, force: bool) -> None:
    """Write a new file that only its owner can read; never over another one unless forced."""
    refuse_unwritable(path, force=force)
    try:
        write_whole(path, text.encode(), over=force)
    except FileExistsError:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=path), messages.FILE_FORCE) from None
    except OSError as fault:
        raise CouldNotError(f"{path} could not be written: {fault.strerror or 'unknown reason'}.") from None


def refuse_unwritable(path: Path, *, force: bool) -> None:
    """Raise CouldNotError where a file may never be written there, so that it is known before anything is done."""
    if path.exists() and not path.is_file():
        raise CouldNotError(messages.NOT_A_FILE.format(path=path))
    if path.exists() and not force:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=path), messages.FILE_FORCE)
    if _is_kept(path):
        raise CouldNotError(messages.IS_KEPT.format(path=path), messages.ANOTHER_FILE)
    if not path.parent.is_dir():
        raise CouldNotError(messages.NO_FOLDER.format(path=path, folder=path.parent))


def _is_kept(path: Path) -> bool:
    """Whether a notebook lies there, a part of one, its keys, or the settings: no page is ever written over these."""
    from coachkit.notebook.copies import is_copy
    from coachkit.notebook.copying import BESIDE
    from coachkit.notebook.keys import keys_beside

    settings = Settings.load()
    if not path.is_file():
        return False
    if any(one.exists() and path.samefile(one) for one in (settings.notebook_file, settings.config_file)):
        return True
    part = next((path.with_name(path.name.removesuffix(end)) for end in BESIDE if path.name.endswith(end)), None)
    return is_copy(path, None) or path == keys_beside(path) or (part is not None and is_copy(part, None))
