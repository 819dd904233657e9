"""What holds for all tests: nothing is done again and again that one time would do for."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import pytest
import typer

from coachkit.notebook import keys
from tests.notebook.protected import LITTLE


def pytest_configure(config: pytest.Config) -> None:
    """Where Python is to leave no compiled files beside the sources, the tests keep them in a folder of their own.

    Each worker reads all the tests, and hundreds of tests start the program anew: a third of each start would be
    compiling.
    """
    if not sys.dont_write_bytecode or config.cache is None:
        return
    with suppress(OSError):
        compiled = str(config.cache.mkdir("compiled"))
        sys.dont_write_bytecode, sys.pycache_prefix = False, compiled
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled


def pytest_collection_finish() -> None:
    """What was loaded up to here stays to the end: looking through it again for what may go would be in vain."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
