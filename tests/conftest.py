"""What holds for all tests: nothing is done again and again that one time would do for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

import pytest
import typer

from coachkit.notebook import keys
from tests.notebook.protected import LITTLE


@pytest.fixture(scope="session", autouse=True)
def _children_find_it_compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where Python is to leave no compiled files beside the sources, the children here keep them in a folder apart.

    Hundreds of tests start the program anew, and each time a third of the start would be compiling.
    """
    if not sys.dont_write_bytecode:
        yield
        return
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "compiled"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passphrases_are_stretched_a_little() -> Iterator[None]:
    """The tests are about what a key opens; what it costs to try one is seen where a child makes the keys."""
    with pytest.MonkeyPatch.context() as patch:
        for name, cost in LITTLE.items():
            patch.setattr(keys, name, cost)
        yield


@pytest.fixture(scope="session", autouse=True)
def _signatures_are_read_once() -> Iterator[None]:
    """A process reads those of the command it was started for; the tests start hundreds in the same process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_params_from_function", cache(typer.main.get_params_from_function))
        yield
