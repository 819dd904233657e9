"""The schema as plain SQL, so that a new notebook is made without loading SQLModel; a test holds it to `tables.py`."""

from __future__ import annotations

SCHEMA_VERSION = 1
APPLICATION_ID = 0x434B4954  # "CKIT": tells a notebook from any other SQLite file

# By itself, because a notebook made before it was thought of gets it when first something is kept in it.
SUMMARY = """
    CREATE TABLE summary (
        person_id VARCHAR NOT NULL,
        seq INTEGER NOT NULL,
        body VARCHAR NOT NULL,
        PRIMARY KEY (person_id)
    )
    """
SUMMARY_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'summary'"

DDL: tuple[str, ...] = (
    """
    CREATE TABLE change (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        id VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        sentence VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        "on" VARCHAR NOT NULL,
        "by" VARCHAR NOT NULL,
        undone_at VARCHAR,
        UNIQUE (id)
    )
    """,
    """
    CREATE TABLE draft (
        session_id VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        PRIMARY KEY (session_id)
    )
    """,
    """
    CREATE TABLE person (
        id VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        folded VARCHAR NOT NULL,
        archived BOOLEAN NOT NULL,
        merged_into VARCHAR,
        last_on VARCHAR,
        talks INTEGER NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_person_merged_into ON person (merged_into)",
    "CREATE INDEX person_by_name ON person (folded, id)",
    """
    CREATE TABLE script (
        hash VARCHAR NOT NULL,
        script_id VARCHAR NOT NULL,
        version INTEGER NOT NULL,
        body VARCHAR NOT NULL,
        PRIMARY KEY (hash)
    )
    """,
    SUMMARY,
    """
    CREATE TABLE event (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        id VARCHAR NOT NULL,
        change_id VARCHAR NOT NULL,
        person_id VARCHAR NOT NULL,
        session_id VARCHAR,
        kind VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        body VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        "on" VARCHAR NOT NULL,
        "by" VARCHAR NOT NULL,
        UNIQUE (id),
        FOREIGN KEY(change_id) REFERENCES change (id)
    )
    """,
    "CREATE INDEX event_by_person ON event (person_id, seq)",
    "CREATE INDEX event_by_session ON event (session_id, seq)",
    "CREATE INDEX ix_event_change_id ON event (change_id)",
    """
    CREATE TABLE session (
        id VARCHAR NOT NULL,
        seq INTEGER NOT NULL,
        person_id VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        script_hash VARCHAR,
        script_id VARCHAR,
        "on" VARCHAR NOT NULL,
        state VARCHAR NOT NULL,
        touched_at VARCHAR NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (seq),
        FOREIGN KEY(person_id) REFERENCES person (id),
        FOREIGN KEY(script_hash) REFERENCES script (hash)
    )
    """,
    "CREATE INDEX ix_session_person_id ON session (person_id)",
)
