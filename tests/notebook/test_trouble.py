"""What is refused and how it is said: damaged and foreign files, another coachkit, faults of the driver."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError, NotebookBusyError, NotebookUnreadableError, NotFoundError
from coachkit.notebook.faults import mapped_errors, translation
from coachkit.notebook.schema import APPLICATION_ID, SCHEMA_VERSION
from coachkit.notebook.store import Notebook
from tests.notebook.conftest import change, now, person, said, talk


def test_the_notebook_is_its_owners_alone(path: Path) -> None:
    before = os.umask(0o022)
    try:
        with Notebook.open(path) as notebook:
            person(notebook, "Maya")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("notebook.db", "notebook.db-wal", "notebook.db-shm"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["notebook.db"]


def test_every_connection_keeps_what_it_says_is_kept(notebook: Notebook) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2,
              "trusted_schema": 0, "busy_timeout": 5000}  # fmt: skip
    assert {name: notebook._rows(f"PRAGMA {name}")[0][0] for name in wanted} == wanted


def test_no_notebook_is_made_where_none_is_asked_for(path: Path) -> None:
    assert not Notebook.exists(path)
    with pytest.raises(NotFoundError):
        Notebook.open(path, create=False)
    assert not path.parent.exists()


def test_a_notebook_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CouldNotError):
        Notebook.open(tmp_path / "file" / "notebook.db")


def test_a_lost_notebook_with_its_rest_still_there_is_not_begun_anew(path: Path) -> None:
    path.parent.mkdir()
    rest = path.with_name("notebook.db-wal")
    rest.write_bytes(b"something")
    with pytest.raises(NotebookUnreadableError, match="is missing"):
        Notebook.open(path)
    assert not path.exists()
    assert rest.read_bytes() == b"something"


def refused(path: Path) -> NotebookUnreadableError:
    """The refusal to open a file; not a byte of it is changed, and nothing is laid beside it."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(NotebookUnreadableError) as caught:
        Notebook.open(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert caught.value.hint
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value


def test_a_newer_notebook_is_refused_and_left_as_it_is(notebook: Notebook, path: Path) -> None:
    notebook._rows("PRAGMA user_version=7")
    notebook.close()
    fault = refused(path)
    assert fault.message == (
        f"This notebook was made by a newer coachkit (schema 7; this one knows {SCHEMA_VERSION}). Nothing was changed."
    )
    assert fault.hint == "Upgrade: pip install -U coachkit"
    assert fault.exit_code == 8


def test_another_programs_database_is_refused(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE mine (a)")
    other.commit()
    other.close()
    assert "another program" in refused(path).message


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", os.urandom(5000), b"\0" * 4096])
def test_what_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    refused(path)


def test_a_database_that_bears_our_mark_and_nothing_else_is_refused(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA application_id={APPLICATION_ID}")
    other.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    other.close()
    with Notebook.open(path) as notebook, pytest.raises(NotebookUnreadableError):
        notebook.people()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("filled") / "notebook.db"
    with Notebook.open(path) as notebook, notebook.together():
        for number in range(20):
            talk(notebook, person(notebook, f"Person {number}"), *(said(f"q{n}", "words " * 40) for n in range(12)))
    return path.read_bytes()


def read_everything(path: Path) -> None:
    with Notebook.open(path) as notebook:
        for line in notebook.people(archived=True):
            notebook.events(person_id=line.id)
        for line in notebook.talks():
            notebook.draft(line.id)
        notebook.counts()


@pytest.mark.parametrize("seed", range(50))
def test_flipped_bytes_are_refused_or_harmless_and_the_file_stays(path: Path, filled: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    damaged = bytearray(filled)
    start = chance.choice([0, 0, chance.randrange(len(damaged))])
    for _ in range(chance.choice([1, 5, 60])):
        damaged[(start + chance.randrange(200)) % len(damaged)] = chance.randrange(256)
    if seed % 10 == 0:
        del damaged[chance.randrange(len(damaged)) :]
    path.parent.mkdir()
    path.write_bytes(damaged)
    try:
        read_everything(path)
    except NotebookUnreadableError as fault:
        assert "words" not in str(fault)
        assert fault.__cause__ is None
        assert fault.__suppress_context__ or fault.__context__ is None
    except (NotFoundError, CouldNotError) as fault:
        assert "words" not in str(fault)
    else:
        return
    assert path.read_bytes() == bytes(damaged)


def test_while_another_coachkit_writes_reading_works_and_writing_says_so(notebook: Notebook, path: Path) -> None:
    maya = person(notebook, "Maya")
    with notebook.together(), Notebook.open(path, busy_seconds=0.05) as other:
        person(notebook, "Omar")
        assert [line.name for line in other.people()] == ["Maya"]
        with pytest.raises(NotebookBusyError):
            person(other, "Zoë")
        with pytest.raises(NotebookBusyError):
            other.rename_person(change(other), maya, "Zoë", now())
    assert [line.name for line in notebook.people()] == ["Maya", "Omar"]


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        (dbapi2.SQLITE_BUSY, NotebookBusyError, "Another coachkit"),
        (dbapi2.SQLITE_BUSY | 2 << 8, NotebookBusyError, "Another coachkit"),
        (dbapi2.SQLITE_FULL, CouldNotError, "disk is full"),
        (dbapi2.SQLITE_IOERR | 3 << 8, CouldNotError, "disk"),
        (dbapi2.SQLITE_READONLY | 8 << 8, CouldNotError, "read-only"),
        (dbapi2.SQLITE_CANTOPEN, CouldNotError, "opened"),
        (dbapi2.SQLITE_TOOBIG, CouldNotError, "too much"),
        (dbapi2.SQLITE_CORRUPT | 1 << 8, NotebookUnreadableError, "damaged"),
        (dbapi2.SQLITE_NOTADB, NotebookUnreadableError, "damaged"),
    ],
)
def test_every_fault_of_the_driver_is_said_in_words(code: int, kind: type[Exception], word: str) -> None:
    fault = dbapi2.OperationalError("secret words")
    fault.sqlite_errorcode = code
    with pytest.raises(kind, match=word) as caught, mapped_errors():
        raise fault
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_faults_of_our_own_are_not_hidden() -> None:
    constraint = dbapi2.IntegrityError("x")
    constraint.sqlite_errorcode = dbapi2.SQLITE_CONSTRAINT
    assert translation(constraint) is None
    assert translation(dbapi2.ProgrammingError("x")) is None
    assert translation(ValueError("x")) is None
