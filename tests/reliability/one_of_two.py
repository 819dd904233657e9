"""One of two programs that keep answers of the same talk: in come words on stdin, out goes a line for each word done.

    python -S -m tests.reliability.one_of_two PATH PERSON TALK [overwrite]

`keep TEXT` keeps an answer, `hold SECONDS` writes and takes its time over it, `hold` alone till another line comes;
the line says the seconds it took.
`overwrite`, for controls, reads everything first and writes everything back.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from coachkit.talk.events import Happened, NewEvent
from tests.reliability.opening import open_notebook


def serve(path: Path, person: str, talk: str) -> None:
    """Do what each line says, in one notebook that stays open."""
    with open_notebook(path) as notebook:
        change = notebook.begin("talk", "A talk", on=date(2026, 11, 22), by="Sam")

        def keep(text: str) -> None:
            event = NewEvent(kind=Happened.ANSWERED, subject=text, body={"text": text})
            notebook.append(change, person, talk, [event], datetime.now(UTC))

        for line in sys.stdin:
            verb, _, rest = line.strip().partition(" ")
            began = time.perf_counter()
            if verb == "hold":
                with notebook.together():
                    keep(f"held {rest} {began}")
                    _say("holding")
                    if rest:
                        time.sleep(float(rest))
                    else:
                        sys.stdin.readline()
            else:
                keep(rest)
            _say(f"{time.perf_counter() - began:.4f}")


def overwrite(path: Path) -> None:
    """The same, as a program would do it that keeps everything in mind and writes all of it each time."""
    there: list[str] = json.loads(path.read_text()) if path.exists() else []
    for line in sys.stdin:
        there.append(line.strip().partition(" ")[2])
        path.write_text(json.dumps(there))
        _say("0")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[4:] == ["overwrite"]:
        overwrite(Path(sys.argv[1]))
    else:
        serve(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
