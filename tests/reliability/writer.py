"""A program that keeps answers until it is ended: in comes a notebook's path, out goes a line for each answer kept.

    python -S -m tests.reliability.writer PATH TAG COUNT [early | careless | PRAGMA=VALUE]

`early` says an answer is kept before it is, `careless` says so whatever happened, a PRAGMA weakens the notebook:
these are for controls alone. The first word after the tag is the answer's number, from 0.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from coachkit.errors import CoachkitError
from coachkit.ids import new_id
from coachkit.talk.events import Happened, NewEvent
from tests.reliability.opening import open_notebook

# A word now and then; sometimes a story that fills more than one page of the file.
_LENGTHS = (20, 60, 200, 600, 5000)
EARLY_BY = 0.003


def answer(tag: str, number: int) -> str:
    """The text of one answer: the same for the same tag and number, so that it can be looked for afterwards."""
    words = random.Random(f"{tag} {number}")  # noqa: S311 - made-up words
    return f"{tag} {number} " + "bread " * words.choice(_LENGTHS)


def write(path: Path, tag: str, count: int, weakness: str = "") -> None:
    """Open the notebook, begin a talk, keep `count` answers one by one, and close it."""
    with open_notebook(path) as notebook:
        if "=" in weakness:
            notebook._db.execute(f"PRAGMA {weakness}").fetchall()
        at = datetime.now(UTC)
        change = notebook.begin("talk", "A talk", on=date(2026, 11, 22), by="Sam")
        person, talk = new_id(), new_id()
        notebook.add_person(change, person, f"Maya {tag}", at)
        notebook.start_session(change, talk, person, "talk", None, None, change.on, at)
        for number in range(count):
            event = NewEvent(kind=Happened.ANSWERED, subject=f"{tag} {number}", body={"text": answer(tag, number)})
            if weakness == "early":
                _say(tag, number)
                time.sleep(EARLY_BY)
            with suppress(CoachkitError if weakness == "careless" else ()):
                notebook.append(change, person, talk, [event], datetime.now(UTC))
            if weakness != "early":
                _say(tag, number)


def _say(tag: str, number: int) -> None:
    os.write(1, f"{tag} {number}\n".encode())


def main() -> int:
    """Write as told on the command line; what went wrong is said by its name alone."""
    path, tag, count, *weakness = sys.argv[1:]
    try:
        write(Path(path), tag, int(count), *weakness)
    except CoachkitError as fault:
        os.write(2, f"{type(fault).__name__}: {fault}".encode())
        return fault.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
