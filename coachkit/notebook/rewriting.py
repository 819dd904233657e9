"""A copy written anew: in comes one that holds what has to go, out goes one without it in its place, or the old one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.notebook.copying import copy_notebook, onto_the_disk
from coachkit.notebook.keys import DataKey
from coachkit.notebook.snapshot import removed_afterwards
from coachkit.whole_file import put_in_place


@contextmanager
def rewritten(db: dbapi2.Connection, copy: Path, key: DataKey | None) -> Iterator[Path]:
    """The path of the same beside it, to be changed; it takes the place of `copy` once the block is through.

    `db` reads `copy`, which is never changed where it lies. Where the block raises, or is killed, the old one stays
    as it was; what is left beside it then is one of the unfinished copies. Raises OSError and CouldNotError.
    """
    making = copy.with_name(f".{copy.name}.{os.getpid()}.part")
    with removed_afterwards(making):
        copy_notebook(db, making, key)
        yield making
        onto_the_disk(making)
        put_in_place(making, copy, over=True)
