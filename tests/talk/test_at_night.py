"""Every property of the engine with many more examples, other ones each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@pytest.mark.nightly
def test_every_property_holds_for_forty_times_as_many_examples() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", str(TESTS / "talk"), str(TESTS / "person")]
    done = subprocess.run(
        command, env={**os.environ, "MANY_EXAMPLES": "40"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:]
