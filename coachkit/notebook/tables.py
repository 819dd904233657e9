"""The tables as SQLModel classes: the one description of the schema; `schema.py` holds the same as plain SQL.

What SQLModel has no words for stands in `schema.py` alone: the index of the search, and the triggers of the trail.
"""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

# The `seq` of a deleted row is never given out again, so an order once seen never changes its meaning.
_NEVER_REUSED = {"sqlite_autoincrement": True}


class ChangeRow(SQLModel, table=True):
    """All events of one command; `undone_at` is set when it has been taken back."""

    __tablename__ = "change"
    __table_args__ = (_NEVER_REUSED,)

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    kind: str
    sentence: str
    at: str
    on: str
    by: str
    undone_at: str | None = None


class EventRow(SQLModel, table=True):
    """One thing that happened. Everything known is derived from these rows; `body` is JSON."""

    __tablename__ = "event"
    __table_args__ = (
        Index("event_by_person", "person_id", "seq"),
        Index("event_by_session", "session_id", "seq"),
        _NEVER_REUSED,
    )

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    change_id: str = Field(foreign_key="change.id", index=True)
    person_id: str
    session_id: str | None = None
    kind: str
    subject: str
    body: str
    at: str
    on: str
    by: str


class PersonRow(SQLModel, table=True):
    """A person as the events tell; `folded` is the name as it is compared."""

    __tablename__ = "person"
    __table_args__ = (Index("person_by_name", "folded", "id"),)

    id: str = Field(primary_key=True)
    name: str
    folded: str
    archived: bool = False
    merged_into: str | None = Field(default=None, index=True)
    last_on: str | None = None
    talks: int = 0


class ScriptRow(SQLModel, table=True):
    """A compiled script as a talk began with it, so that an old talk always opens."""

    __tablename__ = "script"

    hash: str = Field(primary_key=True)
    script_id: str
    version: int
    body: str


class SessionRow(SQLModel, table=True):
    """A talk as the events tell. `seq` is that of its first event; `person_id` follows a merge."""

    __tablename__ = "session"

    id: str = Field(primary_key=True)
    seq: int = Field(unique=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    kind: str
    script_hash: str | None = Field(default=None, foreign_key="script.hash")
    script_id: str | None = None
    on: str
    state: str
    touched_at: str


class DraftRow(SQLModel, table=True):
    """Half-typed text. It may be there before the first answer of its talk is, so it points at nothing."""

    __tablename__ = "draft"

    session_id: str = Field(primary_key=True)
    subject: str
    text: str
    at: str


class SummaryRow(SQLModel, table=True):
    """One person in short, worked out from the events up to `seq`; it may be dropped at any time."""

    __tablename__ = "summary"

    person_id: str = Field(primary_key=True)
    seq: int
    body: str


class SaidRow(SQLModel, table=True):
    """One thing said, for the search; worked out from the events, so it may be dropped at any time."""

    __tablename__ = "said"

    id: int = Field(primary_key=True)
    place: str
    text: str
    plain: str | None = None


class UnsaidRow(SQLModel, table=True):
    """A talk, by its place among all events, whose words have to be worked out anew for the search."""

    __tablename__ = "unsaid"

    session: int = Field(primary_key=True)


class UnsearchedRow(SQLModel, table=True):
    """A talk whose words are worked out and wait to be taken into the index."""

    __tablename__ = "unsearched"

    session: int = Field(primary_key=True)


class SearchedRow(SQLModel, table=True):
    """One row: the last event whose talk has been looked at for the search."""

    __tablename__ = "searched"

    id: int = Field(primary_key=True)
    seq: int


class ImportedRow(SQLModel, table=True):
    """A record that came in from a file, by its digest; `ref` is its own reference, where it has one."""

    __tablename__ = "imported"
    __table_args__ = (Index("imported_by_ref", "ref", sqlite_where=text("ref IS NOT NULL")),)

    digest: bytes = Field(primary_key=True)
    session_id: str
    change_id: str
    ref: str | None = None


class ImportRunRow(SQLModel, table=True):
    """An import, by its change, and whether it came to its end."""

    __tablename__ = "import_run"

    change_id: str = Field(primary_key=True)
    finished: bool


class TrailRow(SQLModel, table=True):
    """One thing done with the notebook as a whole; `detail` is JSON, and no row is ever changed or deleted."""

    __tablename__ = "trail"
    __table_args__ = (_NEVER_REUSED,)

    seq: int | None = Field(default=None, primary_key=True)
    at: str
    act: str
    detail: str
