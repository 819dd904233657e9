"""Who else names somebody: in comes who it is, out go the others on whose pages and in whose talks that name stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from coachkit.errors import NotebookUnreadableError
from coachkit.ids import shorts
from coachkit.notebook.forgetting import Whom
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, one_line
from coachkit.wording.layout import WIDEST
from coachkit.wording.named import MOST_PEOPLE, NamedBy
from coachkit.wording.page import page_text
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.typed_name import typed_name


def named_by_others(room: Room, about: Whom) -> tuple[NamedBy, ...]:
    """Everybody else in whose words, or on whose page, somebody of one of these names stands; by name.

    Only a whole name counts. Whoever has the same name themselves is left out: theirs is their own. Of more people
    than are shown only the first are looked at closely.
    """
    found = _found(room, about)
    if not found:
        return ()
    order = {talk.id: number for number, talk in enumerate(room.notebook.talks())}
    ids = shorts(order)
    people = [person for person in map(room.notebook.person, found) if folded(person.name) not in about.called]
    return tuple(
        NamedBy(
            name=one_line(person.name),
            typed=typed_name(room, person),
            on_page=number < MOST_PEOPLE and _on_page(room, person, about),
            talks=tuple(ids[talk] for talk in sorted(found[person.id].talks & order.keys(), key=order.__getitem__)),
            beside=frozenset(found[person.id].beside),
        )
        for number, person in enumerate(sorted(people, key=lambda each: (folded(each.name), each.id)))
    )


@dataclass
class _Places:
    """Where one of the others names them: in which talks, and in what kinds of things beside any talk."""

    talks: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)


def _found(room: Room, about: Whom) -> dict[str, _Places]:
    found: dict[str, _Places] = {}
    for name in about.called:
        for person, talk, kind, body in room.notebook.said_by_others(about, name.split()[0]):
            if any(_holds(text, name) for text in texts_in(json.loads(body))):
                places = found.setdefault(person, _Places())
                if talk:
                    places.talks.add(talk)
                else:
                    places.beside.add(kind)
    return found


def _holds(text: str, name: str) -> bool:
    """Whether the whole name, as names are compared, stands in a text."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded(text)))


def texts_in(value: Any) -> Iterator[str]:
    """Every text in what an event holds."""
    if isinstance(value, dict):
        value = value.values()
    elif isinstance(value, str):
        yield value
        return
    elif not isinstance(value, list):
        return
    for inner in value:
        yield from texts_in(inner)


def _on_page(room: Room, person: Person, about: Whom) -> bool:
    with suppress(NotebookUnreadableError):
        page = page_text(known(room, person).plan, room.today, WIDEST)
        return any(_holds(page, name) for name in about.called)
    return False
