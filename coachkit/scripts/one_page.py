"""One page for the kitchen table: in comes a script, out go its cues and an empty circle to draw on, as plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from math import cos, pi, sin

from coachkit.safe_text import one_line
from coachkit.scripts.model import Script, Stage, Step
from coachkit.scripts.sheet import blanked, cue_of

COLUMNS, LINES = 80, 64
_ROWS = 29  # the circle; half as many rows as columns makes it round on paper
_RINGS = {"closest": "closest", "friends": "friends", "joined": "things we do together", "paid": "paid to help"}
_MORE = "… and more: the question sheet has them all."


def one_page(script: Script) -> str:
    """One A4 sheet: at most 64 lines of 80 columns, with the cues by stage and four rings round a middle.

    Cues that do not fit are left out from the end, and a line says so.
    """
    script = script.for_the_table()
    room = LINES - _ROWS - 1
    cues = next((lines for inner in (True, False) if len(lines := _cues(script, inner=inner)) <= room), None)
    if cues is None:
        cues = [*_cues(script, inner=False)[: room - 1], _MORE]
    return "\n".join([*cues, "", *_circle(_ring_names(script))]) + "\n"


def _cues(script: Script, *, inner: bool) -> list[str]:
    title = _cut(blanked(script.title), COLUMNS)
    lines = [title, "=" * _width(title)]
    for stage, steps in _stages(script):
        if stage is not None:
            lines += ["", _cut(blanked(stage.title), COLUMNS)]
        cues = [_with_inner(step) if inner else _cue(step) for step in steps]
        lines += _wrapped(cues)
    return lines


def _stages(script: Script) -> Iterator[tuple[Stage | None, list[Step]]]:
    stage: Stage | None = None
    steps: list[Step] = []
    for part in script.parts:
        if isinstance(part, Step):
            steps.append(part)
            continue
        if stage is not None or steps:
            yield stage, steps
        stage, steps = part, []
    yield stage, steps


def _cue(step: Step) -> str:
    return _cut(cue_of(step), 40)


def _with_inner(step: Step) -> str:
    inner = [_cue(each) for each in _inside(step)]
    return f"{_cue(step)} ({', '.join(inner)})" if inner else _cue(step)


def _inside(step: Step) -> Iterator[Step]:
    for each in (*step.fields, *step.follow_up):
        yield each
        yield from _inside(each)


def _wrapped(cues: list[str]) -> list[str]:
    """Cues behind small boxes, several to a line where they fit whole; a long one goes over several lines."""
    lines: list[str] = []
    for cue in cues:
        boxed = f"( ) {cue}"
        if lines and _width(lines[-1]) + 3 + _width(boxed) <= COLUMNS:
            lines[-1] += "   " + boxed
        else:
            lines += _over_lines(boxed)
    return lines


def _over_lines(text: str) -> list[str]:
    lines = ["  "]
    for word in text.split(" "):
        gap = "" if not lines[-1].strip() else " "
        if lines[-1].strip() and _width(lines[-1]) + 1 + _width(word) > COLUMNS:
            lines.append("      ")
            gap = ""
        lines[-1] += gap + _cut(word, COLUMNS - 6)
    return lines


def _ring_names(script: Script) -> list[str]:
    """The names of the rings as the script itself puts them, where it asks for them; else plain words."""
    for _, step in script.every_step():
        labels = {option.key: option.label for option in step.options}
        if set(labels) == set(_RINGS):
            return [_cut(blanked(labels[key]).lower(), 30) for key in _RINGS]
    return list(_RINGS.values())


def _circle(ring_names: list[str]) -> list[str]:
    """Four rings of dots; the name of each stands on the line down the middle, inside its upper edge."""
    middle, half = COLUMNS // 2, _ROWS // 2
    cells = [[" "] * COLUMNS for _ in range(_ROWS)]
    for ring in range(1, 5):
        radius = half * ring / 4
        for step in range(720):
            angle = step * pi / 360
            row, column = round(half - radius * cos(angle)), round(middle + 2 * radius * sin(angle))
            cells[row][column] = "."
    rows = ["".join(row).rstrip() for row in cells]
    for ring, name in enumerate(ring_names, 1):
        at = half - round(half * ring / 4) + 2
        rows[at] = _written_in(rows[at], f" {name} ", middle)
    rows[half] = _written_in(rows[half], "me", middle)
    return rows


def _written_in(row: str, name: str, middle: int) -> str:
    start = middle - _width(name) // 2
    row = row.ljust(start + _width(name))
    return row[:start] + name + row[start + _width(name) :]


def _width(text: str) -> int:
    """How many columns a text takes: wide letters two, marks above and below none."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _cut(text: str, most: int) -> str:
    text = one_line(text)
    if _width(text) <= most:
        return text
    while _width(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"
