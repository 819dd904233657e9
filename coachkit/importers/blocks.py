"""Blocks of talk: in come lines where a line with a name and a time stands over the words, out come cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from coachkit.dates import MONTHS, iso_day
from coachkit.importers.clock import TIME, seconds
from coachkit.importers.loose_headers import PREAMBLE, can_be_a_name, loose_headers, of_a_talk, short_enough
from coachkit.importers.turns import Cue
from coachkit.safe_text import one_line

# Otter, Teams and Zoom's panel: `Dana Reyes  0:13`, `0:15` alone, a tab between, `[Dana Reyes] 00:00:13`.
_ENDS_IN_TIME = re.compile(rf"(?<![\d:.,])({TIME})$", re.ASCII)
_PANEL = re.compile(r"\[([^\[\]]{1,80})\]")
# Teams until 2023: the times on a line of their own, then the name, then the words.
_OVER = re.compile(rf"\s*({TIME})\s*-->\s*{TIME}\s*", re.ASCII)
_LONGEST_HEADER = 200
_FOOTER = re.compile(r"Transcribed by https?://\S+|\S.{0,79} (?:started|stopped) transcription", re.IGNORECASE)
# What Otter and Teams put over a talk themselves; Otter's headings have a list in the line under them.
_HEADING = re.compile(r"SUMMARY KEYWORDS|SPEAKERS")
_LASTED = re.compile(r"(?:\d+h ?)?(?:\d+m(?:in)? ?)?\d+s(?:ec)?", re.ASCII)
_LONGEST_TITLE = 80
_ISO = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])", re.ASCII)
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.? ([A-Z][a-z]{2,8})\.?,? (\d{4})\b", re.ASCII)
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})\b", re.ASCII)


def header_of(line: str) -> tuple[str, str] | None:
    """The name and the time of a line that stands over somebody's words."""
    if len(line) > _LONGEST_HEADER or not line.rstrip()[-1:].isdigit():
        return None
    line = line.strip()
    found = _ENDS_IN_TIME.search(line)
    if not found:
        return None
    before = line[: found.start()]
    name = before.strip()
    if panel := _PANEL.fullmatch(name):
        return panel[1], found[1]
    apart = not before or before.endswith(("  ", "\u00a0\u00a0", " \u00a0", "\u00a0 ", "\t"))
    return (name, found[1]) if apart and len(name) <= 80 and "\t" not in name and not name.startswith("[") else None


def has_headers(lines: Iterable[str], *, over: bool = False) -> bool:
    """Whether lines are such blocks: two headers, or one in the first lines, or loose ones that a talk would have.

    `over` takes two times for a header too.
    """
    found, told = 0, [line for line in lines if line.strip()]
    for at, line in enumerate(told):
        found += header_of(line) is not None or (over and _OVER.fullmatch(line) is not None)
        if (found and at < 2) or found > 1:
            return True
    return of_a_talk(loose_headers(told), told)


def with_names_beside(lines: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """The same lines, each name that stands alone over its time put before it.

    Only where over every time alone stands what can be a name, and comes again or has an empty line above it: else
    they are the words of the one before.
    """
    told = list(lines)
    alone = [at for at, (_, line) in enumerate(told) if header_of(line.strip()) == ("", line.strip())]
    names = [told[at - 1][1].strip() if at else "" for at in alone]
    begin = all(at < 2 or not told[at - 2][1].strip() for at in alone)
    # One written small is a name where most are written as names are.
    most = sum(map(can_be_a_name, names)) * 2 >= len(names) and all(map(short_enough, names))
    if not alone or not most or not (begin or len(set(names)) < len(names)):
        return told
    over = dict(zip(alone, names, strict=True))
    kept = ((at, number, line) for at, (number, line) in enumerate(told) if at + 1 not in over)
    return [(number, f"{over[at]}\t{line.strip()}" if at in over else line) for at, number, line in kept]


def cues_of(told: Iterable[tuple[int, str]]) -> tuple[list[Cue], date | None, tuple[str, ...]]:
    """The cues, the day where the lines before the first of them name one, and a note of what those lines hold else."""
    lines = with_names_beside(told)
    headers = _headers([line for _, line in lines])
    cues: list[Cue] = []
    words: list[str] = []
    above: list[str] = []
    named_next = False
    for at, (number, line) in enumerate(lines):
        said = line.strip()
        if over := _OVER.fullmatch(line):
            _close(cues, words)
            cues.append(Cue("", "", seconds(over[1]), number))
            named_next = True
        elif named_next:
            cues[-1] = Cue(said, "", cues[-1].at, number)
            named_next = False
        elif header := headers.get(at):
            _close(cues, words)
            cues.append(Cue(header[0], "", seconds(header[1]), number))
        elif _FOOTER.fullmatch(said):
            continue
        elif cues:
            words.append(said)
        else:
            above.append(said)
    _close(cues, words)
    day = next((day for line in above[:PREAMBLE] if (day := _named_day(line))), None)
    return cues, day, _left_out(above) if cues else ()


def _headers(lines: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The name and the time in each line that is a header.

    Where most are sure ones, a loose one counts only for somebody who has sure ones too: else it is in their words.
    """
    found = {at: header for at, line in enumerate(lines) if (header := header_of(line))}
    loose = loose_headers(lines)
    if len(found) * 2 < len(loose):
        return loose
    speak = {name for name, _ in found.values()}
    return found | {at: header for at, header in loose.items() if header[0] in speak and at not in found}


def _left_out(above: Sequence[str]) -> tuple[str, ...]:
    """A note of the words above the first name, unless they are a title, a day or what the program put there."""
    kept: list[str] = []
    listed = False
    for line in above:
        if not line or listed or _HEADING.fullmatch(line):
            listed = bool(line) and _HEADING.fullmatch(line) is not None
        elif not (_named_day(line) and len(line) <= _LONGEST_TITLE) and not _LASTED.fullmatch(line):
            kept.append(line)
    if kept and kept[0] == next(filter(None, above)) and _is_title(kept[0]):
        kept = kept[1:]
    if not kept:
        return ()
    first = one_line(kept[0])
    first = first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE].rstrip()}…"
    lines = "1 line" if len(kept) == 1 else f"{len(kept)} lines"
    hint = "With a name and a time over them they come in."
    return (f"The words above the first name were left out: “{first}” ({lines}). {hint}",)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and line[-1] not in ".!?…:;,"


def joined(lines: Iterable[str]) -> str:
    """Lines of one speaker: a line goes on with the one before, an empty line between them stays as a line end."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if said := line.strip():
            paragraphs[-1].append(said)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n".join(" ".join(each) for each in paragraphs if each)


def _close(cues: list[Cue], words: list[str]) -> None:
    if cues and words:
        cues[-1] = Cue(cues[-1].speaker, joined(words), cues[-1].at, cues[-1].line)
    words.clear()


def _named_day(line: str) -> date | None:
    if iso := _ISO.search(line):
        return iso_day(iso[0])
    if found := _DAY_FIRST.search(line):
        number, name, year = found.groups()
    elif found := _MONTH_FIRST.search(line):
        name, number, year = found.groups()
    else:
        return None
    months = [at for at, month in enumerate(MONTHS, 1) if month.startswith(name.casefold())]
    try:
        return date(int(year), months[0], int(number)) if len(months) == 1 else None
    except ValueError:
        return None
