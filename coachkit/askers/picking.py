"""Choices and their numbers: in comes what was typed, out go the choices it means."""

from __future__ import annotations

import re

from coachkit.askers.protocol import Asking, Choice
from coachkit.safe_text import folded, one_line

_OWN_NUMBER = re.compile(r"[0-9]+")


def numbers(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """The number of each choice: its own where every label begins with another number, else its place.

    On a scale from 0 to 10 whoever types 3 means the 3 on the screen, not the third line.
    """
    own = _own_numbers(choices)
    return own or tuple(str(place) for place in range(1, len(choices) + 1))


def numbered_labels(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """One safe line for each choice, as it is listed: `2. Theo`, or the label alone where it has its number."""
    if _own_numbers(choices):
        return tuple(one_line(choice.label) for choice in choices)
    return tuple(
        f"{number}. {one_line(choice.label)}" for number, choice in zip(numbers(choices), choices, strict=True)
    )


def by_number(typed: str, choices: tuple[Choice, ...]) -> Choice | None:
    """The choice that has this number."""
    return next((c for number, c in zip(numbers(choices), choices, strict=True) if number == typed), None)


def matching(typed: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices meant by a number, a whole label, a key or the beginning of a label; one, several or none."""
    words = folded(typed)
    if not words:
        return ()
    numbered = by_number(words, choices)
    if numbered:
        return (numbered,)
    whole = tuple(c for c in choices if folded(c.label) == words) or tuple(c for c in choices if c.key == typed.strip())
    return whole or tuple(c for c in choices if folded(c.label).startswith(words))


def matching_some(typed: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...] | None:
    """Several choices from numbers (`1 3 4`) or labels between commas, in their listed order; None: not clear."""
    parts = re.split(r"[\s,]+", typed.strip().strip(","))
    if not all(part.isdecimal() for part in parts):
        parts = [typed] if len(matching(typed, choices)) == 1 else [p for p in typed.split(",") if p.strip()]
    found = [matching(part, choices) for part in parts]
    if any(len(meant) != 1 for meant in found):
        return None
    meant_keys = {meant[0].key for meant in found}
    return tuple(c for c in choices if c.key in meant_keys)


def standing_choices(asking: Asking) -> tuple[Choice, ...]:
    """The choices that stand now, from `chosen` or from a standing answer's keys or labels."""
    stands = asking.chosen or tuple(asking.standing.split("\n"))
    return tuple(c for c in asking.choices if c.key in stands) or tuple(c for c in asking.choices if c.label in stands)


def _own_numbers(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    found = [match.group() for c in choices if (match := _OWN_NUMBER.match(c.label))]
    return tuple(found) if len(found) == len(choices) == len(set(found)) else ()
