"""Reading a translation: in come the bytes of an overlay file, out comes the overlay, or every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coachkit.errors import Problem
from coachkit.scripts.desk import ID, LANGUAGE, Desk, Ledger
from coachkit.scripts.nodes import MappingNode, Node, ScalarNode
from coachkit.scripts.source import parse, quoted
from coachkit.scripts.texts import PLAN, SCRIPT, STEPS, Entry, Texts

NOBODY_YET = "nobody yet"
PROSE = ("ask", "ask_again", "coach_note", "help", "about", "safety", "suggest")
LINES = ("title", "cue", "from", "to")

_HEAD = ("coachkit", "translates", "language", "read_by", SCRIPT, STEPS, PLAN)
_KEYS = {
    SCRIPT: ("of", "title", "about", "safety"),
    STEPS: ("of", "title", "ask", "ask_again", "probes", "coach_note", "help", "cue", "options", "from", "to"),
    PLAN: ("of", "suggest"),
}
_HASH = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Translated:
    """One entry's texts in the other language; `of` is the hash of the words they were made from, if it says so."""

    of: str = ""
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A whole translation.

    `places` has line and column of each entry's id and of each text, under the names `stands` uses, and of each
    hash: `good_day.of`.
    """

    translates: str
    language: str
    read_by: str
    entries: dict[Entry, Translated]
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        """Whether a speaker of the language has read it."""
        return self.read_by.casefold() not in ("", NOBODY_YET)


def read_overlay(data: bytes, path: str) -> Overlay | tuple[Problem, ...]:
    """The translation in a file, or every fault in it, sorted by place. Never raises, whatever the bytes.

    An entry for a step that the script does not have is no fault: see `stands`.
    """
    root, problems = parse(data, path)
    reading = _Reading(Desk(path, Ledger(problems=problems)))
    overlay = reading.whole(root) if root is not None else None
    if problems or overlay is None:
        return tuple(sorted(set(problems)))
    return overlay


class _Reading:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.places: dict[str, tuple[int, int]] = {}

    def whole(self, root: Node) -> Overlay | None:
        desk = self.desk
        mapping = desk.mapping(root, "A translation", _HEAD)
        if mapping is None:
            return None
        self._format(desk.needed(mapping, "coachkit", "A translation"))
        translates = desk.id(desk.needed(mapping, "translates", "A translation"))
        language = self._language(desk.needed(mapping, "language", "A translation"))
        read_by = desk.line(mapping.get("read_by"), "read_by") or NOBODY_YET
        entries = dict(self._entries(mapping))
        return Overlay(translates, language, read_by, entries, self.places)

    def _format(self, node: Node | None) -> None:
        number = self.desk.number(node, "coachkit")
        if node is not None and number is not None and number != 1:
            message = "This file was made for a newer coachkit."
            self.desk.fault(node, "CK113", message, "Get the newest coachkit, or type coachkit: 1.")

    def _language(self, node: Node | None) -> str:
        text = self.desk.line(node, "language")
        if node is not None and text and not LANGUAGE.fullmatch(text):
            self.desk.fault(node, "CK113", "language: takes a short code.", "For example: language: cs")
        return text

    def _entries(self, mapping: MappingNode) -> Iterator[tuple[Entry, Translated]]:
        own = _there(mapping.get(SCRIPT))
        if own is not None:
            yield self._entry(Entry(SCRIPT), mapping.key(SCRIPT) or own, own)
        for section in (STEPS, PLAN):
            node = _there(mapping.get(section))
            if node is None:
                continue
            if not isinstance(node, MappingNode):
                hint = "For example: good_day: and its texts below, two spaces further in."
                self.desk.fault(node, "CK113", f"{section}: takes ids, each with its texts.", hint)
                continue
            for key, value in node.entries:
                if self._id_fits(key, section):
                    yield self._entry(Entry(section, key.text), key, value)

    def _id_fits(self, key: ScalarNode, section: str) -> bool:
        parts = key.text.split(".")
        if all(map(ID.fullmatch, parts)) and (section == STEPS or len(parts) == 1):
            return True
        hint = "For example: good_day, or circle.ring for a field."
        self.desk.fault(key, "CK109", f"{quoted(key.text)} cannot be the id of a step.", hint)
        return False

    def _entry(self, entry: Entry, key: Node, node: Node) -> tuple[Entry, Translated]:
        desk = self.desk
        self.places[str(entry)] = (key.line, key.column)
        mapping = desk.mapping(node, "An entry", _KEYS[entry.section]) if _there(node) else None
        if mapping is None:
            return entry, Translated()
        of = mapping.get("of")
        made_from = desk.line(of, "of")
        if of is not None:
            self.places[f"{entry}.of"] = (of.line, of.column)
        if of is not None and made_from and not _HASH.fullmatch(made_from):
            hint = "Take the line out, and the next refresh puts it right."
            desk.fault(of, "CK113", "of: takes the eight letters and digits that coachkit wrote.", hint)
        texts: Texts = {}
        for name, text, place in self._texts(mapping):
            if text:
                texts[name] = text
                self.places[f"{entry}.{name}"] = (place.line, place.column)
        return entry, Translated(made_from, texts)

    def _texts(self, mapping: MappingNode) -> Iterator[tuple[str, str, Node]]:
        """Each text with its name and its node; faults where one cannot be read."""
        desk = self.desk
        for key, value in mapping.entries:
            if key.text in PROSE:
                yield key.text, desk.prose(value, key.text), value
            elif key.text in LINES:
                yield key.text, desk.line(value, key.text), value
            elif key.text == "probes":
                for number, probe in enumerate(desk.items(value, "probes")):
                    yield f"probes.{number}", self._probe(probe), probe
            elif key.text == "options":
                yield from self._labels(value)

    def _probe(self, node: Node) -> str:
        if isinstance(node, ScalarNode) and node.block:
            return node.text.strip()
        return self.desk.line(node, "A probe")

    def _labels(self, node: Node) -> Iterator[tuple[str, str, Node]]:
        if _there(node) is None:
            return
        if not isinstance(node, MappingNode):
            message = "options: needs the key and a label for each answer."
            self.desk.fault(node, "CK113", message, "For example: options: { family: Rodina }")
            return
        for key, value in node.entries:
            if ID.fullmatch(key.text):
                yield f"options.{key.text}", self.desk.line(value, "A label"), value
            else:
                self.desk.fault(key, "CK109", f"{quoted(key.text)} cannot be a key.", "Keys stay as in the script.")


def _there(node: Node | None) -> Node | None:
    """The node, where anything stands in it."""
    return None if isinstance(node, ScalarNode) and not node.text.strip() else node
