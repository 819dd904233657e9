"""Everything is given back: a copy that is theirs alone, or every line there is, whole or not at all."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import coachkit.notebook.tables  # noqa: F401 - it fills SQLModel's metadata
from coachkit.notebook.everything import ABOUT, NOT_ABOUT, SAID
from coachkit.notebook.store import Notebook
from tests.cli.conftest import Run
from tests.whole_life import MARK, NAME

MODES = re.compile(r"\bmodes?\b|\bphase\b|close_by|a_call_away|door_open|not_asked", re.IGNORECASE)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|\b[0-9a-f]{16,}\b")


def pages(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))}


def test_the_own_copy_is_a_few_friendly_pages(rosa: Run, tmp_path: Path) -> None:
    done = rosa("person", "pack", "Rosa", "-o", "rosa")
    assert done.code == 0
    assert done.out == ""
    found = pages(tmp_path / "rosa")
    assert list(found) == [
        "README.md", "my-page.md", "my-profile.md", "my-promise.md",
        "talks/2026-11-19-first-strengths-conversation.md", "what-i-agreed-to.md",
    ]  # fmt: skip
    for name in found:
        if not name.startswith("talks/"):
            assert f"`{name}`" in found["README.md"] or name == "README.md"
    for right in ("rubbed out", "take back your yes", "who may know", "put right", "complain"):
        assert right in found["README.md"]
    assert "Thursday last week" in found["talks/2026-11-19-first-strengths-conversation.md"]
    assert "The kitchen radio is off in the afternoon" in found["my-promise.md"]


def test_it_holds_nothing_of_the_coachs_notes_no_ids_and_no_modes(life: Run, tmp_path: Path) -> None:
    life("person", "pack", NAME, "-o", "hers")
    text = "\n".join(pages(tmp_path / "hers").values())
    assert f"{MARK}bread with Zenobia" in text
    assert f"{MARK}choir" in text  # the transcript
    for kept_apart in ("baking", "rang", "both knit", "nurse", "taken back", "half typed", "parked"):
        assert f"{MARK}{kept_apart}" not in text, kept_apart
    assert not ID.search(text)
    assert not MODES.search(text)


def test_nobody_else_can_open_it_and_nothing_is_written_over(rosa: Run, tmp_path: Path) -> None:
    rosa("person", "pack", "Rosa", "-o", "rosa")
    for path in (tmp_path / "rosa", *(tmp_path / "rosa").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    (tmp_path / "rosa" / "my-page.md").write_text("changed")
    assert rosa("person", "pack", "Rosa", "-o", "rosa").code == 1
    assert (tmp_path / "rosa" / "my-page.md").read_text() == "changed"
    assert rosa("person", "pack", "Rosa", "-o", "rosa", "--force").code == 0
    assert (tmp_path / "rosa" / "my-page.md").read_text() != "changed"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    assert rosa("person", "pack", "Rosa", "-o", "mine", "--force").code == 1
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_it_is_whole_or_not_there(rosa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import coachkit.cli.pack_folder

    written: list[Path] = []

    def full(path: Path, content: bytes, *, over: bool) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(path)
        path.write_bytes(content)

    monkeypatch.setattr(coachkit.cli.pack_folder, "write_whole", full)
    done = rosa("person", "pack", "Rosa", "-o", "rosa")
    assert done.code == 1
    assert "No space left" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def full_bundle(run: Run, tmp_path: Path) -> tuple[dict[str, list[dict[str, object]]], str, dict[str, str]]:
    """The rows, the bundle as one text, and the pages."""
    done = run("person", "pack", NAME, "--full", "-o", "all")
    assert done.code == 0, done.err
    assert "for-the-coach-third-parties.md" in done.err
    held = json.loads((tmp_path / "all/hand-over/everything/everything.json").read_text("utf-8"))
    assert (held["coachkit"], held["kind"]) == (1, "everything")
    return held["data"], json.dumps(held, ensure_ascii=False), pages(tmp_path / "all")


def test_the_whole_record_holds_what_was_parked_undone_half_typed_and_decided(life: Run, tmp_path: Path) -> None:
    rows, text, found = full_bundle(life, tmp_path)
    read = found["hand-over/everything/everything.md"]
    for word in ("parked", "taken back", "half typed again", "worded anew", "rang", "because", "both knit", "baking",
                 "choir", "nurse", "twice", "past"):  # fmt: skip
        assert f"{MARK}{word}" in text, word
        assert f"{MARK}{word}" in read, word
    assert "(taken back on " in read
    assert "dominoes" not in text.casefold()
    assert any(row["script_id"] == "first_conversation" for row in rows["script"])
    assert all(row["digest"] for row in rows["imported"])


def test_who_else_is_named_is_for_the_coach_and_lies_apart(life: Run, tmp_path: Path) -> None:
    _, _, found = full_bundle(life, tmp_path)
    others = found["for-the-coach-third-parties.md"]
    assert re.search(r"^- Zenobia: .*around them", others, re.MULTILINE)
    assert f"{MARK}nurse: who was told of a concern" in others
    assert f"- {NAME}" not in others
    assert "third-parties" not in "".join(name for name in found if name.startswith("hand-over/"))


def columns(notebook: Notebook, table: str) -> list[str]:
    return [row[1] for row in notebook._rows(f'PRAGMA table_info("{table}")')]


def test_every_column_of_every_table_is_given_back_or_left_out_for_a_reason(
    life: Run, home: Path, tmp_path: Path
) -> None:
    rows, _, _ = full_bundle(life, tmp_path)
    with Notebook.open(home / "notebook.db") as notebook:
        assert notebook.unaccounted() == []
        tables = [name for (name,) in notebook._rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        about = [table for table in tables if table not in NOT_ABOUT]
        for table in about:
            assert rows[table], f"nothing of {table} is given back: has she a row there?"
            assert list(rows[table][0]) == columns(notebook, table)
    for name, table in SQLModel.metadata.tables.items():
        given = set(rows.get(name, [{}])[0])
        assert name in NOT_ABOUT or given >= {column.name for column in table.columns}
    assert all(len(reason) > 10 for reason in NOT_ABOUT.values())


def test_every_value_she_has_in_any_table_is_in_the_bundle(life: Run, home: Path, tmp_path: Path) -> None:
    _, text, _ = full_bundle(life, tmp_path)
    told = text.casefold()
    with Notebook.open(home / "notebook.db") as notebook:
        (omar,) = (person.id for person in notebook.named("Omar"))
        for table in (*ABOUT, SAID):
            for row in notebook._rows(f'SELECT * FROM "{table}"'):  # noqa: S608
                hers = [value for value in row if isinstance(value, str) and MARK in value.casefold()]
                for value in hers:
                    if omar not in row and value != NAME:
                        assert json.dumps(value, ensure_ascii=False).casefold() in told, (table, value[:60])


def test_a_table_or_column_nobody_thought_of_is_found_out(life: Run, home: Path, tmp_path: Path) -> None:
    with Notebook.open(home / "notebook.db") as notebook:
        notebook._rows("CREATE TABLE diary (person_id VARCHAR, text VARCHAR)")
        assert notebook.unaccounted() == ["diary"]
        notebook._rows("ALTER TABLE person ADD COLUMN nickname VARCHAR")
        (id_,) = (person.id for person in notebook.named(NAME))
        rows = notebook.everything(notebook.whom([id_]))
        assert "nickname" in rows["person"][0]
