"""Days that could not be read: in come the rows that were saved, out they go with a day and a moment each.

What stands in comes from as near as there is: the talk, the command, and the moment that every id was made of.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from coachkit.notebook.checking_entries import is_day, is_moment
from coachkit.notebook.holding import utc_text
from coachkit.notebook.salvaging import Row

_UUID_OF_A_MOMENT = 7


def mend_days(tables: dict[str, list[Row]], now: datetime) -> int:
    """Give a day and a moment to every row that has none; how many entries have another day for theirs."""
    events, changes, talks = tables["event"], tables["change"], tables["session"]
    of_talk = _days(talks, "id") | _days([row for row in events if row["kind"] == "started"], "session_id")
    of_change = _days(changes, "id")
    mended = 0
    for row in events:
        _have_moment(row, now)
        if not is_day(row["on"]):
            row["on"] = of_talk.get(row["session_id"]) or of_change.get(row["change_id"]) or row["at"][:10]
            mended += 1
    began = _days(reversed(events), "session_id")
    made = _days(reversed(events), "change_id")
    for row in changes:
        _have_moment(row, now)
        row["on"] = row["on"] if is_day(row["on"]) else made.get(row["id"], row["at"][:10])
    for row in talks:
        row["on"] = row["on"] if is_day(row["on"]) else began.get(row["id"], utc_text(now)[:10])
    for row in tables["draft"]:
        row["at"] = row["at"] if is_moment(row["at"]) else utc_text(now)
    return mended


def _days(rows: Iterable[Row], by: str) -> dict[str, str]:
    """The day of each that has one; the last of several."""
    return {row[by]: row["on"] for row in rows if row[by] and is_day(row["on"])}


def _have_moment(row: Row, now: datetime) -> None:
    if not is_moment(row["at"]):
        row["at"] = utc_text(_moment_of(row["id"]) or now)


def _moment_of(id_: str) -> datetime | None:
    """When an id was made, where it tells."""
    with suppress(ValueError, OverflowError, OSError):
        uuid = UUID(id_)
        if uuid.version == _UUID_OF_A_MOMENT:
            return datetime.fromtimestamp((uuid.int >> 80) / 1000, UTC)
    return None
