"""The contract's JSON of what lasts: in come figures, out goes plain data; a hidden number is null."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from coachkit.person.lasting import Figures, Moved


def lasting_data(figures: Figures) -> dict[str, Any]:
    """The figures as the contract names them."""
    return {
        "moved": figures.moved,
        "still_going": {str(days): asdict(count) for days, count in figures.still_going.items()},
        "back": figures.back,
        "contacts": {"person_started": figures.contacts.count, "of": figures.contacts.of},
        "asked": {"yes": figures.asked.count, "named": figures.asked.of},
        "circle": {"gives": figures.gives.count, "receives": figures.receives.count, "of": figures.gives.of},
    }


def things_data(moved: Sequence[Moved]) -> list[dict[str, Any]]:
    """Each thing that moved, in the words it has on the page, with the day of every turn since its first move."""
    return [
        {"what": one.what, "turns": [{"on": day.isoformat(), "became": became} for day, became in one.turns]}
        for one in moved
    ]
