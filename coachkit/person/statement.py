"""One thing a person said that the profile keeps: verbatim, with where it comes from and who may know."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from coachkit.value import Value


class Share(StrEnum):
    """Who may know; private unless the person says otherwise."""

    PRIVATE = "private"
    MY_PEOPLE = "my_people"
    ANYONE = "anyone"

    @property
    def width(self) -> int:
        """How far it reaches, to compare with another: the wider, the more may know."""
        return list(Share).index(self)


class Source(Value):
    """Where something was said: the talk, the step, and the item of a list if it was one of several."""

    session: str
    step: str
    item: str | None = None


class Statement(Value):
    """One thing said, in the person's own words; `kind` is one of the kinds of text a script can save.

    `id` is a hash of session, step, item and field, so that it is the same each time it is worked out.
    """

    id: str
    kind: str
    text: str
    said_by: str = "person"
    how_known: str = "said"
    source: Source
    confirmed: bool = False
    share: Share = Share.PRIVATE
    area: str | None = None
    time: Literal["past", "now", "wanted"] | None = None


class ScaleReading(Value):
    """The person's own ruler on one day, and the point that would be enough; never set beside anyone else's."""

    name: str
    on: str
    value: int
    good_enough: str | None = None
    source: Source
