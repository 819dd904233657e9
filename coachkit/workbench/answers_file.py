"""An answers file: in come the bytes of YAML or JSON, out goes who, when, which script, and what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coachkit.dates import iso_day
from coachkit.errors import BadDataError, Problem
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.source import read_source
from coachkit.talk.told import Told

RESERVED = ("person", "on", "script", "permission")
_SKIPS = ("null", "skip")


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file says; `places` gives the line and column of each reserved key."""

    path: str
    answers: dict[str, Told]
    person: str = ""
    on: date | None = None
    script: str = ""
    permission: bool = True
    person_place: tuple[int, int] = (1, 1)
    on_place: tuple[int, int] = (1, 1)


def read_answers(data: bytes, path: str) -> AnswersFile:
    """Read an answers file. Raises BadDataError with every fault and its place."""
    is_json = path.endswith(".json") or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
    node = read_source(data, path, json=is_json)
    if isinstance(node, tuple):
        raise BadDataError(f"{path} could not be read.", node)
    if not isinstance(node, MappingNode):
        problem = Problem(
            path, node.line, node.column, "CK701", "An answers file is a list of step ids, each with its answer."
        )
        raise BadDataError(f"{path} is not an answers file.", (problem,))
    return _Reading(path, is_json).whole(node)


class _Reading:
    def __init__(self, path: str, is_json: bool) -> None:
        self.path = path
        self.is_json = is_json
        self.problems: list[Problem] = []

    def whole(self, node: MappingNode) -> AnswersFile:
        head = {name: node.get(name) for name in RESERVED}
        day = self._day(head["on"])
        allowed = self._permission(head["permission"])
        entries = {key.text: self.told(value) for key, value in node.entries if key.text not in RESERVED}
        person, script = self._word(head["person"], "person"), self._word(head["script"], "script")
        if self.problems:
            raise BadDataError(f"{self.path} has faults; nothing was kept.", tuple(sorted(self.problems)))
        return AnswersFile(
            path=self.path,
            answers=entries,
            person=person,
            on=day,
            script=script,
            permission=allowed,
            person_place=_place(head["person"]),
            on_place=_place(head["on"]),
        )

    def fault(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.path, node.line, node.column, "CK701", message))

    def _word(self, node: Node | None, name: str) -> str:
        if node is None or (isinstance(node, ScalarNode) and node.plain and node.text == "null"):
            return ""
        if isinstance(node, ScalarNode):
            return node.text.strip()
        self.fault(node, f"{name}: takes one text.")
        return ""

    def _day(self, node: Node | None) -> date | None:
        text = self._word(node, "on")
        if not text or node is None:
            return None
        day = iso_day(text)
        if day is None:
            self.fault(node, "on: takes a day, written like 2025-12-01.")
        return day

    def _permission(self, node: Node | None) -> bool:
        word = self._word(node, "permission").casefold()
        if word not in ("", "yes", "true", "no", "false") and node is not None:
            self.fault(node, "permission: is yes or no.")
        return word not in ("no", "false")

    def told(self, node: Node) -> Told:
        """What one node tells; only an unquoted null or skip skips (in JSON: null)."""
        if isinstance(node, ListNode):
            return Told(node.line, node.column, items=tuple(self.told(each) for each in node.items))
        if isinstance(node, MappingNode):
            fields = {key.text: self.told(value) for key, value in node.entries}
            return Told(node.line, node.column, fields=fields)
        if not isinstance(node, ScalarNode):
            raise TypeError(type(node).__name__)
        skips = ("null",) if self.is_json else _SKIPS
        if node.plain and node.text in skips:
            return Told(node.line, node.column, skipped=True)
        return Told(node.line, node.column, text=node.text)


def _place(node: Node | None) -> tuple[int, int]:
    return (node.line, node.column) if node is not None else (1, 1)
