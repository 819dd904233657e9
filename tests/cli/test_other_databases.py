"""Databases of other programs in the notebook's folder: no copies, so they are named nowhere and stay as they are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORD = "liquorice"
OTHERS = ("photos.db", "music.sqlite", "backups/contacts.db", "browser/history", "browser/marked.db")


@pytest.fixture
def beside(run: Run, home: Path) -> Run:
    """A talk with Vera, and other programs' databases beside it, in which her name stands as well."""
    assert run("talk", "--answers", "-", lines=f"person: Vera\ngood_day: We ate {WORD} on the pier.\n").code == 0
    (home / "browser").mkdir()
    (home / "backups").mkdir(exist_ok=True)
    for name in OTHERS:
        with closing(sqlite3.connect(home / name)) as db:
            if name.endswith("marked.db"):
                db.execute("PRAGMA application_id=252006674")
            db.execute("CREATE TABLE person (name TEXT)")
            db.execute("INSERT INTO person VALUES ('Vera')")
            db.commit()
        os.utime(home / name, (1_700_000_000, 1_700_000_000))
    return run


def others(home: Path) -> dict[str, tuple[bytes, int]]:
    return {name: ((home / name).read_bytes(), (home / name).stat().st_mtime_ns) for name in OTHERS}


@pytest.mark.parametrize("whom", ["session", "person"])
def test_forgetting_neither_names_nor_changes_another_programs_database(beside: Run, home: Path, whom: str) -> None:
    (talk,) = beside("talks", "--format", "json").data
    before = others(home)
    command = ("session", "forget", talk["id"], "--yes") if whom == "session" else ("person", "forget", "Vera", "--yes")
    done = beside(*command)
    assert done.code == 0, done.err
    assert not [name for name in OTHERS if Path(name).name in done.out + done.err]
    assert others(home) == before


def test_protecting_and_unprotecting_neither_name_nor_change_another_programs_database(
    beside: Run, home: Path, given: Path, no_keyring: None
) -> None:
    before = others(home)
    for words in (("notebook", "protect"), ("notebook", "unprotect", "--yes")):
        done = beside(*words)
        assert done.code == 0, done.err
        assert not [name for name in OTHERS if Path(name).name in done.out + done.err]
        assert others(home) == before


@pytest.mark.parametrize("words", [("notebook", "status"), ("notebook", "check")])
def test_looking_at_the_notebook_finds_no_copy_in_another_programs_database(
    beside: Run, home: Path, words: tuple[str, ...]
) -> None:
    before = others(home)
    done = beside(*words)
    assert done.code == 0, done.err
    assert not [name for name in OTHERS if Path(name).name in done.out + done.err]
    assert others(home) == before


def without_its_head(copy: Path) -> None:
    copy.write_bytes(b"\xa5" * 100 + copy.read_bytes()[100:])


def with_a_hole_in_its_head(copy: Path) -> None:
    held = copy.read_bytes()
    copy.write_bytes(held[:60] + b"\0" * 20 + held[80:])


def with_a_broken_head(copy: Path) -> None:
    held = copy.read_bytes()
    copy.write_bytes(held[:16] + b"\xa5" * 80 + held[96:])


def cut_off_in_its_head(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:60])


def cut_off_in_its_tables(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:5000])


@pytest.mark.parametrize(
    "damage",
    [without_its_head, with_a_hole_in_its_head, with_a_broken_head, cut_off_in_its_head, cut_off_in_its_tables],
)
def test_a_damaged_copy_of_the_notebook_is_still_named_as_one_when_a_person_is_forgotten(
    beside: Run, home: Path, damage: Callable[[Path], None]
) -> None:
    copy = home / "backups" / "friday.db"
    assert beside("notebook", "backup", str(copy)).code == 0
    damage(copy)
    done = beside("person", "forget", "Vera", "--yes")
    assert copy.name in done.err
    assert copy.exists()


def test_a_copy_that_was_written_out_and_read_in_by_another_program_is_named_as_one(beside: Run, home: Path) -> None:
    copy = home / "written out.sqlite"
    assert beside("notebook", "backup", str(home / "friday.db")).code == 0
    with closing(sqlite3.connect(home / "friday.db")) as held, closing(sqlite3.connect(copy)) as new:
        for table in ("change", "event", "person", "script", "session"):
            (told,) = held.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            new.execute(told)
    done = beside("person", "forget", "Vera", "--yes")
    assert copy.name in done.err
