"""Which asker is chosen, what choosing costs, and how standard input is opened."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from coachkit.askers.choosing import asker_for
from coachkit.askers.plain import PlainAsker
from coachkit.askers.terminal import TerminalAsker
from tests.pty_helper import ROOT, Screen


class Tty(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("plain", "stdin", "stderr", "term"),
    [
        (True, Tty(), Tty(), "xterm"),
        (False, io.StringIO(), Tty(), "xterm"),
        (False, Tty(), io.StringIO(), "xterm"),
        (False, Tty(), Tty(), "dumb"),
        (False, Tty(), Tty(), None),
    ],
)
def test_plain_is_chosen_where_nothing_can_be_drawn(plain: bool, stdin: Tty, stderr: Tty, term: str | None) -> None:
    environ = {} if term is None else {"TERM": term}
    assert isinstance(asker_for(plain, stdin, stderr, environ), PlainAsker)


def test_a_terminal_gets_the_terminal_form() -> None:
    assert isinstance(asker_for(plain=False, stdin=Tty(), stderr=Tty(), environ={"TERM": "xterm"}), TerminalAsker)


def test_the_plain_form_does_not_load_what_it_does_not_need() -> None:
    code = """
import io, sys
from coachkit.askers.choosing import asker_for
from coachkit.askers import terminal
asker_for(True, io.StringIO(), io.StringIO(), {})
print([name for name in ("questionary", "prompt_toolkit", "rich") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_real_terminal_is_used_from_stdin_and_stderr() -> None:
    code = """
import os, sys
from coachkit.askers.choosing import asker_for
from coachkit.askers.protocol import *
asker = asker_for(False, sys.stdin, sys.stderr, os.environ)
asker.say(type(asker).__name__)
asker.put(Asking(text="What?", form=Form.TEXT))
"""
    with Screen(["-c", code]) as screen:
        screen.wait_for("›")
        screen.type("x\r")
        assert screen.exit_code() == 0
        assert "TerminalAsker" in screen.text


@pytest.mark.parametrize(
    ("given", "read"),
    [(b"caf\xe9\n", "caf\ufffd\n"), ("\ufeffgrüß\r\n".encode(), "grüß\r\n"), (b"", "")],
)
def test_standard_input_never_fails_to_decode(given: bytes, read: str) -> None:
    code = "from coachkit.askers.plain import open_stdin; print(ascii(open_stdin().read()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=given, capture_output=True, check=True, env={"LC_ALL": "C"}
    )
    assert done.stdout.decode().strip() == ascii(read)


def test_no_standard_input_at_all_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from coachkit.askers.plain import open_stdin

    monkeypatch.setattr(sys, "stdin", None)
    assert open_stdin().readline() == ""
