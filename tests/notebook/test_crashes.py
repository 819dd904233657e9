"""What is kept when the computer fails: a killed program, a full disk, a read-only folder, two beginning at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from tests.notebook.conftest import person

WRITER = """
import os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from coachkit.errors import CoachkitError
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent
if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
notebook = Notebook.open(Path(sys.argv[1]))
at = datetime.now(UTC)
change = notebook.begin("talk", "A talk", on=date(2026, 11, 22), by="Sam")
person, session = change.id + "p", change.id + "s"
notebook.add_person(change, person, "Maya", at)
notebook.start_session(change, session, person, "talk", None, None, date(2026, 11, 22), at)
number = 0
try:
    while number < int((sys.argv[3:] or [5000])[0]):
        text = f"{session} {number}"
        event = NewEvent(kind=Happened.ANSWERED, subject=text, body={"text": "words " * 50})
        notebook.append(change, person, session, [event], at)
        os.write(1, f"{text}\\n".encode())
        number += 1
except CoachkitError as fault:
    os.write(2, f"{type(fault).__name__}: {fault} {fault.hint}".encode())
    sys.exit(fault.exit_code)
"""


def test_a_killed_program_loses_no_answer_it_said_was_kept(path: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    acknowledged: set[str] = set()
    for _ in range(15):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.random() * 0.15)
            writer.send_signal(signal.SIGKILL)
            lines = (first + writer.stdout.read()).decode().splitlines()
        acknowledged |= {line for line in lines if line.count(" ") == 1}
        with Notebook.open(path) as notebook:
            kept = {event.subject for event in notebook.events() if event.kind == "answered"}
            assert acknowledged <= kept
            before = notebook.people(), notebook.talks()
    assert len(acknowledged) > 100
    with Notebook.open(path) as notebook:
        notebook.rebuild()
        assert (notebook.people(), notebook.talks()) == before


def test_a_full_disk_is_said_in_words_and_what_was_kept_stands(path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", WRITER, str(path), "2000000"], capture_output=True, text=True)
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.startswith("NotTakenError: The disk")
    assert "Everything kept before is still there." in ran.stderr
    with Notebook.open(path) as notebook:
        kept = [event.subject for event in notebook.events() if event.kind == "answered"]
    assert kept == ran.stdout.splitlines()
    assert kept


def test_two_that_begin_a_notebook_at_once_share_one(path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(path), "100000000", "20"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    lines = [line for writer in both for line in writer.communicate()[0].splitlines()]
    assert [writer.returncode for writer in both] == [0, 0]
    with Notebook.open(path) as notebook:
        assert sorted(event.subject for event in notebook.events() if event.kind == "answered") == sorted(lines)
        assert len(notebook.people()) == 2
    assert [file.name for file in path.parent.iterdir()] == ["notebook.db"]


READER = """
import os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from coachkit.errors import CouldNotError
from coachkit.notebook import mending
from coachkit.notebook.store import Notebook
from coachkit.person.gathered import Person
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Notebook.open(Path(sys.argv[1])) as notebook:
        print(*(line.name for line in notebook.people()))
        change = notebook.begin("person", "x", on=date(2026, 11, 22), by="")
        at = datetime.now(UTC)
        for attempt in (
            lambda: notebook.add_person(change, "p", "Omar", at),
            lambda: notebook.rename_person(change, notebook.people()[0].id, "Omar", at),
        ):
            try:
                attempt()
            except CouldNotError as fault:
                print(fault)
        print(notebook.keep_draft("s", "a", "b"), *(line.name for line in notebook.people()))
except CouldNotError as fault:
    print("refused:", fault)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
@pytest.mark.parametrize(("mode", "folder_mode"), [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)])
def test_a_read_only_notebook_can_be_read_and_says_why_nothing_is_kept(
    nobodys: Path, mode: int, folder_mode: int
) -> None:
    path = nobodys / "notebook.db"
    with Notebook.open(path) as notebook:
        person(notebook, "Maya")
    path.chmod(mode)
    nobodys.chmod(folder_mode)
    ran = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
    sentence = "The notebook is read-only, so this could not be kept."
    assert ran.stdout.splitlines() == ["Maya", sentence, sentence, "False Maya"]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_a_read_only_folder_with_words_still_in_the_log_is_not_read_by_halves(nobodys: Path) -> None:
    path = nobodys / "notebook.db"
    with Notebook.open(path) as notebook:
        person(notebook, "Maya")
        wal = path.with_name("notebook.db-wal").read_bytes()
    path.with_name("notebook.db-wal").write_bytes(wal)
    path.with_name("notebook.db-wal").chmod(0o444)
    path.chmod(0o444)
    nobodys.chmod(0o555)
    ran = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("refused: The notebook's folder is read-only, and the last things said")
