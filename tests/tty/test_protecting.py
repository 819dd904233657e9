"""Protecting the notebook as a coach does it: typed unseen, the code shown once and typed back, nothing half done."""

from __future__ import annotations

import re
from pathlib import Path

from coachkit.notebook.keys import keys_beside, read_keys
from coachkit.notebook.looking import is_protected
from tests.tty.window import CTRL_C, Window, bytes_of, run

PASSPHRASE, ANOTHER = "four words by chance", "quite other words then"
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
_CODE = re.compile(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}")


def a_notebook(home: Path) -> None:
    run(home, "person", "add", "CANARY Maya")


def opened(home: Path, *words: str, environ: dict[str, str] | None = None) -> Window:
    return Window(home, "--plain", *words, environ={**NO_KEYRING, **(environ or {})})


def type_at(window: Window, prompt: str, keys: str, nth: int = 1) -> None:
    """Type once a prompt is there: getpass throws away what was typed before it, and shows its prompt after that."""
    window.wait_until(lambda: window.raw.decode(errors="replace").count(prompt) >= nth, f"no {prompt} {nth}")
    window.type(keys)


def ctrl_c(window: Window) -> None:
    """Press Ctrl-C once it is waited for: between a prompt and its reading Python would only look at it after a key."""
    window.wait_still(0.1)
    window.type(CTRL_C)


def shown_code(window: Window) -> str:
    window.wait_until(lambda: _CODE.search(window.text) is not None, "no code")
    found = _CODE.search(window.text)
    assert found
    return found[0]


def test_the_whole_ceremony(home: Path) -> None:
    a_notebook(home)
    with opened(home, "notebook", "protect") as window:
        type_at(window, "New passphrase: ", "short\r")
        window.wait_for("too short")
        type_at(window, "New passphrase: ", f"{PASSPHRASE}\r", 2)
        type_at(window, "The same once more: ", "something else\r")
        window.wait_for("were not the same")
        type_at(window, "New passphrase: ", f"{PASSPHRASE}\r", 3)
        type_at(window, "The same once more: ", f"{PASSPHRASE}\r", 2)
        code = shown_code(window)
        assert not is_protected(home / "notebook.db")
        window.answer("Type its last four letters", "ZZZZ0\r")
        window.answer("Look at your paper", f"{code[-4:].lower()}\r")
        window.ended(0)
        assert "The notebook is protected." in window.story
        assert "has no keyring" in window.story
        for secret in (PASSPHRASE, "something else"):
            assert secret not in window.story
        assert window.story.count(code) == 1
    assert is_protected(home / "notebook.db")
    assert b"CANARY" not in bytes_of(home)
    keys = read_keys(keys_beside(home / "notebook.db"))
    assert keys is not None
    assert keys.opened_by(PASSPHRASE) == keys.opened_by_code(code)


def test_a_code_that_was_not_written_down_protects_nothing(home: Path) -> None:
    a_notebook(home)
    before = bytes_of(home)
    with opened(home, "notebook", "protect") as window:
        type_at(window, "New passphrase: ", f"{PASSPHRASE}\r")
        type_at(window, "The same once more: ", f"{PASSPHRASE}\r")
        window.answer("Type its last four letters", "q\r")
        window.ended(1)
        assert "Nothing was changed." in window.story
        assert "opens nothing: tear up the paper" in window.story
    assert bytes_of(home) == before


def test_ctrl_c_at_any_question_leaves_everything_as_it_was(home: Path) -> None:
    a_notebook(home)
    before = bytes_of(home)
    for answered in range(3):
        with opened(home, "notebook", "protect") as window:
            if answered:
                type_at(window, "New passphrase: ", f"{PASSPHRASE}\r")
            if answered > 1:
                type_at(window, "The same once more: ", f"{PASSPHRASE}\r")
                window.asked("Type its last four letters")
            else:
                window.wait_for(("New passphrase: ", "The same once more: ")[answered].strip())
            ctrl_c(window)
            window.ended(130)
            assert "Nothing was changed." in window.story
            assert ("opens nothing: tear up the paper" in window.story) == (answered > 1)
        assert bytes_of(home) == before


def test_a_talk_asks_before_its_first_question_and_once(home: Path) -> None:
    run_with = {"COACHKIT_PASSPHRASE": PASSPHRASE}
    a_notebook(home)
    with opened(home, "notebook", "protect", environ=run_with) as window:
        window.answer("Type its last four letters", f"{shown_code(window)[-4:]}\r")
        window.ended(0)
    before = bytes_of(home)
    with opened(home, "talk") as window:
        type_at(window, "Passphrase: ", "wrong words\r")
        window.wait_for("That is not it.")
        type_at(window, "Passphrase: ", f"{PASSPHRASE}\r", 2)
        window.asked("Who")
        assert window.raw.count(b"Passphrase: ") == 2
        window.press("q\r")
        window.ended(0)
        assert window.raw.count(b"Passphrase: ") == 2
    with opened(home, "talk") as window:
        window.wait_for("Passphrase:")
        ctrl_c(window)
        window.ended(130)
    with opened(home, "people") as window:
        for attempt in range(1, 4):
            type_at(window, "Passphrase: ", "wrong words\r", attempt)
        window.ended(7)
    assert bytes_of(home) == before


def test_the_code_and_a_new_passphrase_and_taking_it_off(home: Path) -> None:
    a_notebook(home)
    with opened(home, "notebook", "protect", environ={"COACHKIT_PASSPHRASE": PASSPHRASE}) as window:
        code = shown_code(window)
        window.answer("Type its last four letters", f"{code[-4:]}\r")
        window.ended(0)
    with opened(home, "notebook", "recover") as window:
        window.answer("What is the recovery code?", f"{code.lower().replace('-', ' ')}\r")
        type_at(window, "New passphrase: ", f"{ANOTHER}\r")
        type_at(window, "The same once more: ", f"{ANOTHER}\r")
        window.answer("Type its last four letters", f"{shown_code(window)[-4:]}\r")
        window.ended(0)
    with opened(home, "notebook", "change-passphrase") as window:
        type_at(window, "Passphrase: ", f"{ANOTHER}\r")
        type_at(window, "New passphrase: ", f"{PASSPHRASE}\r")
        type_at(window, "The same once more: ", f"{PASSPHRASE}\r")
        window.ended(0)
        assert "recovery code stays good" in window.story
    with opened(home, "notebook", "unprotect") as window:
        window.answer("Take the protection off?", "2\r")
        type_at(window, "Passphrase: ", f"{PASSPHRASE}\r")
        window.ended(0)
    assert not is_protected(home / "notebook.db")
    assert "CANARY Maya" in run(home, "people")


def test_the_keyring_is_offered_where_there_is_one_and_no_is_the_answer_of_enter(home: Path, tmp_path: Path) -> None:
    a_notebook(home)
    safe = {
        "PYTHON_KEYRING_BACKEND": "tests.notebook.safes.InFile",
        "TEST_KEYRING": str(tmp_path / "safe"),
        "COACHKIT_PASSPHRASE": PASSPHRASE,
    }
    for answer, kept in (("1", False), ("2", True)):
        with opened(home, "notebook", "protect", environ=safe) as window:
            window.answer("Type its last four letters", f"{shown_code(window)[-4:]}\r")
            window.asked("Whoever can use your login can then read the notebook.")
            window.press(f"{answer}\r")
            window.ended(0)
        assert (tmp_path / "safe").exists() == kept
        environ = {name: value for name, value in safe.items() if name != "COACHKIT_PASSPHRASE"}
        with opened(home, "people", environ=environ) as window:
            if not kept:
                type_at(window, "Passphrase: ", f"{PASSPHRASE}\r")
            window.ended(0)
            assert "CANARY Maya" in window.story
            assert ("Passphrase" in window.story) != kept
        with opened(home, "notebook", "unprotect", "--yes", environ=safe) as window:
            window.ended(0)
    assert (tmp_path / "safe").read_text() == "{}"
