"""Schema 3: what the search and the imports keep stands as it comes, and a row of the search has fewer columns."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

# 31 bits of an id were the talk and 12 the row. Above them stood its day, which made the index half as large again;
# now the row has 16, for there are talks of more than four thousand turns, and those are said anew.
_STATEMENTS = (
    "DROP TABLE search",
    "ALTER TABLE said RENAME TO said_before",
    """
    CREATE TABLE said (
        id INTEGER NOT NULL PRIMARY KEY,
        place VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        plain VARCHAR
    )
    """,
    """
    INSERT INTO said (id, place, text, plain)
    SELECT (((id >> 12) & 2147483647) << 16) | (id & 4095),
        kind || char(9) || step || char(9) || statement || char(9) || item, text, plain
    FROM said_before ORDER BY 1
    """,
    "DROP TABLE said_before",
    """
    CREATE VIRTUAL TABLE search USING fts5(
        text, content='said', content_rowid='id', tokenize='unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc'''
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432)",
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 1000)",
    "INSERT OR IGNORE INTO unsearched (session) SELECT DISTINCT id >> 16 FROM said",
    "INSERT OR IGNORE INTO unsaid (session) SELECT DISTINCT id >> 16 FROM said WHERE id & 65535 = 4095",
    # Where words stand without spaces each letter is indexed by itself now, and letters are in one piece, without the
    # signs of vowels that are mostly left away: such talks are said anew.
    """
    INSERT OR IGNORE INTO unsaid (session)
    SELECT DISTINCT id >> 16 FROM said
    WHERE text GLOB '*[\u0300-\u036f\u0591-\u05c7\u064b-\u0670]*'
        OR text GLOB '*[\u0e00-\u17ff\u3040-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]*'
    """,
)
_IMPORTED = (
    "ALTER TABLE imported RENAME TO imported_before",
    "DROP INDEX imported_by_ref",
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
    """
    INSERT INTO imported (digest, session_id, change_id, ref)
    SELECT digest, session_id, change_id, ref FROM imported_before ORDER BY session_id
    """,
    "DROP TABLE imported_before",
)


def upgrade() -> None:
    """Make the rows anew; the index is filled with them when somebody searches next."""
    for statement in (*_STATEMENTS, *_IMPORTED):
        op.execute(statement)
