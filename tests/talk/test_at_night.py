"""Every property with many more examples, other ones each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
# Files of records and transcripts have numbers of their own: see `importers/`.
PLACES = (
    *("talk", "person", "gleaning", "wording", "scripts", "exporters"),
    *("test_dates.py", "importers/test_digest.py"),
)


@pytest.mark.nightly
def test_every_property_holds_for_seventy_five_times_as_many_examples() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *(str(TESTS / each) for each in PLACES)]
    done = subprocess.run(
        command, env={**os.environ, "MANY_EXAMPLES": "75"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:]
