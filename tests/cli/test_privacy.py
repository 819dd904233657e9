"""A person's words come out where they are asked for, and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from tests.cli.conftest import Done, Run, no_escapes, no_traceback

CANARY = "CANARY"
ANSWERS = {
    "person": "Jo",
    "worth_it": "CANARY-1",
    "good_day": "CANARY-2 [/b] {person} %s",
    "come_to_you": ["CANARY-3"],
    "matters": ["CANARY-4"],
    "circle": [{"name": "CANARY-5", "gives": "CANARY-6"}],
    "tuesday": "CANARY-7",
    "ruler": 0,
    "not_lower": "CANARY-8 parked",
    "already_mine": ["CANARY-9"],
    "who_does_what": [
        {"what": "CANARY-10", "now": "for", "next": "circle", "helper": "CANARY-5", "coach_stops": "CANARY-11"}
    ],
    "promise": {"signs": ["CANARY-12"], "first": "CANARY-13"},
    "next_steps": {"yours": "CANARY-14", "mine": "CANARY-15", "yours_by": "2026-11-24"},
}
TALK = "TALK"
# Commands that are asked to show what was said, and may do so on stdout alone.
SHOWING = [
    ("plan", "Jo"), ("plan", "Jo", "--coach"), ("plan", "Jo", "--format", "json"), ("plan", "Jo", "--format", "md"),
    ("plan", "Jo", "--format", "message"), ("plan", "Jo", "--format", "note"), ("profile", "Jo"),
    ("plan", "Jo", "--agree"),
    ("profile", "Jo", "--format", "json"), ("profile", "Jo", "--format", "md"), ("session", "show", TALK),
    ("session", "show", TALK, "--format", "json"), ("export", "Jo"), ("export", "Jo", "--format", "json"), (),
]  # fmt: skip
# Commands, right and wrong, that have no business with what was said.
SILENT = [
    ("people",), ("people", "--format", "json"), ("talks",), ("talks", "--format", "json"), ("person", "show", "Jo"),
    ("person", "show", "Jo", "--format", "json"), ("person", "add", "Mo"), ("person", "rename", "Mo", "Mia"),
    ("person", "merge", "Mia", "Jo"), ("undo",), ("person", "archive", "Mia"), ("settings",), ("where",), ("doctor",),
    ("completion", "bash"), ("--help",), ("--version",), ("plan", "J o"), ("plan", "Nobody"), ("plan", "Jo", "--nope"),
    ("plan", "Jo", "--format", "pdf"), ("plan", "Jo", "--coach", "--format", "md"), ("session", "show", "zzzzzz"),
    ("session", "forget", TALK), ("session", "edit", "zzzzzz"), ("export", "Jo", "-o", "nowhere/x.md"),
    ("export", "--all"), ("export", "Jo", "-o", "home/notebook.db"), ("person", "separate", "Jo", "Nobody"),
    ("person", "merge", "Jo", "Jo"), ("talk", "Jo", "--script", "none"), ("talk", "Jo", "--on", "2027-01-01"),
    ("talk", "Jo", "--answers", "none.yaml"), ("settings", "nope"), ("session", "edit", TALK),
]  # fmt: skip
FAULTY = [
    "good_day: [CANARY, CANARY]\n", "ruler: CANARY\n", "circle: [{name: Ada, ring: CANARY}]\n", "circle: CANARY\n",
    "matters: [CANARY1, CANARY2, CANARY3, CANARY4]\n", "next_steps: {yours_by: CANARY}\n", "on: CANARY\n",
    "permission: CANARY\n", "good_day: 'CANARY\n", "good_day: CANARY one, point #2 CANARY\n", "good_day: &CANARY x\n",
    "good_day: *CANARY\n", "good_day: !CANARY x\n", "good_day: \"CANARY \\q\"\n", "good_day: CANARY said: CANARY\n",
    "\tgood_day: CANARY\n", "good_day: {CANARY: [}\n", "good_day: |\n CANARY\nCANARY\n", "good_day: %CANARY\n",
    "good_day: @CANARY\n", "good_day: `CANARY`\n", "good_day: - CANARY\n", "come_to_you:\n  - CANARY\n - CANARY\n",
    "good_day: 'CANARY' CANARY\n", "circle: [{gives: CANARY}]\n", "come_to_you: [{CANARY: CANARY}]\n",
    "good_day: CANARY\x01\n", "ruler: [CANARY]\n", "who_does_what: [{next: CANARY}]\n",
]  # fmt: skip


@pytest.fixture
def canary(run: Run) -> str:
    """The id of a talk that is full of canaries; the notebook is the only place they are in."""
    done = run("talk", "--answers", "-", lines=json.dumps(ANSWERS))
    assert done.code == 0
    assert CANARY not in done.err
    return str(run("talks", "--format", "json").data[0]["id"])


def filled(command: tuple[str, ...], talk: str) -> list[str]:
    return [talk if part == TALK else part for part in command]


def clean(done: Done) -> None:
    assert CANARY not in done.err
    no_traceback(done)
    no_escapes(done)


def test_words_come_out_on_stdout_where_they_are_asked_for_and_never_on_stderr(run: Run, canary: str) -> None:
    for command in SHOWING:
        done = run(*filled(command, canary))
        assert done.code == 0, command
        assert CANARY in done.out, command
        clean(done)


def test_no_other_command_lets_a_word_out_right_or_wrong(run: Run, canary: str) -> None:
    for command in SILENT:
        done = run(*filled(command, canary))
        assert CANARY not in done.out, command
        clean(done)


@pytest.mark.parametrize("text", FAULTY)
def test_a_fault_in_an_answers_file_says_the_place_and_not_the_words(run: Run, home: Path, text: str) -> None:
    done = run("talk", "Jo", "--answers", "-", lines=text)
    assert done.code == 4, done
    assert re.search(r"stdin:\d+:\d+ CK\d{3} ", done.err)
    clean(done)
    assert done.out == ""
    assert run("people", "--format", "json").data == []


def test_words_are_in_no_file_but_the_notebook_and_what_was_exported(
    run: Run, home: Path, tmp_path: Path, canary: str
) -> None:
    for command in (*SHOWING, *SILENT):
        run(*filled(command, canary))
    run("session", "edit", canary, lines="a good day\nCANARY half typed\\\n")
    run("export", "Jo", "-o", str(tmp_path / "out.md"))
    holding = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    }
    copies = {name for name in holding if name.startswith("home/backups/notebook-")}
    assert holding - copies <= {"home/notebook.db", "home/notebook.db-wal", "out.md"}
    assert "out.md" in holding


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


def test_a_notebook_damaged_inside_a_text_says_so_and_no_word(run: Run, home: Path, canary: str) -> None:
    path = home / "notebook.db"
    data = path.read_bytes()
    assert b'"CANARY-2' in data
    path.write_bytes(data.replace(b'"CANARY-2', b'\xff"CANARY2'))
    for command in SHOWING:
        done = run(*filled(command, canary))
        assert done.code == 8, command
        clean(done)
