"""Killing coachkit while it migrates or restores: in come how often and a seed, out goes what was found each time."""

from __future__ import annotations

import json
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

from coachkit.notebook.backups import Why, backups_of
from coachkit.notebook.copying import contents, copy_notebook
from coachkit.notebook.keys import DataKey, keys_beside, new_keys, write_keys
from coachkit.notebook.looking import schema_of
from coachkit.notebook.schema import SCHEMA_VERSION, WORKED_OUT
from coachkit.notebook.store import Notebook
from tests.notebook.hands import person, said, talk
from tests.notebook.protected import PASSPHRASE
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
    _lay(template, slot)
    usual = _run([MIGRATE, str(slot), *(() if in_one else ("apart",))])
    for _ in range(kills):
        _lay(template, slot)
        _run([MIGRATE, str(slot), *(() if in_one else ("apart",))], kill_after=chance.random() * usual)
        seen.kills += 1
        _look(slot, before, seen)
    return seen


def _run(words: list[str], kill_after: float | None = None) -> float:
    """Run a child, killing it some seconds after it has said that it begins; how long it worked, in seconds."""
    with subprocess.Popen([sys.executable, "-c", *words], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        begun = time.monotonic()
        if kill_after is None:
            child.wait()
        else:
            time.sleep(kill_after)
            child.send_signal(signal.SIGKILL)
    return time.monotonic() - begun


def _lay(template: Path, slot: Path) -> None:
    shutil.rmtree(slot.parent, ignore_errors=True)
    slot.parent.mkdir(parents=True)
    shutil.copy(template, slot)


def same(after: dict[str, object], before: dict[str, object]) -> bool:
    """Whether all that was there before is there; what is worked out from it may be worked out differently."""
    return all(after.get(name) == before[name] for name in before.keys() - WORKED_OUT)


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
            fault = schema != SCHEMA_VERSION or not same(held, before)
        copies = len(backups_of(slot))
        with Notebook.open(slot) as notebook:
            fault = fault or notebook.counts().schema != SCHEMA_VERSION or not notebook.named("Maya")
        if fault or not whole or (schema != 1 and not copies):
            seen.bad.append(f"schema {schema}, whole {whole}, copies {copies}")
    except Exception as fault:
        seen.bad.append(f"{type(fault).__name__}: {fault}")


# The keys are given by the ids of their key files. A last argument `straight` puts the copy there without care.
RESTORE = """
import json, os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from coachkit.notebook import replacing
from coachkit.notebook.found_copy import look_at
from coachkit.notebook.keys import DataKey, keys_beside
notebook, copy, keys = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
unlock = lambda file: DataKey(bytes.fromhex(keys[file.id]))
if sys.argv[4:]:
    import shutil, time
    os.write(1, b"now\\n")
    if keys_beside(copy).exists():
        shutil.copyfile(keys_beside(copy), keys_beside(notebook))
    time.sleep(0.02)
    data = copy.read_bytes()
    with notebook.open("wb") as file:
        for at in range(0, len(data), 4096):
            file.write(data[at : at + 4096])
            file.flush()
            time.sleep(0.0005)
    sys.exit()
os.write(1, b"now\\n")
found = look_at(copy, notebook, unlock)
replacing.restore(found, notebook, unlock, replacing.Putting("put back", "", date(2026, 11, 22), datetime.now(UTC)))
"""


def restores(folder: Path, *, kills: int, seed: int, old: bool, new: bool, careful: bool = True) -> Seen:
    """Kill a restore at a random instant, this many times, and look each time.

    Good is: the old notebook or the new one, whole and under its own key, with the old one kept where it is the new.
    `old` and `new` say which of them is protected; each then has a key of its own. `careful` False: the copy written
    over the notebook, which has to go wrong.
    """
    chance, seen = random.Random(seed), Seen()  # noqa: S311
    stock = folder / "stock"
    stock.mkdir(parents=True)
    keys: dict[str, str] = {}
    before = _stocked(stock / "notebook.db", "Old", 300, old, keys)
    after = _stocked(stock / "copy.db", "New", 200, new, keys)
    slot = folder / "home" / "notebook.db"
    words = [RESTORE, str(slot), str(stock / "copy.db"), json.dumps(keys), *(() if careful else ("straight",))]
    usual = _run([words[0], str(_laid_out(stock, slot)), *words[2:]])
    for _ in range(kills):
        _laid_out(stock, slot)
        _run(words, kill_after=chance.random() * usual)
        seen.kills += 1
        _look_after_restore(slot, before, after, keys, seen)
    return seen


def _stocked(path: Path, name: str, talks: int, protected: bool, keys: dict[str, str]) -> dict[str, object]:
    """A notebook with one person; what is in it."""
    plain = path.with_name(f"{name}.db")
    with Notebook.open(plain) as notebook, notebook.together():
        id_ = person(notebook, name)
        for number in range(talks):
            talk(notebook, id_, said("good_day", f"bread {number} " * 20))
    key = None
    if protected:
        file, key, _ = new_keys(PASSPHRASE)
        write_keys(keys_beside(path), file)
        keys[file.id] = key.raw.hex()
    with closing(dbapi2.connect(str(plain), isolation_level=None)) as db:
        held: dict[str, object] = dict(copy_notebook(db, path, key))
    plain.unlink()
    return held


def _laid_out(stock: Path, slot: Path) -> Path:
    _lay(stock / "notebook.db", slot)
    if keys_beside(stock / "notebook.db").exists():
        shutil.copy(keys_beside(stock / "notebook.db"), keys_beside(slot))
    return slot


def _look_after_restore(
    slot: Path, before: dict[str, object], after: dict[str, object], keys: dict[str, str], seen: Seen
) -> None:
    try:
        with Notebook.open(slot, unlock=lambda file: DataKey(bytes.fromhex(keys[file.id]))) as notebook:
            whole = notebook._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            names, held = [line.name for line in notebook.people()], dict(contents(notebook._db))
            acts = [line.act for line in notebook.trail()]
        if names == ["Old"]:
            seen.old += 1
            good = held == before and not acts
        else:
            seen.new += 1
            kept = [each for each in backups_of(slot) if each.why == Why.REPLACED]
            good = held["event"] == after["event"] and acts == ["restored"] and len(kept) == 1
        # Keys laid ready before the notebook they belong to open nothing, and the next restore writes over them.
        leftover = [path.name for path in slot.parent.iterdir() if path.name == "notebook.next.db"]
        if not (good and whole) or leftover:
            seen.bad.append(f"{names}, whole {whole}, {acts}, {leftover}")
    except Exception as fault:
        seen.bad.append(f"{type(fault).__name__}: {fault}")
