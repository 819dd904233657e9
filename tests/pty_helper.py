"""A terminal for tests: in come arguments for Python, out goes the screen that is drawn, as a person would see it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 20.0


class Screen:
    """Runs Python in a pseudo-terminal and keeps what a person would see; `raw` holds every byte sent."""

    def __init__(
        self,
        python: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        environ: dict[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=20_000)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        # Drawing a screen as text is slow, so it is drawn once for as long as nothing new has come.
        self._drawn: dict[str, list[str]] = {}
        # As on a coach's computer, where nothing is written before a line, or a question, is whole.
        ours = ("NO_COLOR", "COLUMNS", "LINES", "PYTHONUNBUFFERED")
        kept = {k: v for k, v in os.environ.items() if k not in ours}
        env = {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(environ or {})}
        self.child = pexpect.spawn(
            sys.executable, list(python), env=env, cwd=str(cwd), dimensions=(rows, columns), echo=False
        )
        # pexpect waits before each key in case nobody asks yet; here it is known by what was said.
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = 0

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.child.terminate(force=True)
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """The screen's lines without the blanks at their ends."""
        if "lines" not in self._drawn:
            self._drawn["lines"] = [line.rstrip() for line in self.screen.display]
        return self._drawn["lines"]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def everything(self) -> list[str]:
        """Every line ever shown, those that have scrolled off the top first."""
        if "everything" not in self._drawn:
            columns = range(self.screen.columns)
            gone = ["".join(line[at].data for at in columns).rstrip() for line in self.screen.history.top]
            self._drawn["everything"] = [*gone, *self.lines]
        return self._drawn["everything"]

    def wait_for(self, text: str) -> None:
        """Wait until the text is on the screen."""
        self._wait(lambda: text in self.text, f"no {text!r}")

    def wait_gone(self, text: str) -> None:
        """Wait until the text is no longer on the screen."""
        self._wait(lambda: text not in self.text, f"still {text!r}")

    def wait_prompt(self, nth: int) -> None:
        """Wait until the nth prompt takes keys; before that the terminal itself would act on them."""
        self._wait(lambda: self.raw.count(b"\x1b[?2004h") >= nth, f"no prompt {nth}")

    def wait_until(self, true: Callable[[], bool], otherwise: str) -> None:
        """Wait until something is so."""
        self._wait(true, otherwise)

    def wait_still(self, seconds: float) -> None:
        """Let time pass: for promises that are about time."""
        until = time.monotonic() + seconds
        self._wait(lambda: time.monotonic() >= until, "")

    def type(self, keys: str) -> None:
        """Type, as a keyboard would: `\\r` is Enter, `\\x1b[B` the arrow down."""
        self.child.send(keys)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.child.kill(number)

    def close(self) -> None:
        """Close the terminal under the program, as when its window is closed."""
        self.child.ptyproc.fileobj.close()
        self.child.ptyproc.closed = self.child.closed = True

    def exit_code(self) -> int:
        """Wait for the end: the exit code, or the signal's number below zero."""
        self._wait(lambda: not self.child.isalive(), "still running")
        self._read()
        return self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus

    def _wait(self, seen: Callable[[], bool], otherwise: str) -> None:
        until = time.monotonic() + PATIENCE
        while not seen():
            self._read()
            if time.monotonic() > until:
                raise AssertionError(f"{otherwise} after {PATIENCE:.0f} s:\n{self.text}")

    def _read(self) -> None:
        if self.child.closed:
            time.sleep(0.01)
            return
        try:
            data = self.child.read_nonblocking(65536, timeout=0.02)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            time.sleep(0.01)
            return
        self.raw += data
        self._stream.feed(data)
        self._drawn.clear()
