"""The recovery code typed on a terminal: to get into the notebook again, and to bring one back from a stick."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from coachkit.notebook.keys import keys_beside
from tests.tty.test_protecting import ANOTHER, PASSPHRASE, a_notebook, ctrl_c, opened, shown_code, type_at
from tests.tty.window import bytes_of, run

WRONG = "ABCD-ABCD-ABCD-ABCD-ABCD-ABCD"


class Kept(NamedTuple):
    """A home with a protected notebook, its recovery code, and a copy of the notebook for a stick."""

    home: Path
    code: str
    stick: Path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Made once, to copy from."""
    place = tmp_path_factory.mktemp("protected")
    home, stick = place / "home", place / "notebook-20261122T090000Z.db"
    a_notebook(home)
    with opened(home, "notebook", "protect", environ={"COACHKIT_PASSPHRASE": PASSPHRASE}) as window:
        code = shown_code(window)
        window.answer("Type its last four letters", f"{code[-4:]}\r")
        window.ended(0)
    with opened(home, "notebook", "backup", str(stick), environ={"COACHKIT_PASSPHRASE": PASSPHRASE}) as window:
        window.ended(0)
    return Kept(home, code, stick)


@pytest.fixture
def code(home: Path, kept: Kept) -> str:
    """A protected notebook in the home; its recovery code."""
    shutil.copytree(kept.home, home)
    return kept.code


@pytest.fixture
def stick(home: Path, code: str, kept: Kept, tmp_path: Path) -> Path:
    """A copy of it on a stick; the home is gone."""
    shutil.rmtree(home)
    copy = tmp_path / "stick" / kept.stick.name
    copy.parent.mkdir()
    for file in (kept.stick, keys_beside(kept.stick)):
        shutil.copy2(file, copy.parent)
    return copy


def test_a_slip_in_the_code_may_be_put_right(home: Path, code: str) -> None:
    before = bytes_of(home)
    with opened(home, "notebook", "recover") as window:
        window.answer("What is the recovery code?", f"{code[:-2]}\r")
        window.answer("That has 22 letters, and a recovery code has 24.", f"{WRONG}\r")
        window.answer("Compare it with your paper, letter by letter", f"{code}\r")
        type_at(window, "New passphrase: ", f"{ANOTHER}\r")
        type_at(window, "The same once more: ", f"{ANOTHER}\r")
        window.answer("Type its last four letters", "q\r")
        window.ended(1)
        assert "The one you used is still good." in window.story
        assert "coachkit notebook recover" not in window.story
    assert bytes_of(home) == before


def test_three_wrong_codes_are_enough_and_change_nothing(home: Path, code: str) -> None:
    before = bytes_of(home)
    with opened(home, "notebook", "recover") as window:
        for _ in range(3):
            window.answer("What is the recovery code?", f"{WRONG}\r")
        window.ended(7)
        assert "That recovery code does not open the notebook. Nothing was changed." in window.story
        assert "coachkit notebook recover" not in window.story
    for command, prompt in (("recover", "What is the recovery code?"), ("change-passphrase", "Passphrase:")):
        with opened(home, "notebook", command) as window:
            window.wait_for(prompt)
            ctrl_c(window)
            window.ended(130)
            assert "Nothing was changed." in window.story
    assert bytes_of(home) == before


@pytest.mark.parametrize("way", ["the passphrase", "enter", "the code at once", "wrong ones first"])
def test_a_notebook_comes_back_from_a_stick_by_whatever_is_still_known(
    home: Path, code: str, stick: Path, way: str
) -> None:
    with opened(home, "notebook", "restore", str(stick)) as window:
        first = {"the passphrase": PASSPHRASE, "enter": "", "the code at once": code.lower()}.get(way)
        if first is None:
            for attempt in range(1, 4):
                type_at(window, "Passphrase of the copy", "not this one\r", attempt)
        else:
            type_at(window, "Passphrase of the copy", f"{first}\r")
        if way in ("enter", "wrong ones first"):
            window.answer("Which recovery code was on the paper when the copy was made?", f"{code}\r")
        window.answer("Put it where the notebook belongs?", "2\r")
        window.ended(0)
        assert ("coachkit notebook recover" in window.story) == (way != "the passphrase")
        assert "Which recovery code" not in window.story or way in ("enter", "wrong ones first")
        assert "as the notebook was on Sunday 22 November 2026" in window.story
        assert PASSPHRASE not in window.story
    with opened(home, "people", environ={"COACHKIT_PASSPHRASE": PASSPHRASE}) as window:
        window.ended(0)
        assert "CANARY Maya" in window.story


def test_what_opens_no_copy_leaves_the_home_empty(home: Path, code: str, stick: Path) -> None:
    with opened(home, "notebook", "restore", str(stick)) as window:
        type_at(window, "Passphrase of the copy", "\r")
        for _ in range(3):
            window.answer("Which recovery code", f"{WRONG}\r")
        window.ended(7)
        assert "That does not open notebook-20261122T090000Z.db." in window.story
        assert "coachkit notebook recover" not in window.story
    with opened(home, "notebook", "restore", str(stick)) as window:
        window.wait_for("Passphrase of the copy")
        ctrl_c(window)
        window.ended(130)
        assert "Nothing was changed." in window.story
    assert not (home / "notebook.db").exists()


def test_a_forgotten_notebook_makes_way_for_a_copy(home: Path, code: str, stick: Path) -> None:
    a_notebook(home)
    with opened(home, "notebook", "protect", environ={"COACHKIT_PASSPHRASE": ANOTHER}) as window:
        window.answer("Type its last four letters", f"{shown_code(window)[-4:]}\r")
        window.ended(0)
    with opened(home, "notebook", "restore", str(stick)) as window:
        type_at(window, "Passphrase of the copy", f"{PASSPHRASE}\r")
        window.answer("Put it in the place of the notebook?", "2\r")
        type_at(window, "Passphrase of the notebook that is there now", "\r")
        window.ended(0)
    with opened(home, "people", environ={"COACHKIT_PASSPHRASE": PASSPHRASE}) as window:
        window.ended(0)


def test_the_key_is_never_shown_on_a_screen(home: Path) -> None:
    a_notebook(home)
    before = bytes_of(home)
    with opened(home, "notebook", "protect", "--key-file", "-", environ={"COACHKIT_PASSPHRASE": PASSPHRASE}) as window:
        window.ended(2)
        assert "never shown on a screen" in window.story
    assert bytes_of(home) == before
    assert "CANARY Maya" in run(home, "people")
