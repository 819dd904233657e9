"""What the day page and the figures look at of one person: in comes JSON as it was kept, out goes a small bundle.

It is the same on every day and under all settings. Plain dataclasses and `json`: the day page must not wait for
pydantic to load.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from coachkit.person.lasting import Moved, Tally

# Raised whenever what is worked out changes, so that what an earlier coachkit kept is worked out anew.
SUMMARY_FORM = 3


@dataclass(frozen=True, slots=True)
class SmallThing:
    """A first small thing as the page has it: who, what, and by when."""

    who: str
    what: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class RatherNot:
    """A helper who would rather not, what they were to help with, and the day they said so last."""

    helper: str
    what: str
    on: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One person in short. `introductions` are those that wait for something, as fields of `Introduction` with the
    last step alone; `taken_back_on` is the day the yes to being written down was taken back, where none has come since.
    """

    tally: Tally = field(default_factory=Tally)
    look_again_on: str | None = None
    rather_not: tuple[RatherNot, ...] = ()
    small_things: tuple[SmallThing, ...] = ()
    paused_since: str | None = None
    back_since: str | None = None
    ended: bool = False
    taken_back_on: str | None = None
    introductions: tuple[dict[str, Any], ...] = ()

    def kept(self) -> str:
        """The JSON to keep."""
        told = {"form": SUMMARY_FORM, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str)


def summary(kept: str) -> Summary | None:
    """What was kept as JSON; None where another coachkit kept it in a form of its own, or it makes no sense."""
    try:
        told = json.loads(kept)
        if told.pop("form") != SUMMARY_FORM:
            return None
        counted = told.pop("tally")
        moved = tuple(
            Moved(one["what"], tuple((date.fromisoformat(on), became) for on, became in one["turns"]), one["is_back"])
            for one in counted.pop("moved")
        )
        return Summary(
            tally=Tally(moved=moved, **counted),
            rather_not=tuple(RatherNot(**each) for each in told.pop("rather_not")),
            small_things=tuple(SmallThing(**each) for each in told.pop("small_things")),
            introductions=tuple(told.pop("introductions")),
            **told,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
