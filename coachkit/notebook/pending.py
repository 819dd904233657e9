"""A notebook that waits to take the place of another: in comes where, out goes the folder with the new one in place.

Whoever restores a copy makes it ready under a name of its own, with its keys beside it. From that moment on it is the
notebook: every opening looks for it first, so that it does not matter when somebody is killed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from coachkit.notebook.keys import is_plain, keys_beside
from coachkit.whole_file import settle_folder


def ready_beside(notebook: Path) -> Path:
    """Where a notebook that is ready to take the place of this one lies."""
    return notebook.with_name(f"{notebook.stem}.next{notebook.suffix}")


def finish(notebook: Path) -> None:
    """Put the notebook that is ready in its place, with its keys; nothing where none is. Raises OSError."""
    ready = ready_beside(notebook)
    if not ready.exists():
        return
    # Two windows may be doing this at once; whatever the other one has done already is done.
    with suppress(FileNotFoundError):
        plain = is_plain(ready)
        with suppress(FileNotFoundError):
            keys_beside(ready).replace(keys_beside(notebook))
        ready.replace(notebook)
        if plain:
            keys_beside(notebook).unlink(missing_ok=True)
    settle_folder(notebook.parent)
