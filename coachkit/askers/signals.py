"""Being ended politely: in comes SIGTERM or SIGHUP, out goes Stopped in the main thread, so that drafts are kept."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

from coachkit.errors import Stopped

_EXIT_CODES = {"SIGTERM": Stopped.ENDED, "SIGHUP": Stopped.HUNG_UP}
# A closing desktop sends both signals within moments; the second must not cut short what the first began.
_GRACE = 2.0


@contextlib.contextmanager
def ended_politely() -> Iterator[None]:
    """While inside, SIGTERM raises Stopped(143) and SIGHUP Stopped(129); afterwards all is as before.

    A signal that was ignored before stays ignored, as under nohup. Outside the main thread nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    last_raised = float("-inf")

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal last_raised
        now = time.monotonic()
        if now - last_raised < _GRACE:
            return
        last_raised = now
        raise Stopped(_EXIT_CODES[signal.Signals(number).name])

    before = {}
    try:
        for name in _EXIT_CODES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _let_go_of_a_gone_terminal()


def _let_go_of_a_gone_terminal() -> None:
    """Send what is still to be said nowhere if nobody is left to hear it; else Python ends with 120, not with 129."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
