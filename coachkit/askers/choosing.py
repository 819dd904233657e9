"""Which asker to use: in come the streams and the environment, out goes the asker that suits them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TextIO

from coachkit.askers.plain import PlainAsker
from coachkit.askers.protocol import Asker


def asker_for(plain: bool, stdin: TextIO, stderr: TextIO, environ: Mapping[str, str]) -> Asker:
    """The asker for a terminal where one can be drawn on, else the plain one reading `stdin`, writing `stderr`."""
    if plain or not (stdin.isatty() and stderr.isatty()) or _is_simple(environ):
        return PlainAsker(stdin, stderr)
    return _terminal_asker() or PlainAsker(stdin, stderr)


def _is_simple(environ: Mapping[str, str]) -> bool:
    # A Windows console sets no TERM and is none the worse for it.
    unnamed = "" if sys.platform != "win32" else "windows"
    return environ.get("TERM", unnamed).lower() in ("", "dumb", "unknown")


def _terminal_asker() -> Asker | None:
    """None on a Windows terminal, such as Git's, that hides behind a pipe and cannot be drawn on."""
    from coachkit.askers.terminal import TerminalAsker

    if sys.platform == "win32":
        from prompt_toolkit.output.win32 import NoConsoleScreenBufferError

        try:
            return TerminalAsker()
        except NoConsoleScreenBufferError:
            return None
    return TerminalAsker()
