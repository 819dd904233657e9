"""A notebook to try things on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from tests.notebook.hands import DAY as DAY
from tests.notebook.hands import change as change
from tests.notebook.hands import now as now
from tests.notebook.hands import person as person
from tests.notebook.hands import said as said
from tests.notebook.hands import talk as talk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "notebook.db"


@pytest.fixture
def notebook(path: Path) -> Iterator[Notebook]:
    with Notebook.open(path) as opened:
        yield opened


@pytest.fixture
def nobodys() -> Iterator[Path]:
    """A folder that a user without rights can reach; pytest's own is closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)
