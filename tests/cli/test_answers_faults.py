"""`talk --answers` with a fault in the file: every place is named and nothing is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, everything_in, no_traceback
from tests.cli.test_answers_file import told

PLACE = re.compile(r"^(\S+):(\d+):(\d+) (CK\d{3}) (.+)$", re.MULTILINE)


FAULTY = [
    ("nonsense: x\n", 2, 11, "nonsense"),
    ("good_dya: x\n", 2, 11, "Did you mean good_day?"),
    ("ruler: 11\n", 2, 8, "from 0 to 10"),
    ("ruler: high\n", 2, 8, "from 0 to 10"),
    ("matters: [a, b, c, d]\n", 2, 10, "at most 3"),
    ("matters:\n  - a\n  - { b: c }\n", 4, 5, "one text"),
    ("good_day: [a, b]\n", 2, 11, "one answer"),
    ("good_day: { a: b }\n", 2, 11, "one answer"),
    ("circle: Ada\n", 2, 9, "set of fields"),
    ("circle:\n  - ring: closest\n", 3, 5, "no name"),
    ("circle:\n  - name: Ada\n    ring: nearest\n", 4, 11, "closest"),
    ("circle:\n  - name: Ada\n    rign: closest\n", 4, 11, "Did you mean ring?"),
    ("next_steps:\n  - yours_by: soon\n", 3, 15, "2026-12-01"),
    ("next_steps:\n  - yours: a\n  - yours: b\n", 3, 3, "at most 1"),
    ("good_day: a\ngood_day: b\n", 3, 1, "stands here again"),
    ("good_day: *x\n", 2, 11, "*"),
    ("good_day: we fixed point #1 today\n", 2, 0, "#"),
    ('good_day: "open\n', 3, 0, ""),
    ("on: soon\n", 2, 5, "2025-12-01"),
    ("on: 2027-01-01\n", 2, 5, "still to come"),
    ("permission: maybe\n", 2, 13, "yes or no"),
    ("script: [a]\n", 2, 9, "one text"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), FAULTY)
def test_a_fault_names_its_place_and_nothing_is_kept(
    run: Run, home: Path, tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    path = told(tmp_path, f"person: Fictitia\n{text}")
    done = run("talk", "--answers", path)
    assert done.code == 4
    assert done.out == ""
    no_traceback(done)
    found = PLACE.findall(done.err)
    assert found, done.err
    assert found[0][0] == path
    if column:
        assert (int(found[0][1]), int(found[0][2])) == (line, column)
    assert words in done.err
    assert b"Fictitia" not in everything_in(home)


def test_every_fault_of_a_file_is_told_at_once(run: Run, tmp_path: Path) -> None:
    done = run("talk", "--answers", told(tmp_path, "person: Jo\nruler: 99\nnonsense: x\nmatters: [a, b, c, d]\n"))
    assert done.code == 4
    assert [int(line) for _, line, *_ in PLACE.findall(done.err)] == [2, 3, 4]


@pytest.mark.parametrize("text", ["needed: null\n", "needed: ''\n", "words: said\n"])
def test_a_required_step_left_out_or_skipped_is_a_fault(own: Path, run: Run, tmp_path: Path, text: str) -> None:
    done = run("talk", "Jo", "--script", "own", "--answers", told(tmp_path, text))
    assert done.code == 4
    assert PLACE.search(done.err)
    assert "needed" in done.err
    assert run("people").err.startswith("There is nobody")


def test_a_file_that_is_no_list_of_answers_or_no_text_is_a_fault_with_a_place(run: Run, tmp_path: Path) -> None:
    for data in (b"", b"- a\n- b\n", b"just words\n", b"\xff\xfe\x00", b"a: \x00b\n", b"{", b'{"a": 1} x', b"[1, 2]"):
        path = tmp_path / "a.yaml"
        path.write_bytes(data)
        done = run("talk", "Jo", "--answers", str(path))
        assert done.code == 4, data
        assert PLACE.search(done.err), data
        no_traceback(done)
