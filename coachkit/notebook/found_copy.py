"""A copy somebody wants back: in comes a file, out goes what is in it, or why it cannot be used; it stays as it is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import (
    BadDataError,
    CouldNotError,
    KeysMissingError,
    NewerNotebookError,
    NotebookUnreadableError,
    NotFoundError,
)
from coachkit.notebook.connection import Unlock
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.keys import DataKey, KeyFile, is_scrambled, keys_beside, keys_missing, read_keys
from coachkit.notebook.looking import looking, refuse_newer
from coachkit.notebook.schema import APPLICATION_ID
from coachkit.notebook.trail import Act

_IN_IT = """
    SELECT (SELECT count(*) FROM person WHERE merged_into IS NULL), (SELECT count(*) FROM session),
        (SELECT max("on") FROM event)"""
ANOTHER = "Name another copy: coachkit notebook status shows where they are."


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A copy that can be put back: how many people and talks are in it, and the day of the last thing kept.

    `erased` is how often something had been rubbed out for good when it was made.
    """

    path: Path
    people: int
    talks: int
    last_on: str | None
    erased: int = 0
    key: DataKey | None = field(default=None, repr=False)
    keys: KeyFile | None = field(default=None, repr=False)

    def looked_at(self) -> dbapi2.Connection:
        """A connection that only reads, and lays nothing beside the file."""
        return looking(self.path, self.key)

    def same_key(self, keys: KeyFile) -> DataKey | None:
        """The key, where these wrap the same one."""
        return self.key if self.keys is not None and self.keys.id == keys.id else None


def look_at(path: Path, notebook: Path, unlock: Unlock | None) -> FoundCopy:
    """What a file holds that may be a copy of a notebook; its keys lie beside it, or are those of the notebook.

    Raises NotFoundError, BadDataError for what is no notebook, NotebookUnreadableError for a damaged or newer one and
    for one without its keys, PassphraseError and CouldNotError.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", "The copies coachkit made: coachkit notebook status")
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise CouldNotError(
            f"Part of {path.name} is still in {wal.name} beside it.",
            "Copy both to an empty folder as notebook.db and notebook.db-wal, and set COACHKIT_HOME to that.",
        )
    try:
        keys, key = _keys_of(path, notebook, unlock)
        with mapped_errors(), closing(looking(path, key)) as db:
            _refuse_other(db, path)
            refuse_newer(db)
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise NotebookUnreadableError("")
            people, talks, last_on = db.execute(_IN_IT).fetchone()
            return FoundCopy(path, people, talks, last_on, _erased(db), key, keys)
    except (NewerNotebookError, KeysMissingError):
        raise
    except NotebookUnreadableError:
        raise NotebookUnreadableError(f"{path.name} is damaged. Nothing was changed.", ANOTHER) from None
    except OSError as fault:
        reason = (fault.strerror or "the computer refused").lower()
        raise CouldNotError(f"{path} could not be read: {reason}.", "Look who may read it.") from None


def _erased(db: dbapi2.Connection) -> int:
    """How many erasures its trail tells of; none in a copy from before there was a trail."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'trail'").fetchone() is None:
        return 0
    return int(db.execute("SELECT count(*) FROM trail WHERE act = ?", (str(Act.ERASED),)).fetchone()[0])


def _keys_of(path: Path, notebook: Path, unlock: Unlock | None) -> tuple[KeyFile | None, DataKey | None]:
    """The keys that a protected copy opens with; none for one that is not protected."""
    with closing(looking(path, None)) as db:
        try:
            db.execute("PRAGMA user_version").fetchone()
        except dbapi2.DatabaseError as fault:
            if fault.sqlite_errorcode & 0xFF != dbapi2.SQLITE_NOTADB:
                raise NotebookUnreadableError("") from None
        else:
            return None, None
    held = [keys for place in (path, notebook) if (keys := read_keys(keys_beside(place))) is not None]
    if not held:
        raise keys_missing(path) if is_scrambled(path) else _no_notebook(path)
    if unlock is None:
        raise CouldNotError(f"{path.name} is protected, and no passphrase was given.")
    for keys in held:
        key = unlock(keys)
        with closing(looking(path, key)) as db:
            try:
                db.execute("PRAGMA user_version").fetchone()
            except dbapi2.DatabaseError:
                continue
        return keys, key
    raise KeysMissingError(
        f"The keys beside {path.name} do not open it: they belong to another copy, or it is damaged. "
        "Nothing was changed.",
        f"If you have its own keys, put them beside it as {keys_beside(path).name}. {ANOTHER}",
    )


def _refuse_other(db: dbapi2.Connection, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _no_notebook(path)


def _no_notebook(path: Path) -> BadDataError:
    return BadDataError(f"{path.name} is no notebook of coachkit's.", (), ANOTHER)
