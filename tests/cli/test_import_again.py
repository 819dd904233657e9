"""`coachkit import` of what came in before: changed since, forgotten since, or of somebody who is one with another."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from coachkit.workbench import heard_before, import_files
from tests.cli.conftest import Run
from tests.cli.test_import import counts, lines, told

MAYA = {
    "person": "Maya",
    "on": "2025-03-02",
    "script": "first_conversation",
    "ref": "K-1",
    "answers": {"good_day": "We had the stall and sold all the bread by noon", "come_to_you": ["Hair"]},
    "note": "I taught myself to bake. My sister Ruth helps.",
}
MORE = {**MAYA, "answers": {**MAYA["answers"], "come_to_you": ["Hair", "Letters"]}}
LATER = {**MORE, "on": "2025-03-03"}
CIRCLE = [{"name": "Jo", "ring": "closest"}, {"name": "Ann", "ring": "friends"}]


def is_well(run: Run) -> bool:
    done = run("notebook", "check")
    return done.code == 0 and "NOT WELL" not in done.out


def first_message(data: dict[str, Any]) -> str:
    return str(data["sources"][0]["problems"][0]["message"])


def talk_of(run: Run) -> dict[str, Any]:
    (talk,) = run("talks", "--format", "json").data
    return dict(run("session", "show", talk["id"], "--format", "json").data)


def test_a_notebook_is_well_after_an_update_and_after_taking_it_back(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    told(run, "-", "--update", records=lines(MORE))
    assert is_well(run)
    run("undo")
    assert is_well(run)
    run("undo")
    assert is_well(run)


def test_what_an_update_leaves_as_it_was_stays_confirmed_and_nothing_is_set_aside(run: Run) -> None:
    told(run, "-", records=lines({**MAYA, "answers": {**MAYA["answers"], "circle": CIRCLE}}))
    before = {one["id"]: one["text"] for one in run("profile", "Maya", "--format", "json").data["statements"]}
    run("profile", "Maya", "--check", lines="1\n" * 9)
    confirmed = run("profile", "Maya", "--format", "json").data["statements"]
    assert all(one["confirmed"] for one in confirmed)
    answers = {**MAYA["answers"], "circle": [CIRCLE[1], {**CIRCLE[0], "ring": "friends"}]}
    for things in (["Letters", "Hair"], ["Letters", "Hair", "Soup"], ["Hair", "Soup"]):
        told(run, "-", "--update", records=lines({**MAYA, "answers": {**answers, "come_to_you": things}}))
        after = run("profile", "Maya", "--format", "json").data
        said = {one["text"]: one for one in after["statements"]}
        assert [one["text"] for one in after["statements"] if one["text"] in things] == things
        assert {text for text, one in said.items() if one["confirmed"]} == set(before.values())
        assert {said[text]["id"] for text in before.values()} == set(before)
        assert [(one["name"], one["ring"]) for one in after["circle"]] == [("Ann", "friends"), ("Jo", "friends")]
        shown = talk_of(run)["answers"]
        assert [one["text"] for one in shown if one["state"] == "parked"] == []
        assert [one["text"] for one in shown if one["step"] == "come_to_you"] == things
    assert is_well(run)


def test_a_forgotten_talk_is_out_of_the_way_of_the_next_import(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    told(run, "-", "--update", records=lines(LATER), code=4)
    (talk,) = run("talks", "--format", "json").data
    run("session", "forget", talk["id"], "--yes")
    abdi = {"person": "Abdi", "on": "2025-03-04", "note": "Bins out."}
    assert counts(told(run, "-", records=lines(LATER, abdi))) == (2, 0, 0, 0)
    assert talk_of_on(run, "Maya") == ["2025-03-03"]
    assert is_well(run)


def talk_of_on(run: Run, person: str) -> list[str]:
    return [talk["on"] for talk in run("talks", person, "--format", "json").data]


def test_a_forgotten_record_is_new_again(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    (talk,) = run("talks", "--format", "json").data
    run("session", "forget", talk["id"], "--yes")
    assert counts(told(run, "-", records=lines(MAYA))) == (1, 0, 0, 0)


def test_rows_of_what_is_gone_left_by_an_earlier_coachkit_stand_for_nothing(run: Run, home: Path) -> None:
    told(run, "-", records=lines(MAYA))
    with closing(dbapi2.connect(str(home / "notebook.db"))) as db:
        left = db.execute("SELECT * FROM imported").fetchall()
    (talk,) = run("talks", "--format", "json").data
    run("session", "forget", talk["id"], "--yes")
    with closing(dbapi2.connect(str(home / "notebook.db"))) as db:
        db.executemany("INSERT INTO imported VALUES (?, ?, ?, ?)", left)
        db.execute("INSERT INTO unsearched VALUES (999)")
        db.commit()
    assert is_well(run)
    assert counts(told(run, "-", "--update", records=lines(MAYA, LATER), code=4)) == (1, 0, 0, 1)
    assert is_well(run)


def test_an_earlier_talk_that_cannot_be_read_stops_no_other_record(run: Run, home: Path) -> None:
    told(run, "-", records=lines(MAYA))
    with closing(dbapi2.connect(str(home / "notebook.db"))) as db:
        db.execute("UPDATE script SET body = '{}'")
        db.commit()
    abdi = {"person": "Abdi", "on": "2025-03-04", "note": "Bins out."}
    assert counts(told(run, "-", "--update", records=lines(MORE, abdi), code=4)) == (1, 0, 0, 1)


def test_another_day_is_no_promise_of_update(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    data = told(run, "-", records=lines(LATER))
    assert counts(data) == (0, 0, 1, 0)
    assert "--update takes" not in first_message(data)
    assert "session forget" in first_message(data)


def test_a_changed_record_may_come_in_as_another_talk(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    assert counts(told(run, "-", "--unsure", "keep", records=lines(MORE))) == (1, 0, 0, 0)
    assert counts(told(run, "-", "--unsure", "keep", records=lines(LATER))) == (1, 0, 0, 0)
    assert talk_of_on(run, "Maya") == ["2025-03-02", "2025-03-02", "2025-03-03"]
    assert counts(told(run, "-", records=lines(MAYA, MORE, LATER))) == (0, 3, 0, 0)
    newest = {**LATER, "note": "Other words."}
    assert counts(told(run, "-", "--update", "--unsure", "keep", records=lines(newest))) == (1, 0, 0, 0)
    assert len(talk_of_on(run, "Maya")) == 3
    assert is_well(run)


MAJA = {**MAYA, "person": "Maja", "ref": "M-1"}


def test_what_comes_for_somebody_made_one_with_another_goes_to_that_one(run: Run) -> None:
    run("person", "add", "Maya")
    told(run, "-", records=lines(MAJA))
    assert run("person", "merge", "Maja", "Maya").code == 0
    newer = {**MAJA, "on": "2025-04-01", "ref": "M-2", "note": "Quite other words about the garden and the gate."}
    data = told(
        run, "-", records=lines(newer, {**newer, "on": "2025-04-02", "ref": "M-3", "answers": {"good_day": "x"}})
    )
    assert counts(data) == (2, 0, 0, 0)
    assert [note["message"] for note in data["sources"][0]["notes"]] == [
        "Maja was made one with Maya, so this went to Maya."
    ]
    changed = {**MAJA, "note": "Changed."}
    assert counts(told(run, "-", "--update", records=lines(changed))) == (1, 0, 0, 0)
    assert [one["name"] for one in run("people", "--format", "json").data] == ["Maya"]
    run("person", "add", "Maja")
    assert counts(told(run, "-", records=lines({**newer, "on": "2025-05-01", "ref": "M-4", "note": "Hers."})))[0] == 1
    assert talk_of_on(run, "Maja") == ["2025-05-01"]
    assert is_well(run)


def test_a_dry_run_names_what_comes_in_with_it_by_its_place(run: Run, tmp_path: Path) -> None:
    words = "Bread with Jo, the door open, and the whole stair in the kitchen by four."
    one = {"person": "Maya", "on": "2025-03-02", "script": "first_conversation", "answers": {"good_day": words}}
    (tmp_path / "a.jsonl").write_text(lines(one, {**one, "on": "2025-03-05", "answers": {"good_day": words + " Yes."}}))
    (tmp_path / "b.jsonl").write_text(lines({**one, "note": "Yes."}))
    run("person", "add", "Rosa")
    run("export", "Rosa", "-o", str(tmp_path / "rosa.md"))
    run("undo")
    (tmp_path / "c.jsonl").write_text(lines({**one, "person": "Rosa"}))
    files = [str(tmp_path / name) for name in ("a.jsonl", "b.jsonl", "c.jsonl", "rosa.md")]
    dry = [run("import", *files, "--dry-run", "--format", form).out for form in ("json", "text")]
    data = json.loads(dry[0])["data"]
    assert f"Nearly the same words as {files[0]}:1." in first_message(data)
    assert f"Nearly the same words as {files[0]}:1." in data["sources"][1]["problems"][0]["message"]
    assert f"({files[2]}:1)" in data["sources"][3]["problems"][0]["message"]
    assert run("import", *files, "--format", "json").out == dry[0]
    run("undo")
    assert run("import", *files).out.splitlines()[:-1] == dry[1].splitlines()[:-1]


def test_a_reference_comes_back_with_a_copy(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(run, "-", records=lines(MAYA))
    copy, again = tmp_path / "maya.md", tmp_path / "again.md"
    run("export", "Maya", "-o", str(copy))
    monkeypatch.setenv("COACHKIT_HOME", str(tmp_path / "elsewhere"))
    told(run, str(copy))
    assert counts(told(run, "-", records=lines(MAYA))) == (0, 1, 0, 0)
    run("export", "Maya", "-o", str(again))
    assert again.read_bytes() == copy.read_bytes()
    assert counts(told(run, "-", "--update", records=lines(MORE))) == (1, 0, 0, 0)
    assert len(talk_of_on(run, "Maya")) == 1
    assert is_well(run)


def test_a_reference_kept_by_an_earlier_version_goes_out_with_a_copy_too(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(run, "-", records=lines(MAYA))
    copies = [tmp_path / f"{name}.md" for name in ("now", "earlier", "again")]
    run("export", "Maya", "-o", str(copies[0]))
    with closing(dbapi2.connect(str(home / "notebook.db"))) as db:
        db.execute("UPDATE event SET body = json_remove(body, '$.ref') WHERE kind = 'started'")
        db.commit()
    run("export", "Maya", "-o", str(copies[1]))
    monkeypatch.setenv("COACHKIT_HOME", str(tmp_path / "elsewhere"))
    told(run, str(copies[1]))
    assert counts(told(run, "-", "--update", records=lines(MORE))) == (1, 0, 0, 0)
    run("undo")
    run("export", "Maya", "-o", str(copies[2]))
    assert copies[0].read_bytes() == copies[1].read_bytes() == copies[2].read_bytes()


def test_a_contact_that_was_taken_back_and_came_again_keeps_nobody_waiting(
    run: Run, program: Run, elsewhere: Callable[..., Path], tmp_path: Path
) -> None:
    copy = tmp_path / "ann.md"
    run("person", "add", "Ann")
    run("log", "Ann", "--note", "rang about the stall")
    run("export", "Ann", "-o", str(copy))
    there = elsewhere()
    for words in (("import", str(copy)), ("undo",), ("import", str(copy))):
        done = run(*words)
        assert done.code == 0, done.err
    # Whoever waits for ever is ended as a process of its own.
    done = program("notebook", "check", env={"COACHKIT_HOME": str(there)})
    assert done.code == 0, done.err
    assert "stall" in run("find", "stall").out


WITH_ANSWERS = {"person": "Bea", "on": "2025-03-02", "script": "first_conversation", "ref": "B-1",
                "answers": {"good_day": "We had the stall", "come_to_you": ["Hair"], "ruler": 6}}  # fmt: skip
A_NOTE = {"person": "Bea", "on": "2025-03-02", "ref": "B-1", "note": "Only a note now"}


@pytest.mark.parametrize(("before", "after"), [(A_NOTE, WITH_ANSWERS), (WITH_ANSWERS, A_NOTE)])
def test_a_note_does_not_become_a_talk_nor_a_talk_a_note_and_the_report_says_what_to_do(
    run: Run, before: dict[str, Any], after: dict[str, Any]
) -> None:
    told(run, "-", records=lines(before))
    was = run("export", "Bea").out
    for words, code in (((), 0), (("--update",), 4)):
        (source,) = told(run, "-", *words, records=lines(after), code=code)["sources"]
        assert "Forget the old talk" in source["problems"][0]["message"]
        assert source["new"] == source["known"] == 0
    assert run("export", "Bea").out == was
    assert run("notebook", "check").code == 0


def test_a_record_that_says_again_what_it_said_first_is_changed_and_not_known(run: Run) -> None:
    other = {**WITH_ANSWERS, "answers": {**WITH_ANSWERS["answers"], "come_to_you": ["Hare"]}}
    told(run, "-", records=lines(WITH_ANSWERS))
    told(run, "-", "--update", records=lines(other))
    assert told(run, "-", records=lines(other))["known"] == 1
    assert told(run, "-", records=lines(WITH_ANSWERS))["unsure"] == 1
    assert told(run, "-", "--update", records=lines(WITH_ANSWERS))["new"] == 1
    assert "Hare" not in run("profile", "Bea").out
    assert told(run, "-", records=lines(WITH_ANSWERS))["known"] == 1
    run("undo")
    assert "Hare" in run("profile", "Bea").out
    assert told(run, "-", records=lines(other))["known"] == 1


def test_an_answer_that_was_taken_out_is_out_also_in_a_copy(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {**WITH_ANSWERS, "answers": {"good_day": "We had the stall", "come_to_you": ["Hair"]}}
    told(run, "-", records=lines(WITH_ANSWERS))
    told(run, "-", "--update", records=lines(without))
    run("export", "Bea", "-o", str(tmp_path / "bea.md"))
    monkeypatch.setenv("COACHKIT_HOME", str(tmp_path / "there"))
    told(run, str(tmp_path / "bea.md"))
    assert told(run, "-", records=lines(without))["known"] == 1


def test_the_same_few_words_on_another_day_under_another_reference_are_another_talk(run: Run) -> None:
    weekly = [{"person": "Ann", "on": f"2025-02-{day:02}", "ref": f"W-{day}", "note": "Rang. All well."}
              for day in (1, 8, 15)]  # fmt: skip
    assert told(run, "-", records=lines(*weekly))["new"] == 3
    assert told(run, "-", records=lines({**weekly[0], "on": "2025-02-22", "ref": "W-22"}))["new"] == 1
    assert told(run, "-", records=lines({**weekly[0], "ref": "W-99", "note": "Rang, all well."}))["unsure"] == 1


@pytest.mark.parametrize("remembered", [1, 1000])
def test_a_talk_told_again_is_unsure_however_many_were_heard_of_others_in_between(
    run: Run, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(heard_before, "_MOST_TALKS", remembered)
    monkeypatch.setattr(import_files, "TOGETHER", 3)
    people = ("Maya", "Abdi", "Rosa")
    said = [
        {"person": name, "on": "2025-03-02", "note": " ".join(f"{name}{talk}w{n}" for n in range(40))}
        for talk in range(4)
        for name in people
    ]
    assert told(run, "-", records=lines(*said))["new"] == 12
    again = [{**each, "note": f"{each['note']} more"} for each in said]
    assert counts(told(run, "-", records=lines(*again))) == (0, 0, 12, 0)
    fresh = {"person": "Maya", "on": "2025-04-02", "note": " ".join(f"x{n}" for n in range(40))}
    twice = [fresh, {**fresh, "note": f"{fresh['note']} yes"}]
    assert counts(told(run, "-", records=lines(*twice))) == (1, 0, 1, 0)
