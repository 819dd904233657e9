"""Editing: in come changes to what is already kept, out goes the notebook with them made, by way of SQLModel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coachkit.notebook.forgetting import Forgetting, sweep, unswept
from coachkit.notebook.lines import Change
from coachkit.notebook.trail import Act

if TYPE_CHECKING:
    from sqlmodel import Session as DbSession

    from coachkit.talk.events import Key


class Editing(Forgetting):
    """The part of the notebook that changes, erases and takes back; each method loads SQLModel when it is called."""

    def rename_person(self, change: Change, person_id: str, name: str, at: datetime) -> None:
        """Give a person another name. Raises NotFoundError."""
        from coachkit.notebook import mending

        with self._edits() as db:
            mending.rename(db, change, person_id, name, at)

    def archive_person(self, change: Change, person_id: str, at: datetime, *, archived: bool) -> None:
        """Put a person away, or take them out again. Raises NotFoundError."""
        from coachkit.notebook import mending

        with self._edits() as db:
            mending.archive(db, change, person_id, at, archived=archived)

    def merge_people(self, change: Change, from_id: str, into_id: str, at: datetime) -> None:
        """Make two entries one; everything of `from_id` belongs to `into_id` from now on.

        Raises NotFoundError, and UsageFaultError where both are one already.
        """
        from coachkit.notebook import mending

        with self._edits() as db:
            mending.merge(db, change, from_id, into_id, at)

    def undo(self, at: datetime | None = None) -> str | None:
        """Take back the last change that stands, and say its sentence; None where there is nothing to take back.

        Raises CouldNotError for what cannot be taken back: an erasure, protection, a restored copy, and a merge
        that something was built upon since.
        """
        from coachkit.notebook import mending

        moment = at or datetime.now(UTC)
        with self._edits() as db:
            undone = mending.undo(db, moment)
        if undone is not None and undone.kind == "import":
            self.note_act(Act.IMPORT_UNDONE, moment)
        return undone.sentence if undone is not None else None

    def rub_out(
        self, change: Change, session_id: str, keys: Sequence[Key], at: datetime, *, also: Sequence[str] = ()
    ) -> None:
        """Erase the words of these answers for good, and the talk's half-typed text; undo does not bring them back.

        `also` are the ids of statements made of them, whose rewordings go too. Raises NotFoundError.
        """
        from coachkit.notebook import erasing

        with self._edits() as db:
            erasing.rub_out(db, change, session_id, keys, at, also)
        sweep(self._db)

    def forget_session(self, change: Change, session_id: str, at: datetime, *, also: Sequence[str] = ()) -> None:
        """Erase a talk for good; `change` is of kind `forget`, and `also` as in `rub_out`. Raises NotFoundError."""
        from coachkit.notebook import erasing

        with self._edits() as db:
            erasing.forget_session(db, unswept(change), session_id, at, also)
        self.note_act(Act.ERASED, at, {"talks": 1})
        self.finish_forgetting()

    def rebuild(self) -> None:
        """Work out people and talks anew from the events."""
        from coachkit.notebook import projecting

        with self._edits() as db:
            projecting.rebuild(db)

    @contextmanager
    def _edits(self) -> Iterator[DbSession]:
        from coachkit.notebook.orm import edits

        self.refuse_unwritable()
        if self._db.in_transaction:
            raise RuntimeError("edits have a transaction of their own")
        with edits(self.path, self._busy_seconds, self._key) as db:
            yield db
