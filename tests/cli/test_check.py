"""The notebook looked through: each damage is told in a line of its own, and nothing is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coachkit.notebook.schema import DDL
from coachkit.notebook.store import Notebook
from tests.cli.conftest import Run, no_traceback
from tests.cli.looked_through import PARTS, files, harm, not_well
from tests.notebook.releases.shelf import notebook_of


def test_a_notebook_that_is_well_is_said_to_be_and_stays_as_it_is(peopled: Run, home: Path) -> None:
    before = files(home)
    done = peopled("notebook", "check")
    assert done.code == 0
    assert [line.partition(":")[0] for line in done.out.splitlines()] == PARTS
    assert "NOT WELL" not in done.out
    assert not_well(peopled("notebook", "check", "--format", "json")) == []
    assert files(home) == before


def test_one_of_an_earlier_coachkit_is_looked_through_and_stays_one(home: Path, run: Run) -> None:
    path = notebook_of("0.1.0", home / "notebook.db")
    before = path.read_bytes()
    assert run("notebook", "check").code == 0
    assert path.read_bytes() == before


_TRIGGERS = [statement for statement in DDL if "CREATE TRIGGER" in statement]
GUARDED = [f"DROP TRIGGER {statement.split()[2]}" for statement in _TRIGGERS]
GUARDING = _TRIGGERS
HARMS: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "links": (["links"], ("UPDATE session SET person_id = 'nobody' WHERE rowid = 1",)),
    "search": (["search"], ("UPDATE said SET text = 'something else' WHERE id = (SELECT min(id) FROM said)",)),
    "scripts": (["scripts"], ("UPDATE script SET body = replace(body, 'Tell me', 'Show me')",)),
    "lists": (["lists"], ("UPDATE person SET name = 'Mia' WHERE name = 'Maya'",)),
    "people": (["people", "entries"], ("UPDATE event SET body = '[]' WHERE kind = 'contact'",)),
    "trail": (["trail"], ("DROP TRIGGER trail_stays", "UPDATE trail SET detail = 'x'")),
    "an answer of another shape": (["entries"], ("UPDATE event SET body = '{\"x\":1}' WHERE seq = AN_ANSWER",)),
    "an answer without its words": (["entries"], ("UPDATE event SET body = '{}' WHERE seq = AN_ANSWER",)),
    "a note of another shape": (["entries"], ("UPDATE event SET body = '{\"x\":1}' WHERE kind = 'noted'",)),
    "a contact of another shape": (["entries"], ("UPDATE event SET body = '{\"x\":1}' WHERE kind = 'contact'",)),
    "nobody's": (["entries"], ("UPDATE event SET person_id = 'nobody' WHERE seq = AN_ANSWER",)),
    "another person's": (
        ["entries"],
        ("UPDATE event SET person_id = (SELECT id FROM person WHERE name = 'Rosa') WHERE seq = AN_ANSWER",),
    ),
    "no talk's": (["entries"], ("UPDATE event SET session_id = 'none' WHERE seq = AN_ANSWER",)),
    "no day": (["entries"], ("""UPDATE event SET "on" = 'garbage' WHERE seq = AN_ANSWER""",)),
    "no moment": (["entries"], ("UPDATE event SET at = 'garbage' WHERE seq = AN_ANSWER",)),
    "no scripts": (["scripts"], ("DELETE FROM script",)),
    "no drafts": (["tables"], ("DROP TABLE draft",)),
    "no index": (["tables"], ("DROP INDEX event_by_person",)),
    "another trigger": (
        ["tables"],
        (
            "DROP TRIGGER trail_stays",
            "CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN SELECT 1; END",
        ),
    ),
    "a trail that is empty": (["trail", "tables"], ("DROP TRIGGER trail_remains", "DELETE FROM trail")),
    "a line of the trail that is gone": (["trail"], (*GUARDED, "DELETE FROM trail WHERE seq = 1", *GUARDING)),
}


@pytest.mark.parametrize("what", HARMS)
def test_each_kind_of_damage_is_told_in_its_own_line(peopled: Run, home: Path, what: str) -> None:
    expected, statements = HARMS[what]
    harm(home, *statements)
    before = files(home)
    done = peopled("notebook", "check", "--format", "json")
    assert done.code == 8
    assert set(expected) <= set(not_well(done))
    told = {part["part"]: part["said"] for part in done.data["parts"]}
    assert all(". " in told[part] for part in expected), "what to do is missing"
    assert files(home) == before
    assert ("--repair" in done.err) == (set(not_well(done)) != {"trail"})
    saved = peopled("notebook", "check", "--repair", "--format", "json")
    assert saved.code == 0, saved
    Path(saved.data["path"]).replace(home / "notebook.db")
    assert not_well(peopled("notebook", "check", "--format", "json")) == []


def test_while_another_window_is_open_it_is_looked_through_all_the_same(peopled: Run, home: Path) -> None:
    with Notebook.open(home / "notebook.db") as other:
        assert peopled("log", "Maya", "--by", "coach").code == 0
        assert peopled("notebook", "check").code == 0
        assert other.people()


def test_a_newer_notebook_is_neither_looked_through_nor_repaired(peopled: Run, home: Path) -> None:
    harm(home, "PRAGMA user_version=999")
    before = files(home)
    for words in (("check",), ("check", "--repair")):
        done = peopled("notebook", *words)
        assert done.code == 8
        assert "newer coachkit" in done.err
        assert files(home) == before


def test_where_nothing_can_be_read_it_says_so(home: Path, run: Run) -> None:
    home.mkdir(parents=True)
    (home / "notebook.db").write_bytes(b"\xff" * 9000)
    assert run("notebook", "check").code == 8
    done = run("notebook", "check", "--repair")
    assert done.code == 8
    assert "restore" in done.err
    assert not list(home.glob("notebook-repaired*"))


def test_without_a_notebook_there_is_nothing_to_look_through(run: Run) -> None:
    assert run("notebook", "check").code == 3
    assert run("notebook", "check", "--repair").code == 3


def test_where_no_copy_can_be_made_to_look_into_it_says_so(peopled: Run, home: Path) -> None:
    shutil.rmtree(home / "backups", ignore_errors=True)
    (home / "backups").write_text("no folder")
    done = peopled("notebook", "check")
    assert done.code == 1
    no_traceback(done)
    assert "could not be looked through" in done.err
