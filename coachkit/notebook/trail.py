"""The trail: in comes what was done with the notebook as a whole, out goes the list of it, which is only added to.

A line says what kind of thing was done, when, and in numbers and fixed words how; never whose, and nobody's words. So
an erasure need not touch it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coachkit.notebook.holding import Held, utc_text

Detail = dict[str, int | str]


class Act(StrEnum):
    """What can be done with a notebook that somebody may ask about later."""

    EXPORTED = "exported"
    PACKED = "packed"
    IMPORTED = "imported"
    IMPORT_UNDONE = "import_undone"
    ERASED = "erased"
    PROTECTED = "protected"
    UNPROTECTED = "unprotected"
    KEY_CHANGED = "passphrase_changed"
    KEY_KEPT = "key_kept"
    RECOVERED = "recovered"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    REPAIRED = "repaired"
    MIGRATED = "migrated"


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One thing done: the moment in UTC, what, and how (`detail`: numbers, and words of coachkit's own)."""

    at: str
    act: str
    detail: Detail


class Trailing(Held):
    """The part of the notebook that remembers what was done with it."""

    def note_act(self, act: Act, at: datetime, detail: Detail | None = None) -> None:
        """Add a line to the trail; inside a transaction it is kept with that one or not at all."""
        with self._writing() as db:
            told = json.dumps(detail or {}, ensure_ascii=False)
            db.execute("INSERT INTO trail (at, act, detail) VALUES (?, ?, ?)", (utc_text(at), str(act), told))

    def trail(self) -> list[TrailLine]:
        """Everything done, oldest first."""
        rows = self._rows("SELECT at, act, detail FROM trail ORDER BY seq")
        return [TrailLine(at, act, json.loads(detail)) for at, act, detail in rows]
