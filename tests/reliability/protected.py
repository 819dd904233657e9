"""A protected notebook to count on: in comes a folder, out goes the environment that opens the notebook made there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.computer import as_program

OPENS = "COACHKIT_PASSPHRASE_FILE"
PASSPHRASE = "four words by chance"  # noqa: S105


@contextmanager
def opened_by_key(home: Path, *, protected: bool) -> Iterator[dict[str, str]]:
    """What opens the notebook of a folder: a key in a file beside it, for a passphrase takes its time on purpose.

    The notebook is made and protected here, and this process can open it as well. Nothing, where it is to be plain.
    """
    if not protected:
        yield {}
        return
    environ = {OPENS: str(protect(home))}
    before = os.environ.get(OPENS)
    os.environ |= environ
    try:
        yield environ
    finally:
        del os.environ[OPENS]
        os.environ |= {OPENS: before} if before else {}


def protect(home: Path) -> Path:
    """Protect the notebook of a folder, made where there is none; the file that holds its key."""
    key_file = home.parent / "key"
    done = as_program(home, "notebook", "protect", "--no-keyring", "--key-file", str(key_file), env=passphrase(home))
    assert done.code == 0, done.err
    return key_file


def passphrase(home: Path) -> dict[str, str]:
    """The environment that gives the passphrase."""
    file = home.parent / "passphrase"
    file.write_text(f"{PASSPHRASE}\n", "utf-8")
    return {OPENS: str(file)}
