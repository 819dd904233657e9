"""Copies of the notebook, by the command line: made once a day by themselves, by hand anywhere, and put back."""

from __future__ import annotations

import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from coachkit.notebook.backups import backups_of
from coachkit.notebook.store import Notebook
from coachkit.settings import Settings
from coachkit.workbench.back_up import copy_of_today
from coachkit.workbench.import_files import Source, Wish, import_files
from coachkit.workbench.room import Room
from tests.cli.conftest import ROSA, Run, no_escapes, no_traceback

DAY = "COACHKIT_TODAY"


def copies(home: Path) -> list[tuple[str, str]]:
    """The copies there are: the day and what each was made for."""
    return [(each.at.date().isoformat(), each.why) for each in backups_of(home / "notebook.db")]


def names(run: Run) -> list[str]:
    return [line["name"] for line in run("people", "--format", "json").data]


@pytest.fixture
def lived(rosa: Run, home: Path) -> Run:
    shutil.rmtree(home / "backups")
    return rosa


def test_each_day_on_which_something_is_kept_has_one_copy(
    lived: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, command in (
        ("2026-11-23", ("log", "Rosa", "--by", "coach")),
        ("2026-11-23", ("log", "Rosa", "--by", "coach")),
        ("2026-11-24", ("plan", "Rosa")),
        ("2026-11-25", ("plan", "Rosa")),
        ("2026-11-26", ("person", "add", "Kim")),
    ):
        monkeypatch.setenv(DAY, day)
        done = lived(*command)
        assert done.code == 0
        assert "copy" not in done.err
    assert copies(home) == [("2026-11-23", "daily"), ("2026-11-24", "daily"), ("2026-11-26", "daily")]


def test_a_copy_that_cannot_be_made_is_one_line_and_stops_nobody(lived: Run, home: Path) -> None:
    (home / "backups").write_text("no folder")
    done = lived("log", "Rosa", "--by", "coach")
    assert done.code == 0
    assert done.out
    assert [line for line in done.err.splitlines() if "No copy of the notebook could be made" in line]
    assert lived("undo").code == 0


def test_the_first_import_of_a_day_has_a_copy_before_it(
    lived: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = {"person": "Abdi", "on": "2025-03-04", "note": "Bread."}
    file = tmp_path / "one.jsonl"
    for day, ref in (("2026-11-23", "a"), ("2026-11-23", "b"), ("2026-11-24", "c")):
        monkeypatch.setenv(DAY, day)
        file.write_text(json.dumps(record | {"ref": ref, "note": f"Bread {ref}."}))
        assert lived("import", str(file), "--dry-run").code == 0
        assert lived("import", str(file)).code == 0
        assert "before-import" in [why for on, why in copies(home) if on == day]
    assert {on for on, _ in copies(home)} == {"2026-11-23", "2026-11-24"}
    with Notebook.open(backups_of(home / "notebook.db")[0].path) as before:
        assert [line.name for line in before.people()] == ["Rosa"]


def test_the_first_import_of_all_needs_no_copy(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(json.dumps({"person": "Abdi", "on": "2025-03-04", "note": "Bread."}))
    assert run("import", str(tmp_path / "one.jsonl")).code == 0
    assert "before-import" not in [why for _, why in copies(home)]


def test_a_notebook_on_no_disk_leaves_no_copy_where_somebody_happens_to_be(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    room = Room(Settings(home, {}), date(2026, 11, 22), interactive=False)
    room.use(Notebook.in_memory())
    for line in ("Bread.", "Soup."):
        record = json.dumps({"person": "Abdi", "on": "2025-03-04", "note": line}).encode()
        report = import_files(room, [Source("past.jsonl", lambda held=record: BytesIO(held))], Wish())
        assert report.counts["new"] == 1
    copy_of_today(room)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_by_hand_says_what_is_in_it_and_comes_back(lived: Run, home: Path, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    done = lived("notebook", "backup", str(place))
    assert done.code == 0
    (copy,) = place.iterdir()
    assert str(copy) in done.out
    assert "1 person and 1 talk," in done.out
    lived("person", "add", "Kim")
    refused = lived("notebook", "restore", str(copy))
    assert refused.code == 5
    assert "--yes" in refused.err
    assert names(lived) == ["Kim", "Rosa"]
    back = lived("notebook", "restore", str(copy), "--yes")
    assert back.code == 0
    assert names(lived) == ["Rosa"]
    kept = next(each.path for each in backups_of(home / "notebook.db") if each.why == "replaced")
    assert str(kept) in back.out
    undone = lived("undo")
    assert undone.code == 1
    assert "put back" in undone.err
    assert lived("notebook", "restore", kept.name, "--yes").code == 0
    assert names(lived) == ["Kim", "Rosa"]
    for each in (done, refused, back, undone):
        no_traceback(each)
        no_escapes(each)


def test_a_copy_by_hand_goes_over_no_file_unless_told_to(lived: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("letters")
    done = lived("notebook", "backup", str(tmp_path / "mine.db"))
    assert (done.code, (tmp_path / "mine.db").read_text()) == (1, "letters")
    assert "--force" in done.err
    assert lived("notebook", "backup", str(tmp_path / "mine.db"), "--force").code == 0


def test_a_name_that_ends_in_a_slash_is_a_folder(lived: Run, tmp_path: Path) -> None:
    assert lived("notebook", "backup", f"{tmp_path}/stick/notebooks/").code == 0
    (copy,) = (tmp_path / "stick" / "notebooks").iterdir()
    assert copy.suffix == ".db"
    (tmp_path / "letter").write_text("dear diary")
    refused = lived("notebook", "backup", f"{tmp_path}/letter/")
    assert refused.code == 1
    no_traceback(refused)
    assert (tmp_path / "letter").read_text() == "dear diary"


@pytest.mark.parametrize(("content", "code"), [(None, 3), (b"", 4), (b"dear diary", 4)])
def test_what_is_no_copy_is_refused(lived: Run, home: Path, tmp_path: Path, content: bytes | None, code: int) -> None:
    if content is not None:
        (tmp_path / "x.db").write_bytes(content)
    before = (home / "notebook.db").read_bytes()
    done = lived("notebook", "restore", str(tmp_path / "x.db"), "--yes")
    assert done.code == code
    no_traceback(done)
    assert (home / "notebook.db").read_bytes() == before
    assert lived("notebook", "restore", str(home / "notebook.db"), "--yes").code == 2


def test_the_status_says_how_many_copies_there_are_and_the_newest_day(lived: Run, home: Path) -> None:
    assert "\ncopies:      none yet" in lived("notebook", "status").out
    lived("log", "Rosa", "--by", "coach")
    assert "1 in " in lived("notebook", "status").out
    assert lived("notebook", "status", "--format", "json").data["backups"] == {
        "count": 1,
        "newest": "2026-11-22",
        "folder": str(home / "backups"),
    }


def test_a_restore_on_a_new_computer_needs_no_notebook(lived: Run, home: Path, tmp_path: Path) -> None:
    lived("notebook", "backup", str(tmp_path / "stick.db"))
    shutil.rmtree(home)
    assert lived("notebook", "restore", str(tmp_path / "stick.db"), "--yes").code == 0
    assert names(lived) == ["Rosa"]
    assert {path.name for path in home.iterdir()} <= {"notebook.db", "backups"}


def test_a_copy_from_before_somebody_was_forgotten_says_that_they_are_back(lived: Run, tmp_path: Path) -> None:
    lived("person", "add", "Kim")
    lived("person", "forget", "Kim", "--yes")
    for copy, back in (("before.db", True), ("after.db", False)):
        if not back:
            lived("person", "forget", "Kim", "--yes")
        lived("notebook", "backup", str(tmp_path / copy))
        if back:
            lived("person", "add", "Kim")
            lived("notebook", "backup", "--force", str(tmp_path / copy))
            lived("person", "forget", "Kim", "--yes")
        done = lived("notebook", "restore", str(tmp_path / copy), "--yes")
        assert done.code == 0, done.err
        assert ("it is in the notebook again" in done.err) == back
        assert ("Kim" in names(lived)) == back


def test_without_a_notebook_there_is_nothing_to_copy(run: Run, tmp_path: Path) -> None:
    assert run("notebook", "backup", str(tmp_path / "x.db")).code == 3
    assert not (tmp_path / "x.db").exists()


def test_a_copy_is_made_after_the_first_talk_and_holds_it(run: Run, home: Path) -> None:
    assert run("talk", "--answers", str(ROSA)).code == 0
    (copy,) = backups_of(home / "notebook.db")
    with Notebook.open(copy.path) as held:
        assert [line.name for line in held.people()] == ["Rosa"]
