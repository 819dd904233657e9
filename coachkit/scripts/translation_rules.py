"""Rules for translations: in come a script and the bytes of an overlay file, out come problems with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coachkit.errors import Problem
from coachkit.scripts.desk import did_you_mean
from coachkit.scripts.model import Script
from coachkit.scripts.nodes import ScalarNode
from coachkit.scripts.overlay import Overlay, Stands, read_overlay, stands
from coachkit.scripts.placeholders import names, strays
from coachkit.scripts.source import lines_of, quoted
from coachkit.scripts.spots import spot
from coachkit.scripts.texts import Entry, Texts, texts_of


def check_overlay(script: Script, data: bytes, path: str) -> tuple[Problem, ...]:
    """Everything there is to say about a translation of this script, sorted by place. Never raises, whatever the bytes.

    Where the file has faults, or belongs to another script, only that is said.
    """
    overlay = read_overlay(data, path)
    if not isinstance(overlay, Overlay):
        return overlay
    looking = _Looking(script, overlay, path, lines_of(data))
    return tuple(sorted(tuple(looking.elsewhere()) or tuple(looking.texts())))


class _Looking:
    """Lays the translation over the script, entry by entry."""

    def __init__(self, script: Script, overlay: Overlay, path: str, lines: list[str]) -> None:
        self.script = script
        self.overlay = overlay
        self.path = path
        self.lines = lines
        self.sources = texts_of(script)
        self.anew = f"coachkit script translate {script.id} {overlay.language}"

    def problem(self, place: tuple[int, int], code: str, message: str, hint: str) -> Problem:
        return Problem(self.path, *place, code, message, hint)

    def elsewhere(self) -> Iterator[Problem]:
        """Whether it is a translation of this script at all, and into another language."""
        if self.overlay.translates != self.script.id:
            message = f"This translates {quoted(self.overlay.translates)}, not {quoted(self.script.id)}."
            yield self.problem(self.head("translates"), "CK113", message, f"Type translates: {self.script.id}")
        elif self.overlay.language == self.script.language:
            message = f"The script is in {quoted(self.script.language)} already."
            yield self.problem(self.head("language"), "CK113", message, "Name the language it is translated into.")

    def texts(self) -> Iterator[Problem]:
        standing = stands(self.script, self.overlay)
        for entry, source in self.sources.items():
            yield from self.missing(entry, source, standing)
            yield from self.stale(entry, standing)
            yield from self.placeholders(entry, source, standing)
        yield from map(self.left_over, standing.left_over)

    def missing(self, entry: Entry, source: Texts, standing: Stands) -> Iterator[Problem]:
        """One problem for an entry, however many of its texts are missing: a new file would have hundreds."""
        lacking = [name for name in source if f"{entry}.{name}" in standing.missing]
        if not lacking:
            return
        words = ", ".join(map(_called, lacking))
        message = f"{quoted(str(entry))} has words that are not translated yet: {words}."
        place = self.overlay.places.get(str(entry)) or self.head(entry.section)
        yield self.problem(place, "CK501", message, f"{self.anew} puts the words in, as notes to fill in.")

    def stale(self, entry: Entry, standing: Stands) -> Iterator[Problem]:
        if str(entry) in standing.stale:
            message = f"The script's words for {quoted(str(entry))} have changed since they were translated."
            hint = f"Go through yours, then take the line of: out; {self.anew} shows the new words beside them."
            yield self.problem(self.overlay.places[f"{entry}.of"], "CK502", message, hint)

    def left_over(self, name: str) -> Problem:
        place = self.overlay.places.get(name, (1, 1))
        message = f"{quoted(name)} is not in the script, so these words are never said."
        free = [str(entry) for entry in self.sources if entry not in self.overlay.entries]
        is_entry = name in map(str, self.overlay.entries)
        near = did_you_mean(name, free, most=0) if is_entry else ""
        hint = near or "Take them out, or move them to where the script has them now."
        return self.problem(place, "CK503", message, hint)

    def placeholders(self, entry: Entry, source: Texts, standing: Stands) -> Iterator[Problem]:
        made = self.overlay.entries.get(entry)
        for name, words in source.items():
            if made is not None and f"{entry}.{name}" in standing.placeholders_differ:
                yield from self.differing(f"{entry}.{name}", words, made.texts[name])

    def differing(self, name: str, source: str, text: str) -> Iterator[Problem]:
        """What stands in braces and should not, told where it stands; else what is lost, told where its text begins."""
        line, column = self.overlay.places[name]
        is_block = self.lines[line - 1][column - 1 : column] == "|"
        node = ScalarNode(line, column, text, plain=not is_block, block=is_block)
        wanted = list(dict.fromkeys(each.name for each in names(source)))
        keep = " ".join(f"{{{each}}}" for each in wanted)
        hint = f"Keep as it is: {keep}" if wanted else "Say it without the braces."
        there = names(text)
        foreign = [(each.offset, f"{{{each.name}}}") for each in there if each.name not in wanted] + [*strays(text)]
        for offset, whole in foreign:
            message = f"{whole} does not stand in the script's words, so this text is not used."
            end = offset + len(whole.rstrip("}"))  # a bar and a fallback may come before the brace
            yield self.problem(spot(self.lines, node, offset, end), "CK504", message, hint)
        for lost in wanted:
            # Mostly one that should not be there is another name for the one that is lost: that is a single slip.
            if not foreign and lost not in {each.name for each in there}:
                message = f"{{{lost}}} stands in the script's words and not in these, so this text is not used."
                yield self.problem((line, column), "CK504", message, hint)

    def head(self, key: str) -> tuple[int, int]:
        """Where a line at the margin begins; the beginning of the file where there is none."""
        found = (at for at, line in enumerate(self.lines, 1) if re.match(rf"[\"']?{key}[\"']?\s*:", line))
        return next(found, 1), 1


def _called(name: str) -> str:
    """A text as its author knows it: `probes.0` is the first of the probes."""
    key, _, inner = name.partition(".")
    if key == "probes":
        return f"probe {int(inner) + 1}"
    return f"the answer {inner}" if inner else name
