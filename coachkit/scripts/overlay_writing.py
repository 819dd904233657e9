"""Writing a translation: in come each entry's source words and what is translated, out goes the overlay file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coachkit.scripts.model import Script
from coachkit.scripts.overlay_reading import PROSE
from coachkit.scripts.texts import PLAN, SCRIPT, STEPS, Entry, Texts
from coachkit.scripts.yaml_text import block, commented, typed

_HEADER = """\
# {title}: the words of the script {id} in another language.
# Under each id: where a line is a note (it begins with #), the words are still missing; take the # away and
# put your own words there. What stands in braces, such as {{circle.name}}, stays as it is.
# "now says" means that the script's words have changed since: go through yours, then take the line of: out.
# read_by: put the name of somebody who speaks the language and has read all of it aloud.
# Notes are written anew each time this file is refreshed; your translations stay.
"""
_ORDER = ("title", "about", "safety", "ask", "ask_again", "probes", "coach_note", "help", "cue", "options", "from",
          "to", "suggest")  # fmt: skip
_SEVERAL = ("probes", "options")
_STILL = "still to be said:"
_NOW_SAYS = "now says:"
_GONE = "no longer in the script; keep it or take it out:"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One entry to write: the source's words, those translated, and whether they are stale or have lost their step."""

    entry: Entry
    of: str
    source: Texts
    texts: Texts
    stale: bool = False
    gone: bool = False


def written(script: Script, language: str, read_by: str, sheets: list[Sheet]) -> str:
    """The whole file; the sheets stand in the order in which they come, by section."""
    head = _HEADER.format(title=script.title, id=script.id)
    lines = [head, "coachkit: 1", f"translates: {script.id}", f"language: {language}", f"read_by: {typed(read_by)}"]
    for section in (SCRIPT, STEPS, PLAN):
        of_section = [sheet for sheet in sheets if sheet.entry.section == section]
        if of_section:
            lines += ["", f"{section}:"]
        for sheet in of_section:
            lines += _sheet(sheet)
    return "\n".join(lines) + "\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    indent = 2
    if sheet.gone:
        yield f"  # {_GONE}"
    if sheet.entry.name:
        yield f"  {sheet.entry.name}:"
        indent = 4
    if sheet.of:
        yield f"{' ' * indent}of: {sheet.of}"
    if sheet.stale:
        yield f"{' ' * indent}# {_NOW_SAYS}"
        said = {name: text for name, text in sheet.source.items() if name in sheet.texts}
        for key in _keys(said):
            yield from commented(_whole(key, said, indent), indent)
    still = False
    for key in _keys(sheet.source | sheet.texts):
        if _under(key, sheet.texts):
            yield from _said(sheet, key, indent)
            still = False
            continue
        if not still:
            yield f"{' ' * indent}# {_STILL}"
        still = True
        yield from commented(_whole(key, sheet.source, indent), indent)


def _keys(texts: Texts) -> list[str]:
    """The keys that texts stand under, each once, in the order of a script: `probes.0` stands under `probes`."""
    there = {name.partition(".")[0] for name in texts}
    return [key for key in _ORDER if key in there]


def _under(key: str, texts: Texts) -> Texts:
    """The texts of one key: itself, or what lies in its list or mapping; probes by their number."""
    names = [name for name in texts if name.partition(".")[0] == key]
    if key == "probes":
        names.sort(key=lambda name: int(name.partition(".")[2]))
    return {name: texts[name] for name in names}


def _whole(key: str, texts: Texts, indent: int) -> list[str]:
    """A key with all its texts, as lines."""
    if key not in _SEVERAL:
        return _text(key, texts[key], indent)
    lines = [f"{' ' * indent}{key}:"]
    for name, text in _under(key, texts).items():
        lines += _text(name, text, indent + 2)
    return lines


def _text(name: str, text: str, indent: int) -> list[str]:
    """One text as lines: prose under its bar, a label behind its key, a probe behind its dash."""
    pad = " " * indent
    key, _, inner = name.partition(".")
    if key in PROSE:
        return [f"{pad}{key}: |", *block(text, indent + 2)]
    if key == "probes":
        on_one_line = text == " ".join(text.split())
        return [f"{pad}- {typed(text)}"] if on_one_line else [f"{pad}- |", *block(text, indent + 2)]
    return [f"{pad}{inner or key}: {typed(text)}"]


def _said(sheet: Sheet, key: str, indent: int) -> Iterator[str]:
    """A key of which at least one text is translated; the others stand as notes in their place."""
    names = list(_under(key, sheet.source | sheet.texts))
    if key == "probes":
        names = [f"probes.{number}" for number in range(_number(names[-1]) + 1)]
    last = max(names.index(name) for name in names if name in sheet.texts)
    if key in _SEVERAL:
        yield f"{' ' * indent}{key}:"
        indent += 2
    before = ""
    for at, name in enumerate(names):
        note = _note(sheet, name)
        if note and note != before:
            yield f"{' ' * indent}# {note}"
        before = note
        if name in sheet.texts:
            yield from _text(name, sheet.texts[name], indent)
            continue
        yield from commented(_text(name, sheet.source.get(name, ""), indent), indent)
        if key == "probes" and at < last:
            yield f'{" " * indent}- ""'  # holds the place of a probe, so that those after it keep theirs


def _note(sheet: Sheet, name: str) -> str:
    if name not in sheet.texts:
        return _STILL
    return _GONE if name not in sheet.source and not sheet.gone else ""


def _number(name: str) -> int:
    return int(name.partition(".")[2])
