"""What the notebook hands out and takes in besides events: small frozen values, one line of a list each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Plain dataclasses: listing people must not wait for pydantic to load.


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list of people; `last_on` is the day of their latest talk, `talks` how many were held."""

    id: str
    name: str
    talks: int
    last_on: str | None
    archived: bool


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in the list of talks; `state` is `open` or `done`, `touched_at` when something last happened in it."""

    id: str
    person_id: str
    kind: str
    on: str
    script_id: str | None
    script_hash: str | None
    state: str
    touched_at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Half-typed text, and the question it was typed under."""

    subject: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the events of one command have in common; it stands in the notebook once its first event does."""

    id: str
    kind: str
    sentence: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in the notebook: numbers alone, fit for a report that anybody may read."""

    people: int
    talks: int
    events: int
    changes: int
    schema: int
