"""The keys beside a copy put elsewhere: whatever they open stays to be opened, and no other file is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, everything_in, no_traceback

pytestmark = pytest.mark.usefixtures("no_keyring", "given")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def protected(rosa: Run) -> Run:
    assert rosa("notebook", "protect").code == 0
    return rosa


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_copy_never_takes_the_keys_of_one_from_an_earlier_protection(
    protected: Run, stick: Path, home: Path, force: tuple[str, ...]
) -> None:
    assert protected("notebook", "backup", str(stick / "c.db")).code == 0
    assert protected("notebook", "unprotect", "--yes").code == 0
    assert protected("notebook", "protect").code == 0
    before = everything_in(stick)
    done = protected("notebook", "backup", str(stick / "c.bak"), *force)
    assert done.code == 1
    assert "c.keys" in done.err
    assert "Name the copy otherwise" in done.err
    assert everything_in(stick) == before
    no_traceback(done)
    shutil.rmtree(home)
    assert protected("notebook", "restore", str(stick / "c.db"), "--yes").code == 0
    assert "Rosa" in protected("people").out


def test_copies_of_one_protection_may_share_their_keys(protected: Run, stick: Path) -> None:
    assert protected("notebook", "backup", str(stick / "c.db")).code == 0
    assert protected("notebook", "backup", str(stick / "c.bak")).code == 0
    assert protected("notebook", "backup", str(stick / "c.db"), "--force").code == 0
    assert {file.name for file in stick.iterdir()} == {"c.db", "c.bak", "c.keys"}


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("held", ["the keynote talk", '{"coachkit_keys": 1}'])
def test_a_file_of_somebody_elses_that_is_called_so_stays(
    protected: Run, stick: Path, held: str, force: tuple[str, ...]
) -> None:
    (stick / "talk.keys").write_text(held)
    done = protected("notebook", "backup", str(stick / "talk"), *force)
    assert done.code == 1
    assert "talk.keys" in done.err
    assert {file.name: file.read_text() for file in stick.iterdir()} == {"talk.keys": held}


def test_a_copy_is_not_called_as_its_keys_are(rosa: Run, stick: Path) -> None:
    for _ in range(2):
        done = rosa("notebook", "backup", str(stick / "z.keys"))
        assert done.code == 2
        assert ".keys" in done.err
        assert list(stick.iterdir()) == []
        assert rosa("notebook", "protect").code == 0


def test_a_copy_does_not_go_through_a_pipe(rosa: Run, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    done = rosa("notebook", "backup", "-")
    assert (done.code, done.out) == (2, "")
    assert "Name a file or a folder" in done.err
    assert everything_in(tmp_path) == before
