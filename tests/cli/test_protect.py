"""The notebook under a passphrase, from the command line: put on, changed, forgotten, taken off."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from coachkit.notebook.keys import keys_beside, read_keys
from tests.cli.conftest import PASSPHRASE, Done, Run, everything_in, no_traceback
from tests.notebook.safes import Failing, InMemory

ANOTHER = "quite other words then"
pytestmark = pytest.mark.usefixtures("no_keyring")


@pytest.fixture
def protected(rosa: Run, given: Path) -> Done:
    """Rosa's notebook, protected; what protecting it said."""
    done = rosa("notebook", "protect")
    assert done.code == 0, done.err
    return done


def use(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)


def test_protecting_prints_the_recovery_code_and_nothing_can_be_read_afterwards(
    protected: Done, rosa: Run, home: Path, given: Path
) -> None:
    code = protected.out.strip()
    assert [len(group) for group in code.split("-")] == [4] * 6
    assert "on a laptop that is lost, stolen or lent" in " ".join(protected.err.split())
    assert "has no keyring" in protected.err
    assert "Rosa" in rosa("people").out
    assert b"Rosa" not in everything_in(home)
    assert b"SQLite format" not in everything_in(home)
    given.unlink()
    assert rosa("people").code == 3


def test_a_passphrase_is_stretched_so_that_each_try_takes_a_while(
    home: Path, rosa: Run, program: Run, given: Path
) -> None:
    done = program("notebook", "protect", env={"COACHKIT_PASSPHRASE_FILE": str(given)})
    assert done.code == 0, done.err
    costs = json.loads((home / "notebook.keys").read_bytes())["argon2id"]
    assert costs == {"memory_kib": 64 * 1024, "passes": 3, "lanes": 4}
    assert "Rosa" in rosa("people").out


@pytest.mark.parametrize("words", [[], ["people"], ["talk", "Rosa"], ["notebook", "status"], ["undo"], ["find", "x"]])
def test_without_the_passphrase_every_command_says_what_to_do(
    protected: Done, rosa: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COACHKIT_PASSPHRASE_FILE")
    done = rosa(*words)
    assert done.code == 7
    assert "COACHKIT_PASSPHRASE_FILE" in done.err
    assert "Rosa" not in done.out + done.err
    monkeypatch.setenv("COACHKIT_PASSPHRASE", "four wrong words here")
    done = rosa(*words)
    assert done.code == 7
    assert "recover" in done.err


def test_a_wrong_passphrase_keeps_the_half_typed_talk(protected: Done, rosa: Run, home: Path, given: Path) -> None:
    before = rosa("talk", "Rosa", "--new", lines="1\nAn hour without the telephone\n")
    assert before.code == 0
    files = everything_in(home)
    given.write_text("four wrong words here")
    assert rosa("talk", "Rosa", lines="more words\n").code == 7
    assert everything_in(home) == files
    given.write_text(PASSPHRASE)
    assert rosa("talk", "Rosa", lines="").code in (0, 5)


def test_the_tab_key_asks_nothing_and_says_nothing(protected: Done, program: Run, given: Path) -> None:
    tab = {"_COACHKIT_COMPLETE": "complete_bash", "COMP_WORDS": "coachkit profile R", "COMP_CWORD": "2"}
    done = program(env=tab)
    assert (done.code, done.out.strip(), done.err) == (0, "", "")
    assert program(env={**tab, "COACHKIT_PASSPHRASE_FILE": str(given)}).out == "Rosa\n"


def test_status_and_doctor_say_how_it_stands_with_and_without_the_passphrase(
    rosa: Run, given: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "whoever can open this login can read it" in rosa("notebook", "status").out
    rosa("notebook", "protect")
    for words in (["notebook", "status"], ["doctor"]):
        told = rosa(*words).out
        assert "by a passphrase, while the computer is off or the notebook closed" in told
        assert "in no keyring" in told
    told_apart = {"path": "", "bytes": 0, "backups": {}, "copies": []}
    assert rosa("notebook", "status", "--format", "json").data | told_apart == {
        "path": "", "bytes": 0, "there": True, "people": 1, "talks": 1, "protected": True,
        "key_in_keyring": False, "plain_copies": 0, "backups": {}, "copies": [],
    }  # fmt: skip
    monkeypatch.delenv("COACHKIT_PASSPHRASE_FILE")
    without = rosa("notebook", "status", "--format", "json")
    assert (without.code, without.data["protected"], without.data["people"]) == (7, True, None)
    doctor = rosa("doctor")
    assert doctor.code == 0
    assert "by a passphrase" in doctor.out


def test_nothing_of_it_can_be_undone(protected: Done, rosa: Run) -> None:
    done = rosa("undo")
    assert done.code == 1
    assert "cannot be taken back: the notebook was protected" in done.err
    assert "Rosa" in rosa("people").out


def test_another_passphrase_takes_the_old_one_and_leaves_the_recovery_code(
    protected: Done, rosa: Run, given: Path, tmp_path: Path, home: Path
) -> None:
    new = tmp_path / "new"
    new.write_text(ANOTHER)
    before = (home / "notebook.db").stat().st_ino
    assert rosa("notebook", "change-passphrase").code == 5
    assert rosa("notebook", "change-passphrase", "--new-file", str(new)).code == 0
    assert (home / "notebook.db").stat().st_ino == before
    assert rosa("people").code == 7
    given.write_text(ANOTHER)
    assert rosa("people").code == 0
    assert rosa("undo").code == 1
    assert rosa("notebook", "recover", "--code-file", "-", lines=protected.out).code == 0


def test_the_recovery_code_lets_a_coach_in_who_forgot_and_is_used_up(
    protected: Done, rosa: Run, given: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.write_text(ANOTHER)
    wrong = rosa("notebook", "recover", "--code-file", "-", "--new-file", str(new), lines="AAAA-AAAA")
    assert wrong.code == 7
    done = rosa("notebook", "recover", "--code-file", "-", "--new-file", str(new), lines=protected.out.lower())
    assert done.code == 0, done.err
    assert done.out.strip() != protected.out.strip()
    assert rosa("people").code == 7
    given.write_text(ANOTHER)
    assert "Rosa" in rosa("people").out
    assert rosa("undo").code == 1
    again = rosa("notebook", "recover", "--code-file", "-", "--new-file", str(new), lines=protected.out)
    assert again.code == 7
    assert rosa("notebook", "recover", "--code-file", "-", "--new-file", str(new), lines=done.out).code == 0


def test_taking_it_off_needs_the_passphrase_and_a_yes(
    protected: Done, rosa: Run, given: Path, home: Path, tmp_path: Path
) -> None:
    assert rosa("notebook", "protect", "--key-file", str(tmp_path / "key")).code == 0
    assert rosa("notebook", "unprotect").code == 5
    passphrase = given.read_text()
    given.write_text((tmp_path / "key").read_text())
    assert rosa("people").code == 0
    assert rosa("notebook", "unprotect", "--yes").code == 7
    given.write_text(passphrase)
    done = rosa("notebook", "unprotect", "--yes")
    assert done.code == 0, done.err
    assert {file.name for file in home.iterdir()} == {"notebook.db", "backups"}
    assert list((home / "backups").glob("*.keys")) == []
    given.unlink()
    assert "Rosa" in rosa("people").out
    assert rosa("undo").code == 1
    assert rosa("notebook", "unprotect", "--yes").code == 0
    assert rosa("notebook", "recover").code == 1
    assert rosa("notebook", "change-passphrase").code == 1


def test_a_key_file_opens_it_is_the_owners_alone_and_lies_elsewhere(
    rosa: Run, given: Path, home: Path, tmp_path: Path
) -> None:
    beside = rosa("notebook", "protect", "--key-file", str(home / "deep" / "key"))
    assert (beside.code, (home / "notebook.keys").exists()) == (2, False)
    key = tmp_path / "key"
    assert rosa("notebook", "protect", "--key-file", str(key)).code == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert rosa("notebook", "protect", "--key-file", str(key)).code == 1
    given.write_text(key.read_text())
    assert "Rosa" in rosa("people").out
    assert rosa("notebook", "change-passphrase", "--new-file", str(given)).code == 7


@pytest.mark.parametrize("chosen", ["short one", "   blanks   ", "coachkit-key:" + "ab" * 32])
def test_a_passphrase_too_short_is_refused_and_nothing_is_changed(
    rosa: Run, given: Path, home: Path, chosen: str
) -> None:
    given.write_text(chosen)
    before = everything_in(home)
    done = rosa("notebook", "protect")
    assert done.code == 2
    assert done.out == ""
    assert everything_in(home) == before


def test_protecting_asks_for_a_terminal_or_a_file(rosa: Run, home: Path) -> None:
    done = rosa("notebook", "protect")
    assert done.code == 5
    assert "COACHKIT_PASSPHRASE_FILE" in done.err
    assert not keys_beside(home / "notebook.db").exists()


def test_an_empty_notebook_can_be_protected_before_the_visit(run: Run, given: Path, home: Path) -> None:
    assert "coachkit notebook protect" in run().out
    assert run("notebook", "protect").code == 0
    welcome = run().out
    assert "coachkit notebook protect" not in welcome
    assert "protected by a passphrase while it is closed" in welcome
    assert run("talk", lines="Maya\n1\nAn hour without the telephone\n").code == 0
    assert b"telephone" not in everything_in(home)


def test_protecting_twice_says_so(protected: Done, rosa: Run) -> None:
    again = rosa("notebook", "protect")
    assert (again.code, again.out) == (0, "")
    assert "protected already" in again.err


def test_a_copy_of_the_key_in_the_keyring_opens_it_and_goes_with_the_protection(
    rosa: Run, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(InMemory())
    assert rosa("notebook", "protect").code == 0
    assert InMemory.held == {}
    assert rosa("notebook", "protect", "--keyring").code == 0
    assert len(InMemory.held) == 1
    monkeypatch.delenv("COACHKIT_PASSPHRASE_FILE")
    assert "Rosa" in rosa("people").out
    assert "whoever can use your login" in rosa("notebook", "status").out
    assert "whoever can use your login" in rosa("doctor").out
    assert rosa("notebook", "unprotect", "--yes").code == 7
    monkeypatch.setenv("COACHKIT_PASSPHRASE_FILE", str(given))
    assert rosa("notebook", "unprotect", "--yes").code == 0
    assert InMemory.held == {}


def test_the_copy_in_the_keyring_can_be_taken_out_again(rosa: Run, given: Path, home: Path) -> None:
    use(InMemory())
    assert rosa("notebook", "protect", "--keyring").code == 0
    assert len(InMemory.held) == 1
    assert "no longer in the keyring" in rosa("notebook", "protect", "--no-keyring").err
    assert InMemory.held == {}
    keys = read_keys(home / "notebook.keys")
    assert keys is not None
    assert keys.keyring == ""


def test_a_keyring_that_fails_is_no_trouble(rosa: Run, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(Failing())
    done = rosa("notebook", "protect", "--keyring")
    assert done.code == 0
    assert "did not take the key" in done.err
    no_traceback(done)
    use(InMemory())
    rosa("notebook", "protect", "--keyring")
    InMemory.held.clear()
    assert "does not give it" in rosa("notebook", "status").out
    assert "Rosa" in rosa("people").out
    monkeypatch.delenv("COACHKIT_PASSPHRASE_FILE")
    assert rosa("people").code == 7


def test_what_was_done_stands_in_the_trail_without_a_word_of_anybodys(
    protected: Done, rosa: Run, given: Path, tmp_path: Path
) -> None:
    from coachkit.notebook.store import Notebook
    from coachkit.notebook.unlocking import Unlocking
    from coachkit.settings import Settings

    rosa("notebook", "protect", "--key-file", str(tmp_path / "key"))
    new = tmp_path / "new"
    new.write_text(ANOTHER)
    rosa("notebook", "change-passphrase", "--new-file", str(new))
    given.write_text(ANOTHER)
    with Notebook.open(Settings.load().notebook_file, unlock=Unlocking()) as notebook:
        told = [(line.act, line.detail) for line in notebook.trail()]
    assert told == [("protected", {}), ("key_kept", {"where": "file"}), ("passphrase_changed", {})]


def test_after_the_first_talk_of_a_day_one_line_names_protection(run: Run, given: Path) -> None:
    first = run("talk", lines="Maya\n1\nAn hour without the telephone\n")
    assert first.err.count("coachkit notebook protect") == 1
    assert run("talk", lines="Omar\n1\nBread\n").err.count("coachkit notebook protect") == 0
    run("notebook", "protect")
    assert "notebook protect" not in run("talk", lines="Jo\n1\nBread\n").err


def test_a_dry_run_without_a_notebook_writes_nothing_anywhere(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir(mode=0o500)
    monkeypatch.setattr("tempfile.tempdir", str(scratch / "not there"))
    file = tmp_path / "note.md"
    file.write_text("CANARY Maya bakes bread for the whole stair.\n")
    done = run("import", str(file), "--person", "Maya", "--on", "2026-11-20", "--dry-run")
    assert done.code == 0, done.err
    assert not home.exists()
