"""`when:` and `saves:` in a script: in come nodes, out come tests and what an answer becomes, faults noted."""

from __future__ import annotations

from typing import Literal

from coachkit.scripts.conditions import Phrase, Test, read_test
from coachkit.scripts.desk import Desk, Owner, did_you_mean
from coachkit.scripts.kinds import FIELDS, OWN_FIELD, TEXT_KINDS, WORDS
from coachkit.scripts.model import ITEMISED, Saves, StepType
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.source import quoted

Time = Literal["past", "now", "wanted"]
TIMES: tuple[Time, ...] = ("past", "now", "wanted")
_WITH_A_BLANK = tuple(f"{phrase} …" if phrase not in ("answered", "skipped") else str(phrase) for phrase in Phrase)


def when(desk: Desk, node: Node | None, owner: Owner) -> tuple[tuple[Test, ...], ...]:
    """Alternatives of tests that hold together: one mapping means and, a list of mappings means or."""
    if node is None:
        return ()
    if isinstance(node, ListNode):
        alternatives = [_together(desk, item, owner) for item in node.items]
        return tuple(tests for tests in alternatives if tests)
    tests = _together(desk, node, owner)
    return (tests,) if tests else ()


def _together(desk: Desk, node: Node, owner: Owner) -> tuple[Test, ...]:
    if not isinstance(node, MappingNode) or not node.entries:
        message = "when: takes the id of an earlier step and a phrase."
        desk.fault(node, "CK113", message, "For example: when: { ruler: at least 7 }")
        return ()
    tests = []
    for key, value in node.entries:
        said = desk.line(value, "when")
        test = read_test(key.text, said) if said else None
        if test is None and isinstance(value, ScalarNode):
            near = did_you_mean(said, map(str, Phrase), most=0)
            hint = f"{near} The phrases are: {', '.join(_WITH_A_BLANK)}.".strip()
            desk.fault(value, "CK203", f"when: does not know the phrase {quoted(said)}.", hint)
        if test is not None:
            desk.ledger.tests.append((test, owner, desk.place(key), desk.place(value)))
            tests.append(test)
    return tuple(tests)


def saves(desk: Desk, node: Node | None, owner: Owner, step: str, kind_of_step: StepType | None) -> tuple[Saves, ...]:
    """What an answer becomes. `step` is its id; in a mapping it fills the kind's own field where nothing else does."""
    if node is None:
        return ()
    each = node.items if isinstance(node, ListNode) else (node,)
    made = (_one(desk, item, owner, step, kind_of_step) for item in each)
    return tuple(saved for saved in made if saved is not None)


def _one(desk: Desk, node: Node, owner: Owner, step: str, kind_of_step: StepType | None) -> Saves | None:
    if isinstance(node, ScalarNode):
        return _bare(desk, node, kind_of_step)
    if not isinstance(node, MappingNode):
        desk.fault(node, "CK113", "saves: takes a kind, or keys beginning with as:", "For example: saves: skill")
        return None
    as_ = desk.needed(node, "as", "saves:")
    kind = _kind(desk, as_) if as_ is not None else ""
    if not kind:
        return None
    fields = _fields(desk, node, kind, owner)
    return Saves(kind=kind, fields=_completed(desk, node, kind, fields, step, kind_of_step))


def _bare(desk: Desk, node: ScalarNode, kind_of_step: StepType | None) -> Saves | None:
    kind = _kind(desk, node)
    if not kind:
        return None
    if kind_of_step is StepType.PEOPLE and kind in TEXT_KINDS:
        return Saves(kind=kind, fields={OWN_FIELD[kind]: "name"})
    if kind_of_step is StepType.GROUP or (kind_of_step is StepType.PEOPLE and kind != "person"):
        _lacking(desk, node, kind)
    return Saves(kind=kind)


def _fields(desk: Desk, node: MappingNode, kind: str, owner: Owner) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, value in node.entries:
        if key.text == "as":
            continue
        if key.text not in FIELDS[kind]:
            near = did_you_mean(key.text, FIELDS[kind], most=20)
            desk.fault(key, "CK209", f"{kind} has no field {quoted(key.text)}.", near)
        elif source := desk.line(value, key.text):
            fields[key.text] = source
            desk.ledger.sources.append((kind, key.text, source, owner, desk.place(value)))
        elif isinstance(value, ScalarNode):
            desk.fault(key, "CK112", f"{key.text} needs the id of a step.", "Type the id, or leave the field out.")
    return fields


def _kind(desk: Desk, node: Node) -> str:
    kind = desk.line(node, "saves")
    if kind in FIELDS:
        return kind
    if isinstance(node, ScalarNode):
        message = f"saves: does not know the kind {quoted(kind)}." if kind else "saves: is empty."
        desk.fault(node, "CK209", message, did_you_mean(kind, FIELDS, most=40))
    return ""


def _completed(
    desk: Desk, node: Node, kind: str, fields: dict[str, str], step: str, kind_of_step: StepType | None
) -> dict[str, str]:
    own = OWN_FIELD[kind]
    if own in fields or kind in ("promise", "contact") or kind_of_step is None:
        return fields
    if kind_of_step is StepType.PEOPLE and kind in (*TEXT_KINDS, "person"):
        return {own: "name", **fields}
    if kind_of_step not in ITEMISED and step not in fields.values():
        return {own: step, **fields}
    _lacking(desk, node, kind)
    return fields


def _lacking(desk: Desk, node: Node, kind: str) -> None:
    own = OWN_FIELD[kind]
    desk.fault(node, "CK210", f"A {kind} needs its {own}.", f"For example: {{ as: {kind}, {own}: good_day }}")


def words_for(kind: str, name: str) -> tuple[str, ...]:
    """The only words a field takes; empty where it takes any text."""
    return TIMES if name == "time" else WORDS.get((kind, name), ())
