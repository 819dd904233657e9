"""The table: a row for each figure, and no figure holds whose control finds nothing."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.computer import Done
from tests.reliability import canary, flips, inject
from tests.reliability.__main__ import MEASURES, main
from tests.reliability.figure import Figure
from tests.reliability.import_kill import bare

FIGURE = Figure("x", 3, 1, {"lost": 0}, "0 lost", reached=True, control="seen", control_fails=True)


def test_a_figure_holds_where_the_target_is_reached_and_the_control_fails() -> None:
    assert FIGURE.held
    assert not replace(FIGURE, control_fails=False).held
    assert not replace(FIGURE, reached=False).held


def test_the_table_prints_a_row_and_says_whether_all_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "modes", "--n", "1", "--seed", "7", "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert "seed 7" in out.splitlines()[0]
    assert "All hold" in out
    assert "modes" in out


def test_what_is_not_measured_is_a_usage_fault() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--only", "luck"])
    assert caught.value.code == 2


def test_every_measure_has_its_module_and_a_shorter_form() -> None:
    for each in MEASURES:
        assert (Path(__file__).parent / f"{each.name}.py").exists()
        assert each.short < each.n


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_one_line_of_every_command_leaks_nothing() -> None:
    figure = canary.measure(1, 3)
    assert figure.held, figure.faults


def test_a_damaged_notebook_met_badly_is_seen() -> None:
    assert flips.badly(Done(1, "", "Traceback"), b"a", b"a")
    assert flips.badly(Done(5, "", "Use a terminal."), b"a", b"a")
    assert flips.badly(Done(8, "", "The notebook is damaged."), b"a", b"b")
    assert flips.badly(Done(8, "", "Kept: a talk. Nothing was changed."), b"a", b"b")
    assert not flips.badly(Done(8, "", "Kept: a talk.\nThe notebook is damaged."), b"a", b"b")
    assert not flips.badly(Done(0, "", ""), b"a", b"b")


def test_a_fault_of_the_disk_met_badly_is_seen() -> None:
    before = inject.State(Counter(a=1), frozenset("1"), "", {})
    whole = inject.State(Counter(a=1, b=2), frozenset("123"), "", {"jo.md": b"copy"})
    part = inject.State(Counter(a=1, b=1), frozenset("12"), "", {"jo.md": b"co"})
    line = inject.LINES[0]
    assert inject.judge(line, Done(1, "", "The disk is full."), before, before, whole) == []
    assert inject.judge(line, Done(0, "", ""), before, whole, whole) == []
    assert inject.judge(line, Done(0, "", ""), before, before, whole) == ["it said that all is well."]
    assert inject.judge(line, Done(1, "", ""), before, part, whole) == ["half a file is left.", "a part of it is kept."]
    assert inject.judge(line, Done(1, "", ""), before, None, whole) == ["the notebook does not open."]
    gone = inject.State(Counter(), frozenset(), "", {})
    assert "what was kept before is gone." in inject.judge(line, Done(1, "", ""), before, gone, whole)
    said = Done(1, "", "Question 1?")
    assert inject.judge(inject.TALK, said, before, before, whole) == ["Answer 0 was acknowledged and is gone."]


def test_two_copies_that_differ_in_ids_and_moments_alone_are_the_same_bare() -> None:
    one = '{"id": "0190cb3e-9c1a-7abc-8def-0123456789ab", "at": "2026-11-22T09:00:00.000001+00:00"}'
    other = one.replace("9ab", "9ac").replace("09:00", "10:30")
    assert one != other
    assert bare(one) == bare(other)
    assert bare(one) != bare(one.replace("id", "name"))
