"""A home for each test: empty, or with a short script of the coach's own in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tty.kinds import own_script


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the notebook will be; nothing is there yet."""
    return tmp_path / "home"


@pytest.fixture
def kinds(home: Path) -> Path:
    """A home with the script `kinds`."""
    own_script(home)
    return home
