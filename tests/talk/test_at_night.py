"""Every property of the engine and of what is said by it with many more examples, other ones each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FOLDERS = ("talk", "person", "gleaning", "wording")


@pytest.mark.nightly
def test_every_property_holds_for_forty_times_as_many_examples() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *(str(TESTS / each) for each in FOLDERS)]
    done = subprocess.run(
        command, env={**os.environ, "MANY_EXAMPLES": "40"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:]
