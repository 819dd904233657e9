"""What a released coachkit said of its notebook, this one says of it too; it tells in one line that it was updated."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Run, environment
from tests.notebook.releases.scenario import COACH
from tests.notebook.releases.shelf import RELEASES, answers_of, bare, holds, notebook_of


@pytest.mark.parametrize("version", RELEASES)
def test_every_release_is_understood_to_the_last_word(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    for name in environment(home):
        if name.startswith("COACHKIT_") and name not in ("COACHKIT_HOME", "COACHKIT_TODAY"):
            monkeypatch.delenv(name)
    for name, value in COACH.items():
        monkeypatch.setenv(name, value)
    notebook_of(version, home / "notebook.db")
    for number, (words, told) in enumerate(answers_of(version).items()):
        done = run(*words.split())
        assert done.code == 0, done.err
        assert holds(done.json, told), words
        lines = [line for line in done.err.splitlines() if "brought up to date" in line]
        assert len(lines) == (number == 0)
        assert not lines or (str(home / "backups") in lines[0] and lines[0].endswith("-before-migration.db"))


def test_what_was_said_earlier_and_is_not_said_now_is_noticed() -> None:
    assert holds({"a": 1, "b": [{"c": 2, "d": 3}]}, {"b": [{"c": 2}]})
    for later in ({}, {"b": []}, {"b": [{"c": 3}]}, {"b": [{"c": 2}, {}]}, None):
        assert not holds(later, {"b": [{"c": 2}]})


def test_the_tab_key_and_the_doctor_bring_nothing_up_to_date(home: Path, run: Run) -> None:
    path = notebook_of("0.1.0", home / "notebook.db")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    assert "earlier coachkit" in run("doctor").out
    assert run("completion", "bash").code == 0
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not (home / "backups").exists()


def test_a_bare_notebook_of_the_first_release_goes_on(home: Path, run: Run) -> None:
    bare(notebook_of("0.1.0", home / "notebook.db"))
    assert run("find", "soup").code == 0
    assert run("find", "soup").out
    assert run("plan", "Maya").code == 0
    assert run("log", "Maya", "--by", "coach").code == 0
    assert run("undo").code == 0
