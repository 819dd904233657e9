"""`coachkit import`: notes in Markdown with front matter, and plain ones, each one record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.brought_back import counts, fine, written
from tests.cli.conftest import Run, no_traceback

NOTE = "---\nperson: Maya\non: 2025-03-02\nref: K-7\ntags: [soup, bread]\n---\n\n# Tuesday\n\nWe spoke of *soup*.\n"


def test_a_note_with_front_matter_is_one_record(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, NOTE, "note.md")
    assert counts(fine(run("import", path))) == (1, 0, 0, 0)
    (talk,) = run("talks", "--format", "json").data
    assert (talk["person"]["name"], talk["on"], talk["kind"]) == ("Maya", "2025-03-02", "note")
    assert run("session", "show", talk["id"], "--format", "json").data["note"] == "# Tuesday\n\nWe spoke of *soup*."
    assert "soup" in run("find", "soup").out
    assert counts(fine(run("import", path))) == (0, 1, 0, 0)
    changed = written(tmp_path, NOTE.replace("soup*", "bread*"), "note.md")
    assert counts(fine(run("import", changed))) == (0, 0, 1, 0)
    assert counts(fine(run("import", changed, "--update"))) == (1, 0, 0, 0)
    run("undo")
    run("undo")
    assert run("people").out == ""


def test_the_command_fills_in_what_the_front_matter_lacks_and_nothing_else(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    written(folder, "---\nperson: Maya\n---\nOf bread.\n", "1.md")
    written(folder, "---\non: 2025-03-02\n---\nOf soup.\n", "2.md")
    written(folder, "Just words,\nand more.\n", "3.md")
    written(folder, "Other words.\n", "4.txt")
    done = fine(run("import", str(folder), "--person", "Jo", "--on", "2025-04-01"))
    assert "All together: 4 new" in done.out
    talks = run("talks", "--format", "json").data
    assert sorted((each["person"]["name"], each["on"]) for each in talks) == [
        ("Jo", "2025-03-02"), ("Jo", "2025-04-01"), ("Jo", "2025-04-01"), ("Maya", "2025-04-01")]  # fmt: skip


def test_a_plain_text_is_a_note_where_that_is_said(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "Sam: How was it?\nMaya: Loud.\nSam: Good?\nMaya: Good.\n", "note.txt")
    done = fine(run("import", path, "--from", "md", "--person", "Maya", "--on", "2025-03-02"))
    assert counts(done) == (1, 0, 0, 0)
    assert run("talks", "--format", "json").data[0]["kind"] == "note"


FAULTS = {
    "person: Maya": ("1:1", "--on DATE"),
    "on: 2025-03-02": ("1:1", "--person NAME"),
    "person: Maya\non: 3 March": ("3:5", "2025-11-26"),
    "person: Maya\non: 2027-03-03": ("1:1", "still to come"),
    "persn: Maya\non: 2025-03-02": ("1:1", "Did you mean"),
    "person: [Maya\non: 2025-03-02": ("2:9", ""),
    "person: Maya\nperson: Jo\non: 2025-03-02": ("3:1", ""),
    "- person": ("2:1", ""),
}


@pytest.mark.parametrize("front", FAULTS)
def test_a_fault_in_the_front_matter_is_named_with_its_place(run: Run, tmp_path: Path, front: str) -> None:
    path = written(tmp_path, f"---\n{front}\n---\nWe spoke of bread.\n", "note.md")
    done = run("import", path)
    no_traceback(done)
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1))
    place, hint = FAULTS[front]
    assert f"{path}:{place} " in done.out
    assert hint in done.out


@pytest.mark.parametrize("text", ["---\nperson: Maya\non: 2025-03-02\n---\n\n", "---\nperson: Maya\non: 2025-03-02\n"])
def test_a_note_without_words_or_without_an_end_of_its_front_matter_is_refused(
    run: Run, tmp_path: Path, text: str
) -> None:
    done = run("import", written(tmp_path, text), "--from", "md")
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1))


def test_a_text_that_does_not_say_who_speaks_is_a_note_and_says_that_the_coach_was_left_aside(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "talk.txt").write_text("Hello.\nHi you, said Maya at 10:05.\n")
    words = ("--person", "Maya", "--coach", "Sam Okafor", "--on", "2025-03-01")
    done = fine(run("import", str(tmp_path / "talk.txt"), *words))
    assert "came in as a note" in done.out


def test_text_with_names_and_times_over_the_words_comes_in_as_turns(run: Run, tmp_path: Path) -> None:
    told = "Sam 00:00:03\nHow was the week?\nMaya 00:00:07\nGood. I baked.\nSam 00:01:10\nWhat?\n"
    said = ("--person", "Maya", "--coach", "Sam", "--on", "2025-03-02")
    for name in ("talk.txt", "talk.md"):
        fine(run("import", written(tmp_path, told, name), *said))
        (talk,) = run("talks", "--format", "json").data
        assert talk["kind"] == "transcript"
        turns = run("session", "show", talk["id"], "--format", "json").data["turns"]
        assert [(turn["name"], turn["text"]) for turn in turns] == [
            ("Sam", "How was the week?"), ("Maya", "Good. I baked."), ("Sam", "What?"),
        ]  # fmt: skip
        run("undo")
