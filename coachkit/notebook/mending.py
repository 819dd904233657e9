"""What changes people, and what takes changes back: in come ids, out go events and rows that say so."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session as DbSession
from sqlmodel import col, select

from coachkit.errors import CouldNotError, NotFoundError, UsageFaultError
from coachkit.notebook.forgetting import FORGETTING
from coachkit.notebook.holding import utc_text
from coachkit.notebook.lines import Change
from coachkit.notebook.orm import drop_summaries, keep, stand
from coachkit.notebook.projecting import rebuild
from coachkit.notebook.tables import ChangeRow, DraftRow, EventRow, PersonRow, SessionRow
from coachkit.notebook.unimporting import brought_talks_alone, undo_import, unsay_change
from coachkit.safe_text import folded

# That somebody may not have been safe stays kept, whatever is taken back around it; `undo` passes it over.
PASSED_OVER = "safety"
NOT_UNDOABLE = frozenset({"forget", FORGETTING, "protect", "restore"})


def rename(db: DbSession, change: Change, person_id: str, name: str, at: datetime) -> None:
    """Give a person another name."""
    person = living(db, person_id)
    stand(db, change, at)
    keep(db, change, person.id, "person_renamed", {"name": name}, at)
    person.name, person.folded = name, folded(name)


def archive(db: DbSession, change: Change, person_id: str, at: datetime, *, archived: bool) -> None:
    """Put a person away, or take them out again."""
    person = living(db, person_id)
    stand(db, change, at)
    keep(db, change, person.id, "person_archived", {"archived": archived}, at)
    person.archived = archived


def merge(db: DbSession, change: Change, from_id: str, into_id: str, at: datetime) -> None:
    """Make two entries one: what was said under `from_id` belongs to `into_id` from now on."""
    source, target = living(db, from_id), living(db, into_id)
    if source.id == target.id:
        raise UsageFaultError("These two are the same person already.", "See who is in the notebook: coachkit people")
    stand(db, change, at)
    keep(db, change, source.id, "person_merged", {"into": target.id}, at)
    drop_summaries(db, source.id, target.id)
    rebuild(db)


def living(db: DbSession, person_id: str) -> PersonRow:
    """The person of this id, or who they were merged into. Raises NotFoundError."""
    person = db.get(PersonRow, person_id)
    while person is not None and person.merged_into is not None:
        person = db.get(PersonRow, person.merged_into)
    if person is None:
        raise NotFoundError("This person is not in the notebook.", "See who is: coachkit people")
    return person


class Undone(NamedTuple):
    """What was taken back."""

    kind: str
    sentence: str


def undo(db: DbSession, at: datetime) -> Undone | None:
    """Take back the last change that stands; what it was, or None where there is none.

    Raises CouldNotError where that change cannot be taken back; it then still stands.
    """
    standing = col(ChangeRow.undone_at).is_(None), ChangeRow.kind != PASSED_OVER
    last = select(ChangeRow).where(*standing).order_by(col(ChangeRow.seq).desc())
    change = db.exec(last).first()
    if change is None:
        return None
    if change.kind in NOT_UNDOABLE:
        raise CouldNotError(f"The last change cannot be taken back: {change.sentence}", "Nothing was changed.")
    _refuse_merge_built_upon(db, change)
    begun = db.exec(
        select(EventRow.session_id).where(EventRow.change_id == change.id, EventRow.kind == "started")
    ).all()
    change.undone_at = utc_text(at)
    db.flush()
    if change.kind == "import" and brought_talks_alone(db, change.id):
        undo_import(db, change.id)
        return Undone(change.kind, change.sentence)
    drop_summaries(db, *db.exec(select(EventRow.person_id).where(EventRow.change_id == change.id).distinct()))
    unsay_change(db, change.id)
    rebuild(db)
    for session_id in begun:
        draft = db.get(DraftRow, session_id)
        if draft is not None and db.get(SessionRow, session_id) is None:
            db.delete(draft)
    return Undone(change.kind, change.sentence)


def _refuse_merge_built_upon(db: DbSession, change: ChangeRow) -> None:
    """Whose an event is cannot be told any more once something was added to the two who became one."""
    merges = db.exec(select(EventRow).where(EventRow.change_id == change.id, EventRow.kind == "person_merged")).all()
    for merged in merges:
        both = (merged.person_id, living(db, merged.person_id).id)
        later = (
            select(EventRow.id)
            .join(ChangeRow)
            .where(
                col(ChangeRow.undone_at).is_(None),
                EventRow.change_id != change.id,
                col(EventRow.seq) > merged.seq,
                col(EventRow.person_id).in_(both),
            )
        )
        if db.exec(later).first() is not None:
            raise CouldNotError(
                "These two cannot be taken apart again: something was added since they became one.",
                "Nothing was changed.",
            )
