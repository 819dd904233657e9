"""Reading a script: in come the bytes of a YAML file, out comes a checked script, or every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import Problem
from coachkit.scripts.build_conditions import when
from coachkit.scripts.build_steps import stage, step
from coachkit.scripts.check_names import check_names
from coachkit.scripts.desk import LANGUAGE, Desk, Ledger, Owner, Written
from coachkit.scripts.model import PlanRule, Script, Stage, Step
from coachkit.scripts.nodes import ListNode, MappingNode, Node
from coachkit.scripts.source import MOST_BYTES, parse, quoted

_KEYS = ("coachkit", "id", "version", "title", "language", "minutes", "about", "safety", "steps", "plan")
_RULE_KEYS = ("id", "for_each", "when", "suggest")
_BEFORE_ALL = Owner(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the script as far as it could be built, its faults, and where everything stands."""

    script: Script | None
    problems: tuple[Problem, ...]
    ledger: Ledger


def read_script(data: bytes, path: str, parts_folder: Path | None = None) -> Script | tuple[Problem, ...]:
    """The script in a file, or every fault in it, sorted by place. Never raises, whatever the bytes.

    `path` is the name that problems carry. `parts_folder` is the prompts folder under which `use:` finds
    other files; without it `use:` is a fault.
    """
    reading = read(data, path, parts_folder)
    return reading.problems if reading.problems or reading.script is None else reading.script


def read(data: bytes, path: str, parts_folder: Path | None = None) -> Reading:
    """The same, with the script as far as it could be built and the places of all its parts."""
    root, problems = parse(data, path)
    ledger = Ledger(problems=problems, files={path: data})
    script = _script(Desk(path, ledger), root, parts_folder) if root is not None else None
    check_names(ledger)
    return Reading(script, _without_echoes([ledger.within(problem) for problem in ledger.problems]), ledger)


def _without_echoes(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each fault once; where a text could not be read at all, what follows from that is not said too."""
    unread = {(problem.path, problem.line) for problem in problems if problem.code in ("CK101", "CK104")}
    echoes = ("CK106", "CK109", "CK112", "CK113", "CK114", "CK203", "CK209")
    return tuple(sorted({one for one in problems if one.code not in echoes or (one.path, one.line) not in unread}))


def _script(desk: Desk, root: Node, parts_folder: Path | None) -> Script | None:
    mapping = desk.mapping(root, "A script", _KEYS)
    if mapping is None:
        return None
    desk.ledger.head = Written(desk.path, mapping)
    _format(desk, desk.needed(mapping, "coachkit", "A script"))
    id_ = desk.id(desk.needed(mapping, "id", "A script"))
    version = desk.number(desk.needed(mapping, "version", "A script"), "version")
    title = desk.line(desk.needed(mapping, "title", "A script"), "title")
    about, safety = mapping.get("about"), mapping.get("safety")
    return Script(
        id=id_,
        version=version or 1,
        title=desk.says(mapping.get("title"), title, _BEFORE_ALL),
        language=_language(desk, desk.needed(mapping, "language", "A script")),
        minutes=desk.number(mapping.get("minutes"), "minutes"),
        about=desk.says(about, desk.prose(about, "about"), _BEFORE_ALL),
        safety=desk.says(safety, desk.prose(safety, "safety"), _BEFORE_ALL),
        parts=_parts(desk, mapping, parts_folder),
        plan=tuple(_plan(desk, mapping)),
    )


def _format(desk: Desk, node: Node | None) -> None:
    number = desk.number(node, "coachkit")
    if node is not None and number is not None and number != 1:
        message = "This file was made for a newer coachkit."
        desk.fault(node, "CK113", message, "Get the newest coachkit, or type coachkit: 1.")


def _language(desk: Desk, node: Node | None) -> str:
    text = desk.line(node, "language")
    if node is not None and text and not LANGUAGE.fullmatch(text):
        desk.fault(node, "CK113", "language: takes a short code.", "For example: language: en")
    return text


def _parts(desk: Desk, mapping: MappingNode, parts_folder: Path | None) -> tuple[Stage | Step, ...]:
    node = mapping.get("steps")
    parts = tuple(_each(desk, desk.items(node, "steps"), parts_folder))
    if desk.ledger.turn == 0 and (node is None or isinstance(node, ListNode) or not parts):
        place = mapping.key("steps") or mapping
        if not any(problem.line >= place.line for problem in desk.ledger.problems if node is not None):
            desk.fault(place, "CK111", "There are no steps in this script.", "Begin the first one with - id: good_day")
    return parts


def _each(
    desk: Desk, nodes: Iterator[Node], parts_folder: Path | None, *, used: bool = False
) -> Iterator[Stage | Step]:
    for node in nodes:
        if desk.ledger.full:
            return
        if isinstance(node, MappingNode) and node.get("stage") is not None:
            yield stage(desk, node)
        elif isinstance(node, MappingNode) and node.get("use") is not None:
            yield from _used(desk, node, parts_folder, used=used)
        elif built := step(desk, node):
            yield built


def _used(desk: Desk, node: MappingNode, folder: Path | None, *, used: bool) -> Iterator[Stage | Step]:
    desk.mapping(node, "A line with use:", ("use",))
    value = desk.needed(node, "use", "This")
    name = desk.line(value, "use")
    if value is None or not name:
        return
    if used:
        desk.fault(value, "CK105", "A file that is used cannot use another one.", "Put its steps in here instead.")
        return
    file = _part_file(name, folder)
    if file is None or not _opens(file):
        message = f"There is no file {quoted(name)} in the folder of the scripts."
        desk.fault(value, "CK113", message, "For example: use: parts/opening.yaml")
        return
    if str(file) in desk.ledger.files:
        message = f"The steps of {quoted(name)} stand in this script already."
        desk.fault(value, "CK108", message, "Keep one of the lines, and delete the other.")
        return
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    desk.ledger.files[str(file)] = data
    root, problems = parse(data, str(file))
    desk.ledger.problems.extend(problems)
    if root is not None:
        part = Desk(str(file), desk.ledger)
        if isinstance(root, MappingNode):
            root = (part.mapping(root, "A part", ("steps",)) or root).get("steps") or root
        yield from _each(part, part.items(root, "steps"), folder, used=True)


def _part_file(name: str, folder: Path | None) -> Path | None:
    """The file under the prompts folder; None for a way out of it."""
    if folder is None or not name.endswith((".yaml", ".yml")):
        return None
    try:
        file = (folder / name).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _opens(file: Path) -> bool:
    try:
        with file.open("rb"):
            return True
    except OSError:
        return False


def _plan(desk: Desk, mapping: MappingNode) -> Iterator[PlanRule]:
    ids: dict[str, int] = {}
    after_all = desk.ledger.turn + 1
    for node in desk.items(mapping.get("plan"), "plan"):
        rule = desk.mapping(node, "A rule of the plan", _RULE_KEYS)
        if rule is None or desk.ledger.full:
            continue
        named = desk.needed(rule, "id", "A rule of the plan")
        id_ = desk.id(named)
        if named is not None and id_ and ids.setdefault(id_, named.line) != named.line:
            message = f"The id {quoted(id_)} is taken: it stands in line {ids[id_]} too."
            desk.fault(named, "CK108", message, "Choose another id.")
        desk.ledger.rules.setdefault(id_, Written(desk.path, rule))
        each = rule.get("for_each")
        group = desk.line(each, "for_each")
        if each is not None and group:
            desk.ledger.lists.append(("for_each", group, Owner(after_all), desk.place(each)))
        owner = Owner(after_all, group)
        suggest = desk.needed(rule, "suggest", "A rule of the plan")
        text = desk.says(suggest, desk.prose(suggest, "suggest"), owner)
        yield PlanRule(id=id_, suggest=text, for_each=group or None, when=when(desk, rule.get("when"), owner))
