"""What is rubbed out, forgotten or protected goes through every copy in the folder, whatever somebody has called it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.notebook.store import Notebook
from coachkit.notebook.unlocking import Unlocking
from tests.cli.conftest import Run
from tests.notebook.protected import PASSPHRASE

SECRET = "liquorice"  # noqa: S105 - a word somebody said
TALK = f"person: Vera\ngood_day: We ate {SECRET} on the pier.\n"
NAMES = ("backups/friday.bak", "backups/vera-friday", "backups/UP.DB", "backups/.hidden.db", "copies/x.db", "beside2")


@pytest.fixture
def told(run: Run, home: Path) -> Run:
    """A talk with Vera, and copies of it made by hand under all kinds of names, besides those of coachkit's own."""
    done = run("talk", "--answers", "-", lines=TALK)
    assert done.code == 0, done.err
    (home / "copies").mkdir()
    for name in (*NAMES, "backups"):
        done = run("notebook", "backup", str(home / name))
        assert done.code == 0, done.err
    return run


def holding(home: Path) -> set[str]:
    """The files in which the word stands."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return {str(path.relative_to(home)) for path in files if SECRET.encode() in path.read_bytes()}


def test_a_forgotten_talk_goes_out_of_every_copy_in_the_folder(told: Run, home: Path) -> None:
    assert set(NAMES) <= holding(home)
    (talk,) = told("talks", "--format", "json").data
    done = told("session", "forget", talk["id"], "--yes")
    assert done.code == 0, done.err
    assert holding(home) == set()


def test_a_forgotten_person_goes_out_of_every_copy_in_the_folder(told: Run, home: Path) -> None:
    done = told("person", "forget", "Vera", "--yes")
    assert done.code == 0, done.err
    assert holding(home) == set()


def test_every_copy_in_the_folder_is_protected_with_the_notebook_and_made_plain_with_it(
    told: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = holding(home)
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
    monkeypatch.setenv("COACHKIT_PASSPHRASE_FILE", str(passphrase))
    done = told("notebook", "protect")
    assert done.code == 0, done.err
    assert holding(home) == set()
    for name in NAMES:
        with Notebook.open(home / name, unlock=Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})) as copy:
            assert [line.name for line in copy.people()] == ["Vera"]
    done = told("notebook", "unprotect", "--yes")
    assert done.code == 0, done.err
    assert holding(home) == held
    assert not list(home.rglob("*.keys"))


def test_in_a_protected_notebook_a_copy_of_any_name_is_known_by_the_key(
    told: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
    monkeypatch.setenv("COACHKIT_PASSPHRASE_FILE", str(passphrase))
    told("notebook", "protect")
    (home / "backups" / "vera-friday.keys").unlink()
    assert told("person", "forget", "Vera", "--yes").code == 0
    (home / "notebook.keys").rename(home / "backups" / "vera-friday.keys")
    unlock = Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})
    with Notebook.open(home / "backups" / "vera-friday", unlock=unlock) as copy:
        assert copy.people() == []


def test_a_link_to_a_copy_in_another_place_is_named_and_neither_is_changed(
    told: Run, home: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick.db"
    told("notebook", "backup", str(stick))
    before = stick.read_bytes()
    link = home / "backups" / "link.db"
    link.symlink_to(stick)
    (talk,) = told("talks", "--format", "json").data
    done = told("session", "forget", talk["id"], "--yes")
    assert "link.db" in done.err
    done = told("person", "forget", "Vera", "--yes")
    made_over, _, left = done.out.partition("may still hold")
    (called,) = re.findall(rf"^  (.*): {link}$", done.err, re.MULTILINE)
    assert called.startswith("a copy with a name of your own")
    assert called not in made_over
    assert f"{called}: it is a link to a copy in another place" in left
    assert link.is_symlink()
    assert stick.read_bytes() == before


@pytest.mark.parametrize("whom", ["session", "person"])
def test_where_nothing_may_be_written_no_copy_is_touched_either(
    told: Run, home: Path, whom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (talk,) = told("talks", "--format", "json").data
    held = holding(home)
    command = ("session", "forget", talk["id"], "--yes") if whom == "session" else ("person", "forget", "Vera", "--yes")
    synced = home.parent / "OneDrive" / "coach"
    shutil.copytree(home, synced)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("COACHKIT_HOME", str(synced))
        done = told(*command)
    assert done.code == 1
    assert holding(synced) == held
    assert told(*command).code == 0
    assert holding(home) == set()


@pytest.mark.usefixtures("impatient")
def test_while_another_window_writes_no_copy_is_touched(told: Run, home: Path) -> None:
    held = holding(home)
    db = dbapi2.connect(str(home / "notebook.db"), isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    done = told("person", "forget", "Vera", "--yes")
    db.execute("ROLLBACK")
    db.close()
    assert done.code == 6
    assert holding(home) == held


def test_the_status_counts_the_copies_it_lists(told: Run) -> None:
    told_of = told("notebook", "status").out
    assert f"{len(NAMES) + 2} in " in told_of


def test_a_notebook_that_made_way_and_is_damaged_is_said_and_is_no_damage(told: Run, home: Path) -> None:
    assert told("notebook", "restore", str(home / "copies" / "x.db"), "--yes").code == 0
    (aside,) = (home / "backups").glob("*-replaced.db")
    aside.write_bytes(aside.read_bytes()[:4096] + b"\xa5" * 30000)
    done = told("notebook", "check")
    assert done.code == 0
    assert aside.name in done.out
    assert "every copy can be put back" not in done.out
