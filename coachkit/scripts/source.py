"""The strict reader: in come the bytes of a YAML or JSON file, out comes a tree of texts, or every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from coachkit.errors import Problem
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode, told_apart

if TYPE_CHECKING:
    from yaml.events import Event

MOST_BYTES = 1_048_576
MOST_DEPTH = 20
MOST_NODES = 100_000
_MOST_TRIES = 50
_MOST_TRIED = 4 * MOST_BYTES

Fault = tuple[int, int, str, str, str]

_REFUSED = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Keys whose value is words to be said or shown, which a # behind a single space would cut short.
WORDED = frozenset(
    ("title", "cue", "ask", "ask_again", "help", "coach_note", "about", "safety", "suggest", "from", "to", "probes")
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# YAML counts these as line ends and editors do not; a space keeps every later line number right.
_HIDDEN_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_QUOTE_IT = 'Put the text on its own line under a |, or between quotes: "…".'


def read_source(data: bytes, path: str, *, json: bool = False) -> Node | tuple[Problem, ...]:
    """The tree of a file, or every fault in it, sorted by place. Never raises, whatever the bytes.

    All scalars stay texts. `path` is the name that problems carry; `json` reads JSON instead of the YAML subset.
    """
    node, problems = parse(data, path, json=json)
    return node if node is not None and not problems else tuple(sorted(problems))


def parse(data: bytes, path: str, *, json: bool = False) -> tuple[Node | None, list[Problem]]:
    """The tree as far as it can be read, and the faults so far: a caller can go on and look for more.

    A slip that stops the parser is told, and what is behind it read all the same. None where that is not possible;
    then there is at least one problem.
    """
    text, problem = _decoded(data, path)
    if problem is not None:
        return None, [problem]
    if json:
        from coachkit.scripts.json_source import parse_json

        return parse_json(text, path)
    return _parse_yaml(text, path)


def quoted(text: str) -> str:
    """At most 40 characters of what stands in the file, on one line, in quotes."""
    line = " ".join(_REFUSED.sub(" ", text).split())
    return f"“{line}”" if len(line) <= 40 else f"“{line[:39]}…”"


def repeated(key: ScalarNode, first: ScalarNode) -> tuple[str, str, str]:
    """Code, sentence and hint for a key that stands in several places of one mapping."""
    message = f"The key {quoted(key.text)} stands here again; the first is in line {first.line}."
    return "CK103", message, "Keep one of them and delete the others."


def inside(text: str, line: int, column: int) -> tuple[int, int]:
    """The nearest place that is in the text: an error at the end of a file points at its last line."""
    lines = text.removesuffix("\n").split("\n")
    line = min(max(line, 1), len(lines))
    return line, min(max(column, 1), len(lines[line - 1]) + 1)


def lines_of(data: bytes) -> list[str]:
    """The lines of a file as an editor shows them; nothing where it is no text."""
    return _decoded(data, "")[0].split("\n")


def _decoded(data: bytes, path: str) -> tuple[str, Problem | None]:
    if len(data) > MOST_BYTES:
        return "", Problem(path, 1, 1, "CK105", "This file is larger than 1 MB.", "Split it into smaller files.")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return "", Problem(path, 1, 1, "CK101", "This file is empty.", "coachkit script new makes one to begin with.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _line_ends(data[: error.start].decode("utf-8-sig", "replace"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        hint = "Save it again and choose UTF-8 as the encoding."
        return "", Problem(path, line, column, "CK101", "This file is not saved as UTF-8 text.", hint)
    text = _line_ends(text)
    if found := _REFUSED.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        message = "There is a hidden control character here."
        return "", Problem(path, line, column, "CK101", message, "Delete it and type the place again.")
    return text, None


def _line_ends(text: str) -> str:
    return _HIDDEN_LINE_ENDS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _parse_yaml(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    tree, slips = _Tree(text.split("\n")), list[Fault]()
    slip = tree.grow()
    left = min(_MOST_TRIES, _MOST_TRIED // (len(text) + 1))  # reading a long file again and again takes long
    while slip is not None:
        slips.append(slip)
        found = _beyond(tree.lines, [one[0] for one in slips], left)
        if found is None:
            tree.root = None
            break
        tree, slip, left = found
    if tree.root is None and not tree.faults and not slips:
        tree.fault(1, 1, "CK101", "This file is empty.", "coachkit script new makes one to begin with.")
    told = {slip[0] for slip in slips}
    faults = [*slips, *(fault for fault in tree.faults if fault[0] not in told)]
    return tree.root, [Problem(path, *inside(text, f[0], f[1]), *f[2:]) for f in faults]


def _beyond(lines: list[str], told: list[int], left: int) -> tuple[_Tree, Fault | None, int] | None:
    """What is read once the line with the last slip is written so that reading gets past it, and the next slip."""
    from coachkit.scripts.slips import ways

    for way in ways(lines, told[-1] - 1) if told[-1] <= len(lines) else ():
        if left <= 0:
            return None
        left -= 1
        tree = _Tree(way)
        slip = tree.grow()
        if slip is None or slip[0] not in told:
            return tree, slip, left
    return None


def _events(text: str) -> Iterator[Event]:
    # Events only, never composed: the C parser is many times faster, and its stack grows only when it composes.
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    yield from yaml.parse(text, Loader=loader)


def _place(mark: object) -> tuple[int, int]:
    # The C parser and the Python one have mark classes that share no base.
    return getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1


class _Enough(Exception):  # noqa: N818  no error: reading stops here, and the reason is noted
    pass


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    mapping: bool
    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    keys: list[ScalarNode] = field(default_factory=list)
    key: ScalarNode | None = None
    key_missing: bool = False


@dataclass(slots=True)
class _Tree:
    """Grows the tree event by event, so that nothing deeper or larger than allowed is ever built."""

    lines: list[str]
    faults: list[Fault] = field(default_factory=list)
    root: Node | None = None
    open: list[_Open] = field(default_factory=list)
    count: int = 0

    def fault(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        self.faults.append((line, column, code, message, hint))

    def stop(self, line: int, column: int, code: str, message: str, hint: str) -> NoReturn:
        self.root = None
        self.fault(line, column, code, message, hint)
        raise _Enough

    def grow(self) -> Fault | None:
        """Read all the lines; what the parser stumbled over, if it did."""
        import yaml

        try:
            for event in _events("\n".join(self.lines)):
                self.take(event)
        except _Enough:
            pass
        except yaml.YAMLError as error:
            from coachkit.scripts.accidents import explained

            self.root = None
            return explained(error, self.lines)
        except (ValueError, OverflowError, RecursionError):
            self.root = None
            self.fault(1, 1, "CK101", "This file cannot be read as YAML.", "Compare it with a script that came along.")
        return None

    def take(self, event: Event) -> None:
        import yaml

        line, column = _place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self.marked(event, line, column)
            self.add(self.scalar(event, line, column))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.marked(event, line, column)
            self.open.append(_Open(isinstance(event, yaml.MappingStartEvent), line, column))
            if len(self.open) > MOST_DEPTH:
                self.stop(line, column, "CK105", "This is nested too deep.", "Move it further out: 20 levels at most.")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close()
        elif isinstance(event, yaml.AliasEvent):
            message = "A * at the beginning of unquoted text means something else in this kind of file."
            self.fault(line, column, "CK104", message, _QUOTE_IT)
            self.add(ScalarNode(line, column, "", plain=False))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.stop(line, column, "CK104", "A second document begins here.", "Delete the line with the three dashes.")

    def marked(self, event: Event, line: int, column: int) -> None:
        if getattr(event, "anchor", None) is not None:
            message = "An & at the beginning of unquoted text means something else in this kind of file."
            self.fault(line, column, "CK104", message, _QUOTE_IT)
        if getattr(event, "tag", None) is not None:
            message = "An ! at the beginning of unquoted text means something else in this kind of file."
            self.fault(line, column, "CK104", message, _QUOTE_IT)

    def scalar(self, event: Event, line: int, column: int) -> ScalarNode:
        text = _SURROGATES.sub("\ufffd", str(getattr(event, "value", "")))
        style = getattr(event, "style", None) or ""
        if style == '"' and _REFUSED.search(text):
            self.fault(line, column, "CK101", "There is a hidden control character in this text.", "Take out the \\.")
        plain = style == ""
        end_line, end_column = _place(event.end_mark)
        spaces = self.cut_off(text, end_line - 1, end_column - 1) if plain else 0
        if spaces:
            message = "All after the # is lost: it is read as a note to yourself."
            hint = "Put the text under a | or between quotes; before a note, type two spaces, and one after the #."
            self.fault(end_line, end_column + spaces, "CK107", message, hint)
        return ScalarNode(line, column, text, plain=plain, block=style == "|")

    def cut_off(self, text: str, line: int, column: int) -> int:
        """How far behind a text the # stands that swallows words; 0 where none does."""
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        found = re.match(r"([ \t]+)#(.?)", rest)
        if found is None:
            return 0
        worded = self.takes_words()
        if not text and not worded:
            return 0
        # "list # repeats" and "Some words  # a note" are notes; "point #1" and "the flat # next door" were words.
        close = len(found[1]) == 1 and (worded or len(text.split()) > 2)
        return len(found[1]) if close or found[2] not in ("", " ", "#") else 0

    def takes_words(self) -> bool:
        """Whether what comes next is the value of a key that takes words, a label or a probe."""
        if not self.open or (self.open[-1].mapping and self.open[-1].key is None):
            return False
        key = self.open[-1].key
        outer = self.open[-2].key if len(self.open) > 1 else None
        if key is None:
            return outer is not None and outer.text == "probes"
        return key.text in WORDED or (outer is not None and outer.text == "options")

    def close(self) -> None:
        done = self.open.pop()
        if done.mapping:
            entries = tuple(zip(done.keys, done.items, strict=True))
            once, again = told_apart(entries)
            for key, first in again:
                self.fault(key.line, key.column, *repeated(key, first))
            self.add(MappingNode(done.line, done.column, once))
        else:
            self.add(ListNode(done.line, done.column, tuple(done.items)))

    def add(self, node: Node) -> None:
        self.count += 1
        if self.count > MOST_NODES:
            self.stop(node.line, node.column, "CK105", "There are too many things in this file.", "Split it in two.")
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is None and not top.key_missing:
            self.take_key(top, node)
        else:
            if top.key is not None:
                top.keys.append(top.key)
                top.items.append(node)
            top.key, top.key_missing = None, False

    def take_key(self, top: _Open, node: Node) -> None:
        if not isinstance(node, ScalarNode):
            self.fault(node.line, node.column, "CK101", "A key has to be one word, followed by a colon.", _QUOTE_IT)
            top.key_missing = True
            return
        top.key = node
