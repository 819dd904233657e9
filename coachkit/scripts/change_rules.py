"""Rules for changing a script that people have used: in come both versions and a ledger, out come problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from coachkit.errors import Problem
from coachkit.scripts.changes import Changed, ScriptChange, changes
from coachkit.scripts.desk import Ledger, Written
from coachkit.scripts.model import Script
from coachkit.scripts.nodes import MappingNode, Node
from coachkit.scripts.source import quoted

_ALIKE = 0.6


def change_rules(released: Script, script: Script, ledger: Ledger) -> Iterator[tuple[str, Problem]]:
    """Problems with the name of the step they belong to; empty where they belong to no step."""
    if ledger.head is None or released.id != script.id:
        return
    found = changes(released, script)
    head = ledger.head
    if found and script.version <= released.version:
        message = f"Something changed, and this is still version {script.version}."
        node = head.node.get("version") or head.node
        yield "", _problem(head, node, "CK403", message, f"Type version: {released.version + 1}")
    added = [each for each in found if each.kind is Changed.ADDED and each.part != "plan"]
    for change in found:
        if change.part == "plan":
            continue
        if change.kind is Changed.REMOVED:
            yield _gone(change, added, ledger, head)
        elif written := ledger.steps.get(change.id):
            yield from ((change.id, problem) for problem in _of_step(change, written))


def _problem(written: Written, node: Node, code: str, message: str, hint: str) -> Problem:
    return Problem(written.path, node.line, node.column, code, message, hint)


def _gone(change: ScriptChange, added: list[ScriptChange], ledger: Ledger, head: Written) -> tuple[str, Problem]:
    """A step that is no longer there; where a new one reads alike, that one may be it."""
    message = f"The step {quoted(change.id)} is gone, and answers given to it would be set aside."
    alike = max(added, key=lambda each: _likeness(each.new, change.old), default=None)
    own = change.id.rpartition(".")[2]
    if alike is not None and _likeness(alike.new, change.old) >= _ALIKE and (written := ledger.steps.get(alike.id)):
        hint = f"If {quoted(alike.id)} is the same question, add was: {own} to it."
        return alike.id, _problem(written, written.node.get("id") or written.node, "CK401", message, hint)
    hint = f"Put was: {own} on the step that takes its place, or bring it back."
    return "", _problem(head, head.node.key("steps") or head.node, "CK401", message, hint)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def _of_step(change: ScriptChange, written: Written) -> Iterator[Problem]:
    node = written.node
    if change.kind is Changed.RETYPED:
        message = f"The type was {change.old} and is now {change.new}; earlier answers no longer fit and are set aside."
        hint = f"Keep type: {change.old}, or give the question an id of its own."
        yield _problem(written, node.get("type") or node, "CK402", message, hint)
    elif change.kind is Changed.OPTION_REMOVED:
        message = f"The answer {quoted(change.part)} is gone, and talks in which it was chosen would lose it."
        hint = f"Bring it back: {change.part}: {change.old}"
        yield _problem(written, node.key("options") or node, "CK404", message, hint)
    elif change.kind is Changed.OPTION_REWORDED and not _words(change.old) & _words(change.new):
        options = node.get("options")
        key = options.key(change.part) if isinstance(options, MappingNode) else None
        message = (
            f"The key {quoted(change.part)} meant “{change.old[:40]}”; earlier answers would now say something else."
        )
        hint = "Give the new answer a key of its own, and keep this one as it was."
        yield _problem(written, key or node, "CK404", message, hint)


def _words(text: str) -> set[str]:
    small = {"a", "an", "the", "i", "you", "we", "it", "to", "of", "and", "or", "in", "is", "do"}
    return set(re.findall(r"\w+", text.lower())) - small
