"""A protected notebook looked through: by its key, and without its keys told what is missing."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.creating import lay_out
from coachkit.notebook.keys import keys_beside, new_keys, write_keys
from tests.cli.conftest import Run
from tests.cli.looked_through import files, not_well
from tests.notebook.protected import PASSPHRASE


@pytest.fixture
def locked(peopled: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    keys, key, _ = new_keys(PASSPHRASE)
    with closing(dbapi2.connect(str(home / "notebook.db"), isolation_level=None)) as db:
        copy_notebook(db, home / "locked.db", key)
    shutil.rmtree(home / "backups")
    (home / "locked.db").replace(home / "notebook.db")
    write_keys(keys_beside(home / "notebook.db"), keys)
    monkeypatch.setenv("COACHKIT_PASSPHRASE", PASSPHRASE)
    return peopled


def test_a_protected_notebook_is_looked_through_and_saved_under_its_key(locked: Run, home: Path) -> None:
    assert not_well(locked("notebook", "check", "--format", "json")) == []
    path = home / "notebook.db"
    data = bytearray(path.read_bytes())
    data[4096 * 20 + 100] ^= 1
    path.write_bytes(data)
    assert "pages" in not_well(locked("notebook", "check", "--format", "json"))
    done = locked("notebook", "check", "--repair", "--format", "json")
    assert done.code == 0, done
    new = Path(done.data["path"])
    assert keys_beside(new).read_bytes() == keys_beside(path).read_bytes()
    for file in home.rglob("*"):
        assert file.is_dir() or b"Maya" not in file.read_bytes()
    assert locked("notebook", "restore", str(new), "--yes").code == 0
    assert not_well(locked("notebook", "check", "--format", "json")) == []
    assert locked("notebook", "check", "--repair").code == 0


def test_without_the_passphrase_nothing_is_looked_through(
    locked: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHKIT_PASSPHRASE", "wrong")
    assert locked("notebook", "check").code == 7
    assert locked("notebook", "check", "--repair").code == 7


def test_keys_that_are_gone_are_found_beside_a_copy(locked: Run, home: Path) -> None:
    assert locked("log", "Maya", "--by", "coach").code == 0
    keys_beside(home / "notebook.db").unlink()
    before = files(home)
    done = locked("notebook", "check", "--format", "json")
    assert not_well(done) == ["keys"]
    said = {part["part"]: part["said"] for part in done.data["parts"]}
    assert said["copies"] == "every copy can be put back"
    (beside,) = (home / "backups").glob("*.keys")
    assert str(beside) in said["keys"]
    assert "its keys file, notebook.keys, is not beside it" in done.err
    assert files(home) == before
    assert locked("notebook", "check", "--repair").code == 8
    assert files(home) == before
    shutil.copyfile(beside, keys_beside(home / "notebook.db"))
    assert not_well(locked("notebook", "check", "--format", "json")) == []


def test_copies_under_another_passphrase_are_counted_and_left_alone(locked: Run, home: Path) -> None:
    assert locked("log", "Maya", "--by", "coach").code == 0
    theirs, key, _ = new_keys("four other words entirely")
    other = home / "backups" / "other.db"
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as db:
        lay_out(db)
        copy_notebook(db, other, key)
    write_keys(keys_beside(other), theirs)
    done = locked("notebook", "check", "--format", "json")
    assert not_well(done) == []
    said = done.data["parts"][-1]["said"]
    assert said == "every copy can be put back; 1 is under another passphrase, and was not looked at"
    keys_beside(other).unlink()
    done = locked("notebook", "check", "--format", "json")
    assert "1 copy cannot be put back: backups/other.db" in done.data["parts"][-1]["said"]


@pytest.mark.parametrize("garbled", [False, True])
def test_without_its_keys_a_notebook_is_not_said_to_be_unprotected(locked: Run, home: Path, garbled: bool) -> None:
    keys = keys_beside(home / "notebook.db")
    keys.write_text("letters") if garbled else keys.unlink()
    done = locked("notebook", "check", "--format", "json")
    assert done.code == 8
    said = {part["part"]: part["said"] for part in done.data["parts"]}
    assert "beside a copy" in said["keys"]
    assert "not protected" not in said["keys"]
