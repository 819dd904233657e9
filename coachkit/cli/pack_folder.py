"""A pack's folder on the disk: in come a place and pages, out goes the folder with them, and what else lay in it stays.

A new folder is there whole or not at all. In one of an earlier pack each page is replaced whole, and what the earlier
pack wrote and this one does not goes; its first page, which says what it wrote, is replaced last, so that broken off
it is simply done again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from coachkit.cli import messages
from coachkit.errors import CouldNotError
from coachkit.whole_file import settle_folder, write_whole

README = "README.md"


def earlier_pack(target: Path, *, force: bool) -> set[str]:
    """The files that an earlier pack wrote in this place, by their names in it; none where nothing is there yet.

    Raises CouldNotError where something is there that is not to be written over, or is no pack.
    """
    if not os.path.lexists(target) or (_is_folder(target) and not any(target.iterdir())):
        return set()
    if not force:
        raise CouldNotError(messages.FILE_IS_THERE.format(path=target), messages.FILE_FORCE)
    written = _written(target) if _is_folder(target) else set()
    if not written:
        raise CouldNotError(messages.NOT_A_PACK.format(path=target), messages.ANOTHER_FOLDER)
    return written


def make_folder(target: Path, pages: dict[str, str], earlier: set[str]) -> list[str]:
    """Have these pages there, in the place of those of an earlier pack; what else lies there, by name.

    They are written beside it first. Raises CouldNotError where the computer refuses.
    """
    building = target.parent / f".{target.name}.{os.getpid()}"
    try:
        _build(building, pages)
        if earlier:
            return _put_over(building, target, pages, earlier)
        if target.exists():
            target.rmdir()
        building.rename(target)
        settle_folder(target.parent)
    except OSError as fault:
        raise CouldNotError(f"{target} could not be written: {fault.strerror or 'unknown reason'}.") from None
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return []


def _written(folder: Path) -> set[str]:
    """What an earlier pack says it wrote here; nothing that is a link, or lies behind one."""
    from coachkit.wording.pack import files_of
    from coachkit.workbench.pack import FOR_THE_COACH, HAND_OVER

    found: set[str] = set()
    for inner in ("", f"{HAND_OVER}/"):
        readme = folder / inner / README
        if _is_plain(folder, inner + README) and (named := files_of(readme.read_text("utf-8", "replace"))):
            found |= {inner + README, *(inner + name for name in named)}
            found |= {FOR_THE_COACH} if inner else set()
    return {name for name in found if _is_plain(folder, name)}


def _build(building: Path, pages: dict[str, str]) -> None:
    building.mkdir(mode=0o700, parents=True)
    for name, text in pages.items():
        _make_folders(building, name)
        write_whole(building / name, text.encode(), over=False)


def _put_over(building: Path, target: Path, pages: dict[str, str], earlier: set[str]) -> list[str]:
    """Each page in its place, and away what only the earlier pack wrote; of both, first pages last."""
    _refuse_in_the_way(target, pages)
    for first in (False, True):
        for name in [name for name in pages if (Path(name).name == README) is first]:
            _put(building, target, name)
        for name in [name for name in earlier - pages.keys() if (Path(name).name == README) is first]:
            (target / name).unlink(missing_ok=True)
            _remove_empty(target, Path(name).parents)
    settle_folder(target)
    return sorted(name for name in _files(target) if name not in pages)


def _put(building: Path, target: Path, name: str) -> None:
    _make_folders(target, name)
    (building / name).replace(target / name)
    settle_folder((target / name).parent)


def _refuse_in_the_way(target: Path, pages: dict[str, str]) -> None:
    """Raise CouldNotError where a page would have to go over a folder, or through a link or a file."""
    for name in pages:
        inner = [target / parent for parent in Path(name).parents[:-1]]
        way = [folder for folder in inner if os.path.lexists(folder) and not _is_folder(folder)]
        if way or _is_folder(target / name):
            raise CouldNotError(messages.IN_THE_WAY.format(path=(way or [target / name])[0]), messages.ANOTHER_FOLDER)


def _make_folders(root: Path, name: str) -> None:
    for folder in reversed(Path(name).parents[:-1]):
        (root / folder).mkdir(mode=0o700, exist_ok=True)


def _remove_empty(target: Path, folders: Iterable[Path]) -> None:
    for folder in folders:
        there = target / folder
        if folder.parts and _is_folder(there) and not any(there.iterdir()):
            there.rmdir()


def _files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]


def _is_plain(folder: Path, name: str) -> bool:
    """Whether it is a file there, and no folder on the way to it is a link."""
    path = folder / name
    inner = [folder / parent for parent in Path(name).parents[:-1]]
    return all(map(_is_folder, inner)) and path.is_file() and not path.is_symlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
