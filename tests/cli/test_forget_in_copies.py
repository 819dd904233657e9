"""Somebody is forgotten in the copies too: each is made over without them, or named with what to do."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.store import Notebook
from coachkit.notebook.unlocking import Unlocking
from tests.cli.conftest import Run, no_traceback
from tests.notebook.protected import PASSPHRASE, protected_copy
from tests.whole_life import MARK, NAME, copied, residue


def test_a_copy_left_half_made_by_a_kill_goes_too(uncopied: Run, home: Path) -> None:
    (whole,) = copied(home, "one.db")
    left = home / "backups" / ".notebook-20261122T090000Z-daily.db.77.part"
    shutil.copy(whole, left)
    assert uncopied("person", "forget", NAME, "--yes").code == 0
    assert not left.exists()
    assert residue(home).keys() <= {"notebook.db", "backups/one.db"} | {
        f"backups/{path.name}" for path in (home / "backups").glob("notebook-*.db")
    }


def test_a_copy_that_cannot_be_made_over_is_named_with_what_to_do(uncopied: Run, home: Path) -> None:
    backups = copied(home, "good.db", "damaged.db", "newer.db", "noise.db")
    backups[1].write_bytes(backups[1].read_bytes()[:50_000] + b"\xff" * 50_000)
    with sqlite3.connect(backups[2]) as newer:
        newer.execute("PRAGMA user_version=99")
    newer.close()
    backups[3].write_bytes(b"\x00\x01" * 4096)
    before = {path: path.read_bytes() for path in backups[1:]}
    done = uncopied("person", "forget", NAME, "--yes")
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
    uncopied: Run, home: Path, monkeypatch: pytest.MonkeyPatch
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
    done = uncopied("person", "forget", NAME, "--yes")
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
