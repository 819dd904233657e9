"""Before a coach writes a code down it is known that it will work; where it does not, the paper can be torn up."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coachkit.notebook import making_over, protecting
from coachkit.notebook.keys import as_key_line, key_line, keys_beside, new_keys, write_keys
from coachkit.notebook.looking import is_protected
from coachkit.notebook.store import Notebook
from tests.cli.conftest import PASSPHRASE, Run, environment, everything_in, no_escapes, no_traceback
from tests.cli.test_trouble import bound, newer, noise
from tests.notebook.releases.shelf import notebook_of

pytestmark = pytest.mark.usefixtures("no_keyring", "given")
VAIN = "The recovery code shown above opens nothing: tear up the paper."


def refused_before_the_code(run: Run, home: Path, code: int) -> str:
    before = everything_in(home)
    done = run("notebook", "protect")
    assert (done.code, done.out) == (code, ""), done.err
    assert "recovery code" not in done.err
    assert everything_in(home) == before
    no_traceback(done)
    no_escapes(done)
    return done.err


def test_another_window_that_has_it_open(rosa: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protecting, "_LOOKING_SECONDS", 0.05)
    with Notebook.open(home / "notebook.db"):
        assert "open in another window" in refused_before_the_code(rosa, home, 6)
    assert rosa("notebook", "protect").code == 0


def test_a_folder_that_takes_no_writing(rosa: Run, home: Path, given: Path) -> None:
    if os.name == "nt":
        pytest.skip("modes are another matter there")
    home.chmod(0o500)
    try:
        done = bound(home, "notebook", "protect", env={"COACHKIT_PASSPHRASE_FILE": str(given)})
    finally:
        home.chmod(0o700)
    assert (done.code, done.out) == (1, "")
    assert "recovery code" not in done.err
    assert str(home) in done.err
    assert "writable" in done.err
    assert "permission denied" not in done.err.lower()


@pytest.mark.parametrize("harm", [newer, noise])
def test_a_notebook_that_cannot_be_read(rosa: Run, home: Path, harm: Callable[[Path], None]) -> None:
    harm(home / "notebook.db")
    refused_before_the_code(rosa, home, 8)


def test_a_disk_without_room_for_it(rosa: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Room(NamedTuple):
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(4096))
    told = refused_before_the_code(rosa, home, 1)
    assert "the disk is full" in told
    assert "Make room" in told


def test_the_last_words_of_a_notebook_that_is_gone(rosa: Run, home: Path) -> None:
    (home / "notebook.db").unlink()
    (home / "notebook.db-wal").write_bytes(b"pages")
    assert "notebook.db-wal" in refused_before_the_code(rosa, home, 8)


def test_keys_that_a_copy_beside_it_is_opened_with(rosa: Run, home: Path, tmp_path: Path) -> None:
    rosa("notebook", "protect")
    shutil.copy(home / "notebook.db", tmp_path / "notebook.bak")
    shutil.copy(home / "notebook.keys", tmp_path / "notebook.keys")
    rosa("notebook", "unprotect", "--yes")
    for name in ("notebook.bak", "notebook.keys"):
        shutil.copy(tmp_path / name, home / name)
    told = refused_before_the_code(rosa, home, 1)
    assert "notebook.keys opens notebook.bak" in told


@pytest.mark.parametrize("command", ["protect", "unprotect", "change-passphrase", "recover"])
def test_one_of_an_earlier_release_is_brought_up_to_date_first(
    run: Run, home: Path, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in environment(home):
        if name.startswith("COACHKIT_") and name not in ("COACHKIT_HOME", "COACHKIT_TODAY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COACHKIT_PASSPHRASE", PASSPHRASE)
    path = notebook_of("0.1.0", home / "notebook.db")
    code = ""
    if command != "protect":
        code = under_a_passphrase(path)
    words = {
        "protect": (),
        "unprotect": ("--yes",),
        "change-passphrase": ("--new-file", str(tmp_path / "new")),
        "recover": ("--new-file", str(tmp_path / "new"), "--code-file", "-"),
    }
    (tmp_path / "new").write_text("quite other words then")
    done = run("notebook", command, *words[command], lines=code)
    assert done.code == 0, done.err
    assert done.err.count("was brought up to date") == 1
    assert is_protected(path) == (command != "unprotect")


def under_a_passphrase(path: Path) -> str:
    """Protect a notebook of an earlier release as that release did; its recovery code."""
    keys, key, code = new_keys(PASSPHRASE)
    making_over.make_over(path, None, key, ready=lambda: write_keys(keys_beside(path), keys))
    return code


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_where_it_fails_all_the_same_the_paper_can_be_torn_up(
    rosa: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(making_over, "copy_notebook", full)
        done = rosa("notebook", "protect")
    assert done.code == 1
    assert f"The notebook is not protected. {VAIN}" in done.err
    assert "the disk is full" in done.err
    assert not is_protected(home / "notebook.db")
    assert {file.name for file in home.iterdir()} == {"notebook.db", "backups"}
    assert "Rosa" in rosa("people").out


def test_a_new_code_that_does_not_hold_is_told_so(
    rosa: Run, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = rosa("notebook", "protect").out
    keys = (home / "notebook.keys").read_bytes()
    (tmp_path / "new").write_text("quite other words then")
    with monkeypatch.context() as patch:
        patch.setattr("coachkit.whole_file.put_in_place", full)
        done = rosa("notebook", "recover", "--code-file", "-", "--new-file", str(tmp_path / "new"), lines=code)
    assert done.code == 1
    assert "The new recovery code shown above opens nothing" in done.err
    assert "The keys of the notebook could not be saved: the disk is full." in done.err
    assert (home / "notebook.keys").read_bytes() == keys
    trail = rosa("notebook", "trail").out
    assert "protected by a passphrase" in trail
    assert "recovery code" not in trail


def test_recovering_looks_first_as_well(rosa: Run, home: Path, given: Path, tmp_path: Path) -> None:
    code = rosa("notebook", "protect").out
    if os.name == "nt":
        pytest.skip("modes are another matter there")
    home.chmod(0o500)
    try:
        env = {"COACHKIT_PASSPHRASE_FILE": str(given)}
        done = bound(home, "notebook", "recover", "--code-file", "-", lines=code.encode(), env=env)
    finally:
        home.chmod(0o700)
    assert (done.code, done.out) == (1, "")


def test_the_key_goes_to_stdout_alone(rosa: Run, given: Path, tmp_path: Path) -> None:
    first = rosa("notebook", "protect", "--key-file", "-")
    assert first.code == 0, first.err
    key = key_line(first.out.strip())
    assert key is not None
    assert first.out == as_key_line(key) + "\n"
    assert "recovery code" in first.err
    assert not (tmp_path / "-").exists()
    assert rosa("notebook", "protect", "--key-file", "-").out == first.out
    given.write_text(first.out)
    assert "Rosa" in rosa("people").out


@pytest.mark.parametrize("command", [("protect",), ("unprotect", "--yes")])
def test_a_passphrase_file_that_is_not_there_is_exit_3(rosa: Run, given: Path, command: tuple[str, ...]) -> None:
    if command[0] == "unprotect":
        rosa("notebook", "protect")
    given.unlink()
    done = rosa("notebook", *command)
    assert done.code == 3
    assert str(given) in done.err
    assert "COACHKIT_PASSPHRASE_FILE" in done.err


@pytest.mark.parametrize("data", ["vier Wörter für Müller".encode("latin-1"), "four words by chance".encode("utf-16")])
def test_a_passphrase_file_in_another_encoding_says_which_is_wanted(rosa: Run, given: Path, data: bytes) -> None:
    given.write_bytes(data)
    done = rosa("notebook", "protect")
    assert done.code == 1
    assert "Save it as UTF-8" in done.err
    again = rosa("notebook", "recover", "--code-file", str(given))
    assert again.code in (1, 2)


def test_taking_it_off_says_that_copies_elsewhere_still_need_the_paper(rosa: Run) -> None:
    rosa("notebook", "protect")
    said = rosa("notebook", "unprotect", "--yes").err
    assert "keep the paper with the recovery code" in said
    assert "open nothing any more" not in said
