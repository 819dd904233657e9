"""Which day something belongs to: in comes one that was named or none, out goes a day that is not still to come."""

from __future__ import annotations

from datetime import date

from coachkit.dates import written
from coachkit.errors import UsageFaultError
from coachkit.workbench.room import Room


def day_of(room: Room, on: date | None) -> date:
    """The day something belongs to. Raises UsageFaultError for a day still to come."""
    if on is not None and on > room.today:
        raise UsageFaultError(f"{written(on)} is still to come. What is kept belongs to today or an earlier day.")
    return on or room.today
