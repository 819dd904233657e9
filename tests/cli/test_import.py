"""`coachkit import`: past conversations come in whole or not at all, once, and go out again with one undo."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.cli.conftest import ROSA, Done, Run, everything_in, no_escapes, no_traceback

MAYA = {
    "person": "Maya",
    "on": "2025-03-02",
    "script": "first_conversation",
    "ref": "K-1041",
    "answers": {
        "good_day": "Bread with Jo, the door open, and the whole stair in the kitchen by four.",
        "come_to_you": ["Bread", "Plaiting hair"],
        "circle": [{"name": "Jo", "ring": "closest"}],
    },
    "note": "She had flour on her sleeves.",
}
ABDI = {"person": "Abdi", "on": "2025-03-04", "answers": {"good_day": "Bins out, all of them, before the lorry."}}
NO_STEP = {**ABDI, "script": "first_conversation", "answers": {"good_dai": "soup"}}
NO_DAY = {"person": "Zed", "on": "2025-13-04", "note": "soup"}


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in records)


def told(run: Run, *words: str, records: str = "", code: int = 0) -> dict[str, Any]:
    done = run("import", *words, "--format", "json", lines=records)
    assert done.code == code, done.err
    no_traceback(done)
    return dict(done.data)


def counts(data: dict[str, Any]) -> tuple[int, int, int, int]:
    assert all(sum(each[name] for each in data["sources"]) == data[name] for name in ("new", "known", "refused"))
    return data["new"], data["known"], data["unsure"], data["refused"]


def test_a_record_becomes_a_talk_like_any_other(run: Run) -> None:
    assert counts(told(run, "-", records=lines(MAYA))) == (1, 0, 0, 0)
    (talk,) = run("talks", "--format", "json").data
    assert (talk["kind"], talk["on"], talk["script"], talk["state"]) == (
        "talk", "2025-03-02", "first_conversation", "done",
    )  # fmt: skip
    shown = run("session", "show", talk["id"], "--format", "json").data
    assert shown["note"] == "She had flour on her sleeves."
    assert [one["text"] for one in shown["answers"] if one["step"] == "come_to_you"] == ["Bread", "Plaiting hair"]
    profile = run("profile", "Maya", "--format", "json").data
    assert {"Bread", "Plaiting hair"} <= {one["text"] for one in profile["statements"]}
    assert [one["name"] for one in profile["circle"]] == ["Jo"]


def test_what_came_in_is_found_under_the_id_that_the_profile_has_it_by(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    kept = {one["text"]: one["id"] for one in run("profile", "Maya", "--format", "json").data["statements"]}
    for words in ("Bread", "Plaiting hair", MAYA["answers"]["good_day"]):
        found = run("find", words, "--format", "json").data
        assert kept[words] in {one["id"] for one in found}


def test_a_refused_record_stops_no_other_and_is_named_with_its_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.jsonl"
    file.write_text(lines(MAYA, NO_STEP, ABDI, NO_DAY), "utf-8")
    data = told(run, str(file), code=4)
    assert counts(data) == (2, 0, 0, 2)
    places = [each["place"] for each in data["sources"][0]["problems"]]
    assert [place.split(":")[1] for place in places] == ["2", "4"]
    assert "did you mean" in data["sources"][0]["problems"][0]["message"].casefold()
    assert "soup" not in json.dumps(data)
    assert {row["name"] for row in run("people", "--format", "json").data} == {"Maya", "Abdi"}


def test_importing_again_changes_nothing(run: Run) -> None:
    told(run, "-", records=lines(MAYA, ABDI))
    before = [run("export", "Maya").out, run("export", "Abdi").out]
    assert counts(told(run, "-", records=lines(MAYA, ABDI, MAYA))) == (0, 3, 0, 0)
    assert [run("export", "Maya").out, run("export", "Abdi").out] == before
    assert "an import" in run("undo").out
    assert run("people").out == ""


def test_a_dry_run_says_the_same_and_keeps_nothing(run: Run, home: Path) -> None:
    records = lines(MAYA, ABDI, NO_DAY, MAYA)
    dry = told(run, "-", "--dry-run", records=records, code=4)
    assert not (home / "notebook.db").exists()
    assert told(run, "-", records=records, code=4) == dry
    before = run("export", "Maya").out
    assert counts(told(run, "-", "--dry-run", records=lines({**MAYA, "ref": "", "on": "2025-03-09"}))) == (0, 0, 1, 0)
    assert run("export", "Maya").out == before


def test_an_import_is_one_change_and_undo_takes_all_of_it_back(run: Run, home: Path) -> None:
    run("talk", "--answers", str(ROSA))
    before = (run("people").out, run("plan", "Rosa").out, run("find", "soup").out)
    told(run, "-", records=lines(MAYA, ABDI, {**ABDI, "person": "Rosa", "on": "2026-01-02"}))
    assert run("people").out != before[0]
    assert run("undo").out == "Taken back: an import of past conversations.\n"
    assert (run("people").out, run("plan", "Rosa").out, run("find", "soup").out) == before
    assert run("find", "lorry").out == ""


def test_the_same_talk_in_another_form_is_unsure_and_names_the_talk_it_is_like(run: Run, tmp_path: Path) -> None:
    told(run, "-", records=lines(ABDI))
    sheet = tmp_path / "abdi.csv"
    sheet.write_text(
        'person,on,script,good_day\nAbdi,2025-03-04,first_conversation,"Bins out, all of them, before the lorry."\n'
    )
    data = told(run, str(sheet))
    assert counts(data) == (0, 0, 1, 0)
    talk = run("talks").out.split("  ")[0]
    assert talk in data["sources"][0]["problems"][0]["message"]
    assert counts(told(run, str(sheet), "--unsure", "keep")) == (1, 0, 0, 0)
    assert len(run("talks", "--format", "json").data) == 2


def test_a_changed_record_says_what_changed_and_waits_for_update(run: Run) -> None:
    told(run, "-", records=lines(MAYA))
    changed = {**MAYA, "answers": {**MAYA["answers"], "good_day": "Soup this time.", "come_to_you": ["Bread"]}}
    data = told(run, "-", records=lines(changed))
    assert counts(data) == (0, 0, 1, 0)
    assert "good_day, come_to_you" in data["sources"][0]["problems"][0]["message"]
    assert "Soup" not in json.dumps(data)
    assert counts(told(run, "-", "--update", records=lines(changed))) == (1, 0, 0, 0)
    said = [one["text"] for one in run("profile", "Maya", "--format", "json").data["statements"]]
    assert "Soup this time." in said
    assert "Plaiting hair" not in said
    assert len(run("talks", "--format", "json").data) == 1
    assert run("find", "plaiting").out == ""
    run("undo")
    assert "Plaiting hair" in [one["text"] for one in run("profile", "Maya", "--format", "json").data["statements"]]
    assert "[Plaiting]" in run("find", "plaiting").out


def test_people_are_matched_by_their_whole_name_and_a_like_one_is_new(run: Run) -> None:
    run("person", "add", "Maya Okoro")
    data = told(run, "-", records=lines({**ABDI, "person": "maya okoro"}, {**ABDI, "person": "Maya Okoru"}))
    assert counts(data) == (2, 0, 0, 0)
    assert "there is also Maya Okoro" in data["sources"][0]["notes"][0]["message"]
    assert len(run("people", "--format", "json").data) == 2
    run("person", "add", "Maya Okoro")
    assert counts(told(run, "-", records=lines({**ABDI, "person": "Maya Okoro", "note": "x"}), code=4)) == (0, 0, 0, 1)


def test_names_alike_that_come_in_together_are_both_new_and_the_later_one_has_a_note(run: Run) -> None:
    told_of = [{**ABDI, "person": name} for name in ("Mayah", "Abdi", "Maya", "MAYA")]
    told_of[3]["on"] = "2025-03-05"
    (source,) = told(run, "-", records=lines(*told_of))["sources"]
    assert [(each["place"], "Mayah" in each["message"]) for each in source["notes"]] == [("stdin:3", True)]
    assert "merge" in source["notes"][0]["message"]
    assert [row["name"] for row in run("people", "--format", "json").data] == ["Abdi", "Maya", "Mayah"]


TOLD = {"person": "Ann", "on": "2025-03-02", "ref": "K1", "script": "own", "answers": {"needed": "soup", "near": "3"}}
FAULTS = {
    "a day to come": ({"on": "2027-03-02"}, "2027-03-02", "on"),
    "another day under the same reference": ({"on": "2025-03-03"}, "2025-03-03", "on"),
    "no such script": ({"script": "owm"}, "owm", "script"),
    "a name that two have": ({"person": "Twin", "ref": "K2"}, "Twin", "person"),
    "a reference of somebody else": ({"person": "Zed"}, "K1", "ref"),
    "a needed answer left empty": ({"answers": {"needed": "", "near": "7"}, "ref": "K2"}, "", "needed"),
    "no such step": ({"answers": {"needed": "soup", "naer": "8"}, "ref": "K2"}, "8", "naer"),
    "an answer that does not fit": ({"answers": {"needed": "soup", "near": "99"}, "ref": "K2"}, "99", "near"),
    "no script that fits": ({"script": "", "answers": {"naer": "9"}, "ref": "K2"}, "answers", "naer"),
    "no day": ({"on": "soon"}, "soon", "on"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_of_a_record_is_told_at_the_value_that_is_wrong(
    run: Run, own: Path, tmp_path: Path, fault: str
) -> None:
    change, wrong, column = FAULTS[fault]
    record = {**TOLD, **change}
    run("person", "add", "Twin")
    run("person", "add", "Twins")
    run("person", "rename", "Twins", "Twin")
    told(run, "-", records=lines(TOLD))
    cells = {**{key: record[key] for key in ("person", "on", "ref", "script")}, **record["answers"]}
    rows = [",".join(cells), ",".join(cells.values())]
    pretty = json.dumps([record], indent=2)
    for name, text in {"a.jsonl": lines(record), "b.json": pretty, "c.csv": "\n".join(rows)}.items():
        file = tmp_path / name
        file.write_text(text)
        ((problem,),) = (each["problems"] for each in told(run, str(file), "--update", code=4)["sources"])
        line, at = map(int, problem["place"].split(":")[-2:])
        if name == "c.csv":
            assert (line, at) == (2, 1 if wrong == "answers" else list(cells).index(column) + 1)
        elif wrong == "answers":
            assert text.splitlines()[line - 1][at - 1] == "{" and at > 1
        else:
            assert text.splitlines()[line - 1][at - 1 :].startswith(f'"{wrong}"')


def test_a_spreadsheet_and_a_packed_file_tell_the_same(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "notes.csv"
    heading = "person;on;script;come_to_you;circle.name;circle.ring\n"
    text = heading + "Maya;2025-03-02;first_conversation;Bread | Hair;Jo | Theo;closest | friends\n"
    sheet.write_bytes(text.encode("utf-16"))
    assert counts(told(run, str(sheet))) == (1, 0, 0, 0)
    circle = run("profile", "Maya", "--format", "json").data["circle"]
    assert [(one["name"], one["ring"]) for one in circle] == [("Jo", "closest"), ("Theo", "friends")]
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(lines(ABDI).encode()))
    assert counts(told(run, str(packed))) == (1, 0, 0, 0)


def test_refused_records_go_into_a_file_that_comes_in_once_it_is_mended(run: Run, tmp_path: Path) -> None:
    aside = tmp_path / "aside.jsonl"
    told(run, "-", "--refused", str(aside), records=lines(MAYA, NO_DAY, NO_STEP), code=4)
    kept = aside.read_text("utf-8")
    assert len(kept.splitlines()) == 2
    assert aside.stat().st_mode & 0o777 == 0o600
    mended = kept.replace("2025-13-04", "2025-12-04").replace("good_dai", "good_day")
    assert counts(told(run, "-", records=mended)) == (2, 0, 0, 0)
    assert run("import", "-", "--refused", str(aside), lines=lines(NO_DAY)).code == 1


def test_a_folder_of_mixed_files_comes_in_file_by_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.jsonl").write_text(lines(MAYA))
    (folder / "deeper" / "b.json").write_text(json.dumps([ABDI]))
    (folder / "talk.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>Hello\n\n00:02.000 --> 00:03.000\n<v Lee>Soup\n"
    )
    (folder / ".hidden").write_text("x")
    (folder / "what.bin").write_bytes(bytes(range(256)))
    (folder / "loop").symlink_to(folder)
    data = told(run, str(folder), "--on", "2025-05-01", "--person", "Lee", "--coach", "Sam", code=4)
    assert {Path(each["path"]).name: each["new"] for each in data["sources"]} == {
        "a.jsonl": 1, "b.json": 1, "loop": 0, "talk.vtt": 1, "what.bin": 0,
    }  # fmt: skip


# The rights of a file bind no administrator, so the tests of an administrator give that up first.
LIKE_ANYBODY = () if os.name == "nt" or os.geteuid() else (
    "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search",
)  # fmt: skip


def as_anybody(*words: str) -> Done:
    command = [*LIKE_ANYBODY, sys.executable, "-m", "coachkit", "import", *words, "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
@pytest.mark.skipif(bool(LIKE_ANYBODY) and not which("setpriv"), reason="an administrator may read everything")
def test_a_folder_or_file_that_may_not_be_read_is_refused_by_name_and_stops_no_other(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    for name, told_of in (("open", MAYA), ("locked", ABDI), ("only listed", ABDI)):
        (folder / name).mkdir(parents=True)
        (folder / name / f"{name}.jsonl").write_text(lines(told_of))
    (folder / "locked").chmod(0)
    (folder / "only listed").chmod(0o444)
    try:
        done = as_anybody(str(folder))
        alone = as_anybody(str(folder / "locked"), str(folder / "locked" / "locked.jsonl"))
    finally:
        (folder / "locked").chmod(0o755)
        (folder / "only listed").chmod(0o755)
    for each in (done, alone):
        no_traceback(each)
        assert each.code == 4
    sources = {Path(each["path"]).name: each for each in done.data["sources"]}
    assert {name: (each["new"], each["refused"]) for name, each in sources.items()} == {
        "open.jsonl": (1, 0), "locked": (0, 1), "only listed.jsonl": (0, 1),
    }  # fmt: skip
    (problem,) = sources["locked"]["problems"]
    assert problem["place"].endswith("locked:1:1")
    assert "folder" in problem["message"] and "denied" in problem["message"]
    assert counts(alone.data) == (0, 0, 0, 2)


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


def test_forgetting_an_imported_talk_leaves_no_word_of_it(run: Run, home: Path) -> None:
    note = {**MAYA, "note": "I taught myself to bake canarybread. Canaryword."}
    told(run, "-", records=lines(note))
    run("find", "bread")
    found = run("suggestions", "Maya", "--format", "json").data
    run("suggestions", "Maya", "--accept", found[0]["id"])
    talk = run("talks", "--format", "json").data[0]["id"]
    assert run("session", "forget", talk, "--yes").code == 0
    kept = everything_in(home).lower()
    assert b"canary" not in kept
    assert b"plaiting" not in kept
    assert run("find", "plaiting").out == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("nowhere.jsonl",), 3),
        (("-", "--unsure", "drop"), 2),
        (("-", "--from", "vttt"), 2),
        (("-", "--on", "yesterday"), 2),
        (("-", "--map", "nowhere.yaml"), 3),
    ],
)
def test_what_does_not_fit_is_a_sentence(run: Run, words: tuple[str, ...], code: int) -> None:
    done = run("import", *words, lines="x")
    assert done.code == code
    assert (done.err + done.out).strip()
    no_traceback(done)


def test_hostile_records_do_nothing_and_are_found_as_they_were_said(run: Run) -> None:
    nasty = "\x1b]52;c;ZXZpbA==\x07[/b] {0} \u202eabc 'self-esteem' \""
    told(run, "-", records=lines({"person": nasty, "on": "2025-01-01", "note": nasty}))
    for words in (("find", "self-esteem"), ("find", '"'), ("find", "abc\x07"), ("people",), ("talks",)):
        done = run(*words)
        no_traceback(done)
        no_escapes(done)
    assert "{0}" in run("find", "self-esteem", "--format", "json").data[0]["text"]


def test_a_reference_never_carries_words_from_one_person_to_another(run: Run) -> None:
    told(run, "-", records=lines({"person": "Anna", "on": "2025-01-01", "ref": "1", "note": "Anna's own long words."}))
    bert = {"person": "Bert", "on": "2025-06-01", "ref": "1", "note": "Bert's words, altogether different."}
    for more in ((), ("--update",)):
        data = told(run, "-", *more, records=lines(bert), code=4)
        assert counts(data) == (0, 0, 0, 1)
        assert "somebody else" in data["sources"][0]["problems"][0]["message"]
    assert run("find", "altogether").out == ""
    twice = [{**bert, "ref": "2"}, {**bert, "ref": "2", "note": "Other words."}]
    assert counts(told(run, "-", records=lines(*twice), code=4)) == (1, 0, 0, 1)


def test_an_update_takes_in_notes_and_turns_whole_and_refuses_another_day(run: Run) -> None:
    turns = [{"speaker": "coach", "text": "How was it?"}, {"speaker": "person", "text": "I taught myself to bake."}]
    first = {"person": "Anna", "on": "2025-01-01", "ref": "1", "note": "Old note.", "turns": turns}
    told(run, "-", records=lines(first))
    newer = {
        **first,
        "note": "New note.",
        "turns": [turns[0], {"speaker": "person", "text": "I taught myself to weld."}],
    }
    assert "note, turns" in told(run, "-", records=lines(newer))["sources"][0]["problems"][0]["message"]
    assert counts(told(run, "-", "--update", records=lines(newer))) == (1, 0, 0, 0)
    talk = run("talks", "--format", "json").data[0]["id"]
    shown = run("session", "show", talk, "--format", "json").data
    assert (shown["note"], shown["turns"][1]["text"]) == ("New note.", "I taught myself to weld.")
    assert run("find", "bake").out == ""
    assert "[weld]" in run("find", "weld").out
    assert ["weld" in one["text"] for one in run("suggestions", "Anna", "--format", "json").data] == [True]
    moved = told(run, "-", "--update", records=lines({**newer, "on": "2025-02-02"}), code=4)
    assert "Its day has changed" in moved["sources"][0]["problems"][0]["message"]


def test_the_same_record_told_in_another_form_is_known_by_its_reference(run: Run, tmp_path: Path) -> None:
    told(run, "-", records=lines(MAYA))
    as_list = tmp_path / "maya.json"
    as_list.write_text(json.dumps([MAYA]))
    assert counts(told(run, str(as_list))) == (0, 1, 0, 0)
    assert counts(told(run, str(as_list), "--update")) == (0, 1, 0, 0)


def test_a_sheet_of_somebody_elses_is_told_how_a_map_says_what_it_means(run: Run, tmp_path: Path) -> None:
    sheet, map_ = tmp_path / "visits.csv", tmp_path / "map.yaml"
    sheet.write_text("Name,Date of visit,What went well\nMaya,2025-02-01,Soup for the stair\n")
    (source,) = told(run, str(sheet), code=4)["sources"]
    (problem,) = source["problems"]
    assert "not coachkit's own" in problem["message"]
    assert "--map" in problem["message"] and "docs/importing.md" in problem["message"]
    example = problem["message"].partition("such as: ")[2].partition("} ")[0] + ", What went well: good_day}"
    map_.write_text(example)
    assert counts(told(run, str(sheet), "--map", str(map_))) == (1, 0, 0, 0)
    sheet.write_text("person,on,Wohl und Wehe\nMaya,2025-02-01,Soup\n")
    (source,) = told(run, str(sheet), code=4)["sources"]
    (problem,) = source["problems"]
    assert problem["place"].endswith(":1:3") and "--map" in problem["message"]


def test_a_talk_that_says_neither_day_nor_coach_is_told_both_at_once(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("Nia: Hello there\nMaya: Soup\n")
    (source,) = told(run, str(talk), code=4)["sources"]
    assert source["refused"] == 1
    both = " ".join(problem["message"] for problem in source["problems"])
    assert all(words in both for words in ("--on DATE", "--person NAME", "--coach SPEAKER", "Nia, Maya"))
    (source,) = told(run, str(talk), "--coach", "Jo", "--person", "Maya", code=4)["sources"]
    assert ["--on DATE" in each["message"] or "Nobody called Jo" in each["message"] for each in source["problems"]] == [
        True, True,
    ]  # fmt: skip


def test_an_unknown_format_is_told_every_one_there_is(run: Run) -> None:
    done = run("import", "-", "--from", "xls", lines="x\n")
    assert done.code == 2
    assert {"jsonl", "json", "csv", "md", "vtt", "docx", "text"} <= set(
        done.err.replace(".", ",").replace(",", " ").split()
    )
    assert "Did you mean csv?" in run("import", "-", "--from", "cvs", lines="x\n").err


def test_a_day_to_come_is_a_slip_of_the_command_for_records_and_talks_alike(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("Nia: Hello there\nMaya: Soup\n")
    for words in (("-",), (str(talk), "--person", "Maya", "--coach", "Nia")):
        done = run("import", *words, "--on", "2027-01-01", lines=lines(MAYA))
        assert (done.code, done.out, "still to come" in done.err) == (2, "", True)
    assert run("people").out == ""


def test_records_name_their_own_people_and_a_name_given_for_them_is_said_to_be_left_aside(
    run: Run, tmp_path: Path
) -> None:
    done = run("import", "-", "--person", "Bo", lines=lines(MAYA))
    assert (done.code, "--person" in done.err, "Bo" in done.out) == (0, True, False)
    assert [row["name"] for row in run("people", "--format", "json").data] == ["Maya"]
    talk = tmp_path / "talk.txt"
    talk.write_text("Nia: Hello there\nBo: Soup\n")
    assert "--person" not in run("import", str(talk), "--person", "Bo", "--coach", "Nia", "--on", "2025-01-01").err


def test_a_day_shown_as_an_example_of_one_gone_by_has_gone_by(run: Run) -> None:
    """Some people type the example."""
    shown = [run("import", "-", lines=lines(NO_DAY)).out, run("import", "-", "--on", "soon", lines="x").err]
    shown += [run(*words, "--help").out for words in (("import",), ("log",), ("since",), ("talk",), ("look-again",))]
    days = [day for text in shown for day in re.findall(r"20\d\d-\d\d-\d\d", text)]
    assert len(days) >= 7 and max(days) < "2026-01-01"
