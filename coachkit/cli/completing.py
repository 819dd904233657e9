"""What the Tab key offers: in comes the beginning of a word, out go people, talks and scripts that begin so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coachkit.notebook.store import Notebook

COMPLETE_VARIABLE = "_COACHKIT_COMPLETE"


@contextmanager
def _quiet_notebook() -> Iterator[Notebook | None]:
    """The notebook for reading, or None; a Tab key never fails and never makes a notebook."""
    from coachkit.errors import CoachkitError
    from coachkit.notebook.store import Notebook
    from coachkit.notebook.unlocking import Unlocking
    from coachkit.settings import Settings

    try:
        path = Settings.load().notebook_file
        notebook = Notebook.open(path, unlock=Unlocking(keyring=False), create=False) if Notebook.exists(path) else None
    except CoachkitError:
        notebook = None
    try:
        yield notebook
    finally:
        if notebook is not None:
            notebook.close()


def complete_people(incomplete: str) -> list[str]:
    """Names that begin so, ids for those who share one."""
    from coachkit.ids import short
    from coachkit.safe_text import folded, one_line

    with _quiet_notebook() as notebook:
        lines = notebook.people() if notebook else []
    names = [folded(line.name) for line in lines]
    offered = [
        one_line(line.name) if names.count(folded(line.name)) == 1 else short(line.id, [each.id for each in lines])
        for line in lines
    ]
    return [each for each in offered if folded(each).startswith(folded(incomplete))]


def complete_talks(incomplete: str) -> list[str]:
    """Short ids of talks that begin so, newest first."""
    from coachkit.ids import short

    with _quiet_notebook() as notebook:
        ids = [talk.id for talk in notebook.talks()] if notebook else []
    return [each for each in (short(id_, ids) for id_ in reversed(ids)) if each.startswith(incomplete.lower())]


def complete_scripts(incomplete: str) -> list[str]:
    """Ids of scripts that begin so."""
    from coachkit.errors import CoachkitError
    from coachkit.scripts.shelf import Shelf
    from coachkit.settings import Settings

    try:
        return [each.id for each in Shelf(Settings.load().own_prompts).all() if each.id.startswith(incomplete)]
    except CoachkitError:
        return []


def teach_the_shells() -> None:
    """Let typer answer the Tab key of every shell, each name written as it has to stand in a command line.

    zsh and fish see to that themselves; in bash a name of two words would become two arguments, and one with a
    semicolon a command.
    """
    from typer._completion_classes import BashComplete, PowerShellComplete, completion_init

    def for_bash(self: Any, item: Any) -> str:  # noqa: ARG001 - a method
        return re.sub(r"([^\w@%+=:,./-])", r"\\\1", item.value)

    def for_powershell(self: Any, item: Any) -> str:  # noqa: ARG001 - a method
        quoted = item.value if re.fullmatch(r"[\w-]+", item.value) else "'" + item.value.replace("'", "''") + "'"
        return f"{quoted}:::{item.help or ' '}"

    BashComplete.format_completion = for_bash  # type: ignore[method-assign]
    PowerShellComplete.format_completion = for_powershell  # type: ignore[method-assign]
    completion_init()
