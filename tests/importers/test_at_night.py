"""Twenty thousand files of anything, other ones each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.nightly
def test_twenty_thousand_files_of_anything_are_read_or_refused() -> None:
    here = Path(__file__).parent / "test_any_input.py"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", str(here), "-k", "anything or nobody"]
    done = subprocess.run(
        command, env={**os.environ, "MANY_EXAMPLES": "40"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:]
