"""A talk that is stopped from outside: hung up, interrupted, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run, environment, no_traceback
from tests.cli.test_piped_talk import answers


def started(home: Path, *args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "coachkit", *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home),
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_stopped_in_the_middle_it_keeps_what_was_said(run: Run, home: Path, number: signal.Signals, code: int) -> None:
    child = started(home, "talk", "Jo")
    assert child.stdin and child.stderr
    child.stdin.write(b"yes\nsaid before\n")
    child.stdin.flush()
    seen = b""
    while b"Tell me about a day" not in seen:
        seen += os.read(child.stderr.fileno(), 65536)
    time.sleep(0.2)
    child.send_signal(number)
    out, err = child.communicate(timeout=30)
    assert child.returncode == code
    no_traceback(Done(code, out.decode(), (seen + err).decode()))
    assert answers(run) == {"worth_it": "said before"}
    assert "Going on" in run("talk", "Jo", lines="q\n").err
