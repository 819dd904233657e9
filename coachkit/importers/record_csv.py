"""Records in a spreadsheet (CSV): in comes a source, out comes each row as a record or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from coachkit.errors import Problem
from coachkit.importers import record
from coachkit.importers.csv_dialect import dialect_of, is_separator_line
from coachkit.importers.csv_rows import Row, Rows, written
from coachkit.importers.record import Record, Refused
from coachkit.importers.record_map import OWN, Mapping, Questions
from coachkit.importers.record_stream import Line, Source
from coachkit.safe_text import folded, normalised
from coachkit.talk.told import Told

_MOST_COLUMNS = 2_000
_SAMPLED_LINES, _SAMPLED = 20, 16_384
_BETWEEN = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_WHAT_COLUMNS_ARE = (
    "A column is person, on, script, ref, note, a step id, or a group and its field: circle.name. "
    "A file for --map says what other headings mean, or leaves them out."
)
_NUMBERS = re.compile(r"\d{1,4}\D{1,2}\d{1,2}\D{1,2}\d{1,4}(?:\s.*)?")
_HOW_DAYS_ARE_READ = "A file for --map says how days are written: days: day/month/year"
_NOT_OUR_OWN = "The columns here are not coachkit's own: none says person, and none says on, which is the day."
_HOW_A_MAP_LOOKS = (
    "A file for --map says what they mean, such as: columns: {Name: person, Date of visit: on} "
    "docs/importing.md shows a whole one."
)


def read_sheet(
    source: Source, mapping: Mapping | None, questions: Questions | None = None
) -> Iterator[Record | Refused]:
    """Every row under the headings. Where the headings are no good, they alone are refused, and nothing is read."""
    yield from _Sheet(source, mapping or Mapping(), questions).records()


@dataclass(slots=True)
class _Columns:
    """Which cell holds what; cells count from 0."""

    own: dict[str, int] = field(default_factory=dict)
    steps: list[tuple[int, str]] = field(default_factory=list)
    groups: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    nameless: list[int] = field(default_factory=list)
    width: int = 0
    places: dict[str, int] = field(default_factory=dict)


class _Sheet:
    def __init__(self, source: Source, mapping: Mapping, questions: Questions | None) -> None:
        self.source, self.path, self.mapping, self.questions = source, source.path, mapping, questions
        self.columns = _Columns()
        self.header = b""
        self.last = 0
        self.mark = re.compile(re.escape(mapping.between)) if mapping.between else _BETWEEN

    def records(self) -> Iterator[Record | Refused]:
        lines = self.source.lines(blank=True)
        sample = list(islice(lines, _SAMPLED_LINES))
        text = "\n".join(_decoded(line.text or b"") for line in sample)[:_SAMPLED]
        dialect = dialect_of(text, self.is_header)
        again = sample[1:] if text and is_separator_line(text.partition("\n")[0]) else sample
        rows = Rows(self.source, self.texts(chain(again, lines)), dialect)
        each = rows.rows()
        first = next(each, None)
        if first is not None:
            problems = self.read_header(first)
            if problems:
                yield Refused(self.path, first.line, tuple(problems))
                return
            rows.is_start, rows.width = self.is_start, self.columns.width
            for row in each:
                if row.fault or any(row.cells):
                    yield self.record(row)
        if self.source.broken:
            line = self.last + 1
            yield Refused(self.path, line, (Problem(self.path, line, 1, *self.source.broken),))

    def texts(self, lines: Iterator[Line]) -> Iterator[tuple[int, str | None]]:
        for number, line in lines:
            self.last = number
            yield number, None if line is None else _decoded(line) + "\n"

    def is_header(self, cells: list[str]) -> bool:
        targets = {self.mapping.target(cell) for cell in cells} | self.mapping.every_row.keys()
        return "person" in targets and "on" in targets

    def is_start(self, cells: list[str]) -> bool:
        """Whether a line looks like the beginning of a row: somebody's name, and a day where the day stands."""
        own = self.columns.own
        if "on" not in own or len(cells) <= max(own["on"], own.get("person", 0)) or len(cells) > self.columns.width:
            return False
        # A diary in a cell has days at its line beginnings too, but hardly as many cells.
        if len(cells) < min(self.columns.width, max(own["on"], own.get("person", 0)) + 2):
            return False
        return self.mapping.day(cells[own["on"]]) is not None and bool(cells[own.get("person", own["on"])].strip())

    def read_header(self, row: Row) -> list[Problem]:
        """Note what each column holds; the faults of the headings."""
        problems: list[Problem] = []

        def fault(cell: int, message: str, hint: str = "") -> None:
            problems.append(Problem(self.path, row.line, cell + 1, record.HEADER, message, hint))

        if row.fault or len(row.cells) > _MOST_COLUMNS:
            fault(0, "The first row has to name the columns, and this one cannot be read.", _WHAT_COLUMNS_ARE)
            return problems
        cells = [cell.removeprefix("\ufeff") if n == 0 else cell for n, cell in enumerate(row.cells)]
        self.header, self.columns.width = written(cells), len(cells)
        if self.mapping == Mapping() and not {folded(cell) for cell in cells} & {"person", "on"}:
            fault(0, _NOT_OUR_OWN, _HOW_A_MAP_LOOKS)
            return problems
        seen = self.targets(cells, fault)
        if unknown := self.unknown(row.line, cells, seen):
            return sorted([*problems, *unknown])[:50]
        self.sort_out(seen)
        for group in self.columns.groups.keys() & seen.keys():
            fault(seen[group], f"The column {record.named(group)} cannot stand beside those of its fields.")
        for needed in ("person", "on"):
            if needed not in seen and needed not in self.mapping.every_row:
                fault(0, f"No column is called {needed}.", _WHAT_COLUMNS_ARE)
        known = {folded(cell) for cell in cells}
        for heading, target in self.mapping.columns.items():
            if heading not in known:
                fault(0, f"The mapping names a column for {record.named(target)} that is not here.")
        return sorted(problems)[:50]

    def targets(self, cells: list[str], fault: Callable[[int, str, str], None]) -> dict[str, int]:
        """The first column for everything that a heading means; what means nothing, or stands again, is a fault."""
        seen: dict[str, int] = {}
        for n, heading in enumerate(cells):
            if not heading.strip():
                self.columns.nameless.append(n)
                continue
            target = self.mapping.target(heading)
            if target is None or target in self.mapping.every_row:
                name = record.named(heading)
                message = f"What the column {name} holds is not known." if name else "This column has no known name."
                fault(n, message, record.near(folded(heading), list(OWN)) or _WHAT_COLUMNS_ARE)
            elif target and target in seen:
                again = f"The column {record.named(target)} stands here again; the first is number {seen[target] + 1}."
                fault(n, again, "Keep one of them.")
            elif target:
                seen[target] = n
        return seen

    def unknown(self, line: int, cells: list[str], seen: dict[str, int]) -> list[Problem]:
        """A fault for each name of a column that no script knows: where the mapping says it, else at the heading."""
        asked = [name for name in {**seen, **self.mapping.options} if name and name not in OWN]
        questions = self.questions() if asked and self.questions else frozenset()
        found = []
        for name in asked if questions else []:
            if name in questions:
                continue
            hint = record.near(name, [*OWN, *sorted(questions)]) or _WHAT_COLUMNS_ARE
            if name in self.mapping.places:
                found.append(replace(self.mapping.places[name], hint=hint))
            else:
                message = f"What the column {record.named(cells[seen[name]])} holds is not known."
                found.append(Problem(self.path, line, seen[name] + 1, record.HEADER, message, hint))
        return found

    def sort_out(self, seen: dict[str, int]) -> None:
        for target, n in seen.items():
            group, dot, name = target.partition(".")
            self.columns.places[target if target in OWN else f"answers.{target}"] = n + 1
            if target in OWN:
                self.columns.own[target] = n
            elif dot:
                self.columns.groups.setdefault(group, []).append((n, name))
            else:
                self.columns.steps.append((n, target))

    def record(self, row: Row) -> Record | Refused:
        if row.fault:
            return self.refused(row, [Problem(self.path, row.line, 1, *row.fault)])
        cells = row.cells + [""] * (self.columns.width - len(row.cells))
        cells[0] = cells[0].removeprefix("\ufeff")
        problems: list[Problem] = []

        def fault(cell: int, code: str, message: str, hint: str = "") -> None:
            problems.append(Problem(self.path, row.line, cell + 1, code, message, hint))

        if any(map(str.strip, cells[self.columns.width :])):
            message = f"This row has {len(cells)} cells, and there are {self.columns.width} headings."
            fault(self.columns.width, record.CELLS, message, "Put a text that holds the separator between quotes.")
        for n in self.columns.nameless:
            if cells[n].strip():
                fault(n, record.CELLS, "This cell has no heading above it.", "Give its column a heading.")
        if b"\0" in row.raw or not _is_utf_8(row.raw):
            self.damaged(cells, row, problems)
        own = {name: cells[n] for name, n in self.columns.own.items()}
        person = record.one_line(own.get("person", self.mapping.every_row.get("person", "")))
        on = self.mapping.day(own["on"]) if "on" in own else record.day_of(self.mapping.every_row["on"])
        if not person:
            fault(self.columns.own.get("person", 0), record.MISSING, "person is missing.")
        if on is None:
            written_like = self.mapping.days or "2025-12-01"
            message = f"on takes a day, written like {written_like}." if own["on"].strip() else "on is missing."
            hint = _HOW_DAYS_ARE_READ if not self.mapping.days and _NUMBERS.fullmatch(own["on"].strip()) else ""
            fault(self.columns.own["on"], record.NO_DAY, message, hint)
        answers = self.answers(cells, row, problems)
        note = normalised(own.get("note", ""))
        if not problems and not record.tells(answers, note, ()):
            fault(0, record.MISSING, "There is nothing of the talk in this row.", "It has an answer or a note.")
        if problems or on is None:
            return self.refused(row, problems)
        script = own.get("script", "").strip() or self.mapping.every_row.get("script", "")
        ref = record.one_line(own.get("ref", ""))
        return Record(
            self.path, row.line, 1, person, on, script, ref, answers or None, note, raw=row.raw, csv_header=self.header,
            cells=self.columns.places,
        )  # fmt: skip

    def refused(self, row: Row, problems: list[Problem]) -> Refused:
        return Refused(self.path, row.line, tuple(sorted(problems)), row.raw, self.header)

    def damaged(self, cells: list[str], row: Row, problems: list[Problem]) -> None:
        """Note the cells that hold bytes of another encoding, or zero bytes."""
        for n, cell in enumerate(cells):
            place = (self.path, row.line, n + 1)
            if _ESCAPED_BYTE.search(cell):
                page = self.source.page(cell.encode("utf-8", "surrogateescape"))
                message = f"This cell is not saved as UTF-8, as the file begins; it looks like {page}."
                problems.append(Problem(*place, record.ENCODING, message, "Save the file again and choose UTF-8."))
            elif "\0" in cell:
                message, hint = "There is a zero byte in this cell.", "Delete it and type the place again."
                problems.append(Problem(*place, record.DAMAGED_TEXT, message, hint))

    def answers(self, cells: list[str], row: Row, problems: list[Problem]) -> dict[str, Told]:
        """The answers by step id. An empty cell is no answer."""
        found: dict[str, Told] = {}
        for n, step in self.columns.steps:
            if not (cell := cells[n]).strip():
                continue
            options = self.mapping.options.get(step)
            told = tuple(Told(row.line, n + 1, _option(options, each)) for each in self.items(cell))
            found[step] = told[0] if len(told) == 1 else Told(row.line, n + 1, self.whole(cell, options), items=told)
        for group, fields in self.columns.groups.items():
            told_group = self.group(group, [(n, name, self.items(cells[n])) for n, name in fields], row, problems)
            if told_group is not None:
                found[group] = told_group
        return found

    def group(
        self, group: str, fields: list[tuple[int, str, list[str]]], row: Row, problems: list[Problem]
    ) -> Told | None:
        """The items of a group; every field that is told has as many items as the first, be they empty."""
        told = [each for each in fields if any(each[2])]
        if not told:
            return None
        first, name, wanted = told[0]
        items: list[dict[str, Told]] = [{} for _ in wanted]
        for n, field_id, values in told:
            if len(values) != len(wanted):
                message = f"There are {len(values)} items here, and {len(wanted)} in the column {group}.{name}."
                hint = "An empty item keeps its place: one | | three."
                problems.append(Problem(self.path, row.line, n + 1, record.CELLS, message, hint))
                continue
            options = self.mapping.options.get(f"{group}.{field_id}")
            for item, value in zip(items, values, strict=True):
                if value:
                    item[field_id] = Told(row.line, n + 1, _option(options, value))
        return Told(
            row.line,
            first + 1,
            items=tuple(Told(row.line, first + 1, fields=item) for item in items if item),
        )

    def items(self, cell: str) -> list[str]:
        """The items of a cell, with a bar for every escaped bar."""
        parts = self.mark.split(cell) if self.mapping.between or "|" in cell else [cell]
        return [self.bare(part) for part in parts]

    def whole(self, cell: str, options: dict[str, str] | None) -> str:
        """The same cell as one answer: only the script knows which of the two its question takes."""
        return _option(options, self.bare(cell))

    def bare(self, text: str) -> str:
        return text.strip() if self.mapping.between else text.strip().replace("\\|", "|")


def _option(options: dict[str, str] | None, word: str) -> str:
    return options.get(folded(word), word) if options else word


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape")
