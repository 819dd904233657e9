"""`coachkit import`: past conversations come in whole or not at all, once, and go out again with one undo."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from coachkit.notebook.store import Notebook
from tests.cli.conftest import ROSA, Run, everything_in, no_escapes, no_traceback

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


def test_what_came_in_beside_somebody_added_by_hand_is_not_looked_at_again(run: Run, home: Path) -> None:
    run("person", "add", "Ida")
    told(run, "-", records=lines(MAYA, ABDI))
    with Notebook.open(home / "notebook.db") as notebook:
        assert notebook.stale_talks() == []


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
