"""A conversion that is killed: in come a folder and an instant, out goes what is left there, and whether it is whole.

As a program it converts, and kills itself at the n-th call Python makes: `python -m … protect PATH 120`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from coachkit.ids import new_id
from coachkit.notebook import keys as making_keys
from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.keys import keys_beside, new_keys, read_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.protecting import protect, unprotect
from coachkit.notebook.store import Notebook
from coachkit.notebook.unlocking import Unlocking
from coachkit.talk.events import Happened, NewEvent
from tests.notebook.protected import LITTLE
from tests.notebook.protected import PASSPHRASE as PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
CANARY = "CANARY Maya bakes for the whole stair"
WITH_PASSPHRASE = Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})
TALKS, COPIES = 40, 2


def plain_notebook(path: Path) -> None:
    """A plain notebook with the canary in every talk, a draft of it, and copies in the folder of copies."""
    on, at = date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC)
    with Notebook.open(path) as notebook:
        change = notebook.begin("talk", "the talk with Maya", on=on, by="Sam")
        maya = new_id()
        notebook.add_person(change, maya, "Maya", at)
        for number in range(TALKS):
            answer = NewEvent(kind=Happened.ANSWERED, subject="good_day", body={"text": f"{CANARY} {number}"})
            talk = new_id()
            notebook.start_session(change, talk, maya, "talk", None, None, on, at, [answer])
        notebook.keep_draft(talk, "good_day", CANARY)
        (path.parent / "backups").mkdir(mode=0o700, exist_ok=True)
        for number in range(COPIES):
            copy_notebook(notebook._db, path.parent / "backups" / f"{number}.db", None)


def convert(way: str, path: Path) -> None:
    """Protect the notebook at `path` with PASSPHRASE, or take the protection off."""
    change = Change(new_id(), "protect", "the protection", date(2026, 11, 22), "Sam")
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    if way == "protect":
        keys, key, _ = new_keys(PASSPHRASE)
        protect(path, keys, key, change, at)
        return
    kept = read_keys(keys_beside(path))
    assert kept is not None
    unprotect(path, kept, kept.opened_by(PASSPHRASE), change, at)


def run(way: str, path: Path, die_at: int = 0) -> tuple[int, int]:
    """Convert in a process of its own that kills itself at a call, 0 for never; its exit code, and how many calls."""
    command = [sys.executable, "-m", "tests.notebook.killed_conversion", way, str(path), str(die_at)]
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    return ran.returncode, int(ran.stdout or 0)


def faults(path: Path) -> list[str]:
    """What is wrong with a notebook after a conversion was killed: a list of nothing where all is well.

    The notebook opens, plain or by PASSPHRASE, and holds every talk and the draft. Opened once, there is nothing in
    its folder that a conversion left behind, and where it is protected, nobody's word in any file.
    """
    found = []
    with Notebook.open(path, unlock=WITH_PASSPHRASE) as notebook:
        said = [event.body["text"] for event in notebook.events() if event.kind == "answered"]
        if len(said) != TALKS or not all(text.startswith(CANARY) for text in said):
            found.append(f"{len(said)} of {TALKS} talks are there")
        if notebook.draft(notebook.talks()[-1].id) is None:
            found.append("the draft is gone")
        protected = notebook.protected
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    found += [f"left behind: {file.name}" for file in files if ".over" in file.name]
    found += [f"open to others: {file.name}" for file in files if file.stat().st_mode & 0o077]
    if protected:
        found += [f"readable: {file.name}" for file in files if CANARY.encode() in file.read_bytes()]
    for copy in sorted((path.parent / "backups").glob("*.db")):
        with Notebook.open(copy, unlock=WITH_PASSPHRASE) as notebook:
            if notebook.counts().talks != TALKS:
                found.append(f"not whole: {copy.name}")
    return found


class _Deadly:
    """Counts the calls that are made, Python's and C's, and kills this process at one of them."""

    def __init__(self, die_at: int) -> None:
        self.calls = 0
        self._die_at = die_at

    def __call__(self, _frame: Any, event: str, _argument: Any) -> None:
        self.calls += event in ("call", "c_call")
        if self.calls == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    # Wrapping a key is one call, however long it takes, and it touches no file.
    vars(making_keys).update(LITTLE)
    deadly = _Deadly(int(sys.argv[3]))
    sys.setprofile(deadly)
    convert(sys.argv[1], Path(sys.argv[2]))
    sys.setprofile(None)
    print(deadly.calls)
