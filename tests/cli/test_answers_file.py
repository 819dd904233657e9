"""`talk --answers`: a talk told in a file, taken in whole or not at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import ROSA, WINSTON, Run, everything_in, no_traceback

PLACE = re.compile(r"^(\S+):(\d+):(\d+) (CK\d{3}) (.+)$", re.MULTILINE)
OWN = """\
coachkit: 1
id: own
version: 1
title: Every kind of question
language: en
steps:
  - id: needed
    type: short
    required: yes
    ask: |
      What must be said?
    saves: hope
  - id: words
    type: text
    ask: |
      Some words?
    saves: experience
  - id: things
    type: list
    at_most: 3
    ask: |
      Which things?
    saves: skill
  - id: colour
    type: choice
    ask: |
      Which colour?
    options: { red: Red as a rose, blue: Blue }
  - id: fruits
    type: choices
    ask: |
      Which fruits?
    options: { apple: An apple, pear: A pear, plum: A plum }
  - id: near
    type: scale
    from: 0, far
    to: 10, near
    ask: |
      How near?
    saves: { as: scale, name: =nearness, value: near }
  - id: sure
    type: yes_no
    ask: |
      Are you sure?
    follow_up:
      - id: why
        type: text
        when: { sure: is yes }
        ask: |
          Why so sure?
        saves: works
  - id: day
    type: date
    ask: |
      Which day?
  - id: around
    type: people
    at_most: 3
    ask: |
      Who?
    fields:
      - id: gives
        type: short
        ask: |
          What do you do for {around.name}?
    saves: { as: person, name: name, gives: gives }
"""


@pytest.fixture
def own(home: Path) -> Path:
    """The coach's own script, in which every type of question stands once."""
    folder = home / "prompts"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(OWN, "utf-8")
    return home


def told(tmp_path: Path, text: str, name: str = "a.yaml") -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def stands(run: Run, step: str) -> list[str | None]:
    """What the one talk in the notebook holds for a step, in order."""
    talk = run("talks", "--format", "json").data[-1]
    shown = run("session", "show", talk["id"], "--format", "json").data
    return [each["text"] for each in shown["answers"] if each["step"] == step]


def test_a_recorded_talk_ends_with_the_profile_in_short_and_the_page(run: Run) -> None:
    done = run("talk", "--answers", str(ROSA))
    assert done.code == 0
    assert done.out.startswith("Rosa  ")
    assert "Rosa's page" in done.out
    assert done.out.index("brings") < done.out.index("ALREADY YOURS")
    assert done.err == "Kept: the talk with Rosa of Thursday 19 November 2026.\n"


def test_the_day_the_person_and_the_script_are_those_of_the_file(run: Run) -> None:
    run("talk", "--answers", str(WINSTON))
    (talk,) = run("talks", "--format", "json").data
    assert (talk["person"]["name"], talk["on"], talk["script"], talk["kind"], talk["state"]) == (
        "Winston", "2026-11-20", "first_conversation", "talk", "done",
    )  # fmt: skip


@pytest.mark.parametrize("way", ["a file", "stdin"])
def test_json_answers_are_the_same_talk_as_yaml_answers(run: Run, tmp_path: Path, way: str) -> None:
    text = json.dumps(yaml.load(ROSA.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - all stay texts
    text = text.replace('"null"', "null")
    path = told(tmp_path, text, "rosa.json")
    if way == "a file":
        assert run("talk", "--answers", path).code == 0
    else:
        assert run("talk", "--answers", "-", lines=text).code == 0
    assert run("talk", "--answers", str(ROSA)).code == 0
    one, other = (
        run("session", "show", talk["id"], "--format", "json").data for talk in run("talks", "--format", "json").data
    )
    assert [each["text"] for each in one["answers"]] == [each["text"] for each in other["answers"]]
    assert len(one["answers"]) > 50


def test_yaml_answers_come_in_from_stdin_and_faults_there_name_stdin(run: Run) -> None:
    assert run("talk", "Jo", "--answers", "-", lines="good_day: Fine\n").code == 0
    done = run("talk", "Jo", "--answers", "-", lines="nonsense: Fine\n")
    assert done.code == 4
    assert "stdin:1:11 CK702" in done.err


def test_a_text_is_the_answer_and_stays_verbatim(run: Run, tmp_path: Path) -> None:
    said = "She said: “so what?” — 100% *true* [/b] {person} <b>\n\n  twice   \tindented"
    path = told(tmp_path, json.dumps({"person": "Jo", "good_day": f"  {said}\r\n "}), "a.json")
    assert run("talk", "--answers", path).code == 0
    assert stands(run, "good_day") == [said.replace("\t", " ")]


def test_line_ends_become_lf_and_control_characters_go(run: Run, tmp_path: Path) -> None:
    text = '{"person": "Jo", "good_day": "one\\r\\ntwo\\rthree\\u2028four\\u2029five\\u0007six\\u001b[31mseven"}'
    assert run("talk", "--answers", told(tmp_path, text, "a.json")).code == 0
    assert stands(run, "good_day") == ["one\ntwo\nthree\nfour\nfivesix[31mseven"]


def test_only_unquoted_null_or_skip_skips_in_yaml(run: Run, tmp_path: Path) -> None:
    path = told(tmp_path, "person: Jo\nworth_it: skip\ngood_day: 'skip'\nkept_going: null\ntuesday: \"null\"\n")
    assert run("talk", "--answers", path).code == 0
    talk = run("talks", "--format", "json").data[0]
    shown = run("session", "show", talk["id"], "--format", "json").data["answers"]
    states = {each["step"]: (each["state"], each["text"]) for each in shown}
    assert states["worth_it"] == ("skipped", None)
    assert states["good_day"] == ("answered", "skip")
    assert states["kept_going"] == ("skipped", None)
    assert states["tuesday"] == ("answered", "null")


def test_in_json_null_skips_and_skip_is_a_word(run: Run, tmp_path: Path) -> None:
    path = told(tmp_path, '{"person": "Jo", "worth_it": null, "good_day": "skip"}', "a.json")
    assert run("talk", "--answers", path).code == 0
    talk = run("talks", "--format", "json").data[0]
    shown = run("session", "show", talk["id"], "--format", "json").data["answers"]
    assert [(each["step"], each["state"], each["text"]) for each in shown] == [
        ("worth_it", "skipped", None), ("good_day", "answered", "skip"),
    ]  # fmt: skip


def test_empty_text_is_absent(run: Run, tmp_path: Path) -> None:
    path = told(tmp_path, 'person: Jo\nworth_it: ""\ngood_day:\nkept_going: " "\ntuesday: said\n')
    assert run("talk", "--answers", path).code == 0
    talk = run("talks", "--format", "json").data[0]
    shown = run("session", "show", talk["id"], "--format", "json").data["answers"]
    assert [each["step"] for each in shown] == ["tuesday"]


def test_every_type_takes_its_answer_as_the_contract_says(own: Path, run: Run, tmp_path: Path) -> None:
    text = (
        "person: Jo\nscript: own\nneeded: this\nwords: |\n  two\n  lines\nthings: [one, two]\ncolour: red\n"
        "fruits: [plum, apple]\nnear: 7\nsure: true\nwhy: because\nday: 2026-12-01\n"
        "around:\n  - name: Ada\n    gives: tea\n  - name: Bo\n"
    )
    done = run("talk", "--answers", told(tmp_path, text))
    assert done.code == 0, done.err
    assert stands(run, "words") == ["two\nlines"]
    assert stands(run, "things") == ["one", "two"]
    assert stands(run, "why") == ["because"]
    assert stands(run, "around.name") == ["Ada", "Bo"]
    assert stands(run, "around.gives")[0] == "tea"
    profile = run("profile", "Jo", "--format", "json").data
    assert profile["scales"] == [{"name": "nearness", "on": "2026-11-22", "value": 7, "good_enough": None}]
    assert [(each["name"], each["gives"]) for each in profile["circle"]] == [("Ada", "tea"), ("Bo", None)]


@pytest.mark.parametrize("word", ["yes", "no", "true", "false"])
def test_yes_no_takes_these_four_words(own: Path, run: Run, tmp_path: Path, word: str) -> None:
    text = f"person: Jo\nscript: own\nneeded: this\nsure: {word}\n"
    assert run("talk", "--answers", told(tmp_path, text)).code == 0
    assert stands(run, "sure")[0].lower() == ("yes" if word in ("yes", "true") else "no")


@pytest.mark.parametrize("text", ['{"person": "Jo", "script": "own", "needed": "x", "near": 3, "sure": false}'])
def test_json_numbers_and_truths_are_answers(own: Path, run: Run, tmp_path: Path, text: str) -> None:
    assert run("talk", "--answers", told(tmp_path, text, "a.json")).code == 0
    assert stands(run, "near") == ["3"]
    assert stands(run, "sure")[0].lower() == "no"


FAULTY = [
    ("nonsense: x\n", 2, 11, "nonsense"),
    ("good_dya: x\n", 2, 11, "Did you mean good_day?"),
    ("ruler: 11\n", 2, 8, "from 0 to 10"),
    ("ruler: high\n", 2, 8, "from 0 to 10"),
    ("matters: [a, b, c, d]\n", 2, 10, "at most 3"),
    ("matters:\n  - a\n  - { b: c }\n", 4, 5, "one text"),
    ("good_day: [a, b]\n", 2, 11, "one answer"),
    ("good_day: { a: b }\n", 2, 11, "one answer"),
    ("circle: Ada\n", 2, 9, "set of fields"),
    ("circle:\n  - ring: closest\n", 3, 5, "no name"),
    ("circle:\n  - name: Ada\n    ring: nearest\n", 4, 11, "closest"),
    ("circle:\n  - name: Ada\n    rign: closest\n", 4, 11, "Did you mean ring?"),
    ("next_steps:\n  - yours_by: soon\n", 3, 15, "2026-12-01"),
    ("next_steps:\n  - yours: a\n  - yours: b\n", 3, 3, "at most 1"),
    ("good_day: a\ngood_day: b\n", 2, 1, "more than once"),
    ("good_day: *x\n", 2, 11, "*"),
    ("good_day: we fixed point #1 today\n", 2, 0, "#"),
    ('good_day: "open\n', 3, 0, ""),
    ("on: soon\n", 2, 5, "2026-12-01"),
    ("on: 2027-01-01\n", 2, 5, "still to come"),
    ("permission: maybe\n", 2, 13, "yes or no"),
    ("script: [a]\n", 2, 9, "one text"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), FAULTY)
def test_a_fault_names_its_place_and_nothing_is_kept(
    run: Run, home: Path, tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    path = told(tmp_path, f"person: Fictitia\n{text}")
    done = run("talk", "--answers", path)
    assert done.code == 4
    assert done.out == ""
    no_traceback(done)
    found = PLACE.findall(done.err)
    assert found, done.err
    assert found[0][0] == path
    if column:
        assert (int(found[0][1]), int(found[0][2])) == (line, column)
    assert words in done.err
    assert b"Fictitia" not in everything_in(home)


def test_every_fault_of_a_file_is_told_at_once(run: Run, tmp_path: Path) -> None:
    done = run("talk", "--answers", told(tmp_path, "person: Jo\nruler: 99\nnonsense: x\nmatters: [a, b, c, d]\n"))
    assert done.code == 4
    assert [int(line) for _, line, *_ in PLACE.findall(done.err)] == [2, 3, 4]


@pytest.mark.parametrize("text", ["needed: null\n", "needed: ''\n", "words: said\n"])
def test_a_required_step_left_out_or_skipped_is_a_fault(own: Path, run: Run, tmp_path: Path, text: str) -> None:
    done = run("talk", "Jo", "--script", "own", "--answers", told(tmp_path, text))
    assert done.code == 4
    assert PLACE.search(done.err)
    assert "needed" in done.err
    assert run("people").err.startswith("There is nobody")


def test_a_file_that_is_no_list_of_answers_or_no_text_is_a_fault_with_a_place(run: Run, tmp_path: Path) -> None:
    for data in (b"", b"- a\n- b\n", b"just words\n", b"\xff\xfe\x00", b"a: \x00b\n", b"{", b'{"a": 1} x', b"[1, 2]"):
        path = tmp_path / "a.yaml"
        path.write_bytes(data)
        done = run("talk", "Jo", "--answers", str(path))
        assert done.code == 4, data
        assert PLACE.search(done.err), data
        no_traceback(done)


def test_an_answer_off_the_path_is_kept_parked_and_named(run: Run, tmp_path: Path) -> None:
    text = "person: Jo\ntuesday: quiet\nruler: 0\nnot_lower: it rained\n"
    done = run("talk", "--answers", told(tmp_path, text))
    assert done.code == 0
    assert "not_lower" in done.err
    assert "it rained" not in done.err + done.out
    talk = run("talks", "--format", "json").data[0]
    shown = run("session", "show", talk["id"], "--format", "json").data["answers"]
    assert [(each["step"], each["text"]) for each in shown if each["state"] == "parked"] == [("not_lower", "it rained")]
    assert "it rained" not in run("profile", "Jo").out


@pytest.mark.parametrize("no", ["no", "false", "NO"])
def test_permission_no_keeps_not_even_the_name(run: Run, home: Path, tmp_path: Path, no: str) -> None:
    done = run("talk", "--answers", told(tmp_path, f"person: Fictitia\npermission: {no}\ngood_day: CANARY\n"))
    assert done.code == 0
    assert done.out == ""
    assert "nothing was kept" in done.err
    assert "Fictitia" not in done.err
    assert everything_in(home) == b""


def test_permission_no_leaves_a_notebook_that_is_there_as_it_was(rosa: Run, home: Path, tmp_path: Path) -> None:
    before = everything_in(home)
    assert rosa("talk", "--answers", told(tmp_path, "person: Rosa\npermission: no\ngood_day: CANARY\n")).code == 0
    assert everything_in(home) == before


def test_a_person_that_contradicts_the_file_is_a_fault(run: Run, home: Path) -> None:
    done = run("talk", "Winston", "--answers", str(ROSA))
    assert done.code == 4
    assert re.search(r"rosa\.yaml:2:9 CK\d{3} ", done.err)
    assert run("people", "--format", "json").data == []


def test_a_person_said_twice_the_same_way_is_no_contradiction(rosa: Run) -> None:
    who = rosa("people", "--format", "json").data[0]["id"]
    for name in ("rosa", "ROSA", who):
        assert rosa("talk", name, "--answers", str(ROSA)).code == 0
    assert [each["talks"] for each in rosa("people", "--format", "json").data] == [4]


def test_without_a_name_anywhere_it_says_where_to_put_one(run: Run, tmp_path: Path) -> None:
    done = run("talk", "--answers", told(tmp_path, "good_day: fine\n"))
    assert done.code == 2
    assert "person:" in done.err


@pytest.mark.parametrize("text", ["person: null\n", "person: ''\n", "person:\n"])
def test_a_person_of_null_is_no_name(run: Run, tmp_path: Path, text: str) -> None:
    assert run("talk", "--answers", told(tmp_path, f"{text}good_day: fine\n")).code == 2
    assert run("talk", "Jo", "--answers", told(tmp_path, f"{text}good_day: fine\n")).code == 0


def test_two_people_of_one_name_need_the_id(run: Run, home: Path, tmp_path: Path) -> None:
    run("person", "add", "Jo")
    run("person", "add", "jo")
    before = run("talks", "--format", "json").data
    path = told(tmp_path, "person: JO\ngood_day: fine\n")
    done = run("talk", "--answers", path)
    assert done.code == 3
    assert done.err.count("\n  ") == 2
    assert run("talks", "--format", "json").data == before == []
    short = re.findall(r"^  (\w{6})  ", done.err, re.MULTILINE)
    assert run("talk", short[0], "--answers", told(tmp_path, "good_day: fine\n")).code == 0


def test_a_whole_name_only_so_a_beginning_is_somebody_new(rosa: Run, tmp_path: Path) -> None:
    assert rosa("talk", "--answers", told(tmp_path, "person: Ros\ngood_day: fine\n")).code == 0
    assert [each["name"] for each in rosa("people", "--format", "json").data] == ["Ros", "Rosa"]


def test_a_file_always_starts_a_new_talk(run: Run, tmp_path: Path) -> None:
    run("talk", "Jo", lines="yes\nsomething\nq\n")
    path = told(tmp_path, "person: Jo\ngood_day: fine\n")
    run("talk", "--answers", path)
    run("talk", "--answers", path)
    assert [talk["state"] for talk in run("talks", "--format", "json").data] == ["open", "done", "done"]


def test_the_day_is_the_option_then_the_file_then_today(run: Run, tmp_path: Path) -> None:
    path = told(tmp_path, "person: Jo\non: 2026-10-01\ngood_day: fine\n")
    run("talk", "--answers", path, "--on", "2026-09-01")
    run("talk", "--answers", path)
    run("talk", "Jo", "--answers", told(tmp_path, "good_day: fine\n"))
    assert [talk["on"] for talk in run("talks", "--format", "json").data] == ["2026-09-01", "2026-10-01", "2026-11-22"]


@pytest.mark.parametrize("on", ["2026-11-23", "2999-01-01", "tomorrow", "2026-13-01", "1.12.2026", ""])
def test_a_day_to_come_or_no_day_is_a_usage_fault(run: Run, home: Path, on: str) -> None:
    done = run("talk", "--answers", str(ROSA), "--on", on)
    assert done.code == 2
    no_traceback(done)
    assert b"Rosa" not in everything_in(home)


def test_an_unknown_script_or_a_missing_file_is_exit_3(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("talk", "--answers", str(ROSA), "--script", "first_conversatoin").code == 3
    done = run("talk", "--answers", str(tmp_path / "nowhere.yaml"))
    assert (done.code, done.out) == (3, "")
    assert "nowhere.yaml" in done.err
    assert run("talk", "--answers", told(tmp_path, "person: Jo\nscript: ../../x\n")).code == 3
    assert b"Jo" not in everything_in(home)


def test_answers_and_writing_up_do_not_go_together(run: Run) -> None:
    assert run("talk", "--answers", str(ROSA), "--after").code == 2


def test_nothing_is_confirmed_by_a_file(rosa: Run) -> None:
    statements = rosa("profile", "Rosa", "--format", "json").data["statements"]
    assert statements
    assert not any(each["confirmed"] for each in statements)
    assert {each["share"] for each in statements} == {"private"}


def test_what_was_said_stays_with_the_script_it_was_said_to(own: Path, run: Run, tmp_path: Path) -> None:
    run("talk", "--answers", told(tmp_path, "person: Jo\nscript: own\nneeded: this\nwords: that\n"))
    before = run("talks", "--format", "json").data[0]["id"]
    (own / "prompts" / "own.yaml").write_text(OWN.replace("Some words?", "Other words?"), "utf-8")
    assert "Some words?" in run("session", "show", before).out
    (own / "prompts" / "own.yaml").unlink()
    assert "Some words?" in run("session", "show", before).out


def test_a_broken_own_script_stops_only_who_asks_for_it(own: Path, run: Run, tmp_path: Path) -> None:
    broken = own / "prompts" / "broken.yaml"
    broken.write_text(OWN.replace("id: own", "id: broken").replace("at_most: 3", "at_mots: 3"), "utf-8")
    assert run("talk", "--answers", str(ROSA)).code == 0
    done = run("talk", "Jo", "--script", "broken", "--answers", told(tmp_path, "needed: x\n"))
    assert done.code == 4
    assert re.search(rf"{re.escape(str(broken))}:\d+:\d+ CK\d{{3}} ", done.err)
    assert "at_most" in done.err
    no_traceback(done)
