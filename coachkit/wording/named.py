"""Where others name somebody: in come whose pages and talks those are, out go lines with the command to look there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_PEOPLE, MOST_TALKS = 10, 3
# What is no part of a talk, and where it is seen; the second only where it is not on the page.
_CONTACT = ("contact", "a contact with {name}: coachkit person show {typed}")
_OFF_PAGE = {
    "introduction": "whom {name} is to meet: coachkit introductions {typed}",
    "handover": "who does what with {name}: coachkit handover show {typed}",
}
_ELSE = "the profile of {name}: coachkit profile {typed}"


@dataclass(frozen=True, slots=True)
class NamedBy:
    """One of the others: their name, what to type for them, and where it stands.

    That is on their page or not, in talks by their ids, and in what else was kept, by its kinds.
    """

    name: str
    typed: str
    on_page: bool
    talks: tuple[str, ...]
    beside: frozenset[str]


def where_named(named: Sequence[NamedBy], typed: str) -> list[str]:
    """A line for each page and talk, of a few people and a few talks each; `typed` is the name to search for."""
    lines = [line for one in named[:MOST_PEOPLE] for line in _of_one(one, typed)]
    more = len(named) - MOST_PEOPLE
    if more > 0:
        lines.append(f"and with {more} more {'person' if more == 1 else 'people'}: coachkit find {typed}")
    return lines


def _of_one(one: NamedBy, typed: str) -> list[str]:
    lines = [f"{one.name}'s page: coachkit plan {one.typed}"] if one.on_page else []
    lines += [f"a talk with {one.name}: coachkit session show {talk}" for talk in one.talks[:MOST_TALKS]]
    if len(one.talks) > MOST_TALKS:
        lines.append(f"more talks with {one.name}: coachkit find {typed} --person {one.typed}")
    kept = [text for kind, text in _OFF_PAGE.items() if kind in one.beside and not one.on_page]
    kept += [_CONTACT[1]] if _CONTACT[0] in one.beside else []
    kept += [_ELSE] if not lines and not kept else []
    return lines + [text.format(name=one.name, typed=one.typed) for text in kept]
