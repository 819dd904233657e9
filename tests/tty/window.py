"""A terminal window with coachkit in it: in come a home and a command line, out goes what a coach would see."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tests.pty_helper import ROOT, Screen

TODAY = "2026-11-26"
DOWN, UP, ALT_ENTER, CTRL_C, CTRL_D, LEFT = "\x1b[B", "\x1b[A", "\x1b\r", "\x03", "\x04", "\x1b[D"
CLEAR = "\x15"  # Ctrl-U: the line up to the cursor

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>()][0-9A-B]?|[\x00-\x09\x0b-\x1f]")
_PROMPT = b"\x1b[?2004h"
_PLAIN_PROMPTS = re.compile(
    rb"(?:Answer:|Number or words:|Number or a new name:|Numbers, such as 1 3(?:, or 0 for none)?:) "
)


def flowed(text: str) -> str:
    """Text as it reads, wherever its lines were broken."""
    return " ".join(text.split())


class Window(Screen):
    """coachkit in a terminal; it is answered only once it asks, so that no key is typed into nothing."""

    def __init__(self, home: Path, *arguments: str, environ: dict[str, str] | None = None, **more: Any) -> None:
        self._asked = 0
        self._answered_at = 0
        places = {"COACHKIT_HOME": str(home), "COACHKIT_TODAY": TODAY}
        super().__init__(["-m", "coachkit", *arguments], environ={**places, **(environ or {})}, **more)

    @property
    def asks(self) -> int:
        """How many questions have been put up to now."""
        return self.raw.count(_PROMPT) + len(_PLAIN_PROMPTS.findall(self.raw))

    @property
    def said(self) -> str:
        """What was said since the last answer, as it reads."""
        return flowed(_ESCAPES.sub("", self.raw[self._answered_at :].decode(errors="replace")))

    @property
    def story(self) -> str:
        """Everything ever shown, as it reads."""
        return flowed("\n".join(self.everything))

    def asked(self, *texts: str) -> None:
        """Wait until a question is put since the last answer, and these texts were said with it."""
        wanted = [flowed(text) for text in texts]
        self.wait_until(
            lambda: self.asks > self._asked and all(text in self.said for text in wanted), f"not asked {wanted}"
        )

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question and type; what comes afterwards is an answer to the next one."""
        self.asked(question)
        self.press(keys)

    def say(self, question: str, *lines: str) -> None:
        """Answer the same question (or its like) with one line after another, Enter after each."""
        for line in lines:
            self.answer(question, f"{line}\r")

    def press(self, keys: str) -> None:
        """Type keys that end the question being put."""
        self._asked = self.asks
        self._answered_at = len(self.raw)
        self.type(keys)

    def half(self, text: str) -> None:
        """Type text without Enter, and wait until it is on the screen."""
        self.type(text)
        self.wait_for(text)

    def ended(self, code: int = 0) -> None:
        """Wait for the end and see that it came with this exit code and without a word of trouble."""
        found = self.exit_code()
        assert found == code, f"{found}\n{self.text}"
        assert "Traceback" not in self.story
        assert "Something went wrong" not in self.story


def run(home: Path, *arguments: str) -> str:
    """What one command prints, off a terminal."""
    places = {"COACHKIT_HOME": str(home), "COACHKIT_TODAY": TODAY, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "coachkit", *arguments],
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def talk_ids(home: Path) -> list[str]:
    """The ids of the talks in the notebook, oldest first."""
    return [talk["id"] for talk in json.loads(run(home, "talks", "--format", "json"))["data"]]


def kept(home: Path) -> list[tuple[str, str, str]]:
    """Step, words and state of each answer in the latest talk, in the order asked."""
    shown = json.loads(run(home, "session", "show", talk_ids(home)[-1], "--format", "json"))
    return [(each["step"], each["text"], each["state"]) for each in shown["data"]["answers"]]


def said_so_far(home: Path) -> list[str]:
    """The words of each answer that stands in the latest talk, in the order asked."""
    return [text for _, text, state in kept(home) if state == "answered"]


def bytes_of(home: Path) -> bytes:
    """Every byte of every file in the home."""
    return b"".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())


def events(home: Path) -> list[str]:
    """The kind of each event in the notebook, in order."""
    db = dbapi2.connect(str(home / "notebook.db"))
    kinds = [kind for (kind,) in db.execute("SELECT kind FROM event ORDER BY seq")]
    db.close()
    return kinds
