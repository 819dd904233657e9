"""A protected notebook to try things on."""

from __future__ import annotations

from pathlib import Path

from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.keys import KeyFile, keys_beside, new_keys, write_keys
from coachkit.notebook.store import Notebook

PASSPHRASE = "four words by chance"  # noqa: S105
# The least that Argon2id takes: for tests of what a key opens, in a thousandth of the time. Each key file says what
# it was made at.
LITTLE = {"_MEMORY_KIB": 8, "_PASSES": 1, "_LANES": 1}


def protected_copy(notebook: Notebook, at: Path) -> tuple[KeyFile, str]:
    """A copy of a notebook under PASSPHRASE, with its keys beside it; its key file and its recovery code."""
    keys, key, code = new_keys(PASSPHRASE)
    copy_notebook(notebook._db, at, key)
    write_keys(keys_beside(at), keys)
    return keys, code
