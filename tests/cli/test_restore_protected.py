"""A protected copy put back: by the passphrase or the code of its own day, and what lies in the folder follows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coachkit.notebook.keys import is_plain
from tests.cli.conftest import PASSPHRASE, Run, everything_in, no_escapes, no_traceback

ANOTHER = "quite other words then"
pytestmark = pytest.mark.usefixtures("no_keyring")


@pytest.fixture
def stick(rosa: Run, given: Path, home: Path, tmp_path: Path) -> tuple[Path, str]:
    """A protected copy on a stick, and its recovery code; the laptop is gone, and the passphrase forgotten."""
    protected = rosa("notebook", "protect")
    copy = tmp_path / "stick" / "notebook-20261122T090000Z.db"
    copy.parent.mkdir()
    assert rosa("notebook", "backup", str(copy)).code == 0
    shutil.rmtree(home)
    given.write_text(ANOTHER)
    return copy, protected.out.strip()


def test_the_recovery_code_brings_the_notebook_back_from_a_stick(
    run: Run, stick: tuple[Path, str], given: Path, tmp_path: Path
) -> None:
    copy, code = stick
    (tmp_path / "code").write_text(code.lower().replace("-", " "))
    done = run("notebook", "restore", str(copy), "--yes", "--code-file", str(tmp_path / "code"))
    assert done.code == 0, done.err
    assert "as the notebook was on Sunday 22 November 2026" in done.out
    assert "coachkit notebook recover" in done.out
    assert run("people").code == 7
    assert run("notebook", "recover", "--code-file", "-", lines=code).code == 0
    assert "Rosa" in run("people").out


def test_the_code_may_come_through_a_pipe(run: Run, stick: tuple[Path, str]) -> None:
    copy, code = stick
    assert run("notebook", "restore", str(copy), "--yes", "--code-file", "-", lines=code).code == 0


@pytest.mark.parametrize("how", ["a wrong passphrase", "none", "a wrong code"])
def test_what_does_not_open_a_copy_is_told_of_the_copy_and_never_sends_to_recover(
    run: Run, stick: tuple[Path, str], home: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, _ = stick
    if how == "none":
        monkeypatch.delenv("COACHKIT_PASSPHRASE_FILE")
    code = ("--code-file", "-") if how == "a wrong code" else ()
    done = run("notebook", "restore", str(copy), "--yes", *code, lines="ABCD-" * 6)
    assert done.code == 7
    assert f"{copy.name} is protected" in done.err or f"open {copy.name}" in done.err
    assert "as the notebook was on Sunday 22 November 2026" in done.err
    assert how == "a wrong code" or "--code-file" in done.err
    assert "notebook recover" not in done.err
    assert not (home / "notebook.db").exists()
    no_traceback(done)
    no_escapes(done)


def test_recovering_without_a_notebook_names_the_way_back(run: Run, given: Path) -> None:
    done = run("notebook", "recover", "--code-file", "-", lines="x")
    assert done.code == 1
    assert "There is no notebook yet" in done.err
    assert "coachkit notebook restore FILE" in done.err


def test_a_copy_under_todays_passphrase_is_told_so(rosa: Run, given: Path) -> None:
    rosa("notebook", "protect")
    copy = rosa("notebook", "backup", "c.db")
    assert copy.code == 0
    assert "protected, as the notebook is today" in rosa("notebook", "restore", "c.db", "--yes").out


def test_what_could_be_read_in_the_folder_is_protected_with_the_copy_that_is_put_back(
    rosa: Run, given: Path, home: Path, tmp_path: Path
) -> None:
    rosa("notebook", "protect")
    rosa("notebook", "backup", str(tmp_path / "c.db"))
    assert rosa("people").code == 0
    rosa("notebook", "unprotect", "--yes")
    damaged = home / "backups" / "notebook-20261101T090000Z-daily.db"
    damaged.write_bytes(next((home / "backups").glob("*.db")).read_bytes()[:5000])
    assert b"SQLite format" in everything_in(home)
    done = rosa("notebook", "restore", str(tmp_path / "c.db"), "--yes")
    assert done.code == 0, done.err
    assert "2 copies from before, which anybody could read, are under the passphrase now too." in done.err
    assert f"{damaged}: it is damaged" in done.err
    assert [copy for copy in home.rglob("*.db") if is_plain(copy)] == [damaged]
    again = rosa("notebook", "protect")
    assert again.code == 0
    assert f"{damaged}: it is damaged" in again.err
    damaged.unlink()
    assert b"SQLite format" not in everything_in(home)
    assert "copies" not in rosa("notebook", "protect").err


def test_protecting_a_protected_notebook_protects_copies_that_came_in_since(
    rosa: Run, given: Path, home: Path, kept_rosa: Path
) -> None:
    rosa("notebook", "protect")
    shutil.copy(kept_rosa / "notebook.db", home / "old.db")
    assert "1 in the notebook's folder can be read by anybody" in rosa("notebook", "status").out
    done = rosa("notebook", "protect")
    assert done.code == 0
    assert "1 copies" not in done.err
    assert "is under the passphrase now too" in done.err
    assert not is_plain(home / "old.db")
    assert "can be read by anybody" not in rosa("notebook", "status").out


def test_the_notebook_that_makes_way_may_be_under_another_passphrase(
    rosa: Run, given: Path, home: Path, tmp_path: Path
) -> None:
    rosa("notebook", "protect")
    rosa("notebook", "backup", str(tmp_path / "c.db"))
    rosa("notebook", "unprotect", "--yes")
    given.write_text(ANOTHER)
    rosa("notebook", "protect")
    given.write_text(PASSPHRASE)
    done = rosa("notebook", "restore", str(tmp_path / "c.db"), "--yes")
    assert done.code == 0, done.err
    assert "Rosa" in rosa("people").out
    kept = next((home / "backups").glob("*-replaced.db"))
    given.write_text(ANOTHER)
    assert rosa("notebook", "restore", kept.name, "--yes").code == 0
    assert "Rosa" in rosa("people").out


def test_keys_of_another_copy_are_told_from_damage(rosa: Run, given: Path, home: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        rosa("notebook", "protect")
        rosa("notebook", "backup", str(tmp_path / f"{name}.db"))
        rosa("notebook", "unprotect", "--yes")
    shutil.copy(tmp_path / "other.keys", tmp_path / "one.keys")
    done = rosa("notebook", "restore", str(tmp_path / "one.db"), "--yes")
    assert done.code == 8
    assert "The keys beside one.db do not open it" in done.err
