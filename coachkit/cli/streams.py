"""The three streams: in come results and sentences, out go bytes, or a plain word where they are not taken."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from coachkit.cli import messages
from coachkit.errors import CouldNotError
from coachkit.safe_text import for_terminal


class ReaderGoneError(Exception):
    """Whoever read our output has stopped: no fault of theirs or ours. No OSError, or typer would take it for one."""


class OutputRefusedError(CouldNotError):
    """What came out was not taken; `reason` is the computer's."""

    def __init__(self, reason: str) -> None:
        super().__init__(messages.OUTPUT_REFUSED.format(reason=reason), messages.OUTPUT_AGAIN)
        self.reason = reason


def make_ready() -> None:
    """UTF-8 everywhere; a stream that was closed before we began becomes one that holds or takes nothing.

    Without one, the next file opened, such as the notebook, would take its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as we run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def show(text: str) -> None:
    """Print a result for people on stdout, made safe for a terminal wherever it goes.

    Raises OutputRefusedError where it is not taken, ReaderGoneError where nobody reads.
    """
    _put_out(for_terminal(text) if text.endswith("\n") else for_terminal(text) + "\n")


def show_found(text: str, begins: str, ends: str) -> None:
    """Print a result in which these two marks stand around what was found: bold on a terminal, else in brackets.

    Raises as `show` does.
    """
    plain = not sys.stdout.isatty() or bool(os.environ.get("NO_COLOR"))
    stands = {begins: "[" if plain else "\x1b[1m", ends: "]" if plain else "\x1b[0m"}
    pieces = re.split(f"([{begins}{ends}])", text)
    _put_out("".join(stands.get(piece) or for_terminal(piece) for piece in pieces) + "\n")


def show_data(text: str) -> None:
    """Print what is for a program or a file on stdout, its text as it is; on a terminal made safe. Raises as `show`."""
    show_as_it_is(text if text.endswith("\n") else text + "\n")


def show_as_it_is(text: str) -> None:
    """Print a file's text on stdout byte for byte: its line ends are part of it on every computer.

    Only on a terminal, where nothing is a file, is it made safe first. Raises as `show` does.
    """
    if sys.stdout.isatty():
        _put_out(for_terminal(text))
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(errors="replace"))
    except OSError as fault:
        _refused(fault)


def tell(text: str) -> None:
    """Say something on stderr, beside the result; where nobody takes it, the result is none the worse."""
    try:
        sys.stderr.write(for_terminal(text) + "\n")
        sys.stderr.flush()
    except OSError:
        # What is left of it goes nowhere; Python would try it once more on the way out, and end with a code of its own.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _put_out(text: str) -> None:
    try:
        sys.stdout.write(text)
    except OSError as fault:
        _refused(fault)


def finish() -> None:
    """See that all results have gone out; raises as `show` does."""
    try:
        sys.stdout.flush()
    except OSError as fault:
        _refused(fault)


def leave_quietly() -> None:
    """Let go of what was not taken, so that Python does not try it, and complain, once more on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(fault: OSError) -> None:
    leave_quietly()
    if isinstance(fault, BrokenPipeError):
        raise ReaderGoneError from None
    reason = (fault.strerror or "the computer refused").lower()
    raise OutputRefusedError(reason) from None
