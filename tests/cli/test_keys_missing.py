"""A protected notebook without its keys file: nobody calls it unprotected, and every command says where keys lie."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coachkit.notebook.keys import is_scrambled
from tests.cli.conftest import Done, Run, everything_in, no_escapes, no_traceback

pytestmark = pytest.mark.usefixtures("no_keyring", "given")

COMMANDS = [
    (),
    ("people",),
    ("talk", "Rosa"),
    ("notebook", "status"),
    ("notebook", "check"),
    ("notebook", "check", "--repair"),
    ("notebook", "protect"),
    ("notebook", "unprotect", "--yes"),
    ("notebook", "change-passphrase"),
    ("notebook", "recover", "--code-file", "-"),
    ("notebook", "backup", "elsewhere.db"),
]


@pytest.fixture
def keyless(rosa: Run, home: Path) -> Run:
    """Rosa's protected notebook; its keys were lost, and those beside its copy are still there."""
    assert rosa("notebook", "protect").code == 0
    assert len(list((home / "backups").glob("*.keys"))) == 1
    (home / "notebook.keys").unlink()
    return rosa


def told(done: Done, home: Path) -> None:
    no_traceback(done)
    no_escapes(done)
    assert "A passphrase protects notebook.db, and its keys file, notebook.keys, is not beside it." in done.err
    assert str(next((home / "backups").glob("*.keys"))) in done.err
    assert "nothing to do" not in done.err
    assert "not protected" not in done.err + done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_is_missing_and_changes_nothing(
    keyless: Run, home: Path, command: tuple[str, ...]
) -> None:
    before = everything_in(home)
    done = keyless(*command, lines="AAAA-BBBB")
    assert done.code == 8
    told(done, home)
    assert everything_in(home) == before


def test_the_doctor_says_so_too(keyless: Run) -> None:
    done = keyless("doctor")
    assert done.code == 0
    assert "protection:  by a passphrase, but its keys file is missing" in done.out
    assert "none: whoever can open this login" not in done.out


def test_the_keys_beside_a_copy_bring_everything_back(keyless: Run, home: Path) -> None:
    shutil.copy(next((home / "backups").glob("*.keys")), home / "notebook.keys")
    assert "Rosa" in keyless("people").out


def test_a_copy_in_its_place_is_another_way(keyless: Run, home: Path) -> None:
    copy = next((home / "backups").glob("*.db"))
    assert keyless("notebook", "restore", copy.name, "--yes").code == 0
    assert "Rosa" in keyless("people").out


def test_a_copy_without_its_keys_is_told_from_what_is_no_copy(keyless: Run, home: Path, tmp_path: Path) -> None:
    shutil.copy(home / "notebook.db", tmp_path / "c.db")
    done = keyless("notebook", "restore", str(tmp_path / "c.db"), "--yes")
    assert done.code == 8
    assert "A passphrase protects c.db, and its keys file, c.keys, is not beside it." in done.err


@pytest.mark.parametrize(
    "data", [b"", b"dear diary" * 4096, bytes(range(256)) * 64, b"\xff" * 8192, b"SQLite format 3\0" * 512]
)
def test_what_makes_sense_to_anybody_is_not_taken_for_a_protected_notebook(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.db").write_bytes(data[: len(data) // 4096 * 4096])
    assert not is_scrambled(tmp_path / "x.db")
