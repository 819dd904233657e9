"""Killing coachkit while it migrates: in come how often and a seed, out goes what was found each time it was dead."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.notebook.backups import backups_of
from coachkit.notebook.connection import schema_of
from coachkit.notebook.copying import contents
from coachkit.notebook.schema import SCHEMA_VERSION
from coachkit.notebook.store import Notebook
from tests.notebook.releases.shelf import bare, notebook_of

# Says "now" when everything is loaded and the work begins; a second argument is the most bytes a file may have
# once the copy is made, or `apart` for a
# migration that keeps each statement by itself.
MIGRATE = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
import alembic.operations, alembic.runtime.migration, alembic.script, sqlalchemy
from coachkit.errors import CoachkitError
from coachkit.notebook import migrating
limit = sys.argv[2] if len(sys.argv) > 2 else ""
if limit == "apart":
    import time
    from alembic import op
    listen = sqlalchemy.event.listen
    sqlalchemy.event.listen = lambda *given, **more: None if given[1] == "begin" else listen(*given, **more)
    migrating._refuse_loss = lambda *given: None
    execute = op.execute
    op.execute = lambda statement: (execute(statement), time.sleep(0.01))
elif limit:
    import resource
    inner = migrating._migrate
    def on_a_full_disk(*given):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        inner(*given)
    migrating._migrate = on_a_full_disk
os.write(1, b"now\\n")
try:
    migrating.bring_up_to_date(Path(sys.argv[1]), None, 5, datetime.now(UTC))
except CoachkitError as fault:
    os.write(2, f"{fault} {fault.hint}".encode())
    sys.exit(fault.exit_code)
"""


@dataclass
class Seen:
    """What became of the notebooks: how many kills, how many were still old or new already, and each bad one."""

    kills: int = 0
    old: int = 0
    new: int = 0
    bad: list[str] = field(default_factory=list)


def migrations(folder: Path, *, kills: int, seed: int, lazily: bool = True, in_one: bool = True) -> Seen:
    """Kill a migration of a notebook of 0.1.0 at a random instant, this many times, and look each time.

    Good is: the old notebook or the new one, with all that was in it, whole, and the next opening brings it up to
    date. `lazily` False: one without the tables that came in when needed. `in_one` False: without the transaction,
    which has to go wrong.
    """
    chance, seen = random.Random(seed), Seen()  # noqa: S311
    template = notebook_of("0.1.0", folder / "template" / "notebook.db")
    if not lazily:
        bare(template)
    with closing(dbapi2.connect(str(template))) as db:
        before = contents(db)
    slot = folder / "home" / "notebook.db"
    usual = _time_of_one(template, slot, in_one)
    for _ in range(kills):
        _lay(template, slot)
        command = [sys.executable, "-c", MIGRATE, str(slot), *(() if in_one else ("apart",))]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.random() * usual)
            child.send_signal(signal.SIGKILL)
        seen.kills += 1
        _look(slot, before, seen)
    return seen


def _time_of_one(template: Path, slot: Path, in_one: bool) -> float:
    _lay(template, slot)
    command = [sys.executable, "-c", MIGRATE, str(slot), *(() if in_one else ("apart",))]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        begun = time.monotonic()
        child.wait()
        return time.monotonic() - begun


def _lay(template: Path, slot: Path) -> None:
    shutil.rmtree(slot.parent, ignore_errors=True)
    slot.parent.mkdir(parents=True)
    shutil.copy(template, slot)


def _look(slot: Path, before: dict[str, object], seen: Seen) -> None:
    try:
        with closing(dbapi2.connect(str(slot))) as db:
            schema, held = schema_of(db), contents(db)
            whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if schema == 1:
            seen.old += 1
            fault = held != before
        else:
            seen.new += 1
            fault = schema != SCHEMA_VERSION or {name: held.get(name) for name in before} != before
        copies = len(backups_of(slot))
        with Notebook.open(slot) as notebook:
            fault = fault or notebook.counts().schema != SCHEMA_VERSION or not notebook.named("Maya")
        if fault or not whole or (schema != 1 and not copies):
            seen.bad.append(f"schema {schema}, whole {whole}, copies {copies}")
    except Exception as fault:
        seen.bad.append(f"{type(fault).__name__}: {fault}")
