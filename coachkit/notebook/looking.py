"""A look at a database file: in comes a path, out goes what it is, or a connection that lays no file beside it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import NewerNotebookError, NotebookUnreadableError
from coachkit.notebook.faults import PRIMARY, damaged, mapped_errors
from coachkit.notebook.keys import DataKey, is_scrambled, keys_beside
from coachkit.notebook.schema import APPLICATION_ID, SCHEMA_VERSION


def looking(path: Path, key: DataKey | None) -> dbapi2.Connection:
    """A connection that lays no file beside the notebook.

    The driver reads here, not `open()`: closing a file takes this process's other locks on it away.
    """
    db = dbapi2.connect(uri(path, "immutable=1"), uri=True, isolation_level=None)
    set_key(db, key)
    return db


def looked_into(path: Path, key: DataKey | None) -> dbapi2.Connection:
    """A connection that only looks into a copy that nobody writes, and lays no file beside it.

    Raises NotebookUnreadableError where it is damaged, newer, no notebook, or under another key.
    """
    with mapped_errors():
        db = looking(path, key)
        try:
            refuse_foreign(db)
        except BaseException:
            db.close()
            raise
    return db


def is_protected(path: Path) -> bool:
    """Whether these are pages that only a key, or nothing, makes sense of; their key file may be missing."""
    if path.stat().st_size == 0:
        return False
    with_keys = keys_beside(path).exists()
    with mapped_errors():
        db = looking(path, None)
        try:
            db.execute("PRAGMA user_version").fetchone()
        except dbapi2.DatabaseError as fault:
            if fault.sqlite_errorcode & PRIMARY == dbapi2.SQLITE_NOTADB:
                return with_keys or is_scrambled(path)
            if with_keys:
                raise
        finally:
            db.close()
    return False


def schema_of(db: dbapi2.Connection) -> int:
    """The schema of an open notebook."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


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


def refuse_foreign(db: dbapi2.Connection) -> None:
    """Raise NotebookUnreadableError for a database of another program, and what `refuse_newer` raises."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotebookUnreadableError(
            "This file belongs to another program; it is not a coachkit notebook. Nothing was changed.",
            "Move it away, or set COACHKIT_HOME to another folder.",
        )
    refuse_newer(db)


def refuse_newer(db: dbapi2.Connection) -> None:
    """Raise NewerNotebookError for a schema that is not known yet, and NotebookUnreadableError for one never made."""
    version = schema_of(db)
    if version > SCHEMA_VERSION:
        raise NewerNotebookError(
            f"This notebook was made by a newer coachkit (schema {version}; this one knows {SCHEMA_VERSION}). "
            "Nothing was changed.",
            "Upgrade: pip install -U coachkit",
        )
    if version < 1:
        raise damaged()


def refuse_damaged(db: dbapi2.Connection) -> None:
    """Raise NotebookUnreadableError where a look through finds a fault."""
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged()


def uri(path: Path, how: str) -> str:
    """A file's address as the driver takes it, with how it is to be opened: `mode=rw`, `immutable=1`."""
    return f"{path.absolute().as_uri()}?{how}"
