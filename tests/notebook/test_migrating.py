"""A notebook of any release opens in this one, with all that was in it; whatever goes wrong, it stays as it was."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.errors import CouldNotError, NotebookBusyError, NotebookUnreadableError, OutdatedError
from coachkit.notebook.backups import backups_of
from coachkit.notebook.copying import contents, copy_notebook
from coachkit.notebook.creating import lay_out
from coachkit.notebook.keys import keys_beside, new_keys, write_keys
from coachkit.notebook.looking import schema_of
from coachkit.notebook.migrating import REVISIONS, bring_up_to_date
from coachkit.notebook.schema import SCHEMA_VERSION
from coachkit.notebook.store import Notebook
from coachkit.notebook.unlocking import Unlocking
from tests.notebook import killing
from tests.notebook.conftest import now, person
from tests.notebook.protected import PASSPHRASE
from tests.notebook.releases.shelf import RELEASES, bare, notebook_of


@pytest.fixture
def old(path: Path) -> Path:
    """The notebook of the first release."""
    return notebook_of("0.1.0", path)


def laid(path: Path) -> set[tuple[str, ...]]:
    """How a notebook is laid out: every table, index and trigger, in words with single spaces."""
    with closing(dbapi2.connect(str(path))) as db:
        found = db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(*row[:3], re.sub(r"\s+", " ", row[3]).strip()) for row in found}


def held(path: Path) -> dict[str, object]:
    with closing(dbapi2.connect(str(path))) as db:
        return dict(contents(db))


def test_there_is_a_notebook_of_every_release() -> None:
    from coachkit import __version__

    changelog = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)[::-1] == RELEASES
    assert __version__ not in RELEASES


@pytest.mark.parametrize("version", RELEASES)
def test_the_notebook_of_every_release_opens_with_all_that_was_in_it(path: Path, version: str) -> None:
    notebook_of(version, path)
    before = held(path)
    told: list[Path] = []
    with Notebook.open(path, updated=told.append) as notebook:
        assert notebook.counts().schema == SCHEMA_VERSION
        assert [(line.act, line.detail) for line in notebook.trail()] == [
            ("migrated", {"from": 1, "to": SCHEMA_VERSION})
        ]
        people, talks = notebook.people(archived=True), notebook.talks()
        notebook.rebuild()
        assert (notebook.people(archived=True), notebook.talks()) == (people, talks)
    after = held(path)
    assert killing.same(after, before)
    (copy,) = told
    assert copy == backups_of(path)[0].path
    assert held(copy) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    with Notebook.open(path, updated=told.append):
        assert told == [copy]


@pytest.mark.parametrize("lazily", ["all", "none"])
def test_a_notebook_brought_up_to_date_is_laid_out_like_a_new_one(old: Path, tmp_path: Path, lazily: str) -> None:
    if lazily == "none":
        bare(old)
    Notebook.open(old).close()
    with Notebook.open(tmp_path / "new.db") as new:
        person(new, "Maya")
    assert laid(old) == laid(tmp_path / "new.db")


def test_the_revisions_lead_to_todays_schema_one_by_one() -> None:
    from alembic.script import ScriptDirectory

    steps = [int(each.revision) for each in ScriptDirectory(str(REVISIONS)).walk_revisions()]
    assert steps == list(range(SCHEMA_VERSION, 1, -1))


def test_a_bare_notebook_can_do_all_that_a_new_one_can(old: Path) -> None:
    with Notebook.open(bare(old)) as notebook:
        assert {each.id for each in notebook.stale_talks()} >= {talk.id for talk in notebook.talks()}
        assert notebook.known_digests([b"x"]) == set()
        assert notebook.unfinished_import() is None
        maya = notebook.named("Maya")[0]
        assert notebook.summaries([maya.id])[maya.id].body is None


def test_a_protected_notebook_is_brought_up_to_date_under_its_key(old: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked" / "notebook.db"
    locked.parent.mkdir()
    keys, key, _ = new_keys(PASSPHRASE)
    with closing(dbapi2.connect(str(old), isolation_level=None)) as db:
        copy_notebook(db, locked, key)
    write_keys(keys_beside(locked), keys)
    unlock = Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})
    with Notebook.open(locked, unlock=unlock) as notebook:
        assert notebook.counts().schema == SCHEMA_VERSION
        assert notebook.named("Maya")
    (backup,) = backups_of(locked)
    for file in locked.parent.rglob("*"):
        assert file.is_dir() or (b"SQLite format" not in file.read_bytes() and b"Maya" not in file.read_bytes())
    with pytest.raises(OutdatedError):
        Notebook.open(backup.path, unlock=unlock, updated=None)


def test_what_only_looks_leaves_an_old_notebook_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(OutdatedError) as caught:
        Notebook.open(old, updated=None)
    assert caught.value.hint
    assert old.read_bytes() == before
    assert backups_of(old) == []


def test_while_another_window_is_open_it_is_left_as_it_is(old: Path) -> None:
    with closing(dbapi2.connect(str(old))) as other:
        other.execute("SELECT count(*) FROM person").fetchall()
        with pytest.raises(NotebookBusyError, match="another window"):
            Notebook.open(old, busy_seconds=0.05)
        assert schema_of(other) == 1


def test_a_damaged_old_notebook_is_refused_and_left_as_it_is(old: Path) -> None:
    data = bytearray(old.read_bytes())
    data[4096 * 3 : 4096 * 4] = os.urandom(4096)
    old.write_bytes(data)
    with pytest.raises(NotebookUnreadableError):
        Notebook.open(old)
    assert old.read_bytes() == data
    assert backups_of(old) == []


def test_without_its_copy_nothing_is_changed(old: Path) -> None:
    (old.parent / "backups").write_text("a file where the folder should be")
    before = held(old)
    with pytest.raises(CouldNotError, match="no copy of it could be made first"):
        Notebook.open(old)
    assert held(old) == before


HARM = """
from alembic import op

revision = "0002"
down_revision = None

def upgrade() -> None:
    {harm}
"""
HARMS = {
    "a row lost": """op.execute("DELETE FROM draft"); op.execute("DELETE FROM summary")""",
    "a fault": """op.execute("CREATE TABLE half (a)"); op.execute("CREATE TABLE person (a)")""",
    "a loose end": """op.execute("UPDATE event SET change_id = 'nobody'")""",
}


def revisions(folder: Path, harm: str) -> Path:
    (folder / "versions").mkdir(parents=True)
    (folder / "versions" / "harm.py").write_text(HARM.format(harm=harm))
    return folder


@pytest.mark.parametrize("harm", HARMS)
def test_a_revision_that_loses_anything_changes_nothing(old: Path, tmp_path: Path, harm: str) -> None:
    before = held(old)
    with pytest.raises(Exception, match=r"came out|not come out|damaged"):
        bring_up_to_date(old, None, 1, now(), revisions=revisions(tmp_path / "harm", HARMS[harm]))
    assert held(old) == before
    with Notebook.open(old) as notebook:
        assert notebook.counts().schema == SCHEMA_VERSION


REMADE = """with op.batch_alter_table("person", recreate="always") as table:
        table.alter_column("name", new_column_name="name")
    op.execute("CREATE TABLE trail (at, act, detail)")"""


def test_a_table_made_anew_takes_no_row_of_another_with_it(old: Path, tmp_path: Path) -> None:
    before = held(old)
    bring_up_to_date(old, None, 1, now(), revisions=revisions(tmp_path / "remade", REMADE))
    after = held(old)
    assert killing.same(after, before)


def test_opening_a_notebook_of_today_loads_no_alembic(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from coachkit.notebook.store import Notebook
for _ in range(2):
    with Notebook.open(Path({str(tmp_path / "notebook.db")!r})) as notebook:
        notebook.people()
assert not {{"alembic", "sqlalchemy", "coachkit.notebook.migrating"}} & set(sys.modules), "loaded"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("which", ["0.1.0", "bare"])
def test_a_killed_migration_leaves_the_old_or_the_new_notebook(tmp_path: Path, which: str) -> None:
    seen = killing.migrations(tmp_path, kills=4, seed=7, lazily=which != "bare")
    assert (seen.bad, seen.kills) == ([], 4)


@pytest.mark.nightly
@pytest.mark.parametrize("which", ["0.1.0", "bare"])
def test_a_migration_killed_many_times_leaves_the_old_or_the_new_one_as_well(tmp_path: Path, which: str) -> None:
    seen = killing.migrations(tmp_path, kills=200, seed=8, lazily=which != "bare")
    assert (seen.bad, seen.kills) == ([], 200)


def test_kills_in_a_migration_without_a_transaction_are_noticed(tmp_path: Path) -> None:
    seen = killing.migrations(tmp_path, kills=8, seed=7, lazily=False, in_one=False)
    assert seen.bad


@pytest.mark.parametrize("room", [0, 4 * 1024, 16 * 1024, 40 * 1024])
def test_a_full_disk_during_a_migration_changes_nothing(old: Path, room: int) -> None:
    before = held(bare(old))
    ran = subprocess.run([sys.executable, "-c", killing.MIGRATE, str(old), str(room)], capture_output=True, text=True)
    assert ran.returncode == 1, ran.stderr
    assert "Everything kept before is still there." in ran.stderr
    assert "Traceback" not in ran.stderr
    assert held(old) == before
    with Notebook.open(old) as notebook:
        assert notebook.counts().schema == SCHEMA_VERSION


LOOKER = """
import os, sys
from pathlib import Path
from coachkit.errors import CouldNotError
from coachkit.notebook.store import Notebook
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Notebook.open(Path(sys.argv[1]))
except CouldNotError as fault:
    print(fault, fault.hint)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_in_a_read_only_folder_it_is_said_what_to_do(nobodys: Path) -> None:
    path = notebook_of("0.1.0", nobodys / "notebook.db")
    path.chmod(0o644)
    before = path.read_bytes()
    nobodys.chmod(0o555)
    ran = subprocess.run([sys.executable, "-c", LOOKER, str(path)], capture_output=True, text=True, check=True)
    assert "earlier coachkit" in ran.stdout
    assert "writable, or copy all its files" in ran.stdout
    assert path.read_bytes() == before
    nobodys.chmod(0o755)
    with Notebook.open(path) as notebook:
        assert notebook.counts().schema == SCHEMA_VERSION


def test_a_newer_notebook_stays_as_it_is_to_the_last_byte(path: Path) -> None:
    with Notebook.open(path) as notebook:
        person(notebook, "Maya")
        notebook._rows(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(NotebookUnreadableError, match="newer coachkit"):
        Notebook.open(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [file.name for file in path.parent.iterdir()] == ["notebook.db"]


def test_the_trail_says_when(old: Path) -> None:
    at = datetime(2027, 1, 2, tzinfo=UTC)
    assert bring_up_to_date(old, None, 1, at) is not None
    with Notebook.open(old) as notebook:
        assert notebook.trail()[0].at == "2027-01-02T00:00:00.000000+00:00"


def test_new_tables_are_those_that_sqlmodel_knows() -> None:
    from sqlmodel import SQLModel, create_engine

    from coachkit.notebook import tables

    assert tables.TrailRow.__tablename__ == "trail"
    plain = dbapi2.connect(":memory:", isolation_level=None)
    lay_out(plain)
    known = dbapi2.connect(":memory:", isolation_level=None)
    from sqlalchemy.pool import StaticPool

    SQLModel.metadata.create_all(create_engine("sqlite://", creator=lambda: known, module=dbapi2, poolclass=StaticPool))
    names = [table.name for table in SQLModel.metadata.sorted_tables]
    assert {name: shape(plain, name) for name in names} == {name: shape(known, name) for name in names}


def shape(db: dbapi2.Connection, table: str) -> tuple[object, ...]:
    """A table in numbers and names, however its statement is spaced."""
    sql = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    indexes = {
        (name if origin == "c" else origin, unique, partial,
         tuple(row[2] for row in db.execute(f"PRAGMA index_info({name})")))
        for _, name, unique, origin, partial in db.execute(f"PRAGMA index_list({table})")
    }  # fmt: skip
    return (
        db.execute(f"PRAGMA table_xinfo({table})").fetchall(),
        db.execute("SELECT wr FROM pragma_table_list(?)", (table,)).fetchall(),
        sorted(db.execute(f"PRAGMA foreign_key_list({table})").fetchall()),
        "AUTOINCREMENT" in sql,
        indexes,
    )
