"""The careful reader of one record: in come its bytes, out goes it with every place, or every fault in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from coachkit.errors import Problem
from coachkit.importers import record
from coachkit.importers.protocol import Turn
from coachkit.importers.record import Record, Refused
from coachkit.safe_text import normalised
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.talk.told import Told

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)
_DOUBTFUL = re.compile(r"\\u(?:[dD][89A-Fa-f]|0000)")
_CODES = {"CK101": record.NOT_READABLE, "CK103": record.TWICE, "CK105": record.TOO_MUCH}
_TOO_MUCH = "This is nested too deep, or there is too much in it."
_NO_RECORD = "A record is an object in braces: {…}."
_IN_ANSWERS = "The answers stand under “answers”, by step id; free text stands under “note”."

Guess = Callable[[bytes], str]


def read_carefully(raw: bytes, path: str, line: int, column: int, guess: Guess | None = None) -> Record | Refused:
    """One JSON record with the place of everything in it; `guess` names the encoding of what is not UTF-8."""
    reading = _Reading(path, line, column)
    made = reading.whole(raw, guess)
    if made is None:
        return Refused(path, line, tuple(sorted(reading.problems)), raw)
    return made


def place_within(record: Record, key: str) -> tuple[int, int]:
    """Line and column of the value of a key in a JSON record, else of what it would stand in, else of the record."""
    reading = _Reading(record.path, record.line, record.column)
    node = reading.tree(record.raw.decode("utf-8", "replace"))
    for part in key.split("."):
        inner = node.get(part) if isinstance(node, MappingNode) else None
        if inner is None:
            break
        node = inner
    return reading.place(node.line, node.column) if node is not None else (record.line, record.column)


def damaged(text: str) -> int:
    """Where an escape stands in a JSON text for half a character or for no character; -1 where there is none."""
    if not _DOUBTFUL.search(text):
        return -1
    high = -1
    for found in _ESCAPE.finditer(text):
        code = int(found[1], 16) if found[1] else 1
        if high >= 0 and not (0xDC00 <= code <= 0xDFFF and found.start() == high + 6):
            return high
        if code == 0 or (high < 0 and 0xDC00 <= code <= 0xDFFF):
            return found.start()
        high = found.start() if 0xD800 <= code <= 0xDBFF else -1
    return high


class _Reading:
    def __init__(self, path: str, line: int, column: int) -> None:
        self.path, self.line, self.column = path, line, column
        self.problems: list[Problem] = []

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The place in the file of a place in the record."""
        return self.line + line - 1, self.column + column - 1 if line == 1 else column

    def fault(self, node: Node, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, *self.place(node.line, node.column), code, message, hint))

    def fault_at(self, text: str, at: int, code: str, message: str, hint: str) -> None:
        place = self.place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        self.problems.append(Problem(self.path, *place, code, message, hint))

    def whole(self, raw: bytes, guess: Guess | None) -> Record | None:
        if len(raw) > record.MOST_BYTES:
            self.fault(Node(1, 1), record.TOO_MUCH, "This record is longer than 1 MB.", "Split it in two.")
            return None
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode()
            page = f"; it looks like {guess(raw)}" if guess else ""
            message, hint = f"This is not saved as UTF-8{page}.", "Save the file again and choose UTF-8."
            self.fault_at(before, len(before), record.ENCODING, message, hint)
            return None
        if (at := damaged(text)) >= 0:
            message, hint = "There is half a character here, or none.", "Delete the \\u and its four digits."
            self.fault_at(text, at, record.DAMAGED_TEXT, message, hint)
        node = self.tree(text)
        return self.record(node, raw) if node is not None else None

    def tree(self, text: str) -> Node | None:
        from coachkit.scripts.json_source import parse_json

        node, problems = parse_json(text.replace("\r", " "), self.path)
        for each in problems:
            code = _CODES.get(each.code, record.NOT_READABLE)
            message = {
                record.TWICE: "The same key stands here a second time.",
                record.TOO_MUCH: _TOO_MUCH,
            }.get(code, each.message)
            place = self.place(each.line, each.column)
            self.problems.append(Problem(self.path, *place, code, message, each.hint))
        return node

    def record(self, node: Node, raw: bytes) -> Record | None:
        if not isinstance(node, MappingNode):
            self.fault(node, record.NO_RECORD, _NO_RECORD)
            return None
        for key, _ in node.entries:
            if key.text not in record.KEYS:
                name = record.named(key.text)
                message = f"A record has no key {name}." if name else "A record has no such key."
                hint = record.near(key.text, sorted(record.KEYS)) or _IN_ANSWERS
                self.fault(key, record.UNKNOWN, message, hint)
        person = record.one_line(self.text(node, "person", required=True))
        said = self.text(node, "on", required=True)
        on = record.day_of(said)
        if said and on is None:
            self.fault(node.get("on") or node, record.NO_DAY, "on takes a day, written like 2025-12-01.")
        script, ref = self.text(node, "script"), self.text(node, "ref", numbers=True)
        answers, turns = self.answers(node.get("answers")), self.turns(node.get("turns"))
        note = normalised(self.text(node, "note"))
        if not self.problems and not record.tells(answers, note, turns):
            message = "There is nothing of the talk here."
            self.fault(node, record.MISSING, message, "A record has answers, a note, or turns.")
        if self.problems or on is None:
            return None
        place = (self.line, self.column)
        script, ref = script.strip(), record.one_line(ref)
        return Record(self.path, *place, person, on, script, ref, answers, note, turns, raw)

    def text(self, node: MappingNode, key: str, *, required: bool = False, numbers: bool = False) -> str:
        value = node.get(key)
        said = ""
        if isinstance(value, ScalarNode) and (not value.plain or (numbers and _is_number(value))):
            said = value.text
            self.digits(value)
        elif value is not None and not _is_null(value):
            self.fault(value, record.WRONG_TYPE, f"{key} takes one text, between quotes.")
            return ""
        if required and not record.one_line(said):
            self.fault(value or node, record.MISSING, f"{key} is missing.")
        return said

    def answers(self, node: Node | None) -> dict[str, Told] | None:
        if node is None or _is_null(node):
            return None
        if not isinstance(node, MappingNode):
            self.fault(node, record.WRONG_TYPE, "answers takes step ids, each with its answer: {…}.")
            return None
        return {key.text: self.told(value) for key, value in node.entries}

    def told(self, node: Node) -> Told:
        line, column = self.place(node.line, node.column)
        if isinstance(node, ListNode):
            return Told(line, column, items=tuple(self.told(each) for each in node.items))
        if isinstance(node, MappingNode):
            return Told(line, column, fields={key.text: self.told(value) for key, value in node.entries})
        if _is_null(node):
            return Told(line, column, skipped=True)
        if not isinstance(node, ScalarNode):
            raise TypeError(type(node).__name__)
        self.digits(node)
        return Told(line, column, node.text)

    def digits(self, node: ScalarNode) -> None:
        if node.plain and len(node.text) > record.LONGEST_NUMBER:
            message, hint = "This number is too long.", "If it is words, put it between quotes."
            self.fault(node, record.WRONG_TYPE, message, hint)

    def turns(self, node: Node | None) -> tuple[Turn, ...]:
        if node is None or _is_null(node):
            return ()
        if not isinstance(node, ListNode):
            self.fault(node, record.WRONG_TYPE, "turns takes a list of who said what: [{…}, {…}].")
            return ()
        return record.runs([turn for each in node.items if (turn := self.turn(each))])

    def turn(self, node: Node) -> Turn | None:
        if not isinstance(node, MappingNode):
            self.fault(node, record.WRONG_TYPE, 'A turn is {"speaker": …, "text": …, "at": seconds}.')
            return None
        for key, _ in node.entries:
            if key.text not in record.TURN_KEYS:
                hint = record.near(key.text, sorted(record.TURN_KEYS))
                self.fault(key, record.UNKNOWN, f"A turn has no key {record.named(key.text)}".rstrip() + ".", hint)
        at = node.get("at")
        seconds = None
        if at is not None and not _is_null(at):
            seconds = record.seconds(at.text) if isinstance(at, ScalarNode) and _is_number(at) else None
            if seconds is None:
                self.fault(at, record.WRONG_TYPE, "at takes the seconds from the start of the talk, as a number.")
        if node.get("text") is None:
            self.fault(node, record.MISSING, "A turn has a text.")
        return Turn(record.one_line(self.text(node, "speaker")), normalised(self.text(node, "text")), seconds)


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.plain and node.text == "null"


def _is_number(node: ScalarNode) -> bool:
    return node.plain and node.text not in ("true", "false", "null")
