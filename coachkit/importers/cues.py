"""Timed lines: in come the lines of a subtitle file, out come its cues; what stands between two times is one cue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from coachkit.importers.clock import seconds
from coachkit.importers.faults import BAD_TIME, NOT_THIS_FORMAT, Faults

_LONGEST_TIME = 300


@dataclass(slots=True)
class RawCue:
    """A cue as it stands in the file: the line of its time, when it begins, and its lines."""

    line: int
    at: float | None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a format writes a cue.

    `timing` matches a whole line of times, group 1 being the start; `attempt` a line that was meant as one;
    `is_name` says whether a line right before a time is the cue's own name, given if it follows an empty line.
    `skipped` are the first words of blocks that nobody says.
    """

    timing: re.Pattern[str]
    attempt: re.Pattern[str]
    is_name: Callable[[str, bool], bool]
    example: str
    skipped: tuple[str, ...] = ()


def raw_cues(lines: Iterable[tuple[int, str]], shape: Shape, faults: Faults) -> Iterator[RawCue]:
    """The cues, in order. Words after an empty line go on with the cue before: nothing that was said gets lost."""
    current: RawCue | None = None
    before: list[tuple[int, str]] = []
    above_fresh = False
    for number, line, fresh in _spoken(lines, shape):
        short = len(line) <= _LONGEST_TIME
        if short and (found := shape.timing.match(line)):
            above = current.lines if current else [each for _, each in before]
            if above and not fresh and shape.is_name(above[-1], above_fresh):
                above.pop()
            if current:
                yield current
            elif above:
                _astray(before[0][0], shape, faults)
            current = RawCue(number, seconds(found[1]))
        elif short and shape.attempt.match(line):
            column = len(line) - len(line.lstrip()) + 1
            faults.add(number, column, BAD_TIME, "This time cannot be read.", f"Write it like {shape.example}")
            current = RawCue(number, None)
        elif current:
            current.lines.append(line)
        else:
            before.append((number, line))
        above_fresh = fresh
    if current:
        yield current
    elif before:
        _astray(before[0][0], shape, faults)


def _spoken(lines: Iterable[tuple[int, str]], shape: Shape) -> Iterator[tuple[int, str, bool]]:
    """The lines that are not empty and in no block nobody says; the third says whether an empty one is above."""
    fresh, skipping = True, False
    for number, line in lines:
        if not line.strip():
            fresh, skipping = True, False
        elif not skipping:
            skipping = fresh and bool(shape.skipped) and line.startswith(shape.skipped)
            if not skipping:
                yield number, line, fresh
            fresh = False


def _astray(line: int, shape: Shape, faults: Faults) -> None:
    message = "There are words here before any time is given."
    faults.add(line, 1, NOT_THIS_FORMAT, message, f"Before them there has to be a line like {shape.example}")
