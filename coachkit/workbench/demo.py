"""The demo: in comes a recorded talk of a made-up person, out goes what the real engine makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from coachkit.settings import Settings
from coachkit.workbench.answers_file import read_answers
from coachkit.workbench.room import Room
from coachkit.workbench.take_in import TakenIn, take_in

WALK = "walks/first_conversation-rosa.yaml"
SETTINGS = {
    "COACHKIT_COACH": "Sam",
    "COACHKIT_PHONE": "07700 900123",
    "COACHKIT_HOW": "Ring or text Sam on 07700 900123.",
    "COACHKIT_HOW_SOON": "Sam rings back by the next working day.",
    "COACHKIT_IF_NOT_ME": "Ring Linden Court on 01632 960101 and say “I've got a page”.",
}


@contextmanager
def demo_room() -> Iterator[tuple[Room, TakenIn]]:
    """A throw-away notebook with the recorded talk in it, on the talk's own day; gone when the block ends."""
    with TemporaryDirectory(prefix="coachkit-demo-") as folder:
        settings = Settings.load(Path(folder) / "home", environ=SETTINGS)
        room = Room(settings=settings, today=date.max, interactive=False)
        walk = next(path for each in room.shelf.folders if (path := each / WALK).is_file())
        told = read_answers(walk.read_bytes(), walk.name)
        room.today = told.on or date(2026, 11, 19)
        try:
            taken = take_in(room, told)
            if taken is None:
                raise ValueError("the recorded talk says no to being written down")
            yield room, taken
        finally:
            room.close()
