"""One way to open the database: in comes a path, out goes a connection whose settings are known to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError, NotebookUnreadableError, PassphraseError
from coachkit.notebook.faults import damaged, mapped_errors
from coachkit.notebook.keys import DataKey, KeyFile, keys_beside, read_keys
from coachkit.notebook.schema import APPLICATION_ID, SCHEMA_VERSION

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

    Whether it is protected is read off the file itself. Raises PassphraseError where `unlock` gives no key, and
    NotebookUnreadableError for what is no notebook.
    """
    with mapped_errors():
        if not _is_scrambled(path):
            return None
    keys = read_keys(keys_beside(path))
    if keys is None:
        raise damaged()
    if unlock is None:
        raise PassphraseError("The notebook is protected, and no passphrase was given.", HOW_TO_UNLOCK)
    return unlock(keys)


def opened(
    path: Path, *, key: DataKey | None = None, busy_seconds: float = BUSY_SECONDS, checked: bool = True
) -> dbapi2.Connection:
    """A connection to an existing notebook, every setting verified; in a read-only folder one that only reads.

    `key` is that of a protected notebook, as `key_of` tells it. `checked` False leaves out the look for damage, for
    a second connection to a notebook already open. Raises NotebookUnreadableError, leaving every byte as it was, for
    a file that is damaged, newer or not a notebook.
    """
    with mapped_errors():
        while True:
            was = _which(path)
            db = _open(path, key, busy_seconds, checked)
            if _which(path) == was:
                return db
            # Another coachkit has put a protected, or restored, notebook in the place of the one just opened.
            db.close()


def set_key(db: dbapi2.Connection, key: DataKey | None) -> None:
    """Tell a fresh connection its key, by which every page is read and written; the first thing to be said to it.

    Raises RuntimeError where the driver cannot scramble: it would take the key and write everything in the clear.
    """
    with suppress(dbapi2.Error):
        # SQLCipher writes its own lines on stderr otherwise.
        db.execute("PRAGMA cipher_log_level=NONE").fetchall()
    if key is None:
        return
    db.execute(f"PRAGMA key={key.pragma}").fetchall()
    if not db.execute("PRAGMA cipher_version").fetchall():
        raise RuntimeError("this SQLite cannot protect a notebook")


def looked_into(path: Path, key: DataKey | None) -> dbapi2.Connection:
    """A connection that only looks into a copy that nobody writes, and lays no file beside it.

    Raises NotebookUnreadableError where it is damaged, newer, no notebook, or under another key.
    """
    with mapped_errors():
        db = _looking(path, key)
        try:
            _refuse_foreign(db)
        except BaseException:
            db.close()
            raise
    return db


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


def _open(path: Path, key: DataKey | None, busy_seconds: float, checked: bool) -> dbapi2.Connection:
    _peek(path, key)
    try:
        return _settled(path, key, "mode=rw", busy_seconds, checked)
    except dbapi2.OperationalError as fault:
        # Where no -shm file can be laid beside it, it can still be read as a file that nobody writes.
        if fault.sqlite_errorcode & 0xFF not in (dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_READONLY):
            raise
    _refuse_unfinished(path)
    return _settled(path, key, "immutable=1", busy_seconds, checked)


def _which(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino


def _is_scrambled(path: Path) -> bool:
    """Whether these are pages that only a key, or nothing, makes sense of, and their key file lies beside them."""
    if path.stat().st_size == 0 or not keys_beside(path).exists():
        return False
    db = _looking(path, None)
    try:
        db.execute("PRAGMA user_version").fetchone()
    except dbapi2.DatabaseError as fault:
        if fault.sqlite_errorcode & 0xFF == dbapi2.SQLITE_NOTADB:
            return True
        raise
    finally:
        db.close()
    return False


def _looking(path: Path, key: DataKey | None) -> dbapi2.Connection:
    """A connection that lays no file beside the notebook.

    The driver reads here, not `open()`: closing a file takes this process's other locks on it away.
    """
    db = dbapi2.connect(_uri(path, "immutable=1"), uri=True, isolation_level=None)
    set_key(db, key)
    return db


def _peek(path: Path, key: DataKey | None) -> None:
    """Refuse what is not ours before SQLite lays a single file beside it."""
    if path.stat().st_size == 0:
        raise NotebookUnreadableError(
            "The notebook file is empty. Nothing was changed.",
            "Put back a copy from before, or move the empty file away to begin a new notebook.",
        )
    db = _looking(path, key)
    try:
        _refuse_foreign(db)
    except dbapi2.DatabaseError as fault:
        # After a crash the missing part may lie in the -wal file, which only a true opening reads.
        if fault.sqlite_errorcode != dbapi2.SQLITE_CORRUPT:
            raise
    finally:
        db.close()


def _settled(path: Path, key: DataKey | None, how: str, busy_seconds: float, checked: bool) -> dbapi2.Connection:
    db = dbapi2.connect(_uri(path, how), uri=True, isolation_level=None, timeout=busy_seconds)
    try:
        set_key(db, key)
        _refuse_foreign(db)
        if checked and path.stat().st_size <= _QUICK_CHECK_BYTES:
            _refuse_damaged(db)
        _set(db, how)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_foreign(db: dbapi2.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotebookUnreadableError(
            "This file belongs to another program; it is not a coachkit notebook. Nothing was changed.",
            "Move it away, or set COACHKIT_HOME to another folder.",
        )
    if version > SCHEMA_VERSION:
        raise NotebookUnreadableError(
            f"This notebook was made by a newer coachkit (schema {version}; this one knows {SCHEMA_VERSION}). "
            "Nothing was changed.",
            "Upgrade: pip install -U coachkit",
        )
    if version < 1:
        raise damaged()


def _refuse_damaged(db: dbapi2.Connection) -> None:
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged()


def _set(db: dbapi2.Connection, how: str) -> None:
    wanted = _SETTINGS if how == "immutable=1" else (("journal_mode", "WAL", "wal"), *_SETTINGS)
    for name, value, means in wanted:
        db.execute(f"PRAGMA {name}={value}").fetchall()
        if db.execute(f"PRAGMA {name}").fetchone()[0] != means:
            raise CouldNotError(
                f"The notebook cannot be kept safely in this folder ({name} is not {value}).",
                "Move it to a folder on this computer's own disk, and set COACHKIT_HOME to that.",
            )


def _refuse_unfinished(path: Path) -> None:
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise CouldNotError(
            f"The notebook's folder is read-only, and the last things said are still in {wal.name} beside it.",
            "Make the folder writable, or copy all its files to a place that is.",
        )


def _uri(path: Path, how: str) -> str:
    return f"{path.absolute().as_uri()}?{how}"
