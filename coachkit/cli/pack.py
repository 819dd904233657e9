"""`coachkit person pack`: in comes a person and a folder, out goes their own copy, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import opened, tell
from coachkit.cli.noting import note
from coachkit.errors import CouldNotError
from coachkit.whole_file import settle_folder, write_whole


def pack(
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    output: str = typer.Option(..., "-o", "--output", metavar="DIR", help="The folder to make."),
    full: bool = typer.Option(False, "--full", help="Every line about them, for who asks to see all that is kept."),
    force: bool = typer.Option(False, "--force", help="Put it in the place of an earlier pack."),
) -> None:
    """Give somebody everything back, in plain files.

    Their profile, page, promise and talks, in their own words. With --full
    every line that is kept about them; who else is named in it is listed for
    you, apart from what is handed over.

    \b
    coachkit person pack Maya -o maya
    coachkit person pack Maya --full -o maya-everything
    """
    from coachkit.notebook.trail import Act
    from coachkit.workbench.find import find_person
    from coachkit.workbench.pack import own_copy, whole_record

    target = Path(output)
    with opened() as room:
        who = find_person(room, person, beginning=False)
        _refuse_taken(target, force=force)
        pages = whole_record(room, who) if full else own_copy(room, who)
        _make(target, pages)
        note(room, Act.PACKED, people=1, what="everything" if full else "their own copy")
    tell(messages.FILE_WRITTEN.format(path=target))
    if full:
        tell(messages.PACK_LOOK_FIRST)


def _refuse_taken(target: Path, *, force: bool) -> None:
    """Raise CouldNotError where something is there that a pack may not be put in the place of."""
    if not os.path.lexists(target) or (target.is_dir() and not target.is_symlink() and not any(target.iterdir())):
        return
    if not force:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=target), messages.FILE_FORCE)
    if target.is_symlink() or not _is_pack(target):
        raise CouldNotError(messages.NOT_A_PACK.format(path=target), messages.ANOTHER_FOLDER)


def _is_pack(folder: Path) -> bool:
    from coachkit.wording.pack import MADE_BY
    from coachkit.workbench.pack import HAND_OVER

    for readme in (folder / "README.md", folder / HAND_OVER / "README.md"):
        if readme.is_file() and MADE_BY in readme.read_text("utf-8", "replace"):
            return True
    return False


def _make(target: Path, pages: dict[str, str]) -> None:
    """Build it beside its place and put it there when it is whole."""
    building = target.parent / f".{target.name}.{os.getpid()}"
    try:
        building.mkdir(mode=0o700, parents=True)
        for name, text in pages.items():
            page = building / name
            for folder in reversed(page.relative_to(building).parents[:-1]):
                (building / folder).mkdir(mode=0o700, exist_ok=True)
            write_whole(page, text.encode(), over=False)
        _put_in_place(building, target)
    except OSError as fault:
        raise CouldNotError(f"{target} could not be written: {fault.strerror or 'unknown reason'}.") from None
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _put_in_place(building: Path, target: Path) -> None:
    """Have the new one there, and the earlier one gone; if that breaks off, the earlier one lies beside it."""
    before = target.parent / f".{target.name}.{os.getpid()}.before"
    if target.exists():
        target.rename(before)
    try:
        building.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise
    settle_folder(target.parent)
    shutil.rmtree(before, ignore_errors=True)
