"""Somebody is forgotten: not a byte of theirs is left, and nobody else loses one."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.notebook import forgetting, forgetting_copies
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent
from tests.cli.conftest import Run, environment
from tests.erasing import erase, kill_forgetting
from tests.whole_life import FORMERLY, MARK, NAME, TWICE, copied, residue


def test_what_goes_is_shown_and_without_a_terminal_only_yes_makes_it_go(uncopied: Run, home: Path) -> None:
    copied(home, "one.db")
    before = residue(home)
    done = uncopied("person", "forget", NAME)
    assert done.code == 5
    assert "--yes" in done.err
    for line in ("4 talks, 2 March 2025 to 22 November 2026", "1 transcript", "1 half-typed text",
                 "1 contact between talks", "concern was raised", "1 copy", "pack"):  # fmt: skip
        assert line in done.err, line
    assert done.out == ""
    assert residue(home) == before


def test_not_a_byte_of_hers_is_left_in_any_file(uncopied: Run, home: Path) -> None:
    copied(home, "one.db", "two.db")
    assert {"notebook.db", "backups/one.db", "backups/two.db"} <= residue(home).keys()
    others = everything_of_others(uncopied)
    done = uncopied("person", "forget", NAME, "--yes")
    assert done.code == 0, done.err
    held = residue(home)
    # Omar named her as somebody around him; his words stay his.
    assert held == {name: omars_own(home / name) for name in held}
    assert everything_of_others(uncopied) == others
    for path in home.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert by_hand(home) == ["one.db", "two.db"]


def by_hand(home: Path) -> list[str]:
    """What lies among the copies besides those that coachkit makes by itself."""
    return sorted(path.name for path in (home / "backups").iterdir() if not path.name.startswith("notebook-"))


def omars_own(path: Path) -> int:
    """How often Omar's own words name her in a notebook, in its events, search and summaries."""
    copy = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    rows = copy.execute("SELECT body FROM event WHERE kind = 'told' OR kind = 'answered'").fetchall()
    rows += copy.execute("SELECT text FROM said").fetchall()
    return sum(text.lower().count(MARK) for (text,) in rows)


def everything_of_others(run: Run) -> tuple[str, ...]:
    words = (("export", "Omar", "--format", "json"), ("export", "Omar"), ("plan", "Omar", "--coach"),
             ("find", "dominoes"), ("talks", "Omar"))  # fmt: skip
    return tuple(run(*each).out for each in words)


def test_where_nobody_else_names_her_her_name_is_nowhere_either(run: Run, home: Path, tmp_path: Path) -> None:
    run("person", "add", NAME)
    run("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}bread " * 200}))
    talk = run("talks", NAME, "--format", "json").data[0]["id"]
    run("session", "forget", talk, "--yes")
    run("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}cake"}))
    run("find", f"{MARK}cake")
    assert residue(home)
    done = run("person", "forget", NAME, "--yes")
    assert done.code == 0
    assert residue(home) == {}
    assert run("people", "--format", "json").data == []


def test_deleting_rows_alone_would_leave_words_in_the_files(uncopied: Run, home: Path) -> None:
    """What the sweep is for: the same rows gone, and the words still there."""
    db = sqlite3.connect(home / "notebook.db")
    db.execute("PRAGMA secure_delete=OFF")
    for table in ("said", "draft", "session", "event", "summary", "person", "change"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.commit()
    db.close()
    assert sum(residue(home).values()) > 10


def test_the_receipt_and_the_trail_hold_nothing_of_hers(uncopied: Run, home: Path, tmp_path: Path) -> None:
    copied(home, f"{NAME}.db")
    with Notebook.open(home / "notebook.db") as notebook:
        ids = [notebook.named(NAME)[0].id, *(talk.id for talk in notebook.talks(notebook.named(NAME)[0].id))]
    done = uncopied("person", "forget", NAME, "--yes", "-o", "receipt.txt")
    assert (tmp_path / "receipt.txt").read_text("utf-8") == done.out
    with Notebook.open(home / "notebook.db") as notebook:
        trail = json.dumps([(line.act, line.detail) for line in notebook.trail()])
    for text in (done.out, trail):
        assert MARK not in text.lower()
        assert not any(id_ in text for id_ in ids)
    for line in (
        "Sunday 22 November 2026",
        "4 talks",
        "1 transcript",
        "Copies made over",
        "name of your own",
        "promise",
    ):
        assert line in done.out, line
    assert '"erased"' in trail


def test_a_receipt_is_never_written_over_a_file_that_is_there(uncopied: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = uncopied("person", "forget", NAME, "--yes", "-o", "mine.txt")
    assert done.code == 1
    assert uncopied("person", "show", NAME).code == 0


def test_forgetting_cannot_be_taken_back_and_says_so(uncopied: Run) -> None:
    uncopied("person", "forget", NAME, "--yes")
    done = uncopied("undo")
    assert done.code == 1
    assert "cannot be taken back" in done.err
    assert uncopied("person", "show", NAME).code == 3
    for name in (FORMERLY, TWICE):
        assert uncopied("person", "show", name).code == 3


def test_two_of_the_same_name_are_told_apart_by_id(run: Run, home: Path) -> None:
    for day in ("one", "two"):
        added = run("person", "add", "Maya").out
        (id_,) = re.findall(r"\((\w+)\)", added)
        run("talk", id_, "--answers", "-", lines=json.dumps({"good_day": f"{day}{MARK}"}))
    done = run("person", "forget", "Maya", "--yes")
    assert done.code == 3
    assert id_ in done.err
    assert run("person", "forget", id_, "--yes").code == 0
    assert [line["name"] for line in run("people", "--format", "json").data] == ["Maya"]
    assert f"one{MARK}".encode() in (home / "notebook.db").read_bytes()
    assert f"two{MARK}".encode() not in (home / "notebook.db").read_bytes()


def test_a_beginning_of_a_name_forgets_nobody(uncopied: Run) -> None:
    assert uncopied("person", "forget", NAME[:4], "--yes").code == 3
    assert uncopied("person", "show", NAME).code == 0


def test_somebody_who_was_only_taken_back_can_be_forgotten_too(run: Run, home: Path) -> None:
    run("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}bread"}))
    run("undo")
    assert residue(home)
    done = run("person", "forget", NAME, "--yes")
    assert done.code == 0
    assert residue(home) == {}


def test_a_talk_open_in_another_window_says_plainly_that_it_is_gone(run: Run, home: Path) -> None:
    window = subprocess.Popen(
        [sys.executable, "-m", "coachkit", "talk", NAME],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home), text=True,
    )  # fmt: skip
    assert window.stdin is not None
    assert window.stderr is not None
    window.stdin.write(f"yes\n{MARK}worth\n")
    window.stdin.flush()
    for line in window.stderr:
        if "went well" in line:
            break
    assert run("person", "forget", NAME, "--yes").code == 0
    _, err = window.communicate(f"{MARK}an answer too late\n", timeout=30)
    assert window.returncode == 1
    assert "no longer in the notebook" in err
    assert "Traceback" not in err
    assert "is kept" not in err
    assert residue(home) == {}


def test_a_decision_in_another_window_keeps_nothing_of_somebody_forgotten(uncopied: Run, home: Path) -> None:
    with Notebook.open(home / "notebook.db") as other:
        (person,) = other.named(NAME)
        talk = other.talks(person.id)[-1].id
        stale = other.stale_talks()
        assert uncopied("person", "forget", NAME, "--yes").code == 0
        change = other.begin("log", "late", on=date(2026, 11, 22), by="Sam")
        with pytest.raises(Exception, match="no longer in the notebook"):
            other.append(change, person.id, None, [NewEvent(kind=Happened.CONTACT)], at=datetime.now(UTC))
        other.keep_draft(talk, "good_day", f"{MARK}late")
        other.say_anew([(each, [("", "note", "", "", f"{MARK}late")]) for each in stale], 0)  # type: ignore[misc]
    assert f"{MARK}late".encode() not in (home / "notebook.db").read_bytes()


@pytest.mark.parametrize("when", ["copy", "before", "after", "swept"])
def test_broken_off_and_run_again_it_is_finished(
    uncopied: Run, home: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    copied(home, "one.db", "two.db")
    exports = everything_of_others(uncopied)

    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        place = {"copy": (forgetting_copies, "_is_whole"), "before": (forgetting, "erase"),
                 "after": (forgetting, "stand"), "swept": (forgetting, "sweep")}[when]  # fmt: skip
        patched.setattr(*place, stops)
        assert uncopied("person", "forget", NAME, "--yes").code == 130
    if when == "swept":
        assert uncopied("people").code == 0  # any command that opens the notebook finishes it
        assert uncopied("person", "show", NAME).code == 3
    else:
        shown = uncopied("person", "show", NAME)
        assert shown.code == 0
        assert "22 November 2026" in shown.out
        assert uncopied("person", "forget", NAME, "--yes").code == 0
    held = residue(home)
    assert held == {name: omars_own(home / name) for name in held}
    assert by_hand(home) == ["one.db", "two.db"]
    assert everything_of_others(uncopied) == exports


def test_a_sentence_about_several_loses_the_name_alone(uncopied: Run, home: Path) -> None:
    with sqlite3.connect(home / "notebook.db") as db:
        db.execute("UPDATE change SET sentence = 'bringing in Qzxmaya and Omar' WHERE kind = 'import'")
    db.close()
    uncopied("person", "forget", NAME, "--yes")
    with Notebook.open(home / "notebook.db") as notebook:
        told = [row[0] for row in notebook._rows("SELECT sentence FROM change WHERE kind = 'import'")]
    assert told == ["bringing in somebody and Omar"]


def test_of_many_every_third_is_forgotten_without_a_byte_and_without_touching_the_rest(run: Run, home: Path) -> None:
    done = erase(run, home, people=9, seed=20261122)
    assert (done.forgotten, done.residual, done.others_changed) == (3, 0, 0)
    assert done.control_residual > 0


def test_killed_at_any_moment_and_run_again_nothing_is_left(run: Run, home: Path) -> None:
    run("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}bread " * 300}))
    run("talk", "Omar", "--answers", "-", lines=json.dumps({"good_day": "dominoes"}))
    copied(home, "one.db", "two.db")
    killed = kill_forgetting(home, NAME, environment, n=3, seed=20261122)
    assert (killed.half_shown, killed.residual) == (0, 0)
    assert killed.killed_in_time
