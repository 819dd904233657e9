"""Notebooks as a bad disk gives them back, looked through and saved: never a crash, and what is saved is well."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, no_escapes, no_traceback
from tests.cli.looked_through import not_well

FEW, MANY = 24, 200
MADE_NO_SENSE = "does not make a notebook"
PAST = """\
{"person": "Maya", "on": "2025-03-04", "ref": "a-1", "note": "I taught myself to bake. My sister Ruth helps."}
{"person": "Mina", "on": "2025-03-05", "note": "Bread again, on the landing."}
{"person": "Abdi", "on": "2025-06-01", "turns": [{"speaker": "person", "text": "The bins were out by six."}]}
"""


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
def test_flipped_notebooks_of_whole_talks_as_well(home: Path, peopled: Run, part: int) -> None:
    looked_through_and_saved(home, peopled, (home / "notebook.db").read_bytes(), range(part, 3 * MANY, 4))
