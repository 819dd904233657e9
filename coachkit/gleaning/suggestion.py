"""What gleaning works with: in come turns of talk, out go suggestions, and those that a rule held back."""

from __future__ import annotations

from typing import Literal, NamedTuple

from coachkit.value import Value

# As many as a reader goes through with care after one talk.
AT_MOST = 10


class Spoken(NamedTuple):
    """One turn: its words, and whether the person spoke them; only the person's own are gone through."""

    text: str
    by_person: bool = True


class Suggestion(Value):
    """Something that may belong in the profile, and waits for a human.

    `text` and `quote` are the words as they stand in the turn: `text` what would be kept, `quote` the
    sentence around it. `at` counts turns from nought and `offset` characters from the turn's beginning. For people,
    `name` is the name if one was said and `link` the word for who they are. `said_by` is the coach where a note
    speaks of the person.
    """

    id: str
    session: str
    kind: str
    text: str
    quote: str
    rule: str
    at: int
    offset: int
    weight: int
    name: str | None = None
    link: str | None = None
    time: Literal["past", "now"] | None = None
    said_by: Literal["person", "coach"] = "person"


class HeldBack(Value):
    """What a rule would have offered, and the rule because of which nobody is asked about it."""

    suggestion: Suggestion
    because: str


class Gleaned(Value):
    """What one talk or note gave: `found` best first, no more than a reader goes through; `further` the rest of it.

    What was held back is there to be counted; it is shown to nobody and kept nowhere.
    """

    found: tuple[Suggestion, ...] = ()
    further: tuple[Suggestion, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
