"""A person's words come out where they are asked for, and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from tests.cli.conftest import Done, Run, no_escapes, no_traceback
from tests.reliability.commands import ANSWERS, CANARY, FAULTY, READING, SILENT, Line, filled, prepare


@pytest.fixture
def canary(run: Run, tmp_path: Path) -> str:
    """The id of a talk that is full of canaries; the notebook is the only place they are in."""
    prepare(tmp_path)
    done = run("talk", "--answers", "-", lines=json.dumps(ANSWERS))
    assert done.code == 0
    assert CANARY not in done.err
    return str(run("talks", "--format", "json").data[0]["id"])


def clean(done: Done) -> None:
    assert CANARY not in done.err
    no_traceback(done)
    no_escapes(done)


def run_one(run: Run, line: Line, talk: str, folder: Path) -> Done:
    return run(*filled(line, talk, folder), lines=line.lines)


def test_words_come_out_on_stdout_where_they_are_asked_for_and_never_on_stderr(
    run: Run, tmp_path: Path, canary: str
) -> None:
    for line in READING:
        done = run_one(run, line, canary, tmp_path)
        assert done.code == 0, line
        assert CANARY in done.out, line
        clean(done)


def test_no_other_command_lets_a_word_out_right_or_wrong(run: Run, tmp_path: Path, canary: str) -> None:
    for line in SILENT:
        done = run_one(run, line, canary, tmp_path)
        assert CANARY not in done.out, line
        clean(done)


@pytest.mark.parametrize("text", FAULTY)
def test_a_fault_in_an_answers_file_says_the_place_and_not_the_words(run: Run, home: Path, text: str) -> None:
    done = run("talk", "Jo", "--answers", "-", lines=text)
    assert done.code == 4, done
    assert re.search(r"stdin:\d+:\d+ CK\d{3} ", done.err)
    clean(done)
    assert done.out == ""
    assert run("people", "--format", "json").data == []


@pytest.mark.parametrize("where", ["events", "draft", "talks", "people", "script"])
def test_a_fault_nobody_foresaw_tells_its_place_and_no_word(
    run: Run, canary: str, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("CANARY in a message")

    monkeypatch.setattr(Notebook, where, fails)
    for command in (
        ("session", "show", canary),
        ("people",),
        ("talk", "Jo", "--new"),
        ("plan", "Jo"),
        ("export", "Jo"),
    ):
        done = run(*command, lines="yes\nCANARY\n")
        assert "CANARY" not in done.err
        assert "Traceback" not in done.err
        assert done.code in (0, 1)
        if done.code == 1:
            assert "coachkit doctor" in done.err


def test_a_notebook_damaged_inside_a_text_says_so_and_no_word(
    run: Run, home: Path, tmp_path: Path, canary: str
) -> None:
    path = home / "notebook.db"
    data = path.read_bytes()
    assert b'"CANARY-2' in data
    path.write_bytes(data.replace(b'"CANARY-2', b'\xff"CANARY2'))
    for line in READING:
        done = run_one(run, line, canary, tmp_path)
        assert done.code == 8, line
        clean(done)
