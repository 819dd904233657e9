"""Looking a notebook through: in comes one to look into, out goes how many faults each part of it has.

Some of this writes, so it is done in a copy that is thrown away. Each method raises whatever a damaged file makes it
raise; `workbench/check.py` counts that as a fault.
"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

from sqlcipher3 import dbapi2

from coachkit.errors import OutdatedError
from coachkit.notebook.checking_entries import EntryFaults, entry_faults, is_moment
from coachkit.notebook.connection import BUSY_SECONDS, opened
from coachkit.notebook.creating import lay_out
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.holding import Row
from coachkit.notebook.keys import DataKey
from coachkit.notebook.migrating import bring_up_to_date
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.scripts.model import fingerprint

_MOST = 100
_SCHEMA = "SELECT type, name, sql FROM sqlite_master"
_EVERYBODY = "SELECT * FROM person"
# When a talk was last touched hangs on nothing, and an update by import did not always say it.
_EVERY_TALK = 'SELECT id, seq, person_id, kind, script_hash, script_id, "on", state FROM session'


class TrailFaults(NamedTuple):
    """How many lines of the trail cannot be read, how many are missing, and how often its days run backwards."""

    unreadable: int
    missing: int
    backwards: int


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
        """Talks whose questions are missing, or not the ones they began with; and scripts that are so for no talk."""
        rows = self._rows("SELECT hash, body FROM script")
        whole = {mark for mark, body in rows if fingerprint(body) == mark and isinstance(json.loads(body), dict)}
        talks = self._rows("SELECT script_hash, count(*) FROM session WHERE script_hash IS NOT NULL GROUP BY 1")
        lost: int = sum(count for mark, count in talks if mark not in whole)
        return lost + len({mark for mark, _ in rows} - whole - {mark for mark, _ in talks})

    def faulty_entries(self) -> EntryFaults:
        """Entries that are not as coachkit writes them, or fit nobody."""
        with mapped_errors():
            return entry_faults(self._db)

    def missing_tables(self) -> list[str]:
        """What of the tables, indexes and triggers is missing, or is not as coachkit lays it out, by its name."""
        with closing(dbapi2.connect(":memory:", isolation_level=None)) as new:
            lay_out(new)
            wanted = _schema(new.execute(_SCHEMA).fetchall())
        there = _schema(self._rows(_SCHEMA))
        return [name for (_, name), laid_out in wanted.items() if there.get((_, name)) != laid_out]

    def faulty_lists(self) -> int:
        """People and talks that are not as the events tell."""
        before = self._rows(_EVERYBODY), self._rows(_EVERY_TALK)
        self.rebuild()
        after = self._rows(_EVERYBODY), self._rows(_EVERY_TALK)
        return sum(len({row[0] for row in set(old) ^ set(new)}) for old, new in zip(before, after, strict=True))

    def trail_faults(self) -> TrailFaults:
        """Lines of the trail that say nothing coachkit writes, that are missing, and where its days run backwards."""
        acts = {str(act) for act in Act}
        rows = self._rows("SELECT seq, at, act, detail FROM trail ORDER BY seq")
        (last,) = self._rows("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'trail'")[0]
        moments = [at for _, at, _, _ in rows if is_moment(at)]
        return TrailFaults(
            unreadable=sum(
                1 for _, at, act, told in rows if act not in acts or not (is_moment(at) and _is_detail(told))
            ),
            missing=max(last, max((seq for seq, *_ in rows), default=0)) - len(rows),
            backwards=sum(1 for before, after in pairwise(moments) if after[:10] < before[:10]),
        )


def _is_detail(told: str) -> bool:
    try:
        return isinstance(json.loads(told), dict)
    except ValueError:
        return False


def _schema(rows: list[Row]) -> dict[tuple[str, str], str]:
    """Each table, index and trigger by its kind and name, with the words it was laid out with."""
    return {(kind, name): " ".join((words or "").split()) for kind, name, words in rows}
