"""A whole copy: in come an open notebook and a place where nothing is, out goes the same there, looked through.

The copy may be under another key, or under none; so protecting a notebook, taking protection off, a backup and a
backup made over are one and the same thing.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.keys import DataKey
from coachkit.notebook.looking import set_key
from coachkit.whole_file import settle_folder, wipe

BESIDE = ("-wal", "-shm", "-journal")

# SQLite's own tables and those in which the search keeps its index: they follow from the others.
_TABLES = """
    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
        AND name NOT LIKE 'search~_%' ESCAPE '~' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"""
_AT_ONCE = 1000


class TableContent(NamedTuple):
    """What a table holds: how many rows, and a digest of all of them in the order of their keys."""

    rows: int
    digest: str


def contents(db: dbapi2.Connection) -> dict[str, TableContent]:
    """What is in a notebook, table by table; equal for two notebooks that hold the same."""
    return {name: _content(db, name) for (name,) in db.execute(_TABLES).fetchall()}


def row_counts(db: dbapi2.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = [name for (name,) in db.execute(_TABLES).fetchall()]
    return {name: int(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables}  # noqa: S608


def copy_notebook(source: dbapi2.Connection, target: Path, key: DataKey | None) -> dict[str, TableContent]:
    """Copy everything into a new file that only its owner can read, under `key`; what is in it.

    It is on the disk, and has been read back and found the same, when this returns; otherwise nothing is left of it.
    Other windows may go on writing meanwhile: the copy is of one moment. Raises FileExistsError where something is
    at `target`, CouldNotError where the copy is not the same, and for a full disk and the like.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with mapped_errors():
            before = _export(source, target, key)
            after = _looked_through(target, key)
        if before != after:
            raise CouldNotError("The copy did not come out the same, so it was thrown away.", "Try it once more.")
        onto_the_disk(target)
    except BaseException:
        wipe_all(target)
        raise
    return after


def wipe_all(path: Path) -> None:
    """Take a database away, with all that SQLite may have laid beside it."""
    for ending in ("", *BESIDE):
        wipe(path.with_name(path.name + ending))


def _export(source: dbapi2.Connection, target: Path, key: DataKey | None) -> dict[str, TableContent]:
    """Write everything into the file, as it stands at one moment."""
    secret = key.pragma if key is not None else "''"
    source.execute(f"ATTACH DATABASE ? AS copy KEY {secret}", (str(target),))
    try:
        if key is None:  # a scrambled file has pages of SQLCipher's own size
            source.execute(f"PRAGMA copy.page_size={source.execute('PRAGMA main.page_size').fetchone()[0]}")
        source.execute("PRAGMA copy.synchronous=FULL").fetchall()
        # A copy that fails is thrown away, and a journal would be one more file with words in it.
        source.execute("PRAGMA copy.journal_mode=MEMORY").fetchall()
        source.execute("BEGIN")
        try:
            source.execute("SELECT sqlcipher_export('copy')").fetchall()
            before = contents(source)
            source.execute("COMMIT")
        except BaseException:
            if source.in_transaction:
                source.execute("ROLLBACK")
            raise
        # These are not part of the contents, and without them the copy would not be known as a notebook.
        for setting in ("application_id", "user_version"):
            value = source.execute(f"PRAGMA main.{setting}").fetchone()[0]
            source.execute(f"PRAGMA copy.{setting}={value}")
    finally:
        source.execute("DETACH DATABASE copy")
    return before


def _looked_through(path: Path, key: DataKey | None) -> dict[str, TableContent]:
    db = dbapi2.connect(str(path), isolation_level=None)
    try:
        set_key(db, key)
        if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return {}
        return contents(db)
    finally:
        db.close()


def _content(db: dbapi2.Connection, table: str) -> TableContent:
    keys = [row[1] for row in sorted(db.execute(f'PRAGMA table_info("{table}")'), key=lambda row: row[5]) if row[5]]
    order = ", ".join(f'"{key}"' for key in keys) or "rowid"
    rows, digest = 0, blake2b(digest_size=16)
    found = db.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608 - the name is the schema's own
    while some := found.fetchmany(_AT_ONCE):
        rows += len(some)
        digest.update(repr(some).encode("utf-8", "surrogatepass"))
    return TableContent(rows, digest.hexdigest())


def onto_the_disk(path: Path) -> None:
    """Have a file, and its name in its folder, survive a power cut. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    settle_folder(path.parent)
