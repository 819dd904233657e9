"""Whatever bytes are given as a file of records, they are answered: taken, or refused with a place."""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import BadDataError, Problem
from coachkit.importers.record_json import quickly
from coachkit.importers.record_places import read_carefully
from coachkit.importers.records import Mapping, Record, looks_like, read_mapping, read_records, with_places
from tests.importers.made_records import Talk, as_lines, as_list, as_sheet, as_talk, places, sheet_talks, taken, talks
from tests.talk.budget import some

HERE = Path(__file__)
NASTY = (
    "\0", '"', '""', "'", "{", "}", "[", "]", "[" * 200, '{"a":' * 100, ",", ":", "\\", "\\u0000", "\\ud800", "\r",
    "\n", "\r\n", "\u2028", "\ufeff", "NaN", "-Infinity", "1e999", "9" * 5000, "null", "true", "\x1b]52;c;eA==\x07",
    "\x9b31m", "\ud800", "‮", " | ", "\\|", "|", ";", "\t", "person", '"person":', "answers", "2025-03-02", "é", "😀",
)  # fmt: skip
KINDS = st.sampled_from(["jsonl", "json", "csv"])
MAPPING = Mapping({"name": "person"}, options={"ruler": {"x": "y"}}, every_row={"on": "2025-03-02"}, between=";")


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """A file of records with some damage in it, in some encoding, packed or not."""
    told = draw(st.lists(talks | sheet_talks, max_size=3))
    sheets = draw(st.lists(sheet_talks, max_size=3))
    text = draw(st.sampled_from([as_lines(told).decode(), as_list(told, 1).decode(), as_sheet(sheets)]))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 8))
        text = text[:at] + draw(st.sampled_from(NASTY)) + text[at + cut :]
    encoding = draw(
        st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp1251"])
    )
    data = encoded(text, encoding)
    if draw(st.integers(0, 9)) == 0:
        data = gzip.compress(data)
        data = data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data
    return data


def checked(data: bytes, kind: str, mapping: Mapping | None = None) -> None:
    """Nothing is raised, nothing is half, nothing hidden is passed on, and it does not take long."""
    notes: list[Problem] = []
    began = process_time()
    found = list(read_records(io.BytesIO(data), "some", kind, mapping, notes))
    assert process_time() - began < 2
    for each in found:
        if isinstance(each, Record):
            assert each.person.strip()
            said = [each.person, each.note, each.ref, *(turn.text + turn.speaker for turn in each.turns)]
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "".join(said))
            assert each.answers or each.note or each.turns
            assert as_talk(with_places(each)) == as_talk(each)
        else:
            assert each.problems
            notes += each.problems
    for problem in notes:
        assert (problem.path, problem.line > 0, problem.column > 0, problem.code[:3]) == ("some", True, True, "CK8")
        assert re.fullmatch("[ -~…“”]+", problem.message + problem.hint)
    looks_like(data, "some.jsonl")


@given(damaged_files(), KINDS, st.sampled_from([None, None, MAPPING]))
@some(500)
def test_any_damaged_file_is_answered(data: bytes, kind: str, mapping: Mapping | None) -> None:
    checked(data, kind, mapping)


@given(
    st.binary(max_size=300) | st.lists(st.sampled_from(NASTY), max_size=30).map(lambda t: encoded("".join(t), "utf-8"))
)
@some(500)
def test_any_bytes_are_answered(data: bytes) -> None:
    for kind in ("jsonl", "json", "csv"):
        checked(data, kind)
        checked(b"person,on,note\n" + data, kind)


@given(
    st.binary(max_size=200) | st.lists(st.sampled_from((*NASTY, "columns:", "days:", "\n  ", " - ", ": ")), max_size=20)
)
@some(500)
def test_any_bytes_are_a_mapping_or_told_why_not(said: bytes | list[str]) -> None:
    data = said if isinstance(said, bytes) else encoded("".join(said), "utf-8")
    try:
        read_mapping(data, "map.yaml")
    except BadDataError as error:
        assert error.problems


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
records = st.fixed_dictionaries(
    {},
    optional={
        "person": st.just("Maya") | json_values,
        "on": st.just("2025-03-02") | json_values,
        **dict.fromkeys(("script", "ref", "note", "other"), json_values),
        "answers": st.dictionaries(st.text(max_size=5), json_values, max_size=3) | json_values,
        "turns": st.lists(st.fixed_dictionaries({"text": st.just("x")}, optional={"at": json_values}), max_size=2),
    },
)


@given(records)
@some(500)
def test_the_quick_reader_and_the_careful_one_agree(value: Talk) -> None:
    raw = as_lines([value]).strip()
    careful = read_carefully(raw, "some", 1, 1)
    for kind in ("jsonl", "json"):
        found = taken(raw, kind)
        assert [as_talk(each) for each in found] == ([as_talk(careful)] if isinstance(careful, Record) else [])
        assert places(raw, kind) == (
            [] if isinstance(careful, Record) else [(p.line, p.column, p.code) for p in careful.problems]
        )


def test_the_quick_reader_leaves_no_places() -> None:
    made = quickly({"person": "Maya", "on": "2025-03-02", "answers": {"a": "b"}}, "some", 1, 1, b"")
    assert made is not None
    assert made.answers == {"a": "b"}


@pytest.mark.nightly
def test_every_property_of_records_holds_for_forty_times_as_many_examples() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        *map(str, sorted(HERE.parent.glob("test_records_*.py"))),
    ]
    done = subprocess.run(
        command, env={**os.environ, "MANY_EXAMPLES": "40"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:]
