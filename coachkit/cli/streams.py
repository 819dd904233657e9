"""The three streams: in come results and sentences, out go bytes, or a plain word where they are not taken."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from coachkit.cli import messages
from coachkit.errors import CouldNotError
from coachkit.safe_text import for_terminal


class ReaderGoneError(Exception):
    """Whoever read our output has stopped: no fault of theirs or ours. No OSError, or typer would take it for one."""


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
    """Print a result on stdout. Raises CouldNotError where it is not taken, ReaderGoneError where nobody reads."""
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    except OSError as fault:
        _refused(fault)


def show_as_it_is(text: str) -> None:
    """Print a file's text on stdout byte for byte: its line ends are part of it on every computer. Raises as `show`."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
    except OSError as fault:
        _refused(fault)


def tell(text: str) -> None:
    """Say something on stderr, beside the result; where nobody takes it, the result is none the worse."""
    with suppress(OSError):
        sys.stderr.write(for_terminal(text) + "\n")


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
    raise CouldNotError(messages.OUTPUT_REFUSED.format(reason=reason), messages.OUTPUT_AGAIN) from None
