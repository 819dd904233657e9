"""The recorded walks that come along: in comes a file of `prompts/walks`, out come its script and its events."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coachkit.scripts.model import Script
from coachkit.scripts.shelf import Shelf, shipped_scripts
from coachkit.talk.events import NewEvent
from coachkit.talk.transcript import transcript
from coachkit.talk.walking import walk_told
from coachkit.workbench.answers_file import read_answers

SCRIPTS = tuple(sorted(shipped_scripts().glob("*.yaml")))
WALKS = tuple(sorted((shipped_scripts() / "walks").glob("*.yaml")))
TRANSCRIPTS = Path(__file__).parent / "transcripts"


@dataclass(frozen=True)
class Recorded:
    """One recorded walk. Every answer in it fits, is asked for on the way, and no required one is left out."""

    script: Script
    events: list[NewEvent]
    person: str

    @property
    def transcript(self) -> str:
        return transcript(self.script, self.events, person=self.person)


def recorded(walk: Path) -> Recorded:
    told = read_answers(walk.read_bytes(), walk.name)
    script = Shelf().find(told.script)
    replayed = walk_told(script, told.answers)
    assert not (replayed.faults or replayed.parked or replayed.missing), replayed
    return Recorded(script, replayed.events, told.person)


def snapshot(walk: Path) -> Path:
    return TRANSCRIPTS / f"{walk.stem}.txt"
