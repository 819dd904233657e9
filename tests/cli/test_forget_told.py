"""What forgetting says: all that goes, what stays with others, and what stands when it is broken off or not printed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import coachkit.cli.desk
from coachkit.notebook import forgetting, forgetting_copies
from tests.cli.conftest import Run, environment
from tests.computer import PROGRAM
from tests.pty_helper import Screen
from tests.whole_life import copied, residue

MARK, NAME = "vqmaya", "Vqmaya Çelik"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")


@pytest.fixture
def hers(run: Run) -> Run:
    """The same as `run`, with one talk of hers in the notebook."""
    run("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}bread"}))
    return run


def going(run: Run, name: str = NAME) -> str:
    """What is said before the question."""
    done = run("person", "forget", name)
    assert done.code == 5
    return done.err


def test_what_was_taken_back_is_counted_where_there_is_nothing_else(run: Run, home: Path) -> None:
    run("talk", "--answers", "-", lines=json.dumps({"person": "Vqgone", "good_day": "vqgoneword"}))
    run("undo")
    said = going(run, "Vqgone")
    assert "1 talk that was taken back, on 22 November 2026" in said
    assert "nothing else of theirs" not in said
    done = run("person", "forget", "Vqgone", "--yes")
    assert "1 talk that was taken back" in done.out
    assert residue(home, "vqgone") == {}


def test_whoever_was_only_taken_back_is_found_beside_a_longer_name(run: Run, home: Path) -> None:
    run("talk", "--answers", "-", lines=json.dumps({"person": "Vqgone", "good_day": "vqgoneword"}))
    run("undo")
    run("person", "add", "Vqgone the Younger")
    assert "1 talk that was taken back" in going(run, "Vqgone")


def test_what_was_taken_back_is_counted_beside_what_stands(hers: Run, tmp_path: Path) -> None:
    for number in (1, 2):
        hers("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}{number}"}))
        hers("undo")
    record = {"person": NAME, "on": "2025-03-02", "note": f"She is good at {MARK}baking."}
    (tmp_path / "records.jsonl").write_text(json.dumps(record), "utf-8")
    for words in (("import", "records.jsonl"), ("log", NAME, "--note", f"{MARK}rang"),
                  ("handover", "add", NAME, f"{MARK}bins")):  # fmt: skip
        assert hers(*words).code == 0, words
        hers("undo")
    said = going(hers)
    for line in ("1 talk, on 22 November 2026", "2 talks that were taken back", "1 note that was taken back",
                 "1 contact that was taken back", "1 other thing that was taken back"):  # fmt: skip
        assert f"  {line}\n" in said, line


def test_a_name_with_a_word_of_its_own_is_never_called_the_name_alone(run: Run) -> None:
    run("person", "add", NAME)
    assert "nothing else of theirs" in going(run)
    run("person", "agreed", NAME, "--how", "phone")
    run("introduce", NAME, "--to", "Zenobia")
    said = going(run)
    assert "nothing else of theirs" not in said
    assert "2 other things that were decided or agreed" in said


def on_full(home: Path, *words: str) -> tuple[int, str]:
    """The exit code and what is said where no output is taken."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, env=environment(home), check=False, timeout=60
        )
    return done.returncode, done.stderr.decode()


@FULL
def test_where_only_the_receipt_cannot_be_printed_that_is_what_is_said(hers: Run, home: Path, tmp_path: Path) -> None:
    code, said = on_full(home, "person", "forget", NAME, "--yes", "-o", str(tmp_path / "receipt.txt"))
    assert code == 1
    assert f"{NAME} is forgotten. Only the receipt could not be printed: no space left on device." in said
    assert "lost" not in said
    assert residue(home, MARK) == {}
    assert "Rubbed out" in (tmp_path / "receipt.txt").read_text("utf-8")


def test_where_the_receipt_cannot_be_written_it_is_printed_all_the_same(
    hers: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(coachkit.cli.desk, "write_whole", full)
    done = hers("person", "forget", NAME, "--yes", "-o", "receipt.txt")
    assert done.code == 1
    assert "Rubbed out" in done.out
    assert f"{NAME} is forgotten, and the receipt was printed. Only the file is missing: receipt.txt" in done.err
    assert residue(home, MARK) == {}


@pytest.mark.parametrize("place", ["nowhere/receipt.txt", "."])
def test_where_a_receipt_can_never_be_written_nobody_is_forgotten(hers: Run, place: str) -> None:
    assert hers("person", "forget", NAME, "--yes", "--force", "-o", place).code == 1
    assert hers("person", "show", NAME).code == 0


@FULL
@pytest.mark.parametrize("words", [("person", "add", "Omar"), ("undo",), ("person", "rename", NAME, "Maya")])
def test_after_a_change_nobody_is_told_to_do_it_once_more(hers: Run, home: Path, words: tuple[str, ...]) -> None:
    code, said = on_full(home, *words)
    assert code == 1
    assert "One that changes something has most likely done it" in said
    assert "try again" not in said
    assert "lost" not in said


def test_the_receipt_names_only_copies_that_coachkit_named(hers: Run, home: Path) -> None:
    own = ["vqmaya_celik.db", "VQMAYACELIK.db", "notebook-20261122T090000Z-vqmaya.db", "vqmaya-celik-damaged.db"]
    given = "notebook-20261121T090000Z-daily.db"
    *_, damaged = copied(home, given, *own)
    damaged.write_bytes(b"\x00\x01" * 4096)
    done = hers("person", "forget", NAME, "--yes")
    assert done.code == 0
    assert MARK not in done.out.casefold()
    assert "celik" not in done.out.casefold()
    assert given in done.out
    for number in (1, 2, 3, 4):
        assert f"a copy with a name of your own ({number})" in done.out
    for name in own:
        assert str(home / "backups" / name) in done.err.replace("\n", ""), name


def test_why_a_copy_is_left_names_no_file_either(hers: Run, home: Path) -> None:
    (copy,) = copied(home, f"{MARK}.db")
    copy.with_name(f"{copy.name}-wal").write_bytes(b"x" * 64)
    done = hers("person", "forget", NAME, "--yes")
    assert done.code == 0
    assert MARK not in done.out.casefold()
    assert "a copy with a name of your own: " in done.out
    assert f"{MARK}.db-wal" in done.err


def others_name_her(run: Run) -> None:
    run("talk", "--answers", "-", lines=json.dumps({"person": "Omar", "good_day": "Dominoes"}))
    run("introduce", "Omar", "--to", NAME, "--yes", "both")
    run("talk", "--answers", "-", lines=json.dumps({"person": "Ana", "good_day": f"Soup.\n{NAME} came by."}))
    run("talk", "--answers", "-", lines=json.dumps({"person": "Bo", "good_day": f"{NAME}son came by."}))


def test_on_whose_pages_and_talks_the_name_stands_is_said_before_the_question(hers: Run, home: Path) -> None:
    others_name_her(hers)
    talk = hers("talks", "Ana").out.split()[0]
    said = going(hers)
    assert "Omar's page: coachkit plan Omar" in said
    assert f"a talk with Ana: coachkit session show {talk}" in said
    assert "Bo" not in said
    assert NAME in hers("session", "show", talk).out
    done = hers("person", "forget", NAME, "--yes")
    assert "coachkit plan Omar" in done.err
    assert "Omar" not in done.out
    assert NAME in hers("plan", "Omar").out


def test_a_name_that_stands_with_many_is_shown_in_a_few_lines(hers: Run) -> None:
    for number in range(14):
        told = {"person": f"Person {number}", "good_day": f"{NAME} came by."}
        hers("talk", "--answers", "-", lines=json.dumps(told))
    said = going(hers)
    assert said.count("coachkit session show") == 10
    assert f"and with 4 more people: coachkit find '{NAME}'" in said


@pytest.mark.parametrize("when", ["copy", "before"])
def test_broken_off_it_is_said_that_they_are_still_there(
    hers: Run, home: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    copied(home, "one.db")
    with monkeypatch.context() as patched:
        place = {"copy": (forgetting_copies, "_is_whole"), "before": (forgetting, "erase")}[when]
        patched.setattr(*place, interrupted)
        done = hers("person", "forget", NAME, "--yes")
    assert done.code == 130
    assert f"{NAME} is still in the notebook" in done.err
    assert f"coachkit person forget '{NAME}'" in done.err
    assert hers("person", "show", NAME).code == 0


def test_broken_off_after_they_went_it_is_said_that_they_are_gone(
    hers: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(forgetting, "sweep", interrupted)
        done = hers("person", "forget", NAME, "--yes")
    assert done.code == 130
    assert f"{NAME} is forgotten" in done.err
    assert "still in the notebook" not in done.err
    assert hers("people").code == 0
    assert residue(home, MARK) == {}


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_ctrl_c_at_the_question_says_that_nothing_was_changed(hers: Run, home: Path) -> None:
    with Screen(["-m", "coachkit", "person", "forget", NAME], environ=environment(home, TERM="xterm")) as screen:
        screen.wait_prompt(1)
        screen.type("\x03")
        assert screen.exit_code() == 130
        assert f"{NAME} is still in the notebook" in screen.text
        assert "Nothing was changed" in screen.text
    assert hers("person", "show", NAME).code == 0


def test_a_dash_for_the_receipt_is_stdout(hers: Run, tmp_path: Path) -> None:
    done = hers("person", "forget", NAME, "--yes", "-o", "-")
    assert done.code == 0
    assert done.out.count("was forgotten in this notebook") == 1
    assert not (tmp_path / "-").exists()


def test_in_a_narrow_window_words_stay_whole(hers: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others_name_her(hers)
    copied(home, "one.db")
    monkeypatch.setenv("COLUMNS", "50")
    said = going(hers)
    announced = said[: said.index("This asks first")].splitlines()
    assert max(map(len, announced)) <= 50
    assert "What others said stays theirs" in said
