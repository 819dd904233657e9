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
from coachkit.notebook.creating import lay_out
from coachkit.notebook.keys import keys_beside, new_keys, write_keys
from coachkit.notebook.schema import DDL
from coachkit.notebook.store import Notebook
from tests.cli.conftest import Done, Run, no_escapes, no_traceback
from tests.notebook.protected import PASSPHRASE
from tests.notebook.releases.shelf import notebook_of

PARTS = [
    *("file", "pages", "tables", "links", "entries", "search", "scripts", "lists", "people", "trail"),
    *("keys", "copies"),
]
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
            db.execute(statement.replace("AN_ANSWER", AN_ANSWER))


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


AN_ANSWER = """(SELECT min(e.seq) FROM event AS e JOIN session AS s ON s.id = e.session_id JOIN person AS p
    ON p.id = s.person_id WHERE e.kind = 'answered' AND p.name = 'Maya')"""
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
def test_each_kind_of_damage_is_told_in_its_own_line(lived: Run, home: Path, what: str) -> None:
    expected, statements = HARMS[what]
    harm(home, *statements)
    before = files(home)
    done = lived("notebook", "check", "--format", "json")
    assert done.code == 8
    assert set(expected) <= set(not_well(done))
    told = {part["part"]: part["said"] for part in done.data["parts"]}
    assert all(". " in told[part] for part in expected), "what to do is missing"
    assert files(home) == before
    assert ("--repair" in done.err) == (set(not_well(done)) != {"trail"})
    saved = lived("notebook", "check", "--repair", "--format", "json")
    assert saved.code == 0, saved
    Path(saved.data["path"]).replace(home / "notebook.db")
    assert not_well(lived("notebook", "check", "--format", "json")) == []


def test_a_copy_that_could_not_be_put_back_is_named(lived: Run, home: Path) -> None:
    lived("log", "Maya", "--by", "coach")
    copy = backups_of(home / "notebook.db")[-1].path
    copy.write_bytes(b"dear diary")
    done = lived("notebook", "check", "--format", "json")
    assert not_well(done) == ["copies"]
    assert copy.name in done.data["parts"][-1]["said"]
    assert "itself is well" in done.err


@pytest.mark.parametrize("name", ["backups/mine.db", "backups/older/notebook.db", "notebook-old.db"])
def test_a_damaged_copy_is_found_whatever_it_is_called(lived: Run, home: Path, name: str) -> None:
    lived("log", "Maya", "--by", "coach")
    whole = backups_of(home / "notebook.db")[-1].path.read_bytes()
    (home / name).parent.mkdir(exist_ok=True)
    (home / name).write_bytes(whole[:5000] + b"\xa5" * 3000 + whole[8000:])
    done = lived("notebook", "check", "--format", "json")
    assert not_well(done) == ["copies"]
    assert f"1 copy cannot be put back: {name}. Move" in done.data["parts"][-1]["said"]


def test_a_copy_that_was_put_aside_damaged_is_no_new_damage(lived: Run, home: Path) -> None:
    lived("log", "Maya", "--by", "coach")
    copy = backups_of(home / "notebook.db")[-1].path
    harm(home, "UPDATE event SET body = '[]' WHERE kind = 'contact'")
    assert lived("notebook", "restore", copy.name, "--yes").code == 0
    assert not_well(lived("notebook", "check", "--format", "json")) == []


def test_a_copy_that_a_newer_coachkit_made_is_named_and_is_no_damage(lived: Run, home: Path) -> None:
    lived("log", "Maya", "--by", "coach")
    with closing(dbapi2.connect(str(backups_of(home / "notebook.db")[-1].path), isolation_level=None)) as db:
        db.execute("PRAGMA user_version=999")
    done = lived("notebook", "check", "--format", "json")
    assert not_well(done) == []
    assert "1 was made by a newer coachkit" in done.data["parts"][-1]["said"]


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


def test_keys_that_are_gone_are_found_beside_a_copy(locked: Run, home: Path) -> None:
    assert locked("log", "Maya", "--by", "coach").code == 0
    keys_beside(home / "notebook.db").unlink()
    before = files(home)
    done = locked("notebook", "check", "--format", "json")
    assert not_well(done) == ["keys"]
    said = {part["part"]: part["said"] for part in done.data["parts"]}
    assert said["copies"] == "every copy can be put back"
    (beside,) = (home / "backups").glob("*.keys")
    assert str(beside) in said["keys"]
    assert "its keys file, notebook.keys, is not beside it" in done.err
    assert files(home) == before
    assert locked("notebook", "check", "--repair").code == 8
    assert files(home) == before
    shutil.copyfile(beside, keys_beside(home / "notebook.db"))
    assert not_well(locked("notebook", "check", "--format", "json")) == []


def test_copies_under_another_passphrase_are_counted_and_left_alone(locked: Run, home: Path) -> None:
    assert locked("log", "Maya", "--by", "coach").code == 0
    theirs, key, _ = new_keys("four other words entirely")
    other = home / "backups" / "other.db"
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as db:
        lay_out(db)
        copy_notebook(db, other, key)
    write_keys(keys_beside(other), theirs)
    done = locked("notebook", "check", "--format", "json")
    assert not_well(done) == []
    said = done.data["parts"][-1]["said"]
    assert said == "every copy can be put back; 1 is under another passphrase, and was not looked at"
    keys_beside(other).unlink()
    done = locked("notebook", "check", "--format", "json")
    assert "1 copy cannot be put back: backups/other.db" in done.data["parts"][-1]["said"]


@pytest.mark.parametrize("garbled", [False, True])
def test_without_its_keys_a_notebook_is_not_said_to_be_unprotected(locked: Run, home: Path, garbled: bool) -> None:
    keys = keys_beside(home / "notebook.db")
    keys.write_text("letters") if garbled else keys.unlink()
    done = locked("notebook", "check", "--format", "json")
    assert done.code == 8
    said = {part["part"]: part["said"] for part in done.data["parts"]}
    assert "beside a copy" in said["keys"]
    assert "not protected" not in said["keys"]


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
    assert "1 entry could not be saved." in done.out
    assert "1 beginning was lost" in done.out
    assert (home / "notebook.db").read_bytes() == before
    (new,) = home.glob("notebook-repaired-*.db")
    assert str(new) in done.err
    assert lived("notebook", "restore", str(new), "--yes").code == 0
    assert not_well(lived("notebook", "check", "--format", "json")) == []
    assert [lived(*words).data for words in asked] == told
    with Notebook.open(home / "notebook.db") as notebook:
        assert [line.act for line in notebook.trail()][-2:] == ["repaired", "restored"]


DAYS_GONE = (
    """UPDATE event SET at = 'garbage', "on" = 'garbage'""",
    """UPDATE change SET at = 'x', "on" = 'x'""",
)


@pytest.mark.parametrize("harms", [DAYS_GONE[:1], DAYS_GONE, (*DAYS_GONE, """UPDATE session SET "on" = 'x'""")])
def test_words_are_saved_whatever_became_of_their_days(lived: Run, home: Path, harms: tuple[str, ...]) -> None:
    before = lived("people", "--format", "json").data
    words = statements(lived, "Maya")
    harm(home, *harms)
    assert "entries" in not_well(lived("notebook", "check", "--format", "json"))
    done = lived("notebook", "check", "--repair")
    assert done.code == 0, done
    assert "It holds 4 people and" in done.out
    assert "The days of" in done.out
    assert "could not be saved" not in done.out
    (new,) = home.glob("notebook-repaired-*.db")
    assert lived("notebook", "restore", new.name, "--yes").code == 0
    assert not_well(lived("notebook", "check", "--format", "json")) == []
    after = lived("people", "--format", "json").data
    assert [(each["name"], each["talks"]) for each in after] == [(each["name"], each["talks"]) for each in before]
    assert statements(lived, "Maya") == words
    if len(harms) < 3:
        assert [each["last_on"] for each in after] == [each["last_on"] for each in before]


def statements(run: Run, name: str) -> list[str]:
    """What stands in the profile of somebody, in no order."""
    return sorted(each["text"] for each in run("profile", name, "--format", "json").data["statements"])


def test_a_file_that_would_hold_nothing_is_neither_made_nor_recommended(lived: Run, home: Path) -> None:
    harm(home, "UPDATE event SET body = '[]'")
    done = lived("notebook", "check", "--repair")
    assert done.code == 8
    assert done.out == ""
    assert "restore" in done.err
    assert not list(home.glob("notebook-repaired*"))


def test_a_notebook_that_is_well_needs_no_repair(lived: Run, home: Path) -> None:
    before = files(home)
    done = lived("notebook", "check", "--repair")
    assert done.code == 0
    assert "is well" in done.err
    assert "damaged" not in done.err + done.out
    assert files(home) == before


def test_a_newer_notebook_is_neither_looked_through_nor_repaired(lived: Run, home: Path) -> None:
    harm(home, "PRAGMA user_version=999")
    before = files(home)
    for words in (("check",), ("check", "--repair")):
        done = lived("notebook", *words)
        assert done.code == 8
        assert "newer coachkit" in done.err
        assert files(home) == before


def test_an_entry_given_to_somebody_else_goes_back_to_whose_talk_it_is(lived: Run, home: Path) -> None:
    told = [lived(*words).data for words in (("profile", "Maya", "--format", "json"), ("people", "--format", "json"))]
    harm(
        home,
        "CREATE TEMP TABLE who AS SELECT name, id FROM person",
        "UPDATE event SET person_id = (SELECT id FROM who WHERE name = 'Rosa') WHERE seq = AN_ANSWER",
        """UPDATE session SET person_id = (SELECT id FROM who WHERE name = 'Rosa')
           WHERE person_id = (SELECT id FROM who WHERE name = 'Maya')""",
    )
    done = lived("notebook", "check", "--repair", "--format", "json")
    Path(done.data["path"]).replace(home / "notebook.db")
    after = [lived(*words).data for words in (("profile", "Maya", "--format", "json"), ("people", "--format", "json"))]
    assert after == told


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
    """Each of these flipped notebooks is told of and stays as it is; of one that is not well a well one is made."""
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
        saved += "nothing to repair" in done.err
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


def test_where_no_copy_can_be_made_to_look_into_it_says_so(lived: Run, home: Path) -> None:
    shutil.rmtree(home / "backups", ignore_errors=True)
    (home / "backups").write_text("no folder")
    done = lived("notebook", "check")
    assert done.code == 1
    no_traceback(done)
    assert "could not be looked through" in done.err
