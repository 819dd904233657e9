"""What `coachkit import` will not take: each named with its place and reason, and told what to do now."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from tests.cli.conftest import Done, Run, no_traceback
from tests.cli.test_import import ABDI, MAYA, NO_DAY, counts, lines, told

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
    "no script that fits": ({"script": "", "answers": {"naer": "9"}, "ref": "K2"}, "9", "naer"),
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
            # A heading is wrong for every row under it, and is told once.
            assert (line, at) == (1 if column == "naer" else 2, list(cells).index(column) + 1)
        elif wrong == "answers":
            assert text.splitlines()[line - 1][at - 1] == "{" and at > 1
        else:
            assert text.splitlines()[line - 1][at - 1 :].startswith(f'"{wrong}"')


def test_the_question_that_no_script_knows_is_named_at_its_place_with_the_nearest_one(run: Run, own: Path) -> None:
    def first(answers: dict[str, object]) -> tuple[str, str]:
        record = {"person": "Ann", "on": "2025-03-02", "answers": answers}
        (source,) = told(run, "-", records=lines(record), code=4)["sources"]
        return source["problems"][0]["place"], source["problems"][0]["message"]

    place, message = first({"needed": "soup", "naer": "8"})
    assert message == "No script has a step called 'naer'. Did you mean “near”?"
    assert place == "stdin:1:77"
    # Only what the script with the other questions asks can have been meant.
    assert "near" in first({"needed": "soup", "nearr": "8"})[1]
    assert "Did you mean" not in first({"good_day": "Sun", "come_to_you": ["Hair"], "nearr": "8"})[1]
    assert "“good_day”" in first({"come_to_you": ["Hair"], "circle": [{"name": "Jo"}], "good_dai": "Sun"})[1]
    for mixed in ({"needed": "soup", "good_day": "Sun"}, {"what": "a", "ever": "b"}):
        assert first(mixed)[1] == "No script, or more than one, has all these questions. Add script: ID."


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
    assert all(words in both for words in ("--on DATE", "--person NAME", "--coach SPEAKER", "“Nia” and “Maya”"))
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


def test_a_transcript_that_is_read_by_a_guess_says_so(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_bytes("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>Héé €\n".encode("cp1252"))
    words = (str(talk), "--person", "Maya", "--coach", "Sam", "--on", "2025-03-02")
    (source,) = told(run, *words)["sources"]
    (note,) = source["notes"]
    assert "Windows-1252" in note["message"]
    (session,) = run("talks", "--format", "json").data
    (turn,) = run("session", "show", session["id"], "--format", "json").data["turns"]
    assert turn["text"] == "Héé €"


def test_speakers_are_told_so_that_a_comma_in_a_name_parts_nobody(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    cues = "".join(
        f"00:0{n}.000 --> 00:0{n}.500\n<v {name}>Hi\n\n" for n, name in enumerate(("Reed, Sam", "Maya", "Jo"))
    )
    talk.write_text(f"WEBVTT\n\n{cues}")
    (source,) = told(run, str(talk), "--person", "Maya", "--on", "2025-03-02", "--coach", "Sam", code=4)["sources"]
    (problem,) = source["problems"]
    assert "Nobody called Sam speaks in it. The speakers in it: “Reed, Sam”, “Maya” and “Jo”." in problem["message"]


def test_a_coach_named_for_a_talk_that_names_nobody_is_said_to_be_left_aside(run: Run, tmp_path: Path) -> None:
    talk = tmp_path / "talk.srt"
    talk.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello there\n")
    (source,) = told(run, str(talk), "--person", "Maya", "--on", "2025-03-02", "--coach", "Sam")["sources"]
    assert ["--coach was left aside" in note["message"] for note in source["notes"]] == [True]


def test_refused_records_go_to_stdout_where_they_are_sent_there_and_the_report_beside_it(
    run: Run, tmp_path: Path
) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("person,on,note\nMaya,soon,Soup\n")
    done = run("import", "-", str(sheet), "--refused", "-", lines=lines(MAYA, NO_DAY))
    assert (done.code, done.out) == (4, lines(NO_DAY))
    assert "1 new, 0 known" in done.err and "of another form" in done.err
    assert not (tmp_path / "-").exists()
    assert run("import", str(sheet), "--refused", "-").out == sheet.read_text()
    done = run("import", "-", "--refused", "-", "--dry-run", lines=lines(NO_DAY))
    assert "1 refused" in done.out and NO_DAY["person"] not in done.out


def test_a_file_for_refused_records_that_cannot_be_made_is_told_before_anything_comes_in(run: Run) -> None:
    done = run("import", "-", "--refused", "nowhere/x", lines=lines(MAYA, NO_DAY))
    assert (done.code, "Written" in done.err, "could not be written" in done.err) == (1, False, True)
    assert run("people").out == ""


OPEN_DOCUMENT = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"{\\rtf1 x}", b"\xd0\xcf\x11\xe0 x", OPEN_DOCUMENT])
def test_a_document_of_another_kind_is_told_to_be_saved_as_one_that_is_read(
    run: Run, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "talk.doc").write_bytes(data)
    (source,) = told(run, "talk.doc", "--person", "Maya", "--on", "2025-03-02", code=4)["sources"]
    (problem,) = source["problems"]
    assert "save it as .docx or as text" in problem["message"] and "--from" not in problem["message"]


def test_an_empty_folder_is_told_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    done = run("import", "old")
    assert (done.code, "no file in old" in done.err) == (2, True)


def test_of_many_files_only_those_with_something_to_say_have_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for n in range(12):
        (tmp_path / "old" / f"{n}.jsonl").write_text(lines({**MAYA, "person": f"Flat {n}", "ref": f"K{n}"}))
    (tmp_path / "old" / "bad.jsonl").write_text(lines(NO_DAY))
    done = run("import", "old")
    assert done.out.count(".jsonl: ") == 1 and "bad.jsonl: 0 new" in done.out
    assert "this many files: 12" in done.out and "All together: 12 new" in done.out


def test_the_report_says_how_many_reasons_it_leaves_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("person,on,note\n" + "Ann,soon,x\n" * 1003)
    (source,) = told(run, str(file), code=4)["sources"]
    assert (source["refused"], len(source["problems"]), source["left_out"]) == (1003, 1000, 3)
    assert "\n  and 3 more like these" in run("import", str(file)).out
    file.write_text("person,on,note\nAnn,soon,x\n")
    assert told(run, str(file), code=4)["sources"][0]["left_out"] == 0
