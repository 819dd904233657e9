"""Looking through every entry: in comes an open notebook, out goes how many entries have which fault.

Each is looked at by itself, as it is read, so that a large notebook takes longer and not more room.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from sqlcipher3 import dbapi2

from coachkit.dates import LAST_YEAR, iso_day
from coachkit.talk.bodies import Body, emptied, fits

_TELLING = """
    SELECT kind, person_id, session_id, subject, body FROM event
    WHERE kind IN ('person_added', 'person_merged', 'started', 'rubbed_out') ORDER BY seq"""
_ENTRIES = 'SELECT kind, person_id, session_id, subject, body, at, "on" FROM event'


class EntryFaults(NamedTuple):
    """How many entries hold nothing that makes sense for their kind, lost their words, have no day, are nobody's, or
    are another person's than their talk; each counts once."""

    unreadable: int = 0
    emptied: int = 0
    undated: int = 0
    nobodys: int = 0
    strangers: int = 0


def entry_faults(db: dbapi2.Connection) -> EntryFaults:
    """Look at every entry, also at those taken back."""
    there = Belonging(_told(db))
    found = dict.fromkeys(EntryFaults._fields, 0)
    for entry in db.execute(_ENTRIES):
        if fault := _fault(there, *entry):
            found[fault] += 1
    return EntryFaults(**found)


class Belonging:
    """Who and what entries can belong to: in come the entries that tell of people and talks.

    People who were ever one with each other are one here: a talk of the one may hold entries of the other.
    """

    def __init__(self, telling: Iterable[tuple[str, str, str | None, str, Body]]) -> None:
        self.people: set[str] = set()
        self.talks: dict[str, str] = {}
        self.rubbed_out: set[tuple[str | None, str]] = set()
        self._into: dict[str, str] = {}
        for kind, person, talk, subject, body in telling:
            if kind == "person_added":
                self.people.add(person)
            elif kind == "started" and talk is not None:
                self.talks.setdefault(talk, person)
            elif kind == "rubbed_out":
                self.rubbed_out.add((talk, subject))
            elif kind == "person_merged" and isinstance(target := body.get("into"), str):
                self._join(person, target)

    def same(self, one: str, other: str) -> bool:
        """Whether these two are, or were, entries of one person."""
        return one == other or self.whole(one) == self.whole(other)

    def whole(self, person: str) -> str:
        """The same id for everybody who was ever one."""
        while person in self._into:
            person = self._into[person]
        return person

    def _join(self, one: str, other: str) -> None:
        one, other = self.whole(one), self.whole(other)
        if one != other:
            self._into[one] = other


def is_day(text: object) -> bool:
    """Whether this is a day as every entry has one."""
    day = iso_day(text) if isinstance(text, str) else None
    return day is not None and day.year <= LAST_YEAR


def is_moment(text: object) -> bool:
    """Whether this is a moment with its time zone, as every entry has one."""
    with suppress(ValueError):
        return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None
    return False


def read_body(text: object) -> Body | None:
    """What an entry holds; None where that cannot be read."""
    with suppress(ValueError, RecursionError):
        body = json.loads(text) if isinstance(text, str) else None
        return body if isinstance(body, dict) else None
    return None


def _told(db: dbapi2.Connection) -> Iterator[tuple[str, str, str | None, str, Body]]:
    for kind, person, talk, subject, text in db.execute(_TELLING):
        yield kind, person, talk, subject, (kind == "person_merged" and read_body(text)) or {}


def _fault(
    there: Belonging, kind: str, person: str, talk: str | None, subject: str, text: object, at: str, on: str
) -> str:
    body = read_body(text)
    if body is None or not fits(kind, body) or not isinstance(subject, str):
        return "unreadable"
    if any((talk, each) not in there.rubbed_out for each in emptied(kind, subject, body)):
        return "emptied"
    if not is_day(on) or not is_moment(at):
        return "undated"
    if person not in there.people or (talk is not None and talk not in there.talks):
        return "nobodys"
    if kind == "person_merged" and body["into"] not in there.people:
        return "nobodys"
    if talk is not None and not there.same(person, there.talks[talk]):
        return "strangers"
    return ""
