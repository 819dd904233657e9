"""People in short, kept so that nobody has to wait: in come summaries as JSON, out go those that still hold.

They are a cache. Everything in them is derived from the events, and rows go whenever words may have to go with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError
from coachkit.notebook.holding import Held

# One look into an index a person; merged people are parts of somebody else, and their events are as well.
_LATEST = "SELECT id, merged_into, (SELECT max(seq) FROM event WHERE person_id = person.id) FROM person"
_KEPT = "SELECT person_id, seq, body FROM summary WHERE person_id IN (SELECT value FROM json_each(?))"
_KEEP = "INSERT OR REPLACE INTO summary (person_id, seq, body) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one person: `seq` is that of their latest event, `body` None where nothing kept is as new."""

    seq: int
    body: str | None = None


class Summaries(Held):
    """The part of the notebook that keeps summaries."""

    def summaries(self, people: Sequence[str]) -> dict[str, Kept]:
        """What is kept of these people, by id; nobody who is no longer there, or part of somebody else."""
        latest = self._latest()
        rows = self._rows(_KEPT, (json.dumps(list(people)),))
        bodies = {id_: body for id_, seq, body in rows if latest.get(id_) == seq}
        return {id_: Kept(latest[id_], bodies.get(id_)) for id_ in people if id_ in latest}

    def _latest(self) -> dict[str, int]:
        rows = self._rows(_LATEST)
        into = {id_: merged for id_, merged, _ in rows if merged is not None}
        found: dict[str, int] = {}
        for id_, _, seq in rows:
            here = id_
            while here in into:
                here = into[here]
            found[here] = max(found.get(here, 0), seq or 0)
        return found

    def data_version(self) -> int:
        """A number that changes whenever another connection has changed the notebook."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def keep_summaries(self, made: Mapping[str, Kept], version: int) -> bool:
        """Keep summaries worked out since `data_version()` was `version`; False where that did not work.

        Where anything has been changed meanwhile nothing is kept: words that have just been rubbed out must not
        come back. Nobody waits for a notebook in which another coachkit is writing, and nothing is raised.
        """
        rows = [(id_, kept.seq, kept.body) for id_, kept in made.items() if kept.body is not None]

        def keep(db: dbapi2.Connection) -> None:
            if self.data_version() != version:
                raise CouldNotError("The notebook has been changed meanwhile.")
            db.executemany(_KEEP, rows)

        return self._on_the_side(keep)
