"""What the tests of these tools share: the small script, shipped scripts and answers typed as a file."""

from __future__ import annotations

from pathlib import Path

from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from coachkit.scripts.shelf import Shelf, shipped_scripts
from coachkit.talk.events import NewEvent
from coachkit.talk.walking import walk_told
from coachkit.workbench.answers_file import read_answers

FIRST = "first_conversation"
HERE = Path(__file__).parent
GOOD = HERE.parent / "scripts" / "good.yaml"


def script(path: Path) -> Script:
    made = read_script(path.read_bytes(), path.name)
    assert isinstance(made, Script), made
    return made


def small() -> Script:
    return script(HERE / "small.yaml")


def first() -> Script:
    return Shelf().find(FIRST)


def told(script: Script, text: str) -> list[NewEvent]:
    """The events of a talk typed as an answers file; all of it fits."""
    replayed = walk_told(script, read_answers(text.encode(), "answers.yaml").answers)
    assert not replayed.faults
    return replayed.events


def recorded(name: str) -> list[NewEvent]:
    return told(first(), (shipped_scripts() / "walks" / f"{FIRST}-{name}.yaml").read_text())
