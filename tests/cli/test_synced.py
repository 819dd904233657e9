"""A folder that a cloud service copies: nothing is written there unless the coach says they know; reading works."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.notebook.store import Notebook
from coachkit.notebook.synced import service_of
from tests.cli.conftest import ROSA, Run, everything_in, no_escapes, no_traceback
from tests.notebook.releases.shelf import notebook_of


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/sam/Dropbox/coachkit", "Dropbox"),
        ("/Users/sam/Dropbox (Personal)/x", "Dropbox"),
        ("C:/Users/Sam/OneDrive - Linden Court/x", "OneDrive"),
        ("/home/sam/onedrive", "OneDrive"),
        ("/Users/sam/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/Users/sam/Library/CloudStorage/GoogleDrive-sam@example.org/My Drive", "Google Drive"),
        ("/Users/sam/Library/CloudStorage/Box-Box", "a cloud service"),
        ("/home/sam/Nextcloud", "Nextcloud"),
        ("/home/sam/Google Drive/x", "Google Drive"),
        ("/home/sam/.local/share/coachkit", None),
        ("/home/dropboxer/notes", None),
        ("/home/sam/my onedrive notes", None),
    ],
)
def test_a_folder_is_known_by_its_name(folder: str, service: str | None) -> None:
    assert service_of(Path(folder) / "notebook.db") == service


def test_a_link_into_such_a_folder_is_one(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "x").mkdir(parents=True)
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox" / "x")
    assert service_of(tmp_path / "plain" / "notebook.db") == "Dropbox"


@pytest.fixture
def synced(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Dropbox" / "coachkit"
    monkeypatch.setenv("COACHKIT_HOME", str(folder))
    return folder


@pytest.mark.parametrize("command", [("talk", "Jo"), ("talk", "--answers", str(ROSA)), ("person", "add", "Jo")])
def test_no_notebook_is_begun_there_and_nothing_is_asked(run: Run, synced: Path, command: tuple[str, ...]) -> None:
    done = run(*command, lines="1\nbread\nq\n")
    assert done.code == 1
    assert "Dropbox" in done.err
    assert "COACHKIT_HOME" in done.err
    assert "--i-know" in done.err
    assert "write some of this down" not in done.err
    assert not (synced / "notebook.db").exists()
    no_traceback(done)
    no_escapes(done)


def test_one_that_is_there_can_be_read_and_is_not_written(run: Run, synced: Path, kept_rosa: Path) -> None:
    shutil.copytree(kept_rosa, synced)
    before = everything_in(synced)
    for command in (("people",), ("plan", "Rosa"), ("profile", "Rosa"), ("export", "Rosa"), ("find", "bus"), ()):
        assert run(*command).code == 0, command
    for command in (
        ("log", "Rosa", "--by", "coach"),
        ("undo",),
        ("plan", "Rosa", "--agree"),
        ("person", "rename", "Rosa", "Maria"),
        ("talk", "Rosa"),
        ("look-again", "Rosa"),
        ("session", "edit", run("talks", "--format", "json").data[0]["id"]),
    ):
        done = run(*command, lines="1\n1\nq\n")
        assert (done.code, "Dropbox" in done.err) == (1, True), command
    assert everything_in(synced) == before


def test_a_coach_who_knows_may(program: Run, synced: Path) -> None:
    env = {"COACHKIT_HOME": str(synced)}
    assert program("--i-know", "person", "add", "Jo", env=env).code == 0
    assert program("person", "add", "Mo", env=env).code == 1
    assert program("settings", "synced_folder", "true", env=env).code == 0
    assert program("person", "add", "Mo", env=env).code == 0
    with Notebook.open(synced / "notebook.db") as notebook:
        assert notebook._rows("PRAGMA journal_mode") == [("delete",)]
        assert notebook._rows("PRAGMA synchronous") == [(3,)]
        assert [line.name for line in notebook.people()] == ["Jo", "Mo"]
    assert not (synced / "notebook.db-wal").exists()


def test_a_copy_can_be_taken_out_but_none_put_back_there(
    run: Run, synced: Path, kept_rosa: Path, tmp_path: Path
) -> None:
    shutil.copytree(kept_rosa, synced)
    assert run("notebook", "backup", str(tmp_path / "out.db")).code == 0
    assert run("notebook", "check").code == 0
    done = run("notebook", "restore", str(tmp_path / "out.db"), "--yes")
    assert (done.code, "Dropbox" in done.err) == (1, True)
    with closing(dbapi2.connect(str(tmp_path / "out.db"))) as db:
        assert db.execute("SELECT count(*) FROM person").fetchone() == (1,)


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize(
    "command",
    [
        ("protect",),
        ("protect", "--no-keyring"),
        ("unprotect", "--yes"),
        ("change-passphrase", "--new-file", "new"),
        ("recover", "--code-file", "code", "--new-file", "new"),
    ],
)
def test_no_key_is_changed_there_unless_the_coach_knows(
    run: Run, rosa: Run, given: Path, home: Path, synced: Path, tmp_path: Path, command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COACHKIT_HOME", str(home))
    code = "" if command == ("protect",) else rosa("notebook", "protect").out
    shutil.copytree(home, synced)
    monkeypatch.setenv("COACHKIT_HOME", str(synced))
    (tmp_path / "new").write_text("quite other words then")
    (tmp_path / "code").write_text(code)
    before = everything_in(synced)
    done = run("notebook", *command)
    assert (done.code, done.out, "Dropbox" in done.err) == (1, "", True)
    assert "recovery code" not in done.err
    assert everything_in(synced) == before
    monkeypatch.setenv("COACHKIT_SYNCED_FOLDER", "true")
    assert run("notebook", *command).code == 0


def test_a_copy_taken_out_leaves_no_trace_there(run: Run, synced: Path, kept_rosa: Path, tmp_path: Path) -> None:
    shutil.copytree(kept_rosa, synced)
    before = everything_in(synced)
    done = run("notebook", "backup", str(tmp_path / "out.db"))
    assert done.code == 0
    assert "could not make a note of it" in done.err
    assert run("doctor").code == 0
    assert everything_in(synced) == before


def test_the_folder_is_named_wherever_a_coach_looks(run: Run, synced: Path, kept_rosa: Path) -> None:
    empty = run()
    assert "coachkit notebook protect" not in empty.out
    shutil.copytree(kept_rosa, synced)
    for done in (empty, run(), run("notebook", "status"), run("doctor")):
        assert done.code == 0
        said = " ".join(done.out.split())
        assert "Dropbox copies" in said
        assert str(synced) in said
        assert "nothing is written there" in said
        assert "COACHKIT_HOME" in said


def test_a_coach_who_knows_is_reminded_and_not_refused(
    run: Run, synced: Path, kept_rosa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(kept_rosa, synced)
    monkeypatch.setenv("COACHKIT_SYNCED_FOLDER", "true")
    for command in (("notebook", "status"), ("doctor",)):
        assert "because you said so" in run(*command).out
    assert "Dropbox" not in run().out


def test_an_earlier_notebook_there_is_told_where_it_lies_and_what_to_do(run: Run, synced: Path) -> None:
    path = notebook_of("0.1.0", synced / "notebook.db")
    before = path.read_bytes()
    for command in ((), ("people",), ("notebook", "status"), ("notebook", "backup", "out.db")):
        done = run(*command)
        assert done.code == 1
        assert "earlier coachkit" in done.err
        assert str(synced) in done.err
        assert "COACHKIT_HOME" in done.err
        assert "next command" not in done.err
    assert path.read_bytes() == before
