"""Checking a script: in come the bytes of its file, out come the script and all there is to say about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import Problem
from coachkit.scripts.change_rules import change_rules
from coachkit.scripts.desk import Ledger, did_you_mean
from coachkit.scripts.fallbacks import without_fallback
from coachkit.scripts.flow import flow
from coachkit.scripts.language import wording
from coachkit.scripts.language_steps import step_wording
from coachkit.scripts.model import Script
from coachkit.scripts.nodes import ListNode, MappingNode, ScalarNode
from coachkit.scripts.read import Reading, read
from coachkit.scripts.rulebook import Severity, rules, severity
from coachkit.scripts.source import quoted
from coachkit.scripts.spoken import spoken
from coachkit.scripts.words import words

Owned = tuple[str, Problem]


@dataclass(frozen=True, slots=True)
class Checked:
    """The script, where it can be used; what there is to put right or think about; and what its author allowed."""

    script: Script | None
    problems: tuple[Problem, ...]
    allowed: tuple[Problem, ...] = ()

    def of(self, level: Severity) -> tuple[Problem, ...]:
        """The problems that matter so much."""
        return tuple(problem for problem in self.problems if severity(problem.code) == level)


def check_script(
    data: bytes, path: str, parts_folder: Path | None = None, *, released: Script | None = None
) -> Checked:
    """Everything there is to say about a script, sorted by place. Never raises, whatever the bytes.

    `released` is the version that people have used last, if there is one. Where the file has faults, only its
    wording is looked at besides; the way through the talk is looked at once all names lead somewhere.
    """
    reading = read(data, path, parts_folder)
    names = tuple(map(reading.ledger.within, _unknown_names(reading.ledger)))
    sound = reading.script is not None and not reading.problems
    found = [(name, reading.ledger.within(problem)) for name, problem in _found(reading, released, sound=sound)]
    silenced = [(name, problem) for name, problem in found if _is_allowed(reading.ledger, name, problem)]
    allowed = {problem for _, problem in silenced}
    unused = tuple(_idle(reading.ledger, {(name, _name(problem)) for name, problem in silenced})) if sound else ()
    said = {problem for _, problem in found if problem not in allowed}
    problems = tuple(sorted({*reading.problems, *names, *said, *unused}))
    usable = sound and not any(severity(problem.code) == "error" for problem in problems)
    return Checked(reading.script if usable else None, problems, tuple(sorted(allowed)))


def _found(reading: Reading, released: Script | None, *, sound: bool) -> Iterator[Owned]:
    script, ledger = reading.script, reading.ledger
    if script is None:
        return
    lists = words(script.language)
    texts = list(spoken(ledger))
    for text in texts:
        yield from ((text.owner if text.key != "suggest" else "", problem) for problem in wording(text, lists))
    yield from step_wording(script, ledger, lists)
    if not sound:
        return
    yield from flow(script, ledger)
    yield from without_fallback(script, texts)
    if released is not None:
        yield from change_rules(released, script, ledger)


def _allows(ledger: Ledger) -> Iterator[tuple[str, str, MappingNode]]:
    for step, written in ledger.steps.items():
        node = written.node.get("allow")
        if isinstance(node, MappingNode):
            yield step, written.path, node


def can_be_allowed(code: str) -> bool:
    """Whether an author may answer for a rule: wording, the way through the talk, and a missing fallback."""
    return code.startswith(("CK3", "CK6")) or code == "CK207"


def _unknown_names(ledger: Ledger) -> Iterator[Problem]:
    found = list(_allows(ledger))
    if not found:
        return
    names = [rule.name for rule in rules() if can_be_allowed(rule.code)]
    for _, path, node in found:
        for key, _ in node.entries:
            if key.text not in names:
                message = f"There is no rule {quoted(key.text)} that can be allowed."
                hint = did_you_mean(key.text, names, most=0) or "Type the name of the rule, such as closed_opener."
                yield Problem(path, key.line, key.column, "CK114", message, hint)


def _name(problem: Problem) -> str:
    return next((rule.name for rule in rules() if rule.code == problem.code), "")


def _is_allowed(ledger: Ledger, step: str, problem: Problem) -> bool:
    written = ledger.steps.get(step)
    node = written.node.get("allow") if written and can_be_allowed(problem.code) else None
    name = _name(problem)
    if isinstance(node, ListNode):  # without reasons, which is said by itself
        return any(isinstance(one, ScalarNode) and one.text == name for one in node.items)
    if isinstance(node, ScalarNode):
        return node.text == name
    return isinstance(node, MappingNode) and node.get(name) is not None


def _idle(ledger: Ledger, stirred: set[tuple[str, str]]) -> Iterator[Problem]:
    for step, path, node in _allows(ledger):
        for key, _ in node.entries:
            if (step, key.text) not in stirred and any(rule.name == key.text for rule in rules()):
                message = f"The rule {quoted(key.text)} has nothing to say here, so there is nothing to allow."
                yield Problem(path, key.line, key.column, "CK307", message, "Leave it out.")
