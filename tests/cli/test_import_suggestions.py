"""What free text that came in suggests: it waits for a human, in whose words it is, and keeps its id."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_import import counts, lines, told


def test_a_transcript_says_who_spoke_and_yields_nothing_by_itself(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>How was Tuesday?\n\n"
        "00:02.000 --> 00:09.000\n<v Maya O>I taught myself to bake sourdough last winter.\n"
    )
    asked = run("import", str(file), "--on", "2025-06-01")
    assert asked.code == 4
    assert "Maya O" in asked.out
    assert "--person NAME" in asked.out
    assert counts(told(run, str(file), "--on", "2025-06-01", "--person", "Maya", "--coach", "Sam")) == (1, 0, 0, 0)
    talk = run("talks", "--format", "json").data[0]
    turns = run("session", "show", talk["id"], "--format", "json").data["turns"]
    assert [(turn["speaker"], turn["name"]) for turn in turns] == [("coach", "Sam"), ("person", "Maya O")]
    assert run("profile", "Maya", "--format", "json").data["statements"] == []
    assert "[sourdough]" in run("find", "sourdough").out


def test_suggestions_wait_for_a_human_and_nothing_is_kept_without_one(run: Run, tmp_path: Path) -> None:
    note = {
        "person": "Maya",
        "on": "2025-06-01",
        "note": "I taught myself to bake sourdough. My sister Ruth helps. My brother drinks.",
    }
    told(run, "-", records=lines(note))
    found = run("suggestions", "Maya", "--format", "json").data
    assert [one["kind"] for one in found] == ["skill", "person"]
    assert "drinks" not in json.dumps(found)
    assert all(one["quote"] in note["note"] for one in found)
    done = run("suggestions", "Maya", "--accept", found[0]["id"], "--decline", found[1]["id"])
    assert done.code == 0
    profile = run("profile", "Maya", "--format", "json").data
    (statement,) = profile["statements"]
    assert (statement["text"], statement["confirmed"], statement["how_known"]) == (found[0]["text"], True, "gleaned")
    assert profile["circle"] == []
    assert run("suggestions", "Maya", "--format", "json").data == []
    assert run("suggestions", "Maya", "--accept", "zzzzzz").code == 3
    run("undo")
    assert len(run("suggestions", "Maya", "--format", "json").data) == 2


def test_suggestions_are_spoken_of_only_where_some_wait_and_by_the_name_to_type(run: Run) -> None:
    note = {"person": "Maya O'Hara", "on": "2025-06-01", "note": "I taught myself to bake."}
    dull = {"person": "Bo", "on": "2025-06-01", "note": "Came at ten."}
    assert "coachkit suggestions" not in run("import", "-", "--dry-run", lines=lines(note)).out
    assert "coachkit suggestions" not in run("import", "-", lines=lines(dull)).out
    one = run("import", "-", lines=lines(note, {**dull, "on": "2025-06-02"})).out
    assert "\n  coachkit suggestions 'Maya O'\\''Hara'\n" in one
    assert max(map(len, one.splitlines())) <= 80
    assert "coachkit suggestions" not in run("import", "-", lines=lines(note)).out
    two = ({**note, "person": name, "on": "2025-07-01"} for name in ("Ada", "Cy"))
    assert "\n  coachkit suggestions PERSON\n" in run("import", "-", lines=lines(*two)).out


def test_a_note_about_the_person_is_suggested_as_the_coachs_words_and_a_transcript_only_as_theirs(run: Run) -> None:
    note = {"person": "Bo Okafor", "on": "2025-06-01", "note": "Bo is a retired plumber. She taught herself to bake."}
    turns = [{"speaker": "person", "text": "She taught herself to sew."}, {"speaker": "Len", "text": "Bo can knit."}]
    told(run, "-", records=lines(note, {"person": "Bo Okafor", "on": "2025-06-02", "turns": turns}))
    shown = run("suggestions", "Bo Okafor").out
    assert "Work and roles: Bo is a retired plumber" in shown
    found = run("suggestions", "Bo Okafor", "--format", "json").data
    assert {one["text"] for one in found} == {"Bo is a retired plumber", "She taught herself to bake"}
    assert {one["said_by"] for one in found} == {"coach"}
    run("suggestions", "Bo Okafor", "--accept", found[0]["id"])
    (statement,) = run("profile", "Bo Okafor", "--format", "json").data["statements"]
    assert statement["said_by"] == "coach"


def test_an_id_on_a_coachs_list_stays_good_after_another_import(run: Run) -> None:
    first = {"person": "Maya", "on": "2025-06-01", "note": "I taught myself to bake. My sister Ruth helps."}
    later = {**first, "on": "2025-07-01", "note": "My sister Ruth sings. I taught myself to bake! I love to dance."}
    told(run, "-", records=lines(first))
    listed = [line.split()[0] for line in run("suggestions", "Maya").out.splitlines() if line[0] != " "]
    (talk,) = run("talks", "Maya", "--format", "json").data
    told(run, "-", records=lines(later))
    again = [line.split()[0] for line in run("suggestions", "Maya").out.splitlines() if line[0] != " "]
    assert not set(listed) & set(again)
    done = run("suggestions", "Maya", "--accept", listed[0], "--decline", listed[1])
    assert done.code == 0, done.err
    (statement,) = run("profile", "Maya", "--format", "json").data["statements"]
    assert statement["source"]["session"] == talk["id"]
    left = run("suggestions", "Maya", "--format", "json").data
    assert [("bake" in one["quote"], "Ruth" in one["quote"], "dance" in one["quote"]) for one in left] == [
        (False, False, True)
    ]
    assert run("suggestions", "Maya", "--accept", listed[0]).code == 3
