"""The one place where these programs open a notebook: in comes its path, out goes the notebook.

What opens a protected one where nobody can be asked is the environment's; it comes in here, and nowhere else.
"""

from __future__ import annotations

from pathlib import Path

from coachkit.notebook.store import Notebook


def open_notebook(path: Path, *, create: bool = True) -> Notebook:
    """Open a notebook as a program does, making it where there is none. Raises as `Notebook.open` does."""
    return Notebook.open(path, create=create)
