"""The tables as SQLModel classes: the one description of the schema; `schema.py` holds the same as plain SQL."""

from __future__ import annotations

from sqlalchemy import Index
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
