"""Schema 2: tables that came into a notebook when they were first needed are in every one; there is a trail as well."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = None

# The words of coachkit 0.1.0, so that a notebook which has a table already has the very same one.
_SUMMARY = (
    """
    CREATE TABLE summary (
        person_id VARCHAR NOT NULL,
        seq INTEGER NOT NULL,
        body VARCHAR NOT NULL,
        PRIMARY KEY (person_id)
    )
    """,
)
_SEARCH = (
    """
    CREATE TABLE said (
        id INTEGER NOT NULL PRIMARY KEY,
        statement VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        step VARCHAR NOT NULL,
        item VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        plain VARCHAR
    )
    """,
    "CREATE TABLE unsaid (session INTEGER NOT NULL PRIMARY KEY)",
    "CREATE TABLE unsearched (session INTEGER NOT NULL PRIMARY KEY)",
    "CREATE TABLE searched (id INTEGER NOT NULL PRIMARY KEY, seq INTEGER NOT NULL)",
    """
    CREATE VIRTUAL TABLE search USING fts5(
        text, content='said', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432)",
    "INSERT INTO searched (id, seq) VALUES (1, 0)",
)
_IMPORTED = (
    """
    CREATE TABLE imported (
        digest BLOB NOT NULL PRIMARY KEY,
        session_id VARCHAR NOT NULL,
        change_id VARCHAR NOT NULL,
        ref VARCHAR
    ) WITHOUT ROWID
    """,
    "CREATE INDEX imported_by_ref ON imported (ref) WHERE ref IS NOT NULL",
    "CREATE TABLE import_run (change_id VARCHAR NOT NULL PRIMARY KEY, finished BOOLEAN NOT NULL)",
)
_TRAIL = (
    """
    CREATE TABLE trail (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at VARCHAR NOT NULL,
        act VARCHAR NOT NULL,
        detail VARCHAR NOT NULL
    )
    """,
    """
    CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN SELECT raise(ABORT, 'a trail is only added to'); END
    """,
    """
    CREATE TRIGGER trail_remains BEFORE DELETE ON trail BEGIN SELECT raise(ABORT, 'a trail is only added to'); END
    """,
    """
    CREATE TRIGGER trail_grows BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE seq = NEW.seq)
    BEGIN SELECT raise(ABORT, 'a trail is only added to'); END
    """,
)
_TABLES = {"summary": _SUMMARY, "imported": _IMPORTED, "trail": _TRAIL}
# Worked out from the events, and differently now: it is filled again when somebody searches next.
_OLD_SEARCH = tuple(f"DROP TABLE IF EXISTS {name}" for name in ("search", "said", "unsaid", "unsearched", "searched"))


def upgrade() -> None:
    """Make the tables that are not there yet, and those of the search anew."""
    found = op.get_bind().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    there = {name for (name,) in found}
    for table, statements in _TABLES.items():
        for statement in statements if table not in there else ():
            op.execute(statement)
    for statement in (*_OLD_SEARCH, *_SEARCH):
        op.execute(statement)
