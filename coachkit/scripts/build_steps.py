"""Steps of a script: in comes the node of one step, out comes the frozen step, with every fault noted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from coachkit.scripts.build_conditions import TIMES, saves, when
from coachkit.scripts.desk import ID, RESERVED, Desk, Known, Owner, Written
from coachkit.scripts.model import ITEMISED, REPEATING, Option, ScaleEnd, Stage, Step, StepType
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.source import quoted

COMMON_KEYS = ("id", "type", "ask", "probes", "coach_note", "help", "cue", "when", "required", "saves", "area", "time",
           "was", "allow")  # fmt: skip
KEYS_BY_TYPE: dict[StepType, tuple[str, ...]] = {
    StepType.SHORT: ("among", "follow_up"),
    StepType.TEXT: ("follow_up",),
    StepType.LIST: ("ask_again", "at_most", "among"),
    StepType.CHOICE: ("options", "follow_up"),
    StepType.CHOICES: ("options", "follow_up"),
    StepType.SCALE: ("from", "to", "follow_up"),
    StepType.YES_NO: ("follow_up",),
    StepType.DATE: ("follow_up",),
    StepType.PEOPLE: ("ask_again", "at_most", "fields"),
    StepType.GROUP: ("ask_again", "at_most", "fields", "among"),
}
_EVERY = tuple(dict.fromkeys((*COMMON_KEYS, *(key for keys in KEYS_BY_TYPE.values() for key in keys))))
_END = re.compile(r"(-?[0-9]{1,4})(?:\s*,\s*(.*))?")
# In an answers file these words leave a question out, so they cannot choose anything.
_SKIPS = ("skip", "null")


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a step stands: at the top, or in the items of `group`."""

    group: str = ""
    people: bool = False


def stage(desk: Desk, node: Node) -> Stage:
    """A stage with its id and title."""
    mapping = desk.mapping(node, "A stage", ("stage", "title", "good_to_stop", "play_back", "for_coach"))
    if mapping is None:
        return Stage(id="", title="")
    named = desk.needed(mapping, "stage", "A stage")
    id_ = desk.id(named, "A stage's id")
    desk.ledger.stages.setdefault(id_, Written(desk.path, mapping))
    _take_id(desk, named, id_, "")
    title = desk.needed(mapping, "title", "A stage")
    return Stage(
        id=id_,
        title=desk.says(title, desk.line(title, "title"), Owner(desk.ledger.turn)),
        good_to_stop=desk.yes_no(mapping.get("good_to_stop"), "good_to_stop"),
        play_back=desk.yes_no(mapping.get("play_back"), "play_back"),
        for_coach=desk.yes_no(mapping.get("for_coach"), "for_coach"),
    )


def step(desk: Desk, node: Node, where: Inside = Inside()) -> Step | None:
    """A step with its fields and follow-ups; None where the node is not even a mapping."""
    mapping = desk.mapping(node, "A step", _EVERY)
    if mapping is None:
        return None
    type_node = desk.needed(mapping, "type", "A step")
    word = desk.one_of(type_node, "type", _types(where))
    type_ = StepType(word) if word else None
    named = desk.needed(mapping, "id", "A step")
    id_ = desk.id(named)
    _take_id(desk, named, id_, where.group, people=where.people)
    desk.ledger.turn += 1
    known = Known(f"{where.group}.{id_}" if where.group else id_, desk.ledger.turn, type_, where.group)
    if id_:
        desk.ledger.known.setdefault(known.name, known)
        desk.ledger.steps.setdefault(known.name, Written(desk.path, mapping))
    owner = Owner(known.at, where.group)
    if type_ is not None:
        _only_fitting(desk, mapping, type_)
    texts = _texts(desk, mapping, owner)
    shape = _shape(desk, mapping, type_, known, owner)
    rest = _rest(desk, mapping)
    tests = when(desk, mapping.get("when"), owner)
    fields, saved_in = _fields(desk, mapping, type_, known), where.group
    if type_ in ITEMISED:
        saved_in = known.name
    saved = saves(desk, mapping.get("saves"), Owner(known.at, saved_in), id_, type_)
    follow_up = _follow_up(desk, mapping, type_, where)
    return Step(
        id=id_, type=type_ or StepType.TEXT, **texts, **shape, **rest,
        when=tests, fields=fields, saves=saved, follow_up=follow_up,
    )  # fmt: skip


def _types(where: Inside) -> tuple[str, ...]:
    return tuple(str(type_) for type_ in StepType if not (where.group and type_ in ITEMISED))


def _take_id(desk: Desk, node: Node | None, id_: str, group: str, *, people: bool = False) -> None:
    if node is None or not id_:
        return
    if id_ in RESERVED and not group:
        desk.fault(node, "CK109", f"{quoted(id_)} has a meaning of its own here.", "Choose another id.")
        return
    if people and id_ == "name":
        message = "Every person in people already has a name."
        desk.fault(node, "CK109", message, "Leave this field out, or choose another id.")
        return
    full = f"{group}.{id_}" if group else id_
    first = desk.ledger.ids.setdefault(full, desk.place(node))
    if first != desk.place(node):
        at = f"line {first.line}" + (f" of {first.path}" if first.path != desk.path else "")
        desk.fault(node, "CK108", f"The id {quoted(id_)} is taken: it stands in {at} too.", "Choose another id.")


def _only_fitting(desk: Desk, mapping: MappingNode, type_: StepType) -> None:
    fitting = (*COMMON_KEYS, *KEYS_BY_TYPE[type_])
    for key, _ in mapping.entries:
        if key.text in _EVERY and key.text not in fitting:
            having = [str(other) for other, keys in KEYS_BY_TYPE.items() if key.text in keys]
            message = f"{key.text}: does not go with type: {type_}."
            desk.fault(key, "CK102", message, f"It goes with: {', '.join(having)}.")


class _Texts(TypedDict):
    ask: str
    ask_again: str
    coach_note: str
    help: str
    cue: str
    probes: tuple[str, ...]


def _texts(desk: Desk, mapping: MappingNode, owner: Owner) -> _Texts:
    def prose(key: str) -> str:
        node = mapping.get(key)
        return desk.says(node, desk.prose(node, key), owner)

    desk.needed(mapping, "ask", "A step")
    cue = mapping.get("cue")
    probes = tuple(
        desk.says(probe, _probe(desk, probe), owner) for probe in desk.items(mapping.get("probes"), "probes")
    )
    return _Texts(
        ask=prose("ask"),
        ask_again=prose("ask_again"),
        coach_note=prose("coach_note"),
        help=prose("help"),
        cue=desk.says(cue, desk.line(cue, "cue"), owner),
        probes=tuple(probe for probe in probes if probe),
    )


def _probe(desk: Desk, node: Node) -> str:
    if isinstance(node, ScalarNode) and node.block:
        return node.text.strip()
    return desk.line(node, "A probe")


def _rest(desk: Desk, mapping: MappingNode) -> dict[str, object]:
    return {
        "required": desk.yes_no(mapping.get("required"), "required"),
        "area": desk.line(mapping.get("area"), "area") or None,
        "time": desk.one_of(mapping.get("time"), "time", TIMES),
        "was": desk.id(mapping.get("was"), "An earlier id") or None,
        "allow": _allow(desk, mapping.get("allow")),
    }


def _allow(desk: Desk, node: Node | None) -> dict[str, str]:
    """The rules answered for, each with the reason."""
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        named = [one.text for one in getattr(node, "items", (node,)) if isinstance(one, ScalarNode) and one.text]
        rule = named[0] if named and ID.fullmatch(named[0]) else "closed_opener"
        hint = f"For example: allow: {{ {rule}: they have waited for this question }}"
        desk.fault(node, "CK114", "allow: takes the name of a rule and, after a colon, your reason.", hint)
        return {}
    answered: dict[str, str] = {}
    for key, value in node.entries:
        if reason := desk.line(value, "allow"):
            answered[key.text] = reason
        elif isinstance(value, ScalarNode):
            desk.fault(key, "CK114", f"{quoted(key.text)} is allowed without a reason.", "Say why in a few words.")
    return answered


def _shape(desk: Desk, mapping: MappingNode, type_: StepType | None, known: Known, owner: Owner) -> dict[str, object]:
    shape: dict[str, object] = {}
    if type_ in REPEATING:
        at_most = mapping.get("at_most")
        if at_most is None:
            message = f"A step of type {type_} needs at_most:, so that every talk ends."
            desk.fault(mapping, "CK110", message, "For example: at_most: 8")
        shape["at_most"] = known.at_most = desk.number(at_most, "at_most")
    if type_ in (StepType.CHOICE, StepType.CHOICES):
        shape["options"] = _options(desk, mapping, known, owner)
    if type_ is StepType.SCALE:
        shape["low"], shape["high"] = _ends(desk, mapping, known, owner)
    among = mapping.get("among")
    if among is not None and type_ is not None and "among" in KEYS_BY_TYPE[type_]:
        shape["among"] = _among(desk, among, type_, owner)
    return shape


def _options(desk: Desk, mapping: MappingNode, known: Known, owner: Owner) -> tuple[Option, ...]:
    node = desk.needed(mapping, "options", f"A step of type {known.type}")
    if node is None:
        return ()
    if not isinstance(node, MappingNode) or not node.entries:
        message = "options: needs a key and a label for each answer."
        desk.fault(node, "CK113", message, "For example: options: { family: Family, friend: A friend }")
        return ()
    options = []
    for key, value in node.entries:
        label = desk.says(value, desk.line(value, "A label"), owner)
        if key.text in _SKIPS:
            desk.fault(key, "CK109", f"{quoted(key.text)} leaves a question out.", "Choose another key.")
        elif not ID.fullmatch(key.text):
            message = "A key is made of small letters, digits and _, and begins with a letter."
            desk.fault(key, "CK109", message, "The label after the colon can be any text.")
        elif not label and isinstance(value, ScalarNode):
            desk.fault(
                key, "CK112", f"The key {quoted(key.text)} needs a label.", "Type after the colon what is shown."
            )
        known.options[key.text] = desk.place(key)
        options.append(Option(key=key.text, label=label))
    return tuple(options)


def _ends(desk: Desk, mapping: MappingNode, known: Known, owner: Owner) -> tuple[ScaleEnd | None, ScaleEnd | None]:
    low = _end(desk, desk.needed(mapping, "from", "A scale"), "from", owner)
    high = _end(desk, desk.needed(mapping, "to", "A scale"), "to", owner)
    if low and high:
        known.low, known.high = low.number, high.number
        if low.number >= high.number:
            node = mapping.get("to") or mapping
            desk.fault(node, "CK113", "A scale goes up.", "Give to: a larger number than from:.")
    return low, high


def _end(desk: Desk, node: Node | None, key: str, owner: Owner) -> ScaleEnd | None:
    if node is None:
        return None
    found = _END.fullmatch(desk.line(node, key))
    if found is None:
        if isinstance(node, ScalarNode):
            message = f"{key}: takes a whole number, a comma and words."
            desk.fault(node, "CK113", message, f"For example: {key}: 0, nothing like it")
        return None
    return ScaleEnd(number=int(found[1]), words=desk.says(node, (found[2] or "").strip(), owner))


def _among(desk: Desk, node: Node, type_: StepType, owner: Owner) -> str | None:
    name = desk.line(node, "among")
    if type_ is StepType.GROUP:
        if name != "handovers" and isinstance(node, ScalarNode):
            desk.fault(node, "CK113", "In a group, among: takes handovers only.", "Type among: handovers")
    elif name and name != "circle":
        desk.ledger.lists.append(("among", name, owner, desk.place(node)))
    return name or None


def _fields(desk: Desk, mapping: MappingNode, type_: StepType | None, known: Known) -> tuple[Step, ...]:
    if type_ not in ITEMISED:
        return ()
    if type_ is StepType.PEOPLE and known.name:
        name = f"{known.name}.name"
        desk.ledger.known[name] = Known(name, known.at, StepType.SHORT, known.name)
    if type_ is StepType.GROUP:
        fields = desk.needed(mapping, "fields", "A group")
        if isinstance(fields, ListNode) and not fields.items:
            desk.fault(fields, "CK112", "A group needs at least one field.", "Its first field says what each one is.")
    group = known.name or "?"
    inside = Inside(group, people=type_ is StepType.PEOPLE)
    return _several(desk, desk.items(mapping.get("fields"), "fields"), inside)


def _follow_up(desk: Desk, mapping: MappingNode, type_: StepType | None, where: Inside) -> tuple[Step, ...]:
    if type_ in REPEATING:
        return ()
    return _several(desk, desk.items(mapping.get("follow_up"), "follow_up"), where)


def _several(desk: Desk, nodes: Iterable[Node], where: Inside) -> tuple[Step, ...]:
    built = (step(desk, node, where) for node in nodes if not desk.ledger.full)
    return tuple(one for one in built if one is not None)
