"""Made-up records: in comes chance, out come talks as a file might tell them, and the files that tell them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

from hypothesis import strategies as st

from coachkit.errors import Problem
from coachkit.importers.protocol import Turn
from coachkit.importers.records import Mapping, Record, Refused, read_records
from coachkit.safe_text import normalised, one_line
from coachkit.talk.told import Answer, as_told

STEPS = ("good_day", "come_to_you", "gets_going", "tuesday", "ruler")
FIELDS = ("name", "ring", "gives")
Talk = dict[str, Any]
"""A record as JSON has it."""

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(normalised).filter(bool)
names = texts.map(one_line).filter(bool)
days = st.dates(date(1990, 1, 1), date(2026, 11, 22)).map(str)
items = st.lists(texts, min_size=2, max_size=3)
groups = st.lists(
    st.dictionaries(st.sampled_from(FIELDS), texts, min_size=1).map(lambda one: {"name": "Jo", **one}),
    min_size=1,
    max_size=3,
)
sheet_answers = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(STEPS, texts | items), "circle": groups, "who_does_what": groups}
)
answers = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(STEPS, texts | items | st.none() | st.just("")), "circle": groups}
)
turns = st.lists(
    st.fixed_dictionaries({"speaker": names, "text": texts}, optional={"at": st.integers(0, 9000)}),
    max_size=3,
    unique_by=lambda turn: turn["speaker"],
)


def _records(told: st.SearchStrategy[Talk], more: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Talk]:
    needed = {"person": names, "on": days, "note": texts}
    return st.fixed_dictionaries(needed, optional={"answers": told, "ref": names, "script": st.just("first"), **more})


talks = _records(answers, {"turns": turns})
sheet_talks = _records(sheet_answers, {})


def read(data: bytes, kind: str, mapping: Mapping | None = None, notes: list[Problem] | None = None) -> list[Any]:
    """Every record of some bytes."""
    return list(read_records(io.BytesIO(data), "some", kind, mapping, notes))


def taken(data: bytes, kind: str, mapping: Mapping | None = None) -> list[Record]:
    """The records that can be taken."""
    return [each for each in read(data, kind, mapping) if isinstance(each, Record)]


def refused(data: bytes, kind: str, mapping: Mapping | None = None) -> list[Refused]:
    """The records that cannot."""
    return [each for each in read(data, kind, mapping) if isinstance(each, Refused)]


def places(data: bytes, kind: str, mapping: Mapping | None = None) -> list[tuple[int, int, str]]:
    """Line, column and code of every fault."""
    return [(p.line, p.column, p.code) for each in refused(data, kind, mapping) for p in each.problems]


def plain(answer: Answer) -> Any:
    """What is told, without places, as JSON has it."""
    told = as_told(answer)
    if told.items is not None:
        return [plain(each) for each in told.items]
    if told.fields is not None:
        return {name: plain(each) for name, each in told.fields.items()}
    return told.text


def as_talk(record: Record) -> Talk:
    """A record as the JSON that told it."""
    found: Talk = {"person": record.person, "on": str(record.on)}
    found |= {name: said for name in ("script", "ref", "note") if (said := getattr(record, name))}
    if record.answers:
        found["answers"] = {name: plain(each) for name, each in record.answers.items()}
    if record.turns:
        found["turns"] = [_as_json(turn) for turn in record.turns]
    return found


def _as_json(turn: Turn) -> dict[str, Any]:
    return {"speaker": turn.speaker, "text": turn.text} | ({} if turn.at is None else {"at": turn.at})


def bare(talk: Talk) -> Talk:
    """The same without what is empty."""
    return {name: value for name, value in talk.items() if value}


def as_lines(talks: list[Talk]) -> bytes:
    """JSON, one talk a line."""
    return "".join(f"{json.dumps(talk)}\n" for talk in talks).encode()


def as_list(talks: list[Talk], indent: int | None = None) -> bytes:
    """A JSON list of talks."""
    return json.dumps(talks, ensure_ascii=False, indent=indent).encode()


def as_sheet(talks: list[Talk], **dialect: Any) -> str:
    """A CSV file of talks."""
    groups = [f"{group}.{field}" for group in ("circle", "who_does_what") for field in FIELDS]
    file = io.StringIO()
    sheet = csv.writer(file, **dialect)
    sheet.writerow(["person", "on", "script", "ref", "note", *STEPS, *groups])
    for talk in talks:
        told = talk.get("answers", {})
        own = [talk.get(name, "") for name in ("person", "on", "script", "ref", "note")]
        cells = [_cell(told.get(step, "")) for step in STEPS]
        for name in groups:
            group, _, field = name.partition(".")
            cells.append(_cell([item.get(field, "") for item in told.get(group, [])]))
        sheet.writerow([*own, *cells])
    return file.getvalue()


def _cell(told: str | list[str]) -> str:
    parts = [told] if isinstance(told, str) else told
    return " | ".join(part.replace("|", "\\|") for part in parts) if any(parts) else ""
