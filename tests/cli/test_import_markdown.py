"""`import` of Markdown: notes, and coachkit's own copies, which come back whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from coachkit.ids import new_id
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Key
from tests.cli.conftest import Done, Run, everything_in, no_escapes, no_traceback
from tests.cli.test_a_year import live
from tests.cli.test_newer_script import NEWER, begun

FENCE = re.compile(r"^(`{3,})coachkit\n(.*)\n\1\n\Z", re.MULTILINE | re.DOTALL)
Elsewhere = Callable[..., Path]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Go to another computer, whose notebook is empty: `elsewhere("there")`; settings of the environment can go."""

    def go(name: str = "there", *, settings: bool = True) -> Path:
        folder = tmp_path / name
        monkeypatch.setenv("COACHKIT_HOME", str(folder))
        if not settings:
            for each in ("COACH", "HOW", "HOW_SOON", "IF_NOT_ME", "EMERGENCY"):
                monkeypatch.delenv(f"COACHKIT_{each}", raising=False)
        return folder

    return go


def written(tmp_path: Path, text: str, name: str = "copy.md") -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def fine(done: Done) -> Done:
    no_traceback(done)
    assert done.code == 0, done.err + done.out
    return done


def counts(done: Done) -> tuple[int, int, int, int]:
    """New, known, unsure and refused, as the report says."""
    found = re.search(r"(\d+) new, (\d+) known, (\d+) unsure, (\d+) refused", done.out)
    assert found, done.out + done.err
    new, known, unsure, refused = map(int, found.groups())
    return new, known, unsure, refused


def block(text: str) -> dict[str, Any]:
    found = FENCE.search(text)
    assert found
    return dict(json.loads(found[2]))


def with_block(text: str, data: object) -> str:
    return FENCE.sub(lambda _: f"```coachkit\n{json.dumps(data, ensure_ascii=False)}\n```\n", text)


def comes_back(run: Run, go: Elsewhere, tmp_path: Path, who: str, *more: str) -> str:
    """Export, import into an empty notebook, export again: the same bytes; the text."""
    text = fine(run("export", who, *more)).out
    path = written(tmp_path, text)
    go(settings=False)
    done = fine(run("import", path))
    assert counts(done) == (1, 0, 0, 0)
    assert run("export", who, *more).out == text
    assert counts(run("import", path)) == (0, 1, 0, 0)
    return text


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


def test_somebody_else_of_the_same_name_comes_in_beside_with_a_word_about_merging(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    path = written(tmp_path, rosa("export", "Rosa").out)
    elsewhere()
    rosa("person", "add", "Rosa")
    done = fine(rosa("import", path))
    assert counts(done) == (1, 0, 0, 0)
    assert "coachkit person merge" in done.out
    one, other = rosa("people", "--format", "json").data
    assert one["name"] == other["name"] == "Rosa"
    assert one["id"] != other["id"]


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


def suggested(folder: Path, name: str = "Rosa") -> list[dict[str, Any]]:
    with Notebook.open(folder / "notebook.db") as notebook:
        (person,) = notebook.named(name)
        return [event.body for event in notebook.events(person_id=person.id) if event.kind == "suggested"]


def test_what_was_written_by_hand_comes_in_as_a_suggestion_and_what_was_said_stands(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    statements = rosa("profile", "Rosa", "--format", "json").data["statements"]
    hands = next(each for each in statements if each["kind"] == "skill")
    matters = next(each for each in statements if each["kind"] == "matters")
    edited = (
        text.replace(f"  - {hands['text']}\n", f"  - {hands['text']}, and jam\n", 1)
        .replace("## What matters\n\n", "## What matters\n\n- A \\*quiet\\* life\n", 1)
        .replace("- heart:\n", "- heart:\n  - Choir\n", 1)
        .replace('"\nid:', ' the Great"\nid:', 1)
    )
    assert edited.count("\n") == text.count("\n") + 2
    path = written(tmp_path, edited)
    done = fine(rosa("import", path))
    assert counts(done) == (0, 1, 0, 0)
    assert "3 lines written by hand came in as suggestions" in done.out
    assert "coachkit undo" in done.out
    assert suggested(home) == [
        {"kind": "matters", "text": "A *quiet* life", "quote": "A *quiet* life"},
        {"kind": "skill", "text": f"{hands['text']}, and jam", "quote": f"{hands['text']}, and jam",
         "instead_of": hands["id"]},
        {"kind": "passion", "text": "Choir", "quote": "Choir"},
    ]  # fmt: skip
    assert rosa("profile", "Rosa", "--format", "json").data["statements"] == statements
    assert matters["text"] in rosa("export", "Rosa").out
    again = fine(rosa("import", path))
    assert "by hand" not in again.out
    assert len(suggested(home)) == 3
    fine(rosa("undo"))
    assert suggested(home) == []
    assert rosa("export", "Rosa").out == text


def test_a_copy_with_suggestions_comes_back_with_them(
    rosa: Run, home: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    path = written(tmp_path, text.replace("## Told us\n\n", "## Told us\n\n- Knock first.\n"))
    fine(rosa("import", path))
    comes_back(rosa, elsewhere, tmp_path, "Rosa")


def test_lines_that_mean_no_kind_and_lines_taken_out_are_counted_and_change_nothing(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    edited = text.replace("### First small things\n", "### First small things\n\nA line of mine.\n", 1)
    edited = re.sub(r"(## What matters\n\n)- .*\n", r"\1", edited, count=1)
    done = fine(rosa("import", written(tmp_path, edited)))
    assert "One line written by hand stands where nothing can be suggested" in done.out
    assert "One line taken out by hand; what was said stands." in done.out
    assert suggested(home) == []
    assert rosa("export", "Rosa").out == text


TAMPERED: dict[str, Callable[[dict[str, Any]], object]] = {
    "no events": lambda data: data.pop("events"),
    "an unknown kind": lambda data: data["events"][1].update(kind="magic"),
    "an unknown field": lambda data: data["events"][1].update(more=1),
    "a wrong type": lambda data: data["events"][1].update(body=[1]),
    "an id that is none": lambda data: data["events"][1].update(id="1"),
    "an id twice": lambda data: data["events"][1].update(id=data["events"][0]["id"]),
    "no day": lambda data: data["events"][1].update(on="2026-02-30"),
    "a day far off": lambda data: data["events"][1].update(on="9999-12-31"),
    "no moment": lambda data: data["events"][1].update(at="now"),
    "another name": lambda data: data["person"].update(name="Rita"),
    "a script changed": lambda data: next(iter(data["scripts"].values())).update(title="Mine"),
    "a script gone": lambda data: data["scripts"].clear(),
    "a script too many": lambda data: data["scripts"].update({"0" * 64: {}}),
    "a talk gone": lambda data: data["talks"].clear(),
    "a talk of another day": lambda data: data["talks"][0].update(on="2020-01-01"),
    "a talk not begun": lambda data: data["events"].pop(1),
    "the person not added": lambda data: data["events"].pop(0),
    "merged with oneself": lambda data: data["events"].append(
        data["events"][0] | {"id": new_id(), "kind": "person_merged", "body": {"into": data["person"]["id"]}}),
    "merged in a circle": lambda data: data["events"].extend(circle(data["events"][0])),
    "a stranger": lambda data: data["events"].append(data["events"][0] | {"id": new_id(), "person_id": new_id()}),
    "a handover of nothing": lambda data: data["events"].append(
        data["events"][0] | {"id": new_id(), "kind": "handover", "subject": new_id(), "body": {"did": "flown"}}),
    "an item that is no id": lambda data: data["events"][2].update(subject="circle[x y]"),
    "settings of no kind": lambda data: data.update(settings={"plain": "1"}),
    "a control character": lambda data: data["events"][0]["body"].update(name="Ro\x1b[2Jsa"),
    "not a mapping": lambda data: data.clear(),
}  # fmt: skip


def circle(first: dict[str, Any]) -> list[dict[str, Any]]:
    """Two people who are part of each other."""
    ids = new_id(), new_id()
    added = [first | {"id": new_id(), "person_id": id_} for id_ in ids]
    merged = [first | {"id": new_id(), "person_id": one, "kind": "person_merged", "body": {"into": other}}
              for one, other in (ids, ids[::-1])]  # fmt: skip
    return [*added, *merged]


@pytest.mark.parametrize("how", TAMPERED)
def test_a_block_that_was_tampered_with_is_refused_with_a_place(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, how: str
) -> None:
    text = rosa("export", "Rosa").out
    data = block(text)
    TAMPERED[how](data)
    refused_whole(rosa, elsewhere, written(tmp_path, with_block(text, data)))


def refused_whole(run: Run, go: Elsewhere, path: str) -> Done:
    folder = go()
    fine(run("person", "add", "Somebody"))
    done = run("import", path)
    no_traceback(done)
    no_escapes(done)
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1)), done.out
    assert re.search(rf"^  {re.escape(path)}:\d+:\d+ \S", done.out, re.MULTILINE)
    assert [each["name"] for each in run("people", "--format", "json").data] == ["Somebody"]
    assert run("undo").out == "Taken back: adding Somebody.\n"
    with Notebook.open(folder / "notebook.db") as notebook:
        assert notebook.counts().events == 1
    return done


BROKEN: dict[str, Callable[[str], str]] = {
    "cut short": lambda text: text[: len(text) - 500],
    "no block": lambda text: text.split("```coachkit")[0],
    "two blocks": lambda text: text + FENCE.search(text)[0],  # type: ignore[index]
    "not JSON": lambda text: text.replace('"events"', '"events', 1),
    "a key twice": lambda text: text.replace('"talks"', '"person": 1, "talks"', 1),
    "not a number": lambda text: text.replace('"body":{}', '"body":{"x":NaN}', 1),
    "half a pair": lambda text: text.replace('"body":{}', '"body":{"x":"\\ud800"}', 1),
    "too deep": lambda text: text.replace('"body":{}', '"body":{"x":' + "[" * 40 + "]" * 40 + "}", 1),
    "far too deep": lambda text: text.replace('"body":{}', '"body":{"x":' + "[" * 9999 + "]" * 9999 + "}", 1),
    "a huge number": lambda text: text.replace('"body":{}', '"body":{"x":' + "9" * 9999 + "}", 1),
    "a number without end": lambda text: text.replace('"body":{}', '"body":{"x":1e999}', 1),
    "a giant": lambda text: text.replace('"events": [', '"events": [' + "[]," * 1_000_000, 1),
    "a front matter without end": lambda text: text.replace("\n---\n", "\n", 1),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_block_that_is_damaged_is_refused_with_a_place(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, how: str
) -> None:
    text = rosa("export", "Rosa").out
    broken = BROKEN[how](text)
    assert broken != text
    refused_whole(rosa, elsewhere, written(tmp_path, broken))


def test_what_lies_in_the_notebook_under_somebody_else_is_not_taken_from_them(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    data = block(text)
    other, talk = new_id(), new_id()
    stolen = json.loads(json.dumps(data).replace(data["person"]["id"], other))
    done = rosa("import", written(tmp_path, with_block(text, stolen)))
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1))
    for each in stolen["events"]:
        each["id"] = new_id()
    done = rosa("import", written(tmp_path, with_block(text, stolen)))
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1))
    stolen = json.loads(json.dumps(stolen).replace(data["talks"][0]["id"], talk))
    assert rosa("export", "Rosa").out == text


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
