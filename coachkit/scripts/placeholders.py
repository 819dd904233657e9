"""Placeholders in authored text: in comes a text with `{id}` in it, out go the names, or the text filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_FORM = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)(?:\|([^{}]*))?\}")
_BRACED = re.compile(r"\{[^{}\n]{1,60}\}")
_NEVER_CLOSED = re.compile(r"\{(?=[A-Za-z])[^{}\n]*(?=[{\n]|\Z)")
_STOPS = (".", "?", "!", ",", ";", ":", "…")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One `{name}` or `{name|fallback}`; `offset` counts characters from the start of the text."""

    name: str
    fallback: str | None
    offset: int


def names(text: str) -> tuple[Placeholder, ...]:
    """Every placeholder of a text, in order."""
    return tuple(Placeholder(found[1], found[2], found.start()) for found in _FORM.finditer(text))


def strays(text: str) -> tuple[tuple[int, str], ...]:
    """What stands in braces and is no placeholder, such as `{Name}` or `{name`: offset and the whole of it."""
    braced = ((found.start(), found[0]) for found in _BRACED.finditer(text))
    closed = [(at, whole) for at, whole in braced if not _FORM.fullmatch(whole) and re.search(r"\w", whole)]
    return tuple(sorted([*closed, *((found.start(), found[0]) for found in _NEVER_CLOSED.finditer(text))]))


def fill(text: str, lookup: Callable[[str], str | None]) -> str:
    """The text with each placeholder replaced by what `lookup` gives for its name.

    Where it gives None or nothing, the fallback stands; without one the placeholder goes, and with it a doubled
    space or a comma left hanging. What is put in is never looked at again, so braces in an answer stay braces.
    """
    done, last = "", 0
    for found in _FORM.finditer(text):
        value = lookup(found[1]) or found[2] or ""
        done += text[last : found.start()]
        last = found.end()
        if value:
            done += value
        else:
            done, last = _closed_up(done, text, last)
    return done + text[last:]


def _closed_up(before: str, text: str, at: int) -> tuple[str, int]:
    if text.startswith(_STOPS, at):
        if not before.strip():
            return before, at + len(text[at:]) - len(text[at:].lstrip(",;: "))
        return before.rstrip(" ").removesuffix(","), at
    if text.startswith(" ", at) and (not before or before[-1].isspace()):
        return before, at + 1
    if at == len(text) or text.startswith("\n", at):
        return before.rstrip(" "), at
    return before, at
