"""A terminal window with coachkit in it: in come a home and a command line, out goes what a coach would see."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tests.computer import in_process, sitting_at
from tests.pty_helper import Screen

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
        before = self.text.count(text)
        self.type(text)
        self.wait_until(lambda: self.text.count(text) > before, f"no {text!r}")

    def ended(self, code: int = 0) -> None:
        """Wait for the end and see that it came with this exit code and without a word of trouble."""
        found = self.exit_code()
        assert found == code, f"{found}\n{self.text}"
        assert "Traceback" not in self.story
        assert "Something went wrong" not in self.story


def run(home: Path, *arguments: str) -> str:
    """What one command prints, off a terminal."""
    with sitting_at(home, COACHKIT_TODAY=TODAY):
        done = in_process(*arguments)
    assert done.code == 0, done.err
    return done.out


def talk_ids(home: Path) -> list[str]:
    """The ids of the talks in the notebook, oldest first."""
    return [id_ for (id_,) in _rows(home, "SELECT id FROM session ORDER BY seq")]


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
    return [kind for (kind,) in _rows(home, "SELECT kind FROM event ORDER BY seq")]


def words_of_events(home: Path) -> str:
    """All that the events in the notebook hold."""
    return "\n".join(body for (body,) in _rows(home, "SELECT body FROM event ORDER BY seq"))


def _rows(home: Path, statement: str) -> list[tuple[str, ...]]:
    """Rows straight from the file: starting the program again for each look would double the time."""
    db = dbapi2.connect(str(home / "notebook.db"))
    rows: list[tuple[str, ...]] = db.execute(statement).fetchall()
    db.close()
    return rows
