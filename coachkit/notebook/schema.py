"""The schema as plain SQL, so that a new notebook is made without loading SQLModel; a test holds it to `tables.py`.

A notebook of an earlier schema is brought to this one by `migrations/`; a test holds that to this as well.
"""

from __future__ import annotations

SCHEMA_VERSION = 3
APPLICATION_ID = 0x434B4954  # "CKIT": tells a notebook from any other SQLite file

# Tables that follow from the events: nothing is lost with them.
WORKED_OUT = frozenset({"summary", "said", "unsaid", "unsearched", "searched"})

# What is a word to the search: letters, numbers and the marks that belong to a letter, whose accents do not matter.
# As it stands between quotes.
WORDS = "unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc''"
# What was said, row by row, for searching; all of it worked out from the events, so it may be dropped at any time.
# `said.id` holds the talk's place among all events and the row's own place in the talk, and `place` where it was said:
# see `said.py`. A past conversation has a good dozen of these rows, so they have few columns and stand as they come.
# `plain` is the text as it is indexed, where that is another.
_SEARCH = (
    """
    CREATE TABLE said (
        id INTEGER NOT NULL PRIMARY KEY,
        place VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        plain VARCHAR
    )
    """,
    "CREATE TABLE unsaid (session INTEGER NOT NULL PRIMARY KEY)",
    "CREATE TABLE unsearched (session INTEGER NOT NULL PRIMARY KEY)",
    "CREATE TABLE searched (id INTEGER NOT NULL PRIMARY KEY, seq INTEGER NOT NULL)",
    f"""
    CREATE VIRTUAL TABLE search USING fts5(
        text, content='said', content_rowid='id', tokenize='{WORDS}'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    # What the index gathers in memory before it writes, in bytes; the usual one fits no import.
    "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432)",
    # The parts of the index are joined bit by bit, and not all at once as soon as there are sixteen of them.
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 1000)",
    "INSERT INTO searched (id, seq) VALUES (1, 0)",
)

# What came in from files: the digest of each record, so that the same one is known again, and its own reference. Its
# rows stand as they come; by their digests they would be all over the table, and each batch would write all of it.
_IMPORTED = (
    """
    CREATE TABLE imported (
        digest BLOB NOT NULL,
        session_id VARCHAR NOT NULL,
        change_id VARCHAR NOT NULL,
        ref VARCHAR,
        PRIMARY KEY (digest)
    )
    """,
    "CREATE INDEX imported_by_ref ON imported (ref) WHERE ref IS NOT NULL",
    "CREATE TABLE import_run (change_id VARCHAR NOT NULL PRIMARY KEY, finished BOOLEAN NOT NULL)",
)

# What was done with the notebook itself; the triggers keep every line of it as it was written.
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

_PEOPLE_AND_TALKS = (
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
    """
    CREATE TABLE summary (
        person_id VARCHAR NOT NULL,
        seq INTEGER NOT NULL,
        body VARCHAR NOT NULL,
        PRIMARY KEY (person_id)
    )
    """,
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
DDL: tuple[str, ...] = (*_PEOPLE_AND_TALKS, *_SEARCH, *_IMPORTED, *_TRAIL)
