"""Snippets: in come texts and the words found in them, out goes the part of each that has them, with marks round."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from sqlcipher3 import dbapi2

from coachkit.notebook.said import APART, apart, plain
from coachkit.notebook.schema import WORDS

# Marks round what was found; no text that is kept can hold them, for control characters go at the door.
BEGIN, END = "\x02", "\x03"
_TABLES = f"""
    CREATE TABLE found (id INTEGER NOT NULL PRIMARY KEY, text VARCHAR NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(text, content='found', content_rowid='id', tokenize='{WORDS}');"""
# Two dozen words; where each letter is one, as many as there can be.
_SNIPPETS = """
    SELECT rowid, snippet(words, 0, ?, ?, '…', iif(instr(text, char(31)), 64, 24)) FROM words WHERE words MATCH ?"""


def marked(texts: Sequence[str], match: str) -> list[str]:
    """A snippet of each text, which the match has found.

    In the notebook's own index a text stands as it is searched; here it is marked as it was said.
    """
    if not texts:
        return []
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as db:
        db.executescript(_TABLES)
        db.executemany("INSERT INTO found (id, text) VALUES (?, ?)", enumerate(map(apart, texts)))
        rows = [(n, plain(text) or text) for n, text in enumerate(texts)]
        db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
        snippets = dict(db.execute(_SNIPPETS, (BEGIN, END, match)).fetchall())
    return [snippets.get(n, text).replace(APART, "") for n, text in enumerate(texts)]
