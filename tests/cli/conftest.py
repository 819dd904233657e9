"""A coach's computer for tests: an empty home, a fixed day, and two ways to run the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from coachkit.notebook.replacing import restore
from coachkit.notebook.store import Notebook
from tests.computer import ROOT as ROOT
from tests.computer import SETTINGS as SETTINGS
from tests.computer import TODAY as TODAY
from tests.computer import UNWANTED, as_program, sitting_at
from tests.computer import Done as Done
from tests.computer import environment as environment
from tests.computer import everything_in as everything_in
from tests.computer import in_process as in_process
from tests.notebook.releases.shelf import notebook_of
from tests.notebook.safes import InMemory
from tests.whole_life import live

WALKS = ROOT / "prompts" / "walks"
ROSA = WALKS / "first_conversation-rosa.yaml"
PASSPHRASE = "four words by chance"  # noqa: S105
WINSTON = WALKS / "first_conversation-half.yaml"
OWN = """\
coachkit: 1
id: own
version: 1
title: Every kind of question
language: en
steps:
  - id: needed
    type: short
    required: yes
    ask: |
      What must be said?
    saves: hope
  - id: words
    type: text
    ask: |
      Some words?
    saves: experience
  - id: things
    type: list
    at_most: 3
    ask: |
      Which things?
    saves: skill
  - id: colour
    type: choice
    ask: |
      Which colour?
    options: { red: Red as a rose, blue: Blue }
  - id: fruits
    type: choices
    ask: |
      Which fruits?
    options: { apple: An apple, pear: A pear, plum: A plum }
  - id: near
    type: scale
    from: 0, far
    to: 10, near
    ask: |
      How near?
    saves: { as: scale, name: =nearness, value: near }
  - id: sure
    type: yes_no
    ask: |
      Are you sure?
    follow_up:
      - id: why
        type: text
        when: { sure: is yes }
        ask: |
          Why so sure?
        saves: works
  - id: day
    type: date
    ask: |
      Which day?
  - id: around
    type: people
    at_most: 3
    ask: |
      Who?
    fields:
      - id: gives
        type: short
        ask: |
          What do you do for {around.name}?
    saves: { as: person, name: name, gives: gives }
"""
Run = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The coach's folder, not there yet."""
    folder = tmp_path / "home"
    for name in [name for name in os.environ if name.startswith(UNWANTED)]:
        monkeypatch.delenv(name)
    for name, value in environment(folder).items():
        if name.startswith(("COACHKIT_", "TERM")):
            monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(home: Path) -> Iterator[Run]:
    """Run a command line inside this process: `run("talk", "Jo", lines="yes\\n")`."""
    before = os.umask(0o077)
    yield in_process
    os.umask(before)


@pytest.fixture
def program(home: Path) -> Run:
    """Run a command line as its own process: `program("people", env={…})`."""

    def start(*args: str, lines: str | bytes = b"", env: dict[str, str] | None = None, **more: Any) -> Done:
        return as_program(home, *args, lines=lines, env=env, **more)

    return start


@pytest.fixture(scope="session")
def kept_rosa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with Rosa's recorded talk in it, to copy from."""
    folder = tmp_path_factory.mktemp("rosa") / "home"
    subprocess.run(
        [sys.executable, "-m", "coachkit", "talk", "--answers", str(ROSA)],
        env=environment(folder),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return folder


@pytest.fixture
def rosa(kept_rosa: Path, home: Path, run: Run) -> Run:
    """The same as `run`, with Rosa's recorded talk in the notebook."""
    shutil.copytree(kept_rosa, home)
    return run


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with everything of somebody's in it, to copy from."""
    folder = tmp_path_factory.mktemp("life")
    with sitting_at(folder / "home"):
        live(in_process, folder / "home", folder)
    return folder / "home"


@pytest.fixture
def life(lived: Path, home: Path, run: Run) -> Run:
    """The same as `run`, with all of that life in the notebook."""
    shutil.copytree(lived, home)
    return run


@pytest.fixture
def uncopied(life: Run, home: Path) -> Run:
    """The same as `life`, without the copies that were made on the way."""
    shutil.rmtree(home / "backups", ignore_errors=True)
    return life


@pytest.fixture
def peopled(home: Path, run: Run) -> Run:
    """A notebook of four people, brought up to date and searched."""
    Notebook.open(notebook_of("0.1.0", home / "notebook.db")).close()
    assert run("find", "the").code == 0
    return run


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a twentieth of a second for another writer, not five."""
    monkeypatch.setitem(Notebook.open.__func__.__kwdefaults__, "busy_seconds", 0.05)  # type: ignore[attr-defined]
    monkeypatch.setattr(restore, "__defaults__", (0.05,))


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """No keyring but the one a test sets."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    InMemory.held.clear()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def given(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that COACHKIT_PASSPHRASE_FILE names."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("COACHKIT_PASSPHRASE_FILE", str(file))
    return file


def no_traceback(done: Done) -> None:
    """A fault is a sentence on stderr."""
    assert "Traceback" not in done.err + done.out
    assert "should not have" not in done.err


def no_escapes(done: Done) -> None:
    """Off a terminal no control character but the line end comes out, on either stream."""
    for text in (done.out, done.err):
        assert [char for char in text if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)] == []


@pytest.fixture
def own(home: Path) -> Path:
    """The coach's own script, in which every type of question stands once."""
    folder = home / "prompts"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(OWN, "utf-8")
    return home


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Go to another computer, whose notebook is empty: `elsewhere("there")`; settings of the environment can go."""

    def go(name: str = "there", *, settings: bool = True) -> Path:
        folder = tmp_path / name
        monkeypatch.setenv("COACHKIT_HOME", str(folder))
        if not settings:
            for each in ("COACH", "HOW", "HOW_SOON", "IF_NOT_ME", "EMERGENCY"):
                monkeypatch.delenv(f"COACHKIT_{each}", raising=False)
        return folder

    return go
