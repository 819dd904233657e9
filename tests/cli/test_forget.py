"""Somebody is forgotten: not a byte of theirs is left, and nobody else loses one."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.notebook import forgetting, forgetting_copies
from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.store import Notebook
from coachkit.notebook.unlocking import Unlocking
from coachkit.talk.events import Happened, NewEvent
from tests.cli.conftest import Run, environment, no_traceback
from tests.erasing import erase, kill_forgetting
from tests.notebook.protected import PASSPHRASE, protected_copy
from tests.whole_life import FORMERLY, MARK, NAME, TWICE, copied, residue


@pytest.fixture
def life(life: Run, home: Path) -> Run:
    """The same, without the copies that were made on the way."""
    shutil.rmtree(home / "backups", ignore_errors=True)
    return life


def test_what_goes_is_shown_and_without_a_terminal_only_yes_makes_it_go(life: Run, home: Path) -> None:
    copied(home, "one.db")
    before = residue(home)
    done = life("person", "forget", NAME)
    assert done.code == 5
    assert "--yes" in done.err
    for line in ("4 talks, 2 March 2025 to 22 November 2026", "1 transcript", "1 half-typed text",
                 "1 contact between talks", "concern was raised", "1 copy", "pack"):  # fmt: skip
        assert line in done.err, line
    assert done.out == ""
    assert residue(home) == before


def test_not_a_byte_of_hers_is_left_in_any_file(life: Run, home: Path) -> None:
    copied(home, "one.db", "two.db")
    assert {"notebook.db", "backups/one.db", "backups/two.db"} <= residue(home).keys()
    others = everything_of_others(life)
    done = life("person", "forget", NAME, "--yes")
    assert done.code == 0, done.err
    held = residue(home)
    # Omar named her as somebody around him; his words stay his.
    assert held == {name: omars_own(home / name) for name in held}
    assert everything_of_others(life) == others
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


def test_a_copy_left_half_made_by_a_kill_goes_too(life: Run, home: Path) -> None:
    (whole,) = copied(home, "one.db")
    left = home / "backups" / ".notebook-20261122T090000Z-daily.db.77.part"
    shutil.copy(whole, left)
    assert life("person", "forget", NAME, "--yes").code == 0
    assert not left.exists()
    assert residue(home).keys() <= {"notebook.db", "backups/one.db"} | {
        f"backups/{path.name}" for path in (home / "backups").glob("notebook-*.db")
    }


def test_deleting_rows_alone_would_leave_words_in_the_files(life: Run, home: Path) -> None:
    """What the sweep is for: the same rows gone, and the words still there."""
    db = sqlite3.connect(home / "notebook.db")
    db.execute("PRAGMA secure_delete=OFF")
    for table in ("said", "draft", "session", "event", "summary", "person", "change"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.commit()
    db.close()
    assert sum(residue(home).values()) > 10


def test_the_receipt_and_the_trail_hold_nothing_of_hers(life: Run, home: Path, tmp_path: Path) -> None:
    copied(home, f"{NAME}.db")
    with Notebook.open(home / "notebook.db") as notebook:
        ids = [notebook.named(NAME)[0].id, *(talk.id for talk in notebook.talks(notebook.named(NAME)[0].id))]
    done = life("person", "forget", NAME, "--yes", "-o", "receipt.txt")
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


def test_a_receipt_is_never_written_over_a_file_that_is_there(life: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = life("person", "forget", NAME, "--yes", "-o", "mine.txt")
    assert done.code == 1
    assert life("person", "show", NAME).code == 0


def test_forgetting_cannot_be_taken_back_and_says_so(life: Run) -> None:
    life("person", "forget", NAME, "--yes")
    done = life("undo")
    assert done.code == 1
    assert "cannot be taken back" in done.err
    assert life("person", "show", NAME).code == 3
    for name in (FORMERLY, TWICE):
        assert life("person", "show", name).code == 3


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


def test_a_beginning_of_a_name_forgets_nobody(life: Run) -> None:
    assert life("person", "forget", NAME[:4], "--yes").code == 3
    assert life("person", "show", NAME).code == 0


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


def test_a_decision_in_another_window_keeps_nothing_of_somebody_forgotten(life: Run, home: Path) -> None:
    with Notebook.open(home / "notebook.db") as other:
        (person,) = other.named(NAME)
        talk = other.talks(person.id)[-1].id
        stale = other.stale_talks()
        assert life("person", "forget", NAME, "--yes").code == 0
        change = other.begin("log", "late", on=date(2026, 11, 22), by="Sam")
        with pytest.raises(Exception, match="no longer in the notebook"):
            other.append(change, person.id, None, [NewEvent(kind=Happened.CONTACT)], at=datetime.now(UTC))
        other.keep_draft(talk, "good_day", f"{MARK}late")
        other.say_anew([(each, [("", "note", "", "", f"{MARK}late")]) for each in stale], 0)  # type: ignore[misc]
    assert f"{MARK}late".encode() not in (home / "notebook.db").read_bytes()


@pytest.mark.parametrize("when", ["copy", "before", "after", "swept"])
def test_broken_off_and_run_again_it_is_finished(
    life: Run, home: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    copied(home, "one.db", "two.db")
    exports = everything_of_others(life)

    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        place = {"copy": (forgetting_copies, "_is_whole"), "before": (forgetting, "erase"),
                 "after": (forgetting, "stand"), "swept": (forgetting, "sweep")}[when]  # fmt: skip
        patched.setattr(*place, stops)
        assert life("person", "forget", NAME, "--yes").code == 130
    if when == "swept":
        assert life("people").code == 0  # any command that opens the notebook finishes it
        assert life("person", "show", NAME).code == 3
    else:
        shown = life("person", "show", NAME)
        assert shown.code == 0
        assert "22 November 2026" in shown.out
        assert life("person", "forget", NAME, "--yes").code == 0
    held = residue(home)
    assert held == {name: omars_own(home / name) for name in held}
    assert by_hand(home) == ["one.db", "two.db"]
    assert everything_of_others(life) == exports


def test_a_copy_that_cannot_be_made_over_is_named_with_what_to_do(life: Run, home: Path) -> None:
    backups = copied(home, "good.db", "damaged.db", "newer.db", "noise.db")
    backups[1].write_bytes(backups[1].read_bytes()[:5000] + b"\xff" * 5000 + backups[1].read_bytes()[10000:])
    with sqlite3.connect(backups[2]) as newer:
        newer.execute("PRAGMA user_version=99")
    newer.close()
    backups[3].write_bytes(b"\x00\x01" * 4096)
    before = {path: path.read_bytes() for path in backups[1:]}
    done = life("person", "forget", NAME, "--yes")
    assert done.code == 0
    no_traceback(done)
    left = done.out[done.out.index("may still hold") : done.out.index("nobody can promise")]
    for why, times in (("it is damaged, or protected", 2), ("it was made by a newer coachkit", 1), ("delete it", 3)):
        assert left.count(why) == times, why
    for path in backups:
        assert str(path) in done.err.replace("\n", "")
    assert {path: path.read_bytes() for path in backups[1:]} == before
    with Notebook.open(home / "notebook.db") as notebook:
        assert notebook.trail()[-1].detail["copies_left"] == 3


def test_in_a_protected_notebook_its_own_copies_are_made_over_and_others_named(
    life: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plain,) = copied(home, "from-before.db")
    with Notebook.open(home / "notebook.db") as notebook:
        protected_copy(notebook, home / "new.db")
        protected_copy(notebook, home / "backups" / "other-key.db")
    (home / "notebook.db").unlink()
    (home / "new.db").rename(home / "notebook.db")
    (home / "new.keys").rename(home / "notebook.keys")
    monkeypatch.setenv("COACHKIT_PASSPHRASE", PASSPHRASE)
    unlock = Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})
    with Notebook.open(home / "notebook.db", unlock=unlock) as notebook:
        copy_notebook(notebook._db, home / "backups" / "same-key.db", notebook._key)
    done = life("person", "forget", NAME, "--yes")
    assert done.code == 0, done.err
    (number,) = re.findall(r"\((\d)\): \S+/other-key\.db$", done.err, re.MULTILINE)
    assert f"a copy with a name of your own ({number}): it is damaged, or protected by another key" in done.out
    shutil.copy(home / "notebook.keys", home / "backups" / "same-key.keys")
    assert plain.with_suffix(".keys").exists()  # put under the key when the notebook was opened
    for path in (home / "notebook.db", home / "backups" / "same-key.db", plain):
        with Notebook.open(path, unlock=unlock) as opened:
            assert [line.name for line in opened.people(archived=True)] == ["Omar"]
            told = "".join(str(row) for row in opened._rows("SELECT * FROM event") + opened._rows("SELECT * FROM said"))
            assert told.lower().count(MARK) == told.count(NAME)
        # Three letters alone can come up by chance in scrambled bytes.
        assert NAME.encode() not in path.read_bytes()


def test_a_copy_from_before_two_became_one_and_apart_again_loses_only_hers(run: Run, home: Path) -> None:
    run("talk", "Omar", "--answers", "-", lines=json.dumps({"good_day": "dominoes"}))
    run("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}bread"}))
    run("person", "merge", "Omar", NAME)
    copied(home, "merged.db")
    run("undo")
    assert run("person", "forget", NAME, "--yes").code == 0
    assert residue(home) == {}
    with Notebook.open(home / "backups" / "merged.db") as copy:
        assert [(line.name, line.talks) for line in copy.people()] == [("Omar", 1)]
        assert len(copy.talks(copy.people()[0].id)) == 1
        copy.rebuild()
        assert [(line.name, line.talks) for line in copy.people()] == [("Omar", 1)]


def test_a_namesake_in_a_copy_stays_where_nobody_can_tell_who_that_is(run: Run, home: Path) -> None:
    run("person", "add", "Maya")
    run("person", "add", "Maya")
    first, second = (line["id"] for line in run("people", "--format", "json").data)
    (copy,) = copied(home, "one.db")
    with sqlite3.connect(copy) as db:
        db.execute("INSERT INTO person VALUES ('stranger', 'Maya', 'maya', 0, NULL, NULL, 0)")
    db.close()
    before = copy.read_bytes()
    done = run("person", "forget", first, "--yes")
    assert "same name" in done.out
    assert copy.read_bytes() == before
    assert [line["id"] for line in run("people", "--format", "json").data] == [second]


def test_a_sentence_about_several_loses_the_name_alone(life: Run, home: Path) -> None:
    with sqlite3.connect(home / "notebook.db") as db:
        db.execute("UPDATE change SET sentence = 'bringing in Qzxmaya and Omar' WHERE kind = 'import'")
    db.close()
    life("person", "forget", NAME, "--yes")
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
