"""Every text an author wrote: in comes the ledger of a script, out come its texts with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coachkit.errors import Problem
from coachkit.scripts.desk import Ledger, Written
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.spots import spot
from coachkit.scripts.words import Token, tokens


@dataclass(frozen=True)
class Spoken:
    """One authored text: of which step or rule of the plan (`owner`), under which key, of which type of step."""

    owner: str
    key: str
    type: str
    node: ScalarNode
    path: str
    ledger: Ledger

    @property
    def text(self) -> str:
        """The text as it stands in the file."""
        return self.node.text

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words."""
        return tokens(self.node.text)

    def problem(self, code: str, start: int, end: int, message: str, hint: str) -> Problem:
        """A problem that points at a part of the text."""
        line, column = spot(self.ledger.lines(self.path), self.node, start, end)
        return Problem(self.path, line, column, code, message, hint)


def spoken(ledger: Ledger) -> Iterator[Spoken]:
    """The texts of all steps, then those of the plan, in the order of the file."""
    for name, written in ledger.steps.items():
        type_ = _text(written.node.get("type"))
        for key, node in _of_step(written):
            yield Spoken(name, key, type_, node, written.path, ledger)
    for name, written in ledger.rules.items():
        suggest = written.node.get("suggest")
        if isinstance(suggest, ScalarNode):
            yield Spoken(name, "suggest", "", suggest, written.path, ledger)


def _of_step(written: Written) -> Iterator[tuple[str, ScalarNode]]:
    for key, node in written.node.entries:
        if key.text in ("ask", "ask_again", "coach_note", "help", "cue", "from", "to") and isinstance(node, ScalarNode):
            yield key.text, node
        elif key.text == "probes" and isinstance(node, ListNode):
            yield from (("probes", item) for item in node.items if isinstance(item, ScalarNode))
        elif key.text == "options" and isinstance(node, MappingNode):
            yield from (("options", label) for _, label in node.entries if isinstance(label, ScalarNode))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, ScalarNode) else ""
