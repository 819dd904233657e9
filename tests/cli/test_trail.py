"""The trail says what was done with the notebook, and when; nobody's name, words or ids are in it."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from coachkit.notebook.trail import Act
from coachkit.wording.trail import trail_line
from tests.cli.conftest import Run
from tests.whole_life import MARK, NAME, copied, live


def test_every_act_is_a_plain_line_with_its_day_and_nothing_of_anybody(run: Run, home: Path, tmp_path: Path) -> None:
    live(run, home, tmp_path)
    with Notebook.open(home / "notebook.db") as notebook:
        ids = {row[0] for row in notebook._rows("SELECT id FROM person UNION SELECT id FROM session")}
    copied(home, "one.db")
    talk = run("talks", NAME, "--format", "json").data[0]["id"]
    (tmp_path / f"{MARK}.jsonl").write_text(json.dumps({"person": NAME, "on": "2025-05-02", "note": f"{MARK}more"}))
    run("export", NAME)
    run("export", NAME, "--format", "json", "-o", f"{MARK}.json")
    run("export", "--all", "-o", MARK)
    run("person", "pack", NAME, "-o", f"{MARK}pack")
    run("person", "pack", NAME, "--full", "-o", f"{MARK}full")
    run("import", f"{MARK}.jsonl")
    run("undo")
    run("session", "forget", talk, "--yes")
    run("person", "forget", NAME, "--yes", "-o", f"{MARK}.txt")
    text = run("notebook", "trail").out
    held = run("notebook", "trail", "--format", "json")
    for out in (text, held.out):
        assert MARK not in out.casefold()
        assert "omar" not in out.casefold()
        assert not any(id_ in out or id_[-6:] in out for id_ in ids)
    acts = [line["act"] for line in held.data]
    # The life before it: two imports, one of two records in one file.
    assert acts == ["imported", "imported", "exported", "exported", "exported", "packed", "packed", "imported",
                    "import_undone", "erased", "erased"]  # fmt: skip
    lines = text.splitlines()
    assert len(lines) == len(acts)
    assert all(re.match(r"\d{1,2} \w+ \d{4}  \w", line) for line in lines)
    assert "1 person, md, to the screen" in lines[2]
    assert "2 people, md, to a file" in lines[4]
    assert "everything" in lines[6]
    assert "1 talk" in lines[9]
    assert "1 person" in lines[10]
    assert re.search(r"\d cop(y|ies) made over", lines[10])


def test_an_act_that_was_broken_off_is_not_claimed(rosa: Run, tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("mine")
    assert rosa("export", "Rosa", "-o", "there.md").code == 1
    assert rosa("person", "pack", "Rosa", "-o", "there.md").code == 1
    assert rosa("person", "forget", "Rosa").code == 5
    assert rosa("notebook", "trail").out == ""


def test_a_notebook_that_cannot_be_written_to_is_exported_and_says_so(
    rosa: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coachkit.errors import CouldNotError

    def refused(*_: object) -> None:
        raise CouldNotError("The notebook is read-only, so this could not be kept.")

    monkeypatch.setattr(Notebook, "note_act", refused)
    done = rosa("export", "Rosa")
    assert done.code == 0
    assert "Rosa" in done.out
    assert "trail" in done.err


def test_an_empty_trail_says_so_and_makes_no_notebook(run: Run, home: Path) -> None:
    done = run("notebook", "trail")
    assert (done.code, done.out) == (0, "")
    assert "Nothing has been done" in done.err
    assert not home.exists() or stat.S_ISDIR(home.stat().st_mode)
    assert not (home / "notebook.db").exists()


def test_every_act_has_words_of_its_own() -> None:
    for act in Act:
        assert "_" not in trail_line(str(act), {})
    assert trail_line("told_by_a_later_one", {"people": 2}) == "told by a later one: 2 people"
