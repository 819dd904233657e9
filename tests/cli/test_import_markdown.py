"""`import` of Markdown: notes, and coachkit's own copies, which come back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachkit.ids import short
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Key
from tests.cli.brought_back import Elsewhere, block, comes_back, counts, fine, refused_whole, with_block, written
from tests.cli.conftest import Run, everything_in
from tests.cli.test_a_year import live
from tests.cli.test_newer_script import NEWER, begun


@pytest.mark.parametrize("more", [(), ("--whole",)])
def test_rosas_copy_comes_back_whole(rosa: Run, elsewhere: Elsewhere, tmp_path: Path, more: tuple[str, ...]) -> None:
    before = {name: rosa(*words).out for name, words in READERS.items()}
    comes_back(rosa, elsewhere, tmp_path, "Rosa", *more)
    for name, words in READERS.items():
        if name in ("people", "talks", "profile", "find"):
            assert rosa(*words).out == before[name], name


READERS = {
    "people": ("people", "--format", "json"),
    "talks": ("talks", "--format", "json"),
    "profile": ("profile", "Rosa", "--format", "json"),
    "plan": ("plan", "Rosa", "--format", "json"),
    "find": ("find", "soup", "--format", "json"),
}


@pytest.mark.parametrize("until", ["2026-02-05", "2026-03-05", "2026-06-25", "2027-01-15"])
@pytest.mark.parametrize("more", [(), ("--whole",)])
def test_a_year_with_handovers_introductions_contacts_and_looking_again_comes_back(
    run: Run, monkeypatch: pytest.MonkeyPatch, elsewhere: Elsewhere, tmp_path: Path, until: str, more: tuple[str, ...]
) -> None:
    live(run, monkeypatch, until)
    comes_back(run, elsewhere, tmp_path, "Hamid", *more)


def test_a_life_with_renamings_merges_rewordings_and_notes_comes_back(
    run: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    a_full_life(run, tmp_path)
    text = comes_back(run, elsewhere, tmp_path, "Maya J")
    kinds = {each["kind"] for each in block(text)["events"]}
    assert {"reworded", "declined", "confirmed", "person_renamed", "person_merged", "noted", "turns", "told",
            "person_archived", "name_separated", "contact", "parked_thought", "rubbed_out", "agreed",
            "concern_raised"} <= kinds  # fmt: skip
    assert {each.get("person_id") for each in block(text)["events"]} > {None}
    talks = run("talks", "Maya J", "--format", "json").data
    assert [talk["kind"] for talk in talks] == ["talk", "note", "transcript", "talk", "talk", "talk"]
    told = run("session", "show", talks[2]["id"], "--format", "json").data
    assert [turn["name"] for turn in told["turns"]] == ["Sam", "Maya"]
    assert "lighthouse" in run("find", "lighthouse").out


def a_full_life(run: Run, tmp_path: Path) -> None:
    """Somebody to whom everything has happened that can be kept."""
    records = [
        {"person": "Maya", "on": "2025-03-02", "answers": {"good_day": "The lighthouse at dawn",
         "circle": [{"name": "Jo", "ring": "closest"}, {"name": "Jo", "ring": "friends"}]}},
        {"person": "Maya", "on": "2025-03-03", "note": "We spoke of `code` and *stars*\n```coachkit\nnot it"},
        {"person": "Maya", "on": "2025-03-04", "turns": [
            {"speaker": "Sam", "text": "How was it?", "at": 1.5}, {"speaker": "Maya", "text": "Loud. \u202eGood."}]},
        {"person": "Mayah", "on": "2026-03-05", "answers": {"come_to_you": ["Bread"], "good_day": "Bread day"}},
    ]  # fmt: skip
    fine(run("import", written(tmp_path, "\n".join(map(json.dumps, records)), "old.jsonl")))
    first = {"person": "Maya", "on": "2026-10-01", "matters": ["Quiet", "Bread"], "come_to_you": ["Soup", "Bikes"],
             "tuesday": "Up early", "could_show": None}  # fmt: skip
    fine(run("talk", "--answers", "-", "--script", "first_conversation", lines=json.dumps(first)))
    fine(run("person", "merge", "Mayah", "Maya"))
    fine(run("person", "rename", "Maya", "Maya J"))
    fine(run("person", "separate", "Maya J", "Jo"))
    fine(run("person", "archive", "Maya J"))
    fine(run("person", "archive", "Maya J", "--back"))
    fine(run("log", "Maya J", "--note", "rang about bread"))
    talk = run("talks", "Maya J", "--format", "json").data[-1]["id"]
    fine(run("profile", "Maya J", "--check", lines="1\n2\nQuiet mornings\n3\n1\n1\n1\n1\n1\n1\n1\n1\n1\n"))
    fine(run("plan", "Maya J", "--agree"))
    fine(run("talk", "Maya J", "--new", lines="1\n+\na thought to park\nAn hour\n!\nthe doctor\n"))
    with Notebook.open(tmp_path / "home" / "notebook.db") as notebook:
        change = notebook.begin("edit", "rubbing out", on=date(2026, 11, 22), by="Sam")
        notebook.rub_out(change, talk, [Key("tuesday")], datetime.now(UTC))


def test_a_talk_whose_script_changed_on_the_way_comes_back(
    run: Run, home: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    begun(run, home)
    (home / "prompts" / "own.yaml").write_text(NEWER)
    run("talk", "Jo", lines="2\nq\n")
    comes_back(run, elsewhere, tmp_path, "Jo")
    done = fine(run("talk", "Jo", lines="q\n"))
    assert "Which colour?" in done.err


def test_undo_takes_a_copy_back_whole_and_it_can_come_again(run: Run, elsewhere: Elsewhere, tmp_path: Path) -> None:
    a_full_life(run, tmp_path)
    text = run("export", "Maya J").out
    path = written(tmp_path, text)
    elsewhere()
    run("person", "add", "Somebody")
    for _ in range(2):
        assert "coachkit undo takes the whole import back" in fine(run("import", path)).out
        assert run("undo").out == "Taken back: an import of past conversations.\n"
        assert [each["name"] for each in run("people", "--format", "json").data] == ["Somebody"]
        assert run("talks").out == ""
        assert run("find", "lighthouse").out == ""
    assert counts(fine(run("import", path))) == (1, 0, 0, 0)
    assert run("export", "Maya J").out == text


def test_a_dry_run_says_the_same_and_keeps_nothing(rosa: Run, elsewhere: Elsewhere, tmp_path: Path) -> None:
    path = written(tmp_path, rosa("export", "Rosa").out)
    there = elsewhere()
    rosa("person", "add", "Somebody")
    rosa("find", "anything")
    before = everything_in(there)
    dry = fine(rosa("import", path, "--dry-run")).out
    assert everything_in(there) == before
    assert dry.splitlines()[0] == fine(rosa("import", path)).out.splitlines()[0]


def test_an_older_copy_is_known_and_a_newer_one_waits_for_update(
    rosa: Run, home: Path, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = written(tmp_path, rosa("export", "Rosa").out, "old.md")
    elsewhere()
    fine(rosa("import", old))
    monkeypatch.setenv("COACHKIT_HOME", str(home))
    fine(rosa("log", "Rosa", "--note", "rang about the bench"))
    fine(rosa("talk", "--answers", "-", lines="person: Rosa\nmatters: [The bench]\n"))
    fine(rosa("person", "rename", "Rosa", "Rosa B"))
    text = rosa("export", "Rosa B").out
    new = written(tmp_path, text, "new.md")
    assert counts(fine(rosa("import", old))) == (0, 1, 0, 0)
    elsewhere()
    before = rosa("export", "Rosa").out
    done = fine(rosa("import", new))
    assert counts(done) == (0, 0, 1, 0)
    assert "--update" in done.out
    assert rosa("export", "Rosa").out == before
    assert counts(fine(rosa("import", new, "--update"))) == (1, 0, 0, 0)
    assert block(rosa("export", "Rosa B").out)["events"] == block(text)["events"]
    assert "bench" in rosa("find", "bench").out
    fine(rosa("undo"))
    assert rosa("export", "Rosa").out == before


def test_a_copy_of_somebody_whose_name_is_there_already_waits_for_a_word_from_the_coach(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    path = written(tmp_path, rosa("export", "Rosa").out)
    elsewhere()
    rosa("person", "add", "Rosa")
    before = rosa("people", "--format", "json").data
    there = f"There is somebody called Rosa already ({short(before[0]['id'])}), who may be the same person."
    for more in ((), ("--dry-run",), ("--update",)):
        done = fine(rosa("import", path, *more))
        assert counts(done) == (0, 0, 1, 0)
        assert there in done.out
        assert "--unsure keep" in done.out
        assert "coachkit person merge" in done.out
    assert rosa("people", "--format", "json").data == before
    record = {"person": "Rosa", "on": "2026-01-03", "note": "Soup."}
    assert counts(fine(rosa("import", "-", lines=json.dumps(record)))) == (1, 0, 0, 0)


def test_a_copy_kept_though_unsure_comes_in_beside_with_a_word_about_merging(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    path = written(tmp_path, text)
    elsewhere(settings=False)
    rosa("person", "add", "Rosa")
    dry = fine(rosa("import", path, "--unsure", "keep", "--dry-run")).out
    done = fine(rosa("import", path, "--unsure", "keep"))
    assert done.out.splitlines()[:2] == dry.splitlines()[:2]
    assert counts(done) == (1, 0, 0, 0)
    assert "coachkit person merge" in done.out
    one, other = rosa("people", "--format", "json").data
    assert one["name"] == other["name"] == "Rosa"
    assert block(text)["person"]["id"] in (one["id"], other["id"])
    assert counts(fine(rosa("import", path))) == (0, 1, 0, 0)


def test_copies_of_two_people_of_one_name_come_back_together(run: Run, elsewhere: Elsewhere, tmp_path: Path) -> None:
    for on in ("2026-03-01", "2026-03-02"):
        run("import", "-", lines=json.dumps({"person": "Ida", "on": on, "note": f"Spoke on {on}."}))
        run("person", "rename", "Ida", f"Ida {on}")
    for on in ("2026-03-01", "2026-03-02"):
        run("person", "rename", f"Ida {on}", "Ida")
    fine(run("export", "--all", "-o", str(tmp_path / "out")))
    elsewhere(settings=False)
    for new, known in ((2, 0), (0, 2)):
        done = fine(run("import", str(tmp_path / "out")))
        assert f"All together: {new} new, {known} known, 0 unsure, 0 refused" in done.out
    fine(run("export", "--all", "-o", str(tmp_path / "again")))
    texts = [[each.read_text("utf-8") for each in sorted((tmp_path / name).iterdir())] for name in ("out", "again")]
    assert len(texts[0]) == 2
    assert texts[0] == texts[1]


def test_the_words_on_the_page_are_those_of_its_coach_until_something_happens_here(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = rosa("export", "Rosa").out
    path = written(tmp_path, text)
    elsewhere(settings=False)
    fine(rosa("import", path))
    monkeypatch.setenv("COACHKIT_COACH", "Alex")
    assert rosa("export", "Rosa").out == text
    fine(rosa("log", "Rosa"))
    assert 'coach: "Alex"' in rosa("export", "Rosa").out


def test_a_folder_holds_copies_notes_and_records_side_by_side(rosa: Run, elsewhere: Elsewhere, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    written(folder, rosa("export", "Rosa").out, "copy.md")
    written(folder, "---\nperson: Maya\non: 2025-03-02\n---\nWe spoke of bread.\n", "maya.md")
    written(folder, json.dumps({"person": "Rosa", "on": "2025-01-02", "note": "soup"}), "rosa.jsonl")
    elsewhere()
    done = fine(rosa("import", str(folder)))
    assert "All together: 3 new, 0 known, 0 unsure, 0 refused" in done.out
    assert "All together: 0 new, 3 known, 0 unsure, 0 refused" in fine(rosa("import", str(folder))).out
    assert [each["name"] for each in rosa("people", "--format", "json").data] == ["Maya", "Rosa"]


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.rstrip("\n"),
    lambda text: text + "\n\n",
])  # fmt: skip
def test_a_copy_that_an_editor_only_saved_again_is_the_same_copy(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, change: Callable[[str], str]
) -> None:
    text = rosa("export", "Rosa").out
    elsewhere()
    (tmp_path / "copy.md").write_bytes(change(text).encode())
    done = fine(rosa("import", str(tmp_path / "copy.md")))
    assert counts(done) == (1, 0, 0, 0)
    assert "by hand" not in done.out
    assert rosa("export", "Rosa").out == text


def test_what_is_the_coachs_alone_stays_in_the_house_also_when_it_came_in_from_a_file(run: Run, tmp_path: Path) -> None:
    record = {"person": "Jo", "on": "2026-03-02", "script": "looking_again",
              "answers": {"since": "Bread rose", "could_have_done": "Knocked less"}}  # fmt: skip
    first = {"person": "Jo", "on": "2026-03-01", "answers": {"come_to_you": ["Bread"]}}
    fine(run("import", written(tmp_path, f"{json.dumps(first)}\n{json.dumps(record)}", "r.jsonl")))
    assert "Bread rose" in run("export", "Jo").out
    assert "Knocked less" not in run("export", "Jo").out + run("export", "Jo", "--format", "json").out
    assert "Knocked less" in run("export", "Jo", "--whole").out


def test_a_copy_by_an_earlier_coachkit_without_settings_comes_in_too(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    data = block(text)
    del data["settings"]
    elsewhere()
    assert counts(fine(rosa("import", written(tmp_path, with_block(text, data))))) == (1, 0, 0, 0)
    assert rosa("export", "Rosa").out == text


def test_a_copy_saved_in_another_code_page_is_refused_for_its_words_may_have_changed(
    run: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    run("talk", "--answers", "-", lines="person: José\ncome_to_you: [Café, Crème brûlée]\n")
    (tmp_path / "copy.md").write_bytes(run("export", "José").out.encode("cp1252", "replace"))
    refused_whole(run, elsewhere, str(tmp_path / "copy.md"))


def test_a_yes_to_an_edit_by_hand_leaves_out_the_words_it_was_written_instead_of(rosa: Run, tmp_path: Path) -> None:
    copy = tmp_path / "rosa.md"
    copy.write_text(rosa("export", "Rosa").out.replace("A straight answer", "A straight answer and a lamp", 1), "utf-8")
    rosa("import", str(copy))
    (waits,) = rosa("suggestions", "Rosa", "--format", "json").data
    assert waits["text"] == "A straight answer and a lamp"
    assert rosa("suggestions", "Rosa", "--accept", waits["id"]).code == 0
    said = [one["text"] for one in rosa("profile", "Rosa", "--format", "json").data["statements"]]
    assert "A straight answer and a lamp" in said
    assert "A straight answer" not in said
    rosa("undo")
    assert "A straight answer" in [
        one["text"] for one in rosa("profile", "Rosa", "--format", "json").data["statements"]
    ]
