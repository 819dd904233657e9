"""One way to open the database: in comes a path, out goes a connection whose settings are known to hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import (
    CouldNotError,
    NotebookBusyError,
    NotebookUnreadableError,
    OutdatedError,
    PassphraseError,
)
from coachkit.notebook.faults import PRIMARY, mapped_errors
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, keys_missing, read_keys
from coachkit.notebook.looking import is_protected, looking, refuse_damaged, refuse_foreign, schema_of, set_key, uri
from coachkit.notebook.pending import finish, ready_beside
from coachkit.notebook.schema import SCHEMA_VERSION
from coachkit.notebook.synced import service_of

Unlock = Callable[[KeyFile], DataKey]

HOW_TO_UNLOCK = "Run it on a terminal, or name a file that holds the passphrase: COACHKIT_PASSPHRASE_FILE=FILE"
BUSY_SECONDS = 5.0
# A whole look through takes under 20 ms up to here; damage in a larger file shows where it is read.
_QUICK_CHECK_BYTES = 8 * 1024 * 1024

# FULL costs about a millisecond an answer; with NORMAL, a power cut takes answers already said to be kept.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
)


def key_of(path: Path, unlock: Unlock | None) -> DataKey | None:
    """The key of a notebook, asked of `unlock`; None where it is not protected.

    Whether it is protected is read off the file itself. Raises PassphraseError where `unlock` gives no key,
    KeysMissingError, and NotebookUnreadableError for what is no notebook.
    """
    finish(path)
    if not is_protected(path):
        return None
    keys = read_keys(keys_beside(path))
    if keys is None:
        raise keys_missing(path)
    if unlock is None:
        raise PassphraseError("The notebook is protected, and no passphrase was given.", HOW_TO_UNLOCK)
    _keep_out_of_dumps()
    return unlock(keys)


def opened(
    path: Path,
    *,
    key: DataKey | None = None,
    busy_seconds: float = BUSY_SECONDS,
    checked: bool = True,
    any_schema: bool = False,
    reading: bool = False,
) -> dbapi2.Connection:
    """A connection to an existing notebook, every setting verified; in a read-only folder one that only reads.

    `key` is that of a protected notebook, as `key_of` tells it. `checked` False leaves out the look for damage, for
    a second connection to a notebook already open; `any_schema` takes one as it is that an earlier coachkit made.
    `reading` lays and changes nothing, where that can be.

    Raises NotebookUnreadableError, leaving every byte as it was, for a file that is damaged, newer or not a notebook,
    and OutdatedError for one of an earlier schema.
    """
    with mapped_errors():
        while True:
            finish(path)
            with suppress(_ReplacedError):
                db = _open(path, key, busy_seconds, checked, reading)
                if any_schema or schema_of(db) == SCHEMA_VERSION:
                    return db
                db.close()
                raise OutdatedError(
                    "The notebook was made by an earlier coachkit, and is not brought up to date yet.",
                    f"Make {path.parent} writable, or copy all its files to a folder that is: then it is brought up to "
                    "date by itself.",
                )


def opened_alone(path: Path, key: DataKey | None, busy_seconds: float) -> dbapi2.Connection:
    """A connection to a notebook of today's schema or an earlier one, which no other coachkit has open meanwhile.

    Foreign keys are off, for whole tables may be made anew. It has been looked through. Raises NotebookBusyError
    where another one is open, and what `opened` raises.
    """
    try:
        with mapped_errors():
            _peek(path, key)
            db = dbapi2.connect(uri(path, "mode=rw"), uri=True, isolation_level=None, timeout=busy_seconds)
            try:
                set_key(db, key)
                db.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
                _hold_to(db, (*_SETTINGS, ("foreign_keys", "OFF", 0)))
                db.execute("BEGIN EXCLUSIVE")
                refuse_foreign(db)
                refuse_damaged(db)
                db.execute("COMMIT")
            except BaseException:
                db.close()
                raise
            return db
    except NotebookBusyError:
        raise NotebookBusyError("The notebook is open in another window.", "Close that one, then try again.") from None


def which(path: Path) -> tuple[int, int]:
    """Which file is at a place: it differs once another has been put there."""
    about = path.stat()
    return about.st_dev, about.st_ino


@contextmanager
def immediate(db: dbapi2.Connection) -> Iterator[None]:
    """One transaction that holds the write lock from its first moment; inside another it is part of that one.

    A transaction that only turns into a writing one later fails at once when somebody else has written meanwhile,
    however long it may wait.
    """
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        with suppress(dbapi2.Error):
            db.execute("ROLLBACK")
        raise


def _open(path: Path, key: DataKey | None, busy_seconds: float, checked: bool, reading: bool) -> dbapi2.Connection:
    _peek(path, key)
    if reading and not _is_unfinished(path):
        return _settled(path, key, "immutable=1", busy_seconds, checked)
    try:
        return _settled(path, key, "mode=rw", busy_seconds, checked)
    except dbapi2.OperationalError as fault:
        primary = fault.sqlite_errorcode & PRIMARY
        if primary in (dbapi2.SQLITE_FULL, dbapi2.SQLITE_IOERR):
            # A full disk has no room for the -shm file; whoever is alone with the notebook can read it without.
            return _settled(path, key, "mode=rw", busy_seconds, checked, alone=True)
        # Where no -shm file may be laid beside it, it can still be read as a file that nobody writes.
        if primary not in (dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_READONLY):
            raise
    _refuse_unfinished(path)
    return _settled(path, key, "immutable=1", busy_seconds, checked)


class _ReplacedError(Exception):
    """Another coachkit has put a protected, or restored, notebook in the place of the one just opened."""


def _keep_out_of_dumps() -> None:
    """Have a crash write no memory to the disk: the key is in it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _peek(path: Path, key: DataKey | None) -> None:
    """Refuse what is not ours before SQLite lays a single file beside it."""
    if path.stat().st_size == 0:
        raise NotebookUnreadableError(
            "The notebook file is empty. Nothing was changed.",
            "Put back a copy from before: coachkit notebook restore FILE (coachkit notebook status lists them). Or "
            "move the empty file away to begin a new notebook.",
        )
    db = looking(path, key)
    try:
        refuse_foreign(db)
    except dbapi2.DatabaseError as fault:
        # After a crash the missing part may lie in the -wal file, which only a true opening reads; half of a protected
        # first page looks like no database at all.
        scrambled = key is not None and _is_unfinished(path) and fault.sqlite_errorcode == dbapi2.SQLITE_NOTADB
        if not scrambled and fault.sqlite_errorcode != dbapi2.SQLITE_CORRUPT:
            raise
    finally:
        db.close()


def _settled(
    path: Path, key: DataKey | None, how: str, busy_seconds: float, checked: bool, *, alone: bool = False
) -> dbapi2.Connection:
    was = which(path)
    db = dbapi2.connect(uri(path, how), uri=True, isolation_level=None, timeout=busy_seconds)
    try:
        set_key(db, key)
        if alone:
            db.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        refuse_foreign(db)
        # Looked at once nobody else can be at it, and before a -wal file is laid beside what is there by now.
        if which(path) != was or ready_beside(path).exists():
            raise _ReplacedError
        if checked and path.stat().st_size <= _QUICK_CHECK_BYTES:
            refuse_damaged(db)
        _set(db, path, how)
    except BaseException:
        db.close()
        raise
    return db


def _set(db: dbapi2.Connection, path: Path, how: str) -> None:
    if how == "immutable=1":
        _hold_to(db, _SETTINGS)
    elif service_of(path) is None:
        _hold_to(db, (("journal_mode", "WAL", "wal"), *_SETTINGS))
    else:
        # One file at a time for the service to copy; without a -wal file only EXTRA keeps all through a power cut.
        _hold_to(db, (("journal_mode", "DELETE", "delete"), *_SETTINGS, ("synchronous", "EXTRA", 3)))


def _hold_to(db: dbapi2.Connection, wanted: Sequence[tuple[str, str, object]]) -> None:
    for name, value, means in wanted:
        db.execute(f"PRAGMA {name}={value}").fetchall()
        if db.execute(f"PRAGMA {name}").fetchone()[0] != means:
            raise CouldNotError(
                f"The notebook cannot be kept safely in this folder ({name} is not {value}).",
                "Move it to a folder on this computer's own disk, and set COACHKIT_HOME to that.",
            )


def _refuse_unfinished(path: Path) -> None:
    if _is_unfinished(path):
        raise CouldNotError(
            f"The notebook's folder is read-only, and the last things said are still in {path.name}-wal beside it.",
            "Make the folder writable, or copy all its files to a place that is.",
        )


def _is_unfinished(path: Path) -> bool:
    """Whether a part of the notebook is still in the -wal file beside it."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0
