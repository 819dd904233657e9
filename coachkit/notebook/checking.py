"""Looking a notebook through: in comes one to look into, out goes how many faults each part of it has.

Some of this writes, so it is done in a copy that is thrown away. Each method raises whatever a damaged file makes it
raise; `workbench/check.py` counts that as a fault.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from coachkit.errors import OutdatedError
from coachkit.notebook.connection import BUSY_SECONDS, opened
from coachkit.notebook.keys import DataKey
from coachkit.notebook.migrating import bring_up_to_date
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.scripts.model import fingerprint

_MOST = 100
_EVERYBODY = "SELECT * FROM person ORDER BY id"
_EVERY_TALK = "SELECT * FROM session ORDER BY id"


class LookedThrough(Notebook):
    """A copy of a notebook, open to be looked through and thrown away."""

    @classmethod
    def into(cls, copy: Path, key: DataKey | None) -> Self:
        """The copy, in today's form. Raises NotebookUnreadableError where it cannot be read."""
        try:
            db = opened(copy, key=key, checked=False)
        except OutdatedError:
            bring_up_to_date(copy, key, BUSY_SECONDS, datetime.now(UTC), with_copy=False)
            db = opened(copy, key=key, checked=False)
        return cls(copy, db, BUSY_SECONDS, key)

    def leave_out(self, event_id: str) -> None:
        """Take out one event that makes no sense."""
        with self._writing() as db:
            db.execute("DELETE FROM event WHERE id = ?", (event_id,))

    def shrink(self) -> None:
        """Leave one file without a -wal beside it, and nothing in it that was taken out."""
        self._rows("VACUUM")
        self._rows("PRAGMA journal_mode=DELETE")

    def faulty_pages(self) -> int:
        """Pages, and the ways between them, that are not as they were written."""
        found = [row for row in self._rows(f"PRAGMA integrity_check({_MOST})") if row[0] != "ok"]
        return len(found) + (len(self._rows("PRAGMA cipher_integrity_check")) if self.protected else 0)

    def loose_ends(self) -> int:
        """Rows that belong to something that is not there."""
        return len(self._rows("PRAGMA foreign_key_check"))

    def faulty_index(self) -> int:
        """1 where the index of the search does not say what was said; whatever waits for it is taken in first."""
        while self._rows("SELECT 1 FROM unsearched LIMIT 1"):
            self.index_more()
        with self._writing() as db:
            # Words without their accents are what the index was made of.
            db.execute("UPDATE said SET text = plain WHERE plain IS NOT NULL")
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        return 0

    def faulty_scripts(self) -> int:
        """Scripts kept for talks that are not the ones those talks began with."""
        rows = self._rows("SELECT hash, body FROM script")
        return sum(1 for mark, body in rows if fingerprint(body) != mark or not isinstance(json.loads(body), dict))

    def faulty_lists(self) -> int:
        """People and talks that are not as the events tell."""
        before = self._rows(_EVERYBODY), self._rows(_EVERY_TALK)
        self.rebuild()
        after = self._rows(_EVERYBODY), self._rows(_EVERY_TALK)
        return sum(len(set(old) ^ set(new)) for old, new in zip(before, after, strict=True))

    def faulty_trail(self) -> int:
        """Lines of the trail that say nothing coachkit writes."""
        acts = {str(act) for act in Act}
        rows = self._rows("SELECT act, detail FROM trail")
        return sum(1 for act, detail in rows if act not in acts or not isinstance(json.loads(detail), dict))
