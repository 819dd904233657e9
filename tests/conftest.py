"""What holds for all tests: nothing is done again and again that one time would do for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coachkit.notebook import keys
from tests.notebook.protected import LITTLE


@pytest.fixture(scope="session", autouse=True)
def _passphrases_are_stretched_a_little() -> Iterator[None]:
    """The tests are about what a key opens; what it costs to try one is seen where a child makes the keys."""
    with pytest.MonkeyPatch.context() as patch:
        for name, cost in LITTLE.items():
            patch.setattr(keys, name, cost)
        yield
