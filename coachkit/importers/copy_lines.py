"""What somebody wrote into a copy by hand: in come the copy and what was printed, out goes each line that differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from coachkit.markdown_text import unescape_markdown
from coachkit.safe_text import normalised
from coachkit.wording.voices import Speaker, Voice

_HEADING = re.compile(r"(#{1,3}) (.*)")
_BULLET = re.compile(r"( *)- (.*)")
_SAID_BY = re.compile(r" \(said by [^()]{1,60}\)$")
_QUOTES = (("“", "”"), ('"', '"'))
_TO_AND_FRO = re.compile(
    rf"\s+·\s*(?:{'|'.join(re.escape(Speaker(Voice.ME, '', None)(key).strip(' ·:')) for key in ('gives', 'gets'))})\s*:"
)
_ROWS = {"hands": "skill", "head": "knowledge", "heart": "passion", "character": "quality", "a good day": "experience"}
# A text nearer to an old one than this is that one, written otherwise.
_NEAR = 50
_MOST_COMPARED = 300


class Line(NamedTuple):
    """One thing that stands in the readable part: under which headings and label, its text, and its line."""

    under: tuple[str, str]
    text: str
    line: int = 0


class Edit(NamedTuple):
    """A line written by hand: the kind its heading means (empty: none), its text, and the old one it stands for.

    Of somebody in the circle the text is the name; `whole` is the line with what stands behind it.
    """

    kind: str
    text: str
    instead_of: str
    line: int
    whole: str


class Edits(NamedTuple):
    """All that differs: what was written, and how many lines were only taken out."""

    written: tuple[Edit, ...]
    taken_out: int


def edits(copy: str, printed: str) -> Edits:
    """What stands in the copy that was not printed. The front matter and the headings themselves are no data."""
    there, before = list(_lines(copy)), list(_lines(printed))
    left = Counter(line[:2] for line in before)
    written: list[Line] = []
    for line in there:
        if left[line[:2]] > 0:
            left[line[:2]] -= 1
        else:
            written.append(line)
    gone = [Line(*key) for key, count in left.items() for _ in range(count) if count > 0]
    found: list[Edit] = []
    few = len(written) <= _MOST_COMPARED
    for line in written:
        old = _old_of(line, gone) if few else None
        if old is not None:
            gone.remove(old)
        kind = _kind(line.under)
        if kind == "group" and any(each and _TO_AND_FRO.search(each.text) for each in (line, old)):
            kind = "person"  # groups and people stand side by side there
        text, was = _of_kind(kind, line.text), _of_kind(kind, old.text) if old else ""
        found.append(Edit(kind, text, was, line.line, _bare(line.text)))
    return Edits(tuple(found), len(gone))


def _old_of(line: Line, gone: list[Line]) -> Line | None:
    """The printed line that this one was made of, if there is one."""
    near = [(_nearness(line.text, old.text), old) for old in gone[:_MOST_COMPARED] if old.under == line.under]
    best = max(near, key=lambda each: each[0], default=None)
    return best[1] if best is not None and best[0] >= _NEAR else None


def _nearness(text: str, old: str) -> float:
    """How near two texts are, of a hundred; the one with something added is near, however short it is."""
    from rapidfuzz import fuzz

    return 100 if old in text or text in old else float(fuzz.ratio(text[:500], old[:500]))


def _bare(text: str) -> str:
    """The words without the quotes they were printed in, and without whose they are."""
    text = _SAID_BY.sub("", text)
    for opens, closes in _QUOTES:
        inner = text[1:-1]
        if len(text) > 2 and text.startswith(opens) and text.endswith(closes) and opens not in inner:
            return normalised(inner)
    return text


def _of_kind(kind: str, text: str) -> str:
    """The words alone; of somebody in the circle only who they are, with nothing of what goes to and fro."""
    return _bare(_TO_AND_FRO.split(text)[0] if kind == "person" else text)


def _kind(under: tuple[str, str]) -> str:
    heading, label = under
    say = Speaker(Voice.ME, "", None)
    if heading == say("h_gifts"):
        return _ROWS.get(label, "")
    if heading == say("h_matters"):
        leads = {"": "matters", say("h_hopes"): "hope", say("h_enough"): "good_enough",
                 say("h_good_to_know"): "preference", say("h_also_said"): "worry"}  # fmt: skip
        return leads.get(label, "")
    if heading == say("h_people"):
        return {say("see_more").rstrip(":"): "see_more", "do things with": "group", "": ""}.get(label, "person")
    plain = {say("h_works"): "works", say("h_round_here"): "place", say("h_told_us"): "told_us",
             say("h_already"): "already"}  # fmt: skip
    return plain.get(heading, "")


def _lines(text: str) -> Iterator[Line]:
    """Each bullet and paragraph, with the label it stands under where that means something."""
    heading = label = ""
    say = Speaker(Voice.ME, "", None)
    labels = _ROWS_AND_RINGS | {say(key).rstrip(":") for key in _LEADS}
    blocks = list(_blocks(text))
    for n, (number, block) in enumerate(blocks):
        if found := _HEADING.fullmatch(block):
            heading, label = unescape_markdown(found[2]).strip(), ""
            continue
        bullet = _BULLET.match(block)
        following = _BULLET.match(blocks[n + 1][1]) if n + 1 < len(blocks) else None
        said = normalised(unescape_markdown(_unindented(block)))
        if not said:
            continue
        lead = said.rstrip(":")
        if following and lead in labels and (bullet is None or len(following[1]) > len(bullet[1])):
            label = lead
            continue
        row, colon, words = said.partition(": ")
        if bullet and not bullet[1] and colon and row in _ROWS_AND_RINGS:
            label = ""
            yield Line((heading, row), words, number)
            continue
        label = "" if bullet and not bullet[1] and label in _ROWS_AND_RINGS else label
        yield Line((heading, label), said, number)


_LEADS = ("h_hopes", "h_enough", "h_good_to_know", "h_also_said", "see_more")
_ROWS_AND_RINGS = frozenset((*_ROWS, "closest", "friends", "do things with", "paid to help", "and"))


def _unindented(block: str) -> str:
    """The text of a block without its mark and without the indents of its further lines."""
    first, *rest = block.split("\n")
    found = _BULLET.match(first)
    start = found[2] if found else first.removeprefix("> ")
    return "\n".join((start, *(line.strip(" ").removeprefix("> ") for line in rest)))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Headings, bullets and paragraphs with the number of their first line, the front matter left out."""
    lines = text.split("\n")
    start = next((n + 1 for n, line in enumerate(lines[:200]) if n and line.rstrip() == "---"), 0)
    number, held = 0, list[str]()
    for n, line in enumerate(lines[start:], start + 1):
        begins = not line.strip() or _HEADING.match(line) or _BULLET.match(line)
        if held and begins:
            yield number, "\n".join(held)
            held = []
        if line.strip():
            number = number if held else n
            held.append(line.rstrip())
    if held:
        yield number, "\n".join(held)
