"""The copies looked through with the notebook: one that cannot be put back is named, wherever it lies."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.notebook.backups import backups_of
from tests.cli.conftest import Run
from tests.cli.looked_through import harm, not_well


def test_a_copy_that_could_not_be_put_back_is_named(peopled: Run, home: Path) -> None:
    peopled("log", "Maya", "--by", "coach")
    copy = backups_of(home / "notebook.db")[-1].path
    copy.write_bytes(b"dear diary")
    done = peopled("notebook", "check", "--format", "json")
    assert not_well(done) == ["copies"]
    assert copy.name in done.data["parts"][-1]["said"]
    assert "itself is well" in done.err


@pytest.mark.parametrize("name", ["backups/mine.db", "backups/older/notebook.db", "notebook-old.db"])
def test_a_damaged_copy_is_found_whatever_it_is_called(peopled: Run, home: Path, name: str) -> None:
    peopled("log", "Maya", "--by", "coach")
    whole = backups_of(home / "notebook.db")[-1].path.read_bytes()
    (home / name).parent.mkdir(exist_ok=True)
    (home / name).write_bytes(whole[:5000] + b"\xa5" * 3000 + whole[8000:])
    done = peopled("notebook", "check", "--format", "json")
    assert not_well(done) == ["copies"]
    assert f"1 copy cannot be put back: {name}. Move" in done.data["parts"][-1]["said"]


def test_a_copy_that_was_put_aside_damaged_is_no_new_damage(peopled: Run, home: Path) -> None:
    peopled("log", "Maya", "--by", "coach")
    copy = backups_of(home / "notebook.db")[-1].path
    harm(home, "UPDATE event SET body = '[]' WHERE kind = 'contact'")
    assert peopled("notebook", "restore", copy.name, "--yes").code == 0
    assert not_well(peopled("notebook", "check", "--format", "json")) == []


def test_a_copy_that_a_newer_coachkit_made_is_named_and_is_no_damage(peopled: Run, home: Path) -> None:
    peopled("log", "Maya", "--by", "coach")
    with closing(dbapi2.connect(str(backups_of(home / "notebook.db")[-1].path), isolation_level=None)) as db:
        db.execute("PRAGMA user_version=999")
    done = peopled("notebook", "check", "--format", "json")
    assert not_well(done) == []
    assert "1 was made by a newer coachkit" in done.data["parts"][-1]["said"]
