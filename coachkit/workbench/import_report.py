"""What became of an import: for each file, how many records were new, known, unsure or refused, and every reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from coachkit.errors import Problem
from coachkit.person.gathered import Person

MOST_PROBLEMS = 1000
# Nobody waits at the end of an import until the free text of thousands is gone through.
_MOST_HEARD = 100


@dataclass
class SourceReport:
    """One file. `notes` say what a coach may want to look at; `left_out` counts problems beyond the first thousand,
    and `heard` are people, by id, of whom something may be suggested: the first hundred.

    `suggested` counts lines written by hand that wait for somebody to look at them. `of_records`: each record in it,
    or the copy that it is, says whose it is.
    """

    path: str
    new: int = 0
    known: int = 0
    unsure: int = 0
    refused: int = 0
    suggested: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    left_out: int = 0
    heard: dict[str, str] = field(default_factory=dict)
    of_records: bool = False

    def in_order(self) -> None:
        """Have the lines in the order of the file, whatever was found out first."""
        self.problems.sort(key=lambda each: _numbers(each[0]))
        self.notes.sort(key=lambda each: _numbers(each[0]))

    @property
    def all(self) -> int:
        """How many records there were."""
        return self.new + self.known + self.unsure + self.refused

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """One record refused, for these reasons."""
        self.refused += 1
        for problem in problems:
            hint = f" {problem.hint}" if problem.hint else ""
            self._say(self.problems, f"{problem.path}:{problem.line}:{problem.column}", f"{problem.message}{hint}")

    def doubt(self, place: str, message: str) -> None:
        """One record that may be there already, or has changed."""
        self.unsure += 1
        self._say(self.problems, place, message)

    def note(self, place: str, message: str) -> None:
        """Something to look at about a record that was taken in."""
        self._say(self.notes, place, message)

    def add(self, more: SourceReport) -> None:
        """What became of some more of the same file."""
        self.new += more.new
        self.known += more.known
        self.unsure += more.unsure
        self.refused += more.refused
        for id_, name in more.heard.items():
            self.hear(Person(id=id_, name=name))
        self.left_out += more.left_out
        for place, message in more.problems:
            self._say(self.problems, place, message)

    def hear(self, person: Person) -> None:
        """Free text was taken in, out of which something may be suggested."""
        if len(self.heard) < _MOST_HEARD:
            self.heard[person.id] = person.name

    def _say(self, lines: list[tuple[str, str]], place: str, message: str) -> None:
        if len(lines) < MOST_PROBLEMS:
            lines.append((place, message))
        else:
            self.left_out += 1


@dataclass
class Report:
    """What became of a whole import."""

    sources: list[SourceReport] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """New, known, unsure and refused; together all there were."""
        return {
            name: sum(getattr(each, name) for each in self.sources) for name in ("new", "known", "unsure", "refused")
        }


def _numbers(place: str) -> list[int]:
    return [int(part) for part in place.split(":") if part.isdigit()]
