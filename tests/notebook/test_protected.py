"""A protected notebook: a passphrase or the recovery code opens it, and nothing else reads it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.errors import NotebookUnreadableError, NotFoundError, PassphraseError
from coachkit.notebook.copying import contents, copy_notebook
from coachkit.notebook.keys import DataKey, as_key_line, keys_beside, new_code, new_keys, read_keys, write_keys
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.notebook.unlocking import Unlocking
from tests.notebook.conftest import change, now, person, said, talk
from tests.notebook.protected import PASSPHRASE, protected_copy

WITH_PASSPHRASE = Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})


@pytest.fixture
def locked(notebook: Notebook, tmp_path: Path) -> Path:
    talk(notebook, person(notebook, "Maya"), said("good_day", "CANARY bread with Jo"))
    notebook.stale_talks()
    # In a folder of its own: it would wait for a notebook beside it that is open, to protect that as a copy.
    at = tmp_path / "other" / "locked.db"
    at.parent.mkdir()
    protected_copy(notebook, at)
    return at


def test_the_passphrase_opens_it_and_everything_can_be_done_in_it(locked: Path) -> None:
    with Notebook.open(locked, unlock=WITH_PASSPHRASE) as notebook:
        assert notebook.protected
        assert [line.name for line in notebook.people()] == ["Maya"]
        maya = notebook.people()[0].id
        talk(notebook, maya, said("good_day", "CANARY again"))
        notebook.rename_person(change(notebook), maya, "Mia", now())
    with Notebook.open(locked, unlock=WITH_PASSPHRASE) as notebook:
        assert [(line.name, line.talks) for line in notebook.people()] == [("Mia", 2)]


def test_no_word_can_be_read_in_any_file_of_it(locked: Path) -> None:
    with Notebook.open(locked, unlock=WITH_PASSPHRASE) as notebook:
        talk(notebook, notebook.people()[0].id, said("good_day", "CANARY once more"))
        files = [path for path in locked.parent.iterdir() if path.is_file()]
        assert {path.suffix for path in files} >= {".db", ".keys", ".db-wal"}
        for path in files:
            assert b"CANARY" not in path.read_bytes()
            assert b"SQLite format" not in path.read_bytes()
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "environ", [{}, {"COACHKIT_PASSPHRASE": "five words"}, {"COACHKIT_PASSPHRASE": "coachkit-key:ab"}]
)
def test_without_the_right_passphrase_it_stays_shut_and_as_it_was(locked: Path, environ: dict[str, str]) -> None:
    before = locked.read_bytes()
    with pytest.raises(PassphraseError):
        Notebook.open(locked, unlock=Unlocking(environ))
    with pytest.raises(PassphraseError):
        Notebook.open(locked)
    assert locked.read_bytes() == before
    assert sorted(path.name for path in locked.parent.glob("locked*")) == ["locked.db", "locked.keys"]


def test_a_file_may_hold_the_passphrase_or_the_key_itself(locked: Path, tmp_path: Path) -> None:
    keys = read_keys(keys_beside(locked))
    assert keys is not None
    for held in (PASSPHRASE + "\r\n", as_key_line(keys.opened_by(PASSPHRASE)) + "\n"):
        (tmp_path / "secret").write_text(held, "utf-8")
        with Notebook.open(locked, unlock=Unlocking({"COACHKIT_PASSPHRASE_FILE": str(tmp_path / "secret")})) as opened:
            assert opened.people()
    with pytest.raises(NotFoundError, match="COACHKIT_PASSPHRASE_FILE"):
        Notebook.open(locked, unlock=Unlocking({"COACHKIT_PASSPHRASE_FILE": str(tmp_path / "none")}))


def test_somebody_at_a_terminal_has_three_tries(locked: Path) -> None:
    typed = iter(["", "wrong", PASSPHRASE])
    with Notebook.open(locked, unlock=Unlocking({}, lambda _: next(typed))) as opened:
        assert opened.people()
    asked: list[str] = []
    with pytest.raises(PassphraseError):
        Notebook.open(locked, unlock=Unlocking({}, lambda question: asked.append(question) or "wrong"))
    assert len(asked) == 3


def test_the_recovery_code_opens_it_however_it_is_typed() -> None:
    keys, key, code = new_keys(PASSPHRASE)
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('0', 'o').replace('1', 'L')} "):
        assert keys.opened_by_code(typed) == key
    with pytest.raises(PassphraseError):
        keys.opened_by_code(code[:-1] + ("A" if code[-1] != "A" else "B"))
    newer = new_code()
    renewed = keys.with_code(key, newer)
    assert renewed.opened_by_code(newer) == renewed.opened_by(PASSPHRASE) == key
    with pytest.raises(PassphraseError):
        renewed.opened_by_code(code)


def test_another_passphrase_opens_the_same_key_and_the_old_one_nothing(tmp_path: Path) -> None:
    keys, key, code = new_keys("Café au lait")
    changed = keys.with_passphrase(key, "new words")
    write_keys(tmp_path / "n.keys", changed)
    read = read_keys(tmp_path / "n.keys")
    assert read == changed
    assert read is not None
    assert read.opened_by("new words") == read.opened_by_code(code) == key
    with pytest.raises(PassphraseError):
        read.opened_by("Café au lait")
    assert keys.opened_by("Cafe\u0301 au lait\n") == key


def test_a_key_is_never_shown() -> None:
    keys, key, _ = new_keys(PASSPHRASE)
    shown = repr(key) + str(key) + repr(keys)
    assert key.raw.hex() not in shown
    assert repr(key.raw) not in shown


@pytest.mark.parametrize(
    "held",
    [b"", b"{}", b"[]", b"\xff", b'{"coachkit_keys": 2}', b"[" * 100_000, None, "passes", "memory_kib"],
)
def test_a_key_file_that_is_none_is_refused_with_what_to_do(locked: Path, held: bytes | str | None) -> None:
    beside = keys_beside(locked)
    if isinstance(held, bytes):
        beside.write_bytes(held)
    elif held is None:
        beside.unlink()
    else:
        told = json.loads(beside.read_bytes())
        told["argon2id"][held] = 10**9
        beside.write_text(json.dumps(told))
    with pytest.raises(NotebookUnreadableError) as caught:
        Notebook.open(locked, unlock=WITH_PASSPHRASE)
    assert caught.value.hint


def test_a_copy_under_any_key_holds_the_same(notebook: Notebook, tmp_path: Path) -> None:
    maya = person(notebook, "Maya")
    for number in range(30):
        talk(notebook, maya, said("good_day", f"bread {number}"))
    notebook.stale_talks()
    notebook.note_act(Act.EXPORTED, now(), {"people": 1})
    held = contents(notebook._db)
    assert held["session"].rows == 30
    for name, key in (("plain.db", None), ("first.db", DataKey(b"k" * 32)), ("second.db", DataKey(b"l" * 32))):
        assert copy_notebook(notebook._db, tmp_path / name, key) == held
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    with Notebook.open(tmp_path / "plain.db") as again:
        assert (again.talks(), again.trail()) == (notebook.talks(), notebook.trail())
    with pytest.raises(FileExistsError):
        copy_notebook(notebook._db, tmp_path / "plain.db", None)


def test_a_trail_can_only_be_added_to(notebook: Notebook) -> None:
    assert notebook.trail() == []
    notebook.note_act(Act.EXPORTED, now(), {"people": 2, "format": "md"})
    notebook.note_act(Act.BACKED_UP, now())
    assert [(line.act, line.detail) for line in notebook.trail()] == [
        ("exported", {"people": 2, "format": "md"}),
        ("backed_up", {}),
    ]
    for statement in (
        "DELETE FROM trail",
        "UPDATE trail SET act = 'nothing'",
        "INSERT OR REPLACE INTO trail VALUES (1, '', '', '')",
    ):
        with pytest.raises(dbapi2.IntegrityError):
            notebook._db.execute(statement)
    assert len(notebook.trail()) == 2


def test_a_first_page_torn_by_a_power_cut_is_read_from_what_was_written_before_it(locked: Path, tmp_path: Path) -> None:
    after = tmp_path / "after" / "locked.db"
    after.parent.mkdir()
    with Notebook.open(locked, unlock=WITH_PASSPHRASE) as notebook:
        for number in range(30):
            talk(notebook, notebook.people()[0].id, said("good_day", f"{number} " * 600))
        for path in (locked, keys_beside(locked), locked.with_name("locked.db-wal")):
            (after.parent / path.name).write_bytes(path.read_bytes())
    torn = bytearray(after.read_bytes())
    torn[512:1024] = locked.read_bytes()[512:1024]
    assert torn != after.read_bytes()
    after.write_bytes(torn)
    with Notebook.open(after, unlock=WITH_PASSPHRASE) as notebook:
        assert notebook.people()[0].talks == 31


def test_a_first_page_torn_with_nothing_written_before_it_is_damage_and_left_alone(locked: Path) -> None:
    torn = bytearray(locked.read_bytes())
    torn[512:1024] = bytes(512)
    locked.write_bytes(torn)
    with pytest.raises(NotebookUnreadableError):
        Notebook.open(locked, unlock=WITH_PASSPHRASE)
    assert locked.read_bytes() == torn
    assert not locked.with_name("locked.db-wal").exists()
