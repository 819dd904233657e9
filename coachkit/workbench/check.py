"""Looking the notebook through: in comes a room, out goes each part with what is wrong; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from coachkit.errors import CoachkitError, NewerNotebookError, NotebookUnreadableError, NotFoundError
from coachkit.notebook.checking import LookedThrough
from coachkit.notebook.checking_copies import FoundKeys, keys_beside_a_copy, look_at_copies
from coachkit.notebook.connection import key_of
from coachkit.notebook.keys import DataKey, is_plain, keys_beside
from coachkit.notebook.snapshot import snapshot
from coachkit.wording import well as wording
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.search import catch_up

PARTS = ("pages", "tables", "links", "entries", "search", "scripts", "lists", "people", "trail")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the notebook: whether it is well, and what is said of it."""

    name: str
    well: bool
    said: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key of a notebook, None where it has none; what is the matter with its keys, and those beside a copy."""

    key: DataKey | None
    fault: NotebookUnreadableError | None = None
    elsewhere: FoundKeys | None = None


class Checked(NamedTuple):
    """Every part that was looked at, and what is the matter with the notebook's keys, where anything is."""

    parts: list[Part]
    keys_fault: NotebookUnreadableError | None


def check(room: Room) -> Checked:
    """Every part of the coach's notebook and of its copies.

    Raises NotFoundError where there is no notebook, NewerNotebookError, PassphraseError, and CouldNotError where
    there is no room to look.
    """
    path = room.settings.notebook_file
    unlocked = unlocked_by(room)
    parts = [*look_through(room, unlocked.key), _keys(path, unlocked), _copies(path, unlocked.key)]
    return Checked(parts, unlocked.fault)


def unlocked_by(room: Room) -> Unlocked:
    """The key of the coach's notebook, wherever its keys lie. Raises NotFoundError and PassphraseError."""
    path = room.settings.notebook_file
    if not path.is_file():
        raise NotFoundError("There is no notebook yet.", "Begin one: coachkit talk")
    try:
        return Unlocked(key_of(path, room.unlock))
    except NotebookUnreadableError as fault:
        if is_plain(path):
            return Unlocked(None)
        found = keys_beside_a_copy(path, room.unlock) if room.unlock is not None else None
        return Unlocked(found.key if found else None, fault, found)


def look_through(room: Room, key: DataKey | None) -> Iterator[Part]:
    """Every part of the notebook itself. Raises as `check` does."""
    with snapshot(room.settings.notebook_file) as copy:
        try:
            notebook = LookedThrough.into(copy, key)
        except NewerNotebookError:
            raise
        except CoachkitError:
            yield Part("file", False, wording.unreadable("file"))
            yield from (Part(name, False, wording.NOT_LOOKED_AT) for name in PARTS)
            return
        with closing(notebook):
            yield Part("file", True, wording.WELL["file"])
            inside = replace(room, make_asker=None)
            inside.use(notebook)
            # Looking at the lists makes them anew, so it comes after whatever is looked at as it lies.
            looks: dict[str, Callable[[], Part]] = {
                "pages": lambda: _counted("pages", notebook.faulty_pages()),
                "tables": lambda: _part("tables", wording.tables(notebook.missing_tables())),
                "links": lambda: _counted("links", notebook.loose_ends()),
                "entries": lambda: _part("entries", wording.entries(notebook.faulty_entries()._asdict())),
                "search": lambda: _part("search", wording.search(_search(inside, notebook))),
                "scripts": lambda: _counted("scripts", notebook.faulty_scripts()),
                "people": lambda: _counted("people", _people(inside)),
                "lists": lambda: _counted("lists", notebook.faulty_lists()),
                "trail": lambda: _trail(notebook),
            }
            found = {name: _looked(name, look) for name, look in looks.items()}
            yield from (found[name] for name in PARTS)


def faults(work: Callable[[], int]) -> int:
    """How many faults a look finds. A damaged file can make it raise anything at all, and that is a fault too."""
    try:
        return work()
    except Exception:
        return 1


def _looked(name: str, look: Callable[[], Part]) -> Part:
    try:
        return look()
    except Exception:  # as above
        return Part(name, False, wording.unreadable(name))


def _part(name: str, wrong: str) -> Part:
    return Part(name, not wrong, wrong or wording.WELL[name])


def _counted(name: str, n: int) -> Part:
    return _part(name, wording.counted(name, n))


def _trail(notebook: LookedThrough) -> Part:
    unreadable, missing, backwards = notebook.trail_faults()
    wrong = wording.trail(unreadable, missing)
    return Part("trail", not wrong, wrong or wording.trail_well(backwards))


def _keys(path: Path, unlocked: Unlocked) -> Part:
    if unlocked.elsewhere is not None:
        said = wording.KEYS_FOUND.format(place=unlocked.elsewhere.place, keys=keys_beside(path))
        return Part("keys", False, said)
    if unlocked.key is not None:
        return Part("keys", True, wording.WELL["keys"])
    if is_plain(path):
        return Part("keys", True, wording.NO_KEYS)
    return Part("keys", False, wording.KEYS_DAMAGED if keys_beside(path).exists() else wording.KEYS_GONE)


def _search(room: Room, notebook: LookedThrough) -> int:
    catch_up(room)
    return notebook.faulty_index()


def _people(room: Room) -> int:
    everybody = room.notebook.people(archived=True)
    return sum(faults(lambda id_=line.id: _worked_out(room, id_)) for line in everybody)  # type: ignore[misc]


def _worked_out(room: Room, person_id: str) -> int:
    known(room, room.notebook.person(person_id))
    return 0


def _copies(path: Path, key: DataKey | None) -> Part:
    """Whether each copy can be put back, and what could not be looked at."""
    copies = look_at_copies(path, key)

    def of(what: str, some: list[Path]) -> str:
        return wording.found(what, len(some), [str(each.relative_to(path.parent)) for each in some])

    aside = [
        of("locked copies" if key is not None else "protected copies", copies.locked),
        of("newer copies", copies.newer),
        of("copies in parts", copies.in_parts),
        of("copies put aside", copies.put_aside),
    ]
    wrong = of("damaged copies", copies.damaged)
    well = wording.WELL["copies"] if not copies.put_aside else wording.OTHER_COPIES
    said = wrong or (well if copies.whole else "")
    told = "; ".join(each for each in (said, *aside) if each)
    return Part("copies", not wrong, f"{told}. {wording.COPIES_TO_DO}" if wrong else told or wording.NO_COPIES)
