"""Protection put on and taken off: whatever stops it, one notebook or the other is there, and no word is readable."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError, NotebookBusyError, PassphraseError
from coachkit.ids import new_id
from coachkit.notebook import making_over
from coachkit.notebook.connection import key_of, opened
from coachkit.notebook.keys import keys_beside, new_code, new_keys, read_keys, write_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.looking import is_protected
from coachkit.notebook.protecting import plain_copies, protect, unprotect
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.notebook.unlocking import Unlocking
from tests.notebook.conftest import DAY, now, person
from tests.notebook.killed_conversion import (
    CANARY,
    PASSPHRASE,
    ROOT,
    WITH_PASSPHRASE,
    convert,
    faults,
    plain_notebook,
    run,
)

FEW, MANY = 6, 200


@pytest.fixture(scope="session")
def plain_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("plain") / "home"
    plain_notebook(home / "notebook.db")
    return home


@pytest.fixture(scope="session")
def protected_home(plain_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("protected") / "home"
    shutil.copytree(plain_home, home)
    convert("protect", home / "notebook.db")
    return home


@pytest.fixture
def plain(plain_home: Path, path: Path) -> Path:
    shutil.copytree(plain_home, path.parent)
    return path


@pytest.fixture
def protected(protected_home: Path, path: Path) -> Path:
    shutil.copytree(protected_home, path.parent)
    return path


def a_change() -> Change:
    return Change(new_id(), "protect", "the protection", DAY, "Sam")


def every_byte(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file())


def test_protecting_keeps_everything_and_leaves_no_word_to_be_read(plain: Path) -> None:
    assert CANARY.encode() in every_byte(plain)
    convert("protect", plain)
    assert is_protected(plain)
    assert CANARY.encode() not in every_byte(plain)
    assert b"SQLite format" not in every_byte(plain)
    assert faults(plain) == []
    assert {file.name for file in plain.parent.rglob("*")} == {
        "notebook.db", "notebook.keys", "backups", "0.db", "0.keys", "1.db", "1.keys"
    }  # fmt: skip


def test_taking_it_off_gives_everything_back_and_leaves_no_keys(protected: Path) -> None:
    convert("unprotect", protected)
    assert not is_protected(protected)
    assert faults(protected) == []
    assert {file.name for file in protected.parent.rglob("*")} == {"notebook.db", "backups", "0.db", "1.db"}
    with Notebook.open(protected) as notebook:
        assert [line.act for line in notebook.trail()] == ["protected", "unprotected"]


def test_the_bytes_of_the_notebook_that_was_readable_are_written_over(plain: Path) -> None:
    other_name = plain.with_name("another name for the same file")
    other_name.hardlink_to(plain)
    assert CANARY.encode() in other_name.read_bytes()
    convert("protect", plain)
    assert set(other_name.read_bytes()) == {0}


def whole_whenever_it_is_killed(way: str, start: Path, home: Path, instants: int) -> None:
    """A conversion is killed at so many of its calls; each time all is there, and the next one goes through."""
    shutil.copytree(start, home)
    code, calls = run(way, home / "notebook.db")
    assert (code, faults(home / "notebook.db")) == (0, [])
    for instant in range(1, instants + 1):
        shutil.rmtree(home)
        shutil.copytree(start, home)
        die_at = calls * instant // (instants + 1)
        code, _ = run(way, home / "notebook.db", die_at)
        assert code == -signal.SIGKILL
        assert faults(home / "notebook.db") == [], f"killed at call {die_at} of {calls}"
        if is_protected(home / "notebook.db") == (way == "unprotect"):
            assert run(way, home / "notebook.db")[0] == 0
            assert faults(home / "notebook.db") == []


@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_killed_at_any_call_the_notebook_is_whole_and_the_next_time_goes_through(
    way: str, plain_home: Path, protected_home: Path, tmp_path: Path
) -> None:
    start = plain_home if way == "protect" else protected_home
    whole_whenever_it_is_killed(way, start, tmp_path / "home", FEW)


@pytest.mark.nightly
@pytest.mark.parametrize("way", ["protect", "unprotect"])
def test_killed_at_many_calls_the_notebook_is_whole_as_well(
    way: str, plain_home: Path, protected_home: Path, tmp_path: Path
) -> None:
    start = plain_home if way == "protect" else protected_home
    whole_whenever_it_is_killed(way, start, tmp_path / "home", MANY)


def test_killed_in_the_midst_of_writing_it_is_whole_as_well(plain_home: Path, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(6):
        home = tmp_path / "home"
        shutil.copytree(plain_home, home)
        command = [sys.executable, "-m", "tests.notebook.killed_conversion", "protect", str(home / "notebook.db"), "0"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
            deadline = time.monotonic() + 20
            while not (home / "notebook.keys").exists() and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(chance.random() * 0.06)
            child.kill()
        assert faults(home / "notebook.db") == []
        shutil.rmtree(home)


def test_while_another_window_has_it_open_nothing_is_changed(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making_over, "_PATIENCE_SECONDS", 0.1)
    keys, key, _ = new_keys(PASSPHRASE)
    with Notebook.open(plain) as other:
        with pytest.raises(NotebookBusyError, match="open in another window"):
            protect(plain, keys, key, a_change(), now())
        assert not keys_beside(plain).exists()
        person(other, "Omar")
    protect(plain, keys, key, a_change(), now())
    with Notebook.open(plain, unlock=WITH_PASSPHRASE) as notebook:
        assert {line.name for line in notebook.people()} == {"Maya", "Omar"}


def test_a_window_that_waited_while_it_was_protected_finds_the_new_notebook(plain: Path) -> None:
    keys, key, _ = new_keys(PASSPHRASE)
    program = (
        "import sys; from pathlib import Path; from coachkit.notebook.store import Notebook\n"
        "from tests.notebook.killed_conversion import WITH_PASSPHRASE\n"
        "print('there', flush=True); sys.stdin.readline()\n"
        "with Notebook.open(Path(sys.argv[1]), unlock=WITH_PASSPHRASE) as n: print(n.protected, n.counts().talks)\n"
    )

    def let_it_wait() -> None:
        write_keys(keys_beside(plain), keys)
        window.stdin.write("go\n")
        window.stdin.flush()
        time.sleep(0.5)

    command = [sys.executable, "-c", program, str(plain)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
        window.stdout.readline()
        making_over.make_over(plain, None, key, ready=let_it_wait)
        assert window.communicate(timeout=30)[0] == "True 40\n"
    with Notebook.open(plain, unlock=WITH_PASSPHRASE) as notebook:
        assert notebook.counts().talks == 40


def test_protecting_one_that_was_protected_meanwhile_changes_nothing(protected: Path) -> None:
    before = keys_beside(protected).read_bytes()
    keys, key, _ = new_keys("another four words")
    with pytest.raises(NotebookBusyError):
        protect(protected, keys, key, a_change(), now())
    assert keys_beside(protected).read_bytes() == before
    assert faults(protected) == []


def test_a_plain_notebook_with_keys_beside_it_is_plain_and_can_be_protected_anew(plain: Path) -> None:
    stale, _, _ = new_keys("words nobody remembers")
    write_keys(keys_beside(plain), stale)
    assert not is_protected(plain)
    with Notebook.open(plain) as notebook:
        assert not notebook.protected
    convert("protect", plain)
    assert faults(plain) == []


def test_what_a_killed_one_left_beside_the_notebook_is_gone_once_it_is_opened(protected: Path) -> None:
    left = [protected.with_name(f"notebook.db.over{ending}") for ending in ("", "-wal", "-shm", "-journal")]
    for file in left:
        file.write_text(CANARY)
    Notebook.open(protected, unlock=WITH_PASSPHRASE).close()
    assert not any(file.exists() for file in left)


def test_a_disk_without_room_changes_nothing(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making_over, "copy_notebook", full)
    keys, key, _ = new_keys(PASSPHRASE)
    with pytest.raises(CouldNotError, match="the disk is full"):
        protect(plain, keys, key, a_change(), now())
    monkeypatch.undo()
    assert not is_protected(plain)
    assert faults(plain) == []


def test_a_copy_that_cannot_be_read_is_left_and_named(plain: Path) -> None:
    broken = plain.parent / "backups" / "2.db"
    broken.write_bytes((plain.parent / "backups" / "1.db").read_bytes()[:5000])
    broken.chmod(0o600)
    convert("protect", plain)
    assert plain_copies(plain) == [broken]


def test_copies_follow_a_new_passphrase_and_a_new_code(protected: Path) -> None:
    before = (protected.parent / "backups" / "0.db").read_bytes()
    with Notebook.open(protected, unlock=WITH_PASSPHRASE) as notebook:
        fresh = new_code()
        notebook.change_keys(
            lambda keys, key: keys.with_passphrase(key, "quite other words").with_code(key, fresh),
            lambda: notebook.note_done(a_change(), Act.RECOVERED, now()),
        )
        with pytest.raises(CouldNotError, match="cannot be taken back"):
            notebook.undo()
    for file in (protected, *(protected.parent / "backups").glob("*.db")):
        keys = read_keys(keys_beside(file))
        assert keys is not None
        assert keys.opened_by("quite other words") == keys.opened_by_code(fresh)
        with pytest.raises(PassphraseError):
            keys.opened_by(PASSPHRASE)
    assert (protected.parent / "backups" / "0.db").read_bytes() == before


def test_a_copy_from_an_earlier_protection_keeps_its_own_keys(protected: Path) -> None:
    earlier = protected.parent.parent / "earlier"
    shutil.copytree(protected.parent / "backups", earlier)
    convert("unprotect", protected)
    shutil.copy(earlier / "0.db", protected.parent / "backups" / "9.db")
    shutil.copy(earlier / "0.keys", protected.parent / "backups" / "9.keys")
    keys, key, _ = new_keys("another four words")
    protect(protected, keys, key, a_change(), now())
    with Notebook.open(protected.parent / "backups" / "9.db", unlock=WITH_PASSPHRASE) as copy:
        assert copy.counts().talks == 40
    assert unprotect(protected, keys, key, a_change(), now()) == []
    assert key_of(protected.parent / "backups" / "9.db", WITH_PASSPHRASE) is not None


def test_a_key_of_another_notebook_is_a_wrong_passphrase_not_damage(protected: Path, tmp_path: Path) -> None:
    other = tmp_path / "key"
    other.write_text("coachkit-key:" + "ab" * 32)
    with pytest.raises(PassphraseError, match="another notebook"):
        Notebook.open(protected, unlock=Unlocking({"COACHKIT_PASSPHRASE_FILE": str(other)}))


@pytest.fixture
def _stale_wal(plain: Path) -> Iterator[None]:
    """A window that was killed left its last words in the -wal file."""
    db = opened(plain)
    db.execute("PRAGMA wal_autocheckpoint=0").fetchall()
    db.execute("UPDATE person SET name = 'CANARY Mia'")
    files = {ending: plain.with_name(plain.name + ending).read_bytes() for ending in ("", "-wal")}
    db.close()
    for ending, held in files.items():
        plain.with_name(plain.name + ending).write_bytes(held)
    yield


@pytest.mark.usefixtures("_stale_wal")
def test_words_still_in_the_wal_file_come_along_and_do_not_come_back_from_it(plain: Path) -> None:
    assert plain.with_name("notebook.db-wal").stat().st_size
    convert("protect", plain)
    assert not plain.with_name("notebook.db-wal").exists()
    assert b"CANARY" not in every_byte(plain)
    with Notebook.open(plain, unlock=WITH_PASSPHRASE) as notebook:
        assert [line.name for line in notebook.people()] == ["CANARY Mia"]


def test_a_crash_of_a_protected_notebook_writes_no_memory_to_the_disk(protected: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    Notebook.open(protected, unlock=WITH_PASSPHRASE).close()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    resource.setrlimit(resource.RLIMIT_CORE, before)


def test_a_conversion_that_only_renames_is_found_out(plain: Path) -> None:
    """What the checks here would say of a protection that leaves the readable file where it was."""
    convert("protect", plain)
    db = dbapi2.connect(str(plain.with_name("notebook.db.old")))
    db.execute("CREATE TABLE t (x)")
    db.execute("INSERT INTO t VALUES (?)", (CANARY,))
    db.commit()
    db.close()
    assert any(fault.startswith("readable: ") for fault in faults(plain))
