"""Somebody else's spreadsheet: in comes a mapping file (YAML), out goes what its headings and words mean here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from coachkit.dates import iso_day
from coachkit.errors import BadDataError, Problem
from coachkit.importers.record import MAP, day_of, near
from coachkit.safe_text import folded
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.source import read_source

OWN = ("person", "on", "script", "ref", "note")
TARGET = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")
_KEYS = ("columns", "leave_out", "options", "every_row", "days", "between")
_EVERY_ROW = ("person", "on", "script")
_PARTS = {"day": r"(?P<day>\d{1,2})", "month": r"(?P<month>\d{1,2})", "year": r"(?P<year>\d{4})"}
_NOTHING = re.compile(rb"(?:\s|\xef\xbb\xbf|#[^\r\n]*)*")
Questions = Callable[[], frozenset[str]]
"""What a script's questions are called as columns: a step, or a group and its field."""
_WITH_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the headings of a spreadsheet mean; headings, and the words of `options`, are kept folded.

    `columns`: the target of each heading; `leave_out`: headings that are not read; `options`: for a target, the key
    that stands for each of its words; `every_row`: what no column says; `days`: how days are written, such as
    day/month/year; `between`: what stands between the items of a cell, instead of a bar between spaces. `places`:
    where the mapping says each target, for a fault that shows only when the columns are there.
    """

    columns: dict[str, str] = field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    every_row: dict[str, str] = field(default_factory=dict)
    days: str = ""
    between: str = ""
    places: dict[str, Problem] = field(default_factory=dict, compare=False)

    def target(self, heading: str) -> str | None:
        """What a heading means; nothing where it is left out, None where it means nothing here."""
        name = folded(heading)
        if name in self.leave_out:
            return ""
        if name in self.columns:
            return self.columns[name]
        return name if TARGET.fullmatch(name) else None

    def day(self, text: str) -> date | None:
        """The day of a cell; a time of day behind it does not count."""
        text = text.strip()
        if not self.days:
            return day_of(text)
        # re keeps the compiled pattern.
        found = re.fullmatch(_pattern(self.days) + _WITH_TIME, text, re.ASCII)
        if found is None:
            return None
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return None


def read_mapping(data: bytes, path: str) -> Mapping:
    """Read a mapping file. Raises BadDataError with every fault and its place."""
    if _NOTHING.fullmatch(data):
        problem = Problem(path, 1, 1, MAP, "There is nothing in this file.", "It begins like: columns: {Name: person}")
        raise BadDataError(f"{path} is no mapping that could be used.", (problem,))
    node = read_source(data, path)
    if isinstance(node, tuple):
        raise BadDataError(f"{path} could not be read.", node)
    reading = _Reading(path)
    mapping = reading.whole(node)
    if reading.problems:
        raise BadDataError(f"{path} is no mapping that could be used.", tuple(sorted(reading.problems)))
    return mapping


def _pattern(days: str) -> str:
    return "".join(_PARTS.get(part, re.escape(part)) for part in re.split(r"(day|month|year)", days))


class _Reading:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.places: dict[str, Problem] = {}

    def fault(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, node.line, node.column, MAP, message, hint))

    def whole(self, node: Node) -> Mapping:
        parts = {key.text: value for key, value in self.entries(node, "A mapping file", _KEYS)}
        columns = self.columns(parts.get("columns"))
        leave_out = self.leave_out(parts.get("leave_out"), columns)
        every_row = self.every_row(parts.get("every_row"), columns)
        options = self.options(parts.get("options"))
        days, between = self.days(parts.get("days")), self.between(parts.get("between"))
        return Mapping(columns, leave_out, options, every_row, days, between, self.places)

    def entries(self, node: Node | None, what: str, known: tuple[str, ...] = ()) -> tuple[tuple[ScalarNode, Node], ...]:
        if node is None:
            return ()
        if not isinstance(node, MappingNode):
            self.fault(node, f"{what} is a list of names, each with a colon and what it means.")
            return ()
        for key, _ in node.entries:
            if known and key.text not in known:
                self.fault(key, f"{what} has no part of this name.", near(key.text, list(known)) or _one_of(known))
        return node.entries

    def word(self, node: Node, what: str) -> str:
        if isinstance(node, ScalarNode) and node.text.strip():
            return node.text
        self.fault(node, f"{what} takes one text.")
        return ""

    def columns(self, node: Node | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in self.entries(node, "columns"):
            target = self.target(value)
            if not target:
                continue
            if target in found.values():
                self.fault(value, "Another column means this already.", "Leave one of the two out, under leave_out.")
            if folded(key.text) in found:
                self.fault(key, "This heading stands here already, but for small and capital letters.")
            found[folded(key.text)] = target
        return found

    def target(self, node: Node) -> str:
        target = self.word(node, "A column").strip()
        if not target or TARGET.fullmatch(target):
            unknown = "No script has a question of this name."
            self.places.setdefault(target, Problem(self.path, node.line, node.column, MAP, unknown))
            return target
        hint = near(target, list(OWN)) or "It is person, on, script, ref, note, a step id, or a group and its field."
        self.fault(node, "This is no name that a column can have.", f"{hint} Such as circle.name.")
        return ""

    def leave_out(self, node: Node | None, columns: dict[str, str]) -> frozenset[str]:
        if node is None:
            return frozenset()
        if not isinstance(node, ListNode):
            self.fault(node, "leave_out is a list of headings, each behind a dash.")
            return frozenset()
        found = set()
        for each in node.items:
            name = folded(self.word(each, "leave_out"))
            if name in columns:
                self.fault(each, "This heading stands under columns too.", "Keep it in one of the two.")
            found.add(name)
        return frozenset(found)

    def every_row(self, node: Node | None, columns: dict[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in self.entries(node, "every_row", _EVERY_ROW):
            found[key.text] = self.word(value, key.text).strip()
            if key.text in columns.values():
                self.fault(key, f"A column says {key.text} already.", "Keep one of the two.")
            if key.text == "on" and found["on"] and iso_day(found["on"]) is None:
                self.fault(value, "on takes a day, written like 2025-12-01.")
        return found

    def options(self, node: Node | None) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, value in self.entries(node, "options"):
            target = self.target(key)
            if target in OWN:
                self.fault(key, f"{target} has no options.")
                continue
            words: dict[str, str] = {}
            for word, option in self.entries(value, "An option list"):
                if folded(word.text) in words:
                    self.fault(word, "This word stands here already, but for small and capital letters.")
                words[folded(word.text)] = self.word(option, "An option").strip()
            found[target] = words
        return found

    def days(self, node: Node | None) -> str:
        said = self.word(node, "days").strip() if node is not None else ""
        if (
            said
            and node is not None
            and sorted(re.findall(r"day|month|year|[^\W_]+", said)) != ["day", "month", "year"]
        ):
            self.fault(node, "days says how days are written.", "Such as: day/month/year, or month-day-year.")
            return ""
        return said

    def between(self, node: Node | None) -> str:
        said = node.text.strip(" ") if isinstance(node, ScalarNode) else ""
        if node is not None and (not said or len(said) > 5 or re.search(r"[\w\\]", said)):
            message = "between takes the mark that stands between the items of a cell."
            self.fault(node, message, 'In quotes, such as ";" or ",".')
            return ""
        return said


def _one_of(known: tuple[str, ...]) -> str:
    return "The parts are: " + ", ".join(known) + "."
