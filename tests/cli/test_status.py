"""`notebook status` in good days and bad ones: it always says what it can, and which copies there are."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.notebook.backups import backups_of
from coachkit.notebook.keys import keys_beside
from tests.cli.conftest import Run, no_escapes, no_traceback
from tests.cli.test_trouble import cut, empty, foreign, newer, noise, scratched
from tests.notebook.protected import PASSPHRASE
from tests.notebook.releases.shelf import notebook_of


@pytest.fixture
def copied(rosa: Run, home: Path) -> Run:
    """Rosa's notebook with a copy of the day, and one by hand beside the notebook."""
    assert len(backups_of(home / "notebook.db")) == 1
    assert rosa("notebook", "backup", str(home / "before-the-move.db")).code == 0
    return rosa


def names(home: Path) -> list[str]:
    return [backups_of(home / "notebook.db")[0].path.name, "before-the-move.db"]


def test_a_notebook_that_is_well_lists_its_copies_by_name(copied: Run, home: Path) -> None:
    done = copied("notebook", "status")
    assert done.code == 0
    for name in names(home):
        (line,) = [line for line in done.out.splitlines() if line.split()[:1] == [name]]
        assert line.endswith("plain")
        assert "KiB" in line
        assert "2026" in line
        assert copied("notebook", "restore", name, "--yes").code == 0
    told = copied("notebook", "status", "--format", "json").data["copies"]
    assert {*names(home)} <= {each["name"] for each in told}
    assert {each["readable"] for each in told} == {"plain"}


@pytest.mark.parametrize("harm", [newer, foreign, noise, empty, cut, scratched])
def test_of_a_notebook_that_cannot_be_opened_it_says_what_it_can(copied: Run, home: Path, harm) -> None:  # type: ignore[no-untyped-def]
    harm(home / "notebook.db")
    done = copied("notebook", "status")
    assert done.code == 8
    assert str(home / "notebook.db") in done.out
    for name in names(home):
        assert name in done.out
    assert done.err.strip()
    if harm not in (newer, foreign, empty):
        assert "coachkit notebook restore" in done.err
        assert "coachkit notebook check --repair" in done.err
    no_traceback(done)
    no_escapes(done)
    told = copied("notebook", "status", "--format", "json")
    assert told.code == 8
    assert told.data["people"] is None
    assert len(told.data["copies"]) == 2


def test_without_a_notebook_the_copies_are_listed_all_the_same(copied: Run, home: Path) -> None:
    (home / "notebook.db").unlink()
    done = copied("notebook", "status")
    assert done.code == 0
    assert "no notebook yet" in done.err
    for name in names(home):
        assert name in done.out
    assert not (home / "notebook.db").exists()


@pytest.mark.parametrize("garbled", [True, False])
def test_with_its_keys_garbled_or_gone_it_says_what_it_can(
    copied: Run, home: Path, monkeypatch: pytest.MonkeyPatch, garbled: bool
) -> None:
    monkeypatch.setenv("COACHKIT_PASSPHRASE", PASSPHRASE)
    shutil.rmtree(home / "backups")
    assert copied("notebook", "protect").code == 0
    assert copied("log", "Rosa", "--by", "coach").code == 0
    keys = keys_beside(home / "notebook.db")
    keys.write_text("letters") if garbled else keys.unlink()
    done = copied("notebook", "status")
    assert done.code == 8
    assert (
        f"protection:  {'cannot be told' if garbled else 'by a passphrase, but its keys file is missing'}" in done.out
    )
    assert sum(line.endswith("  protected") for line in done.out.splitlines()) == 2
    assert "keys" in done.err
    assert copied("notebook", "status", "--format", "json").data["protected"] is (None if garbled else True)


def test_with_a_wrong_passphrase_the_copies_are_listed(
    copied: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHKIT_PASSPHRASE", PASSPHRASE)
    assert copied("notebook", "protect").code == 0
    monkeypatch.setenv("COACHKIT_PASSPHRASE", "wrong and wrong")
    done = copied("notebook", "status")
    assert done.code == 7
    assert "before-the-move.db" in done.out


def test_going_back_to_an_earlier_coachkit_puts_the_copy_in_the_place_of_a_newer_notebook(run: Run, home: Path) -> None:
    notebook_of("0.1.0", home / "notebook.db")
    assert run("people").code == 0
    (before,) = [each.path for each in backups_of(home / "notebook.db") if each.why == "before-migration"]
    with closing(dbapi2.connect(str(home / "notebook.db"), isolation_level=None)) as db:
        db.execute("PRAGMA user_version=999")
    newer_one = hashlib.sha256((home / "notebook.db").read_bytes()).hexdigest()
    assert run("people").code == 8
    done = run("notebook", "restore", before.name, "--yes")
    assert done.code == 0, done
    assert len(run("people", "--format", "json").data) == 4
    (kept,) = [each.path for each in backups_of(home / "notebook.db") if each.why == "replaced"]
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == newer_one
    assert str(kept) in done.out


@pytest.mark.usefixtures("impatient")
def test_a_newer_notebook_that_may_be_open_is_not_replaced(run: Run, home: Path) -> None:
    notebook_of("0.1.0", home / "notebook.db")
    assert run("people").code == 0
    (before,) = [each.path for each in backups_of(home / "notebook.db") if each.why == "before-migration"]
    with closing(dbapi2.connect(str(home / "notebook.db"), isolation_level=None)) as db:
        db.execute("PRAGMA user_version=999")
        assert run("notebook", "restore", before.name, "--yes").code == 6
    assert run("people").code == 8
