"""The notebook looked through: each damage is told in a line, nothing is changed, and what can be read is saved."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coachkit.notebook.backups import backups_of
from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.keys import keys_beside, new_keys, write_keys
from coachkit.notebook.store import Notebook
from tests.cli.conftest import Done, Run, no_escapes, no_traceback
from tests.notebook.protected import PASSPHRASE
from tests.notebook.releases.shelf import notebook_of

PARTS = ["file", "pages", "links", "search", "scripts", "lists", "people", "trail", "keys", "copies"]
FEW, MANY = 24, 200
MADE_NO_SENSE = "does not make a notebook"
PAST = """\
{"person": "Maya", "on": "2025-03-04", "ref": "a-1", "note": "I taught myself to bake. My sister Ruth helps."}
{"person": "Mina", "on": "2025-03-05", "note": "Bread again, on the landing."}
{"person": "Abdi", "on": "2025-06-01", "turns": [{"speaker": "person", "text": "The bins were out by six."}]}
"""


@pytest.fixture
def lived(home: Path, run: Run) -> Run:
    """A notebook of four people, brought up to date and searched."""
    Notebook.open(notebook_of("0.1.0", home / "notebook.db")).close()
    assert run("find", "the").code == 0
    return run


def not_well(done: Done) -> list[str]:
    no_traceback(done)
    no_escapes(done)
    assert [part["part"] for part in done.data["parts"] if part["part"] in PARTS] == PARTS
    assert done.data["well"] == (done.code == 0)
    return [part["part"] for part in done.data["parts"] if not part["well"]]


def harm(home: Path, *statements: str) -> None:
    with closing(dbapi2.connect(str(home / "notebook.db"), isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def files(home: Path) -> dict[str, str]:
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file()
    }


def test_a_notebook_that_is_well_is_said_to_be_and_stays_as_it_is(lived: Run, home: Path) -> None:
    before = files(home)
    done = lived("notebook", "check")
    assert done.code == 0
    assert [line.partition(":")[0] for line in done.out.splitlines()] == PARTS
    assert "NOT WELL" not in done.out
    assert not_well(lived("notebook", "check", "--format", "json")) == []
    assert files(home) == before


def test_one_of_an_earlier_coachkit_is_looked_through_and_stays_one(home: Path, run: Run) -> None:
    path = notebook_of("0.1.0", home / "notebook.db")
    before = path.read_bytes()
    assert run("notebook", "check").code == 0
    assert path.read_bytes() == before


HARMS: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "links": (["links"], ("UPDATE session SET person_id = 'nobody' WHERE rowid = 1",)),
    "search": (["search"], ("UPDATE said SET text = 'something else' WHERE id = (SELECT min(id) FROM said)",)),
    "scripts": (["scripts"], ("UPDATE script SET body = replace(body, 'Tell me', 'Show me')",)),
    "lists": (["lists"], ("UPDATE person SET name = 'Mia' WHERE name = 'Maya'",)),
    "people": (["people"], ("UPDATE event SET body = '[]'",)),
    "trail": (["trail"], ("DROP TRIGGER trail_stays", "UPDATE trail SET detail = 'x'")),
}


@pytest.mark.parametrize("what", HARMS)
def test_each_kind_of_damage_is_told_in_its_own_line(lived: Run, home: Path, what: str) -> None:
    expected, statements = HARMS[what]
    harm(home, *statements)
    before = files(home)
    done = lived("notebook", "check", "--format", "json")
    assert done.code == 8
    assert set(expected) <= set(not_well(done))
    assert "--repair" in done.err
    assert files(home) == before


def test_a_copy_that_could_not_be_put_back_is_named(lived: Run, home: Path) -> None:
    lived("log", "Maya", "--by", "coach")
    copy = backups_of(home / "notebook.db")[-1].path
    copy.write_bytes(b"dear diary")
    done = lived("notebook", "check", "--format", "json")
    assert not_well(done) == ["copies"]
    assert copy.name in done.data["parts"][-1]["said"]
    assert "itself is well" in done.err


def test_while_another_window_is_open_it_is_looked_through_all_the_same(lived: Run, home: Path) -> None:
    with Notebook.open(home / "notebook.db") as other:
        assert lived("log", "Maya", "--by", "coach").code == 0
        assert lived("notebook", "check").code == 0
        assert other.people()


@pytest.fixture
def locked(lived: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    keys, key, _ = new_keys(PASSPHRASE)
    with closing(dbapi2.connect(str(home / "notebook.db"), isolation_level=None)) as db:
        copy_notebook(db, home / "locked.db", key)
    shutil.rmtree(home / "backups")
    (home / "locked.db").replace(home / "notebook.db")
    write_keys(keys_beside(home / "notebook.db"), keys)
    monkeypatch.setenv("COACHKIT_PASSPHRASE", PASSPHRASE)
    return lived


def test_a_protected_notebook_is_looked_through_and_saved_under_its_key(locked: Run, home: Path) -> None:
    assert not_well(locked("notebook", "check", "--format", "json")) == []
    path = home / "notebook.db"
    data = bytearray(path.read_bytes())
    data[4096 * 20 + 100] ^= 1
    path.write_bytes(data)
    assert "pages" in not_well(locked("notebook", "check", "--format", "json"))
    done = locked("notebook", "check", "--repair", "--format", "json")
    assert done.code == 0, done
    new = Path(done.data["path"])
    assert keys_beside(new).read_bytes() == keys_beside(path).read_bytes()
    for file in home.rglob("*"):
        assert file.is_dir() or b"Maya" not in file.read_bytes()
    assert locked("notebook", "restore", str(new), "--yes").code == 0
    assert not_well(locked("notebook", "check", "--format", "json")) == []
    assert locked("notebook", "check", "--repair").code == 0


def test_without_the_passphrase_nothing_is_looked_through(
    locked: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHKIT_PASSPHRASE", "wrong")
    assert locked("notebook", "check").code == 7
    assert locked("notebook", "check", "--repair").code == 7


def test_what_is_saved_is_whole_and_can_be_taken_into_use(lived: Run, home: Path) -> None:
    asked = (("people", "--format", "json"), ("plan", "Maya", "--format", "json"))
    told = [lived(*words).data for words in asked]
    harm(
        home,
        "DELETE FROM event WHERE kind = 'person_added' AND person_id = (SELECT id FROM person WHERE name = 'Rosa')",
        "UPDATE event SET body = '{\"half' WHERE seq = (SELECT max(seq) FROM event WHERE kind = 'contact')",
        "UPDATE event SET change_id = 'lost' WHERE kind = 'suggested'",
        "DELETE FROM script",
    )
    before = (home / "notebook.db").read_bytes()
    assert lived("notebook", "check").code == 8
    done = lived("notebook", "check", "--repair")
    assert done.code == 0, done
    assert "1 entries could not be saved." in done.out
    assert "1 beginnings were lost" in done.out
    assert (home / "notebook.db").read_bytes() == before
    (new,) = home.glob("notebook-repaired-*.db")
    assert str(new) in done.err
    assert lived("notebook", "restore", str(new), "--yes").code == 0
    assert not_well(lived("notebook", "check", "--format", "json")) == []
    assert [lived(*words).data for words in asked] == told
    with Notebook.open(home / "notebook.db") as notebook:
        assert [line.act for line in notebook.trail()][-2:] == ["repaired", "restored"]


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


def flip(data: bytes, chance: random.Random) -> bytes:
    """A notebook as a bad disk gives it back: bits turned, pages empty, nonsense, an end or a beginning gone wrong."""
    changed = bytearray(data)

    def bits(most: int) -> None:
        for _ in range(chance.choice((1, 3, 20))):
            changed[chance.randrange(most)] ^= 1 << chance.randrange(8)

    def page() -> None:
        at = chance.randrange(len(changed) // 4096) * 4096
        changed[at : at + 4096] = bytes(4096)

    def nonsense() -> None:
        at = chance.randrange(len(changed) - 600)
        changed[at : at + 600] = chance.randbytes(600)

    def shorter() -> None:
        del changed[chance.randrange(100, len(changed)) :]

    kinds: tuple[Callable[[], None], ...] = (lambda: bits(len(changed)), page, nonsense, shorter, lambda: bits(100))
    chance.choice(kinds)()
    return bytes(changed)


@pytest.fixture
def small(home: Path, run: Run, tmp_path: Path) -> bytes:
    """The bytes of a notebook of few words with every table in use."""
    (tmp_path / "past.jsonl").write_text(PAST)
    for words in (
        ("import", str(tmp_path / "past.jsonl")),
        ("find", "bread"),
        *(("log", "Maya", "--by", "coach", "--note", f"Word {n}") for n in range(6)),
        ("person", "merge", "Mina", "Maya"),
        ("people",),
        (),
    ):
        assert run(*words).code == 0, words
    return (home / "notebook.db").read_bytes()


def looked_through_and_saved(home: Path, run: Run, data: bytes, seeds: range) -> None:
    """Each of these flipped notebooks is told of and saved, and stays as it is; what was saved is well."""
    path = home / "notebook.db"
    saved = 0
    for seed in seeds:
        flipped = flip(data, random.Random(seed))  # noqa: S311
        shutil.rmtree(home)
        home.mkdir()
        path.write_bytes(flipped)
        for words in (("check",), ("check", "--repair")):
            done = run("notebook", *words)
            assert done.code in (0, 8), (seed, words, done.err)
            assert MADE_NO_SENSE not in done.err, (seed, words)
            no_traceback(done)
            no_escapes(done)
            assert path.read_bytes() == flipped, (seed, words)
        for new in home.glob("notebook-repaired-*.db"):
            saved += 1
            new.replace(path)
            assert not_well(run("notebook", "check", "--format", "json")) == [], seed
        assert sorted(file.name for file in home.rglob("*")) == ["backups", "notebook.db"], seed
    assert saved > len(seeds) // 2


def test_flipped_notebooks_are_looked_through_and_saved_without_a_crash(home: Path, run: Run, small: bytes) -> None:
    looked_through_and_saved(home, run, small, range(FEW))


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(4))
def test_many_flipped_notebooks_are_looked_through_as_well(home: Path, run: Run, small: bytes, part: int) -> None:
    looked_through_and_saved(home, run, small, range(part, MANY, 4))


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(4))
def test_flipped_notebooks_of_whole_talks_as_well(home: Path, lived: Run, part: int) -> None:
    looked_through_and_saved(home, lived, (home / "notebook.db").read_bytes(), range(part, 3 * MANY, 4))
