"""Words need not stand in a command line, where a shell, a list of processes and a usage error would show them."""

from __future__ import annotations

import importlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from coachkit.cli.app import TABLE
from tests.cli.conftest import Run, environment, no_traceback

WORDS = "CANARY kept to ourselves"
# Takes somebody's words, and where they are to be found again.
GIVEN = [
    (("log", "Rosa", "--note", "-"), ("person", "show", "Rosa")),
    (("handover", "yes", "Rosa", "café", "--limit", "-"), ("handover", "show", "Rosa")),
    (("handover", "yes", "Rosa", "café", "--gets", "-"), ("handover", "show", "Rosa")),
    (("handover", "asked", "Rosa", "café", "--why", "-"), ("handover", "show", "Rosa")),
    (("handover", "add", "Rosa", "-"), ("handover", "show", "Rosa")),
    *((("handover", "edit", "Rosa", "café", f"--{name}", "-"), ("export", "Rosa"))
      for name in ("what", "theirs", "mine", "stops", "when", "by", "backup")),
    (("handover", "edit", "Rosa", "café", "--mine", "the bus", "--why", "-"), ("handover", "show", "Rosa")),
    (("introduce", "Rosa", "--to", "Mr Okafor", "--because", "-"), ("introductions", "Rosa")),
    (("introduce", "Rosa", "--to", "Mr Okafor", "--why", "-"), ("introductions", "Rosa")),
    (("come-back", "Rosa", "--sign", "-"), ("export", "Rosa")),
    (("come-back", "Rosa", "--over", "--how-often", "-"), ("plan", "Rosa")),
    (("person", "archive", "Rosa", "--ending", "moved-away", "--why", "-"), ("export", "Rosa")),
    (("settings", "safety", "-"), ("settings", "safety")),
    (("person", "add", "-"), ("people",)),
    (("person", "rename", "Rosa", "-"), ("people",)),
    (("handover", "edit", "Rosa", "café", "--helper", "-"), ("handover", "show", "Rosa")),
    (("introduce", "Rosa", "--to", "-"), ("introductions", "Rosa")),
    (("introduce", "Rosa", "--to", "Mr Okafor", "--with", "-"), ("introductions", "Rosa")),
    (("come-back", "Rosa", "--rang", "-"), ("export", "Rosa")),
]  # fmt: skip


@pytest.mark.parametrize(("command", "look"), GIVEN, ids=lambda words: " ".join(words))
def test_a_dash_takes_the_words_from_stdin(rosa: Run, command: tuple[str, ...], look: tuple[str, ...]) -> None:
    if "--over" in command:
        rosa("come-back", "Rosa")
    done = rosa(*command, lines=f"{WORDS}\n")
    assert done.code == 0, done.err
    assert WORDS in " ".join(rosa(*look).out.split())


def test_a_search_can_be_for_words_from_stdin(rosa: Run) -> None:
    assert rosa("find", "-", lines="soup\n").out == rosa("find", "soup").out != ""


def test_a_thing_that_is_back_can_be_named_on_stdin(rosa: Run) -> None:
    assert rosa("handover", "moved", "Rosa", "forms").code == 0
    assert "Back with" in rosa("come-back", "Rosa", "--back", "-", lines="forms\n").out


@pytest.mark.parametrize("lines", ["", "\n \n"])
def test_no_words_on_stdin_take_nothing_away(rosa: Run, lines: str) -> None:
    before = rosa("handover", "show", "Rosa").out
    done = rosa("handover", "edit", "Rosa", "café", "--theirs", "-", lines=lines)
    assert (done.code, done.out) == (2, "")
    assert rosa("handover", "show", "Rosa").out == before


def test_one_stdin_holds_one_text(rosa: Run) -> None:
    done = rosa("handover", "yes", "Rosa", "café", "--limit", "-", "--gets", "-", lines=f"{WORDS}\n")
    assert (done.code, done.out) == (2, "")
    assert WORDS not in done.err


def test_on_a_terminal_several_texts_are_typed_one_after_the_other(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Typed(io.StringIO):
        said = [f"{WORDS}\n", "the biscuits\n"]

        def isatty(self) -> bool:
            return True

        def read(self, *_: object) -> str:
            return self.said.pop(0)

    typed = Typed()
    monkeypatch.setattr("coachkit.askers.plain.open_stdin", lambda: typed)
    done = rosa("handover", "yes", "Rosa", "café", "--limit", "-", "--gets", "-")
    assert done.code == 0, done.err
    assert done.err.index("--limit: Type it") < done.err.index("--gets: Type it")
    shown = " ".join(rosa("handover", "show", "Rosa").out.split())
    assert WORDS in shown
    assert "the biscuits" in shown


def every_parameter() -> Iterator[tuple[str, Any]]:
    """Each command's name with each of its options and arguments."""
    for module, _ in TABLE.values():
        command = typer.main.get_command(importlib.import_module(f"coachkit.cli.{module}").app)
        for each in (command, *getattr(command, "commands", {}).values()):
            yield from ((f"{module} {each.name}", parameter) for parameter in each.params)


def test_every_option_that_takes_words_takes_a_dash() -> None:
    taken = re.compile(r"\b(TEXT|NAME)\b")
    words = [(name, each) for name, each in every_parameter() if each.metavar and taken.search(each.metavar)]
    # An import and a setting are called so, and no person is.
    words = [(name, each) for name, each in words if not name.startswith(("import_", "settings"))]
    assert len(words) > 20
    for name, each in words:
        assert each.metavar.strip("[]").endswith("|-"), (name, each.name)
    for name, each in every_parameter():
        if each.metavar and each.metavar.strip("[]") in ("TEXT|-", "WHAT|-", "VALUE|-", "NAME|-"):
            assert each.callback is not None, (name, each.name)


@pytest.mark.parametrize("command", [
    ("log", "Rosa", "--note", *WORDS.split()), ("handover", "yes", "Rosa", "café", "--limit", *WORDS.split()),
    ("find", *WORDS.split()), ("settings", "safety", *WORDS.split()), ("plan", "Rosa", *WORDS.split()),
    ("undo", *WORDS.split()),
], ids=lambda words: words[0])  # fmt: skip
def test_words_without_quotes_round_them_are_not_said_again(rosa: Run, command: tuple[str, ...]) -> None:
    done = rosa(*command)
    assert (done.code, done.out) == (2, "")
    assert not any(word in done.err for word in ("CANARY", "kept", "ourselves"))
    assert "quotes" in done.err
    no_traceback(done)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no list of processes to read")
def test_words_from_stdin_are_in_no_list_of_processes(kept_rosa: Path, tmp_path: Path) -> None:
    """While coachkit waits for the rest of the words, nobody else who is logged in sees the first of them."""
    words = [sys.executable, "-m", "coachkit", "log", "Rosa", "--note", "-"]
    running = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment(kept_rosa), stderr=subprocess.PIPE)
    assert running.stdin is not None
    try:
        running.stdin.write(WORDS.encode())
        running.stdin.flush()
        process = Path(f"/proc/{running.pid}")
        while not (line := (process / "cmdline").read_bytes()) and running.poll() is None:
            pass  # it is just being started
        seen = line + (process / "environ").read_bytes()
    finally:
        running.kill()
        running.communicate()
    assert b"--note" in seen
    assert WORDS.encode() not in seen


def test_the_tab_key_waits_for_no_words(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Never(io.TextIOBase):
        def read(self, *_: object) -> str:
            raise AssertionError("read")

    from coachkit.cli import said_here

    monkeypatch.setattr(sys, "stdin", Never())
    command = typer.main.get_command(importlib.import_module("coachkit.cli.log").app)
    context = typer.Context(command, resilient_parsing=True)
    (note,) = (each for each in command.params if each.name == "note")
    assert said_here.text(context, note, "-") == "-"
