"""Copies: made whole or not at all, thinned without losing a day, put back without ever being half there."""

from __future__ import annotations

import shutil
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from coachkit.errors import BadDataError, CouldNotError, NotebookBusyError, NotebookUnreadableError, NotFoundError
from coachkit.notebook.backups import Backup, Why, back_up, backups_of, remove_unfinished, worth_keeping
from coachkit.notebook.copying import contents
from coachkit.notebook.found_copy import look_at
from coachkit.notebook.keys import keys_beside
from coachkit.notebook.replacing import Putting, restore
from coachkit.notebook.schema import SCHEMA_VERSION
from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.notebook.unlocking import Unlocking
from tests.notebook import killing
from tests.notebook.conftest import change, now, person, said, talk
from tests.notebook.protected import PASSPHRASE, protected_copy
from tests.notebook.releases.shelf import notebook_of

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
OPENS = Unlocking({"COACHKIT_PASSPHRASE": PASSPHRASE})
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
made = st.builds(
    Backup, moments, st.sampled_from([str(why) for why in Why]), st.uuids().map(lambda id_: Path(str(id_)))
)


def putting(at: datetime = AT) -> Putting:
    return Putting("a copy was put back", "Sam", date(2026, 11, 22), at)


@given(st.lists(made, max_size=60))
def test_thinning_keeps_the_newest_of_seven_days_four_weeks_and_six_months(backups: list[Backup]) -> None:
    kept = worth_keeping(backups)
    assert kept <= set(backups)
    assert worth_keeping(kept) == kept
    ours = sorted(each for each in backups if each.why not in (Why.REPLACED, Why.BEFORE_ERASURE))
    if ours:
        assert ours[-1] in kept
        assert {each for each in ours if each.at.date() == ours[-1].at.date()} <= kept
    for period, most in ((lambda d: d, 7), (lambda d: d.isocalendar()[:2], 4), (lambda d: (d.year, d.month), 6)):
        wanted = sorted({period(each.at.date()) for each in ours})[-most:]
        assert set(wanted) <= {period(each.at.date()) for each in kept}
    assert {each for each in backups if each.why == Why.REPLACED} <= kept
    assert not [each for each in kept if each.why == Why.BEFORE_ERASURE]
    older = [each for each in kept if each.why != Why.REPLACED and each.at.date() != ours[-1].at.date()]
    assert len(older) <= 7 + 4 + 6 + 1


def test_a_year_of_daily_copies_leaves_as_many_as_said() -> None:
    days = [Backup(AT + timedelta(days=n), "daily", Path(str(n))) for n in range(365)]
    kept: set[Backup] = set()
    for each in days:
        kept = worth_keeping({*kept, each})
    told = sorted((days[-1].at - each.at).days for each in kept)
    assert told[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert 12 <= len(told) <= 17
    assert told[-1] > 120


def test_a_copy_is_made_whole_named_by_its_moment_and_its_owners_alone(notebook: Notebook, path: Path) -> None:
    talk(notebook, person(notebook, "Maya"), said("good_day", "bread"))
    copy = notebook.back_up(Why.DAILY, AT)
    assert copy == path.parent / "backups" / "notebook-20261122T090000Z-daily.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    again = notebook.back_up(Why.DAILY, AT)
    assert again.name == "notebook-20261122T090001Z-daily.db"
    assert [each.path for each in notebook.backups()] == [copy, again]
    with closing(dbapi2.connect(str(copy))) as db:
        assert contents(db) == contents(notebook._db)


def test_a_copy_is_due_only_when_something_has_changed(notebook: Notebook) -> None:
    assert notebook.changed_since_backup()
    maya = person(notebook, "Maya")
    session = talk(notebook, maya)
    notebook.back_up(Why.DAILY, AT)
    assert not notebook.changed_since_backup()
    for number, happens in enumerate(
        (
            lambda: person(notebook, "Omar"),
            lambda: notebook.undo(),
            lambda: notebook.keep_draft(session, "a", "b"),
            lambda: notebook.rename_person(change(notebook), maya, "Mia", now()),
        ),
        1,
    ):
        happens()
        assert notebook.changed_since_backup()
        notebook.back_up(Why.DAILY, AT + timedelta(minutes=number))
        assert not notebook.changed_since_backup()
    notebook.stale_talks()
    notebook.people()
    assert not notebook.changed_since_backup()


def test_what_a_killed_copying_left_is_taken_away_but_not_what_is_being_made(notebook: Notebook) -> None:
    folder = notebook.back_up(Why.DAILY, AT).parent
    left = folder / ".notebook-20261121T090000Z-daily.db.77.part"
    for path in (left, left.with_name(left.name + "-journal")):
        path.write_bytes(b"half")
    remove_unfinished(folder)
    assert left.exists()
    remove_unfinished(folder, older_than=0)
    assert [path.name for path in folder.iterdir()] == ["notebook-20261122T090000Z-daily.db"]


def test_a_copy_beside_an_erasure_goes_once_it_stands(notebook: Notebook, path: Path) -> None:
    session = talk(notebook, person(notebook, "Maya"), said("good_day", "CANARY"))
    back_up(notebook._db, path, Why.BEFORE_ERASURE, None, AT)  # what a killed one left
    with notebook.safeguarded(AT):
        (beside,) = backups_of(path)
        assert b"CANARY" in beside.path.read_bytes()
        notebook.forget_session(change(notebook, "forget"), session, now())
    assert backups_of(path) == []


def test_an_erasure_does_not_wait_for_room_for_a_copy(notebook: Notebook, path: Path) -> None:
    (path.parent / "backups").write_text("no folder")
    session = talk(notebook, person(notebook, "Maya"), said("good_day", "CANARY"))
    with notebook.safeguarded(AT):
        notebook.forget_session(change(notebook, "forget"), session, now())
    assert notebook.talks() == []


def test_a_copy_of_ones_own_never_goes_over_another_file_unasked(
    notebook: Notebook, path: Path, tmp_path: Path
) -> None:
    person(notebook, "Maya")
    mine = tmp_path / "mine.db"
    mine.write_text("letters")
    with pytest.raises(CouldNotError, match="is there already"):
        notebook.copy_to(mine, AT)
    assert mine.read_text() == "letters"
    assert notebook.copy_to(mine, AT, over=True) == mine
    assert look_at(mine, path, None).people == 1
    assert notebook.copy_to(tmp_path, AT) == tmp_path / "notebook-20261122T090000Z.db"
    with pytest.raises(CouldNotError, match="notebook itself"):
        notebook.copy_to(path, AT, over=True)
    with pytest.raises(CouldNotError):
        notebook.copy_to(tmp_path / "nowhere" / "x.db", AT)
    assert not list(tmp_path.glob("*.part"))


@pytest.fixture
def locked(notebook: Notebook, tmp_path: Path) -> Path:
    """Another coach's protected notebook, with Lena in it."""
    with Notebook.open(tmp_path / "lena.db") as lena:
        person(lena, "Lena")
        (tmp_path / "locked").mkdir()
        protected_copy(lena, tmp_path / "locked" / "notebook.db")
    (tmp_path / "lena.db").unlink()
    return tmp_path / "locked" / "notebook.db"


def test_a_protected_copy_has_its_keys_beside_it_and_no_readable_word(locked: Path, tmp_path: Path) -> None:
    with Notebook.open(locked, unlock=OPENS) as notebook:
        for copy in (notebook.back_up(Why.DAILY, AT), notebook.copy_to(tmp_path / "mine.db", AT)):
            assert keys_beside(copy).read_bytes() == keys_beside(locked).read_bytes()
            assert b"Lena" not in copy.read_bytes()
            assert stat.S_IMODE(keys_beside(copy).stat().st_mode) == 0o600
            assert look_at(copy, tmp_path / "none.db", OPENS).people == 1
        other = tmp_path / "other"
        other.mkdir()
        with Notebook.open(other / "plain.db") as plain:
            protected_copy(plain, other / "notebook.db")
        with pytest.raises(CouldNotError, match="not of today"):
            notebook.copy_to(other / "notebook.db", AT, over=True)


def test_a_copy_put_back_is_the_notebook_and_the_one_before_is_kept(notebook: Notebook, path: Path) -> None:
    talk(notebook, person(notebook, "Maya"), said("good_day", "bread"))
    copy = notebook.back_up(Why.DAILY, AT)
    before = copy.read_bytes()
    notebook.note_act(Act.EXPORTED, now(), {"people": 1})
    person(notebook, "Omar")
    held = contents(notebook._db)
    notebook.close()
    kept = restore(look_at(copy, path, None), path, None, putting())
    assert copy.read_bytes() == before
    assert kept is not None
    assert kept.name.endswith("-replaced.db")
    with closing(dbapi2.connect(str(kept))) as db:
        assert contents(db) == held
    with Notebook.open(path) as again:
        assert [line.name for line in again.people()] == ["Maya"]
        assert [line.act for line in again.trail()] == ["exported", "restored"]
        with pytest.raises(CouldNotError, match="a copy was put back"):
            again.undo()
        person(again, "Theo")
    assert sorted(file.name for file in path.parent.iterdir()) == ["backups", "notebook.db"]


def test_nothing_is_put_back_while_another_window_has_the_notebook_open(notebook: Notebook, path: Path) -> None:
    person(notebook, "Maya")
    copy = notebook.back_up(Why.DAILY, AT)
    person(notebook, "Omar")
    with pytest.raises(NotebookBusyError, match="another window"):
        restore(look_at(copy, path, None), path, None, putting(), 0.05)
    assert [line.name for line in notebook.people()] == ["Maya", "Omar"]
    assert not list(path.parent.rglob("*.part"))


@pytest.mark.parametrize("which", ["plain onto protected", "protected onto plain", "protected onto protected"])
def test_the_keys_of_a_copy_come_with_it(notebook: Notebook, path: Path, locked: Path, which: str) -> None:
    person(notebook, "Maya")
    if which == "protected onto plain":
        target, source, name = path, locked, "Lena"
    elif which == "plain onto protected":
        target, source, name = locked, path, "Maya"
    else:
        source = path.parent / "again" / "notebook.db"
        source.parent.mkdir()
        protected_copy(notebook, source)
        target, name = locked, "Maya"
    notebook.close()
    kept = restore(look_at(source, target, OPENS), target, OPENS, putting())
    with Notebook.open(target, unlock=OPENS) as again:
        assert [line.name for line in again.people()] == [name]
        assert again.protected == which.startswith("protected")
    assert keys_beside(target).exists() == which.startswith("protected")
    assert kept is not None
    assert look_at(kept, target, OPENS).people == 1
    # A copy beside a protected notebook is put under its key when that is next opened.
    assert keys_beside(kept).exists()


def test_an_old_copy_is_brought_up_to_date_and_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    old = notebook_of("0.1.0", tmp_path / "old.db")
    before = old.read_bytes()
    assert restore(look_at(old, path, None), path, None, putting()) is None
    assert old.read_bytes() == before
    with Notebook.open(path) as notebook:
        assert notebook.counts().schema == SCHEMA_VERSION
        assert [line.act for line in notebook.trail()] == ["migrated", "restored"]
        assert notebook.named("Maya")


def test_what_cannot_be_put_back_is_refused_and_nothing_changes(notebook: Notebook, path: Path, tmp_path: Path) -> None:
    talk(notebook, person(notebook, "Maya"), *(said(f"q{n}", "words " * 90) for n in range(60)))
    copy = notebook.back_up(Why.DAILY, AT)
    data = copy.read_bytes()
    files = {
        "newer.db": NotebookUnreadableError,
        "damaged.db": NotebookUnreadableError,
        "text.db": BadDataError,
        "empty.db": BadDataError,
        "other.db": BadDataError,
        "none.db": NotFoundError,
    }
    shutil.copy(copy, tmp_path / "newer.db")
    with closing(dbapi2.connect(str(tmp_path / "newer.db"))) as db:
        db.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    (tmp_path / "damaged.db").write_bytes(data[: 4096 * 4] + b"\xff" * 4096 * 20 + data[4096 * 24 :])
    (tmp_path / "text.db").write_text("dear diary" * 1000)
    (tmp_path / "empty.db").write_bytes(b"")
    with closing(dbapi2.connect(str(tmp_path / "other.db"))) as db:
        db.execute("CREATE TABLE mine (a)")
    for name, error in files.items():
        file = tmp_path / name
        before = file.read_bytes() if file.exists() else b""
        with pytest.raises(error) as caught:
            look_at(file, path, None)
        assert name in caught.value.message or "newer" in caught.value.message
        assert not file.exists() or file.read_bytes() == before
    left = tmp_path / "left.db"
    shutil.copy(copy, left)
    left.with_name("left.db-wal").write_bytes(b"pages")
    with pytest.raises(CouldNotError, match=r"left\.db-wal"):
        look_at(left, path, None)
    assert len(list(tmp_path.glob("*.db"))) == len(files)


def test_a_damaged_notebook_makes_way_for_a_copy_and_is_kept_as_it_lay(notebook: Notebook, path: Path) -> None:
    person(notebook, "Maya")
    copy = notebook.back_up(Why.DAILY, AT)
    notebook.close()
    path.write_bytes(b"\xff" * 5000)
    path.with_name("notebook.db-wal").write_bytes(b"the last words")
    kept = restore(look_at(copy, path, None), path, None, putting())
    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 5000
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"the last words"
    with Notebook.open(path) as again:
        assert [line.name for line in again.people()] == ["Maya"]


def test_a_left_over_log_of_the_replaced_notebook_never_meets_the_new_one(notebook: Notebook, path: Path) -> None:
    person(notebook, "Maya")
    copy = notebook.back_up(Why.DAILY, AT)
    person(notebook, "Omar")
    log = path.with_name("notebook.db-wal").read_bytes()
    data = path.read_bytes()
    notebook.close()
    path.write_bytes(data)
    path.with_name("notebook.db-wal").write_bytes(log)
    kept = restore(look_at(copy, path, None), path, None, putting())
    with Notebook.open(path) as again:
        assert [line.name for line in again.people()] == ["Maya"]
    assert kept is not None
    assert look_at(kept, path, None).people == 2


@pytest.mark.parametrize(("old", "new"), [(False, False), (True, False), (False, True), (True, True)])
def test_a_killed_restore_leaves_the_old_notebook_or_the_new_one(tmp_path: Path, old: bool, new: bool) -> None:
    seen = killing.restores(tmp_path, kills=5, seed=3, old=old, new=new)
    assert (seen.bad, seen.kills) == ([], 5)


def test_kills_while_a_copy_is_written_straight_over_the_notebook_are_noticed(tmp_path: Path) -> None:
    assert killing.restores(tmp_path, kills=5, seed=3, old=False, new=False, careful=False).bad


def test_a_restore_that_was_ready_is_finished_by_the_next_opening(
    notebook: Notebook, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(notebook, "Maya")
    copy = notebook.back_up(Why.DAILY, AT)
    person(notebook, "Omar")
    notebook.close()
    with monkeypatch.context() as patched:
        patched.setattr("coachkit.notebook.replacing.finish", lambda _: None)
        restore(look_at(copy, path, None), path, None, putting())
    assert path.with_name("notebook.next.db").exists()
    with Notebook.open(path) as again:
        assert [line.name for line in again.people()] == ["Maya"]
    assert sorted(file.name for file in path.parent.iterdir()) == ["backups", "notebook.db"]
