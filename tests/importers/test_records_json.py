"""Records as JSON lines and as a JSON list: what is taken, and how what cannot be taken is told."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.protocol import Turn
from coachkit.importers.records import Record, looks_like, to_mend, with_places
from coachkit.talk.told import all_told, as_told
from tests.importers.made_records import (
    Talk,
    as_lines,
    as_list,
    as_talk,
    bare,
    names,
    places,
    read,
    refused,
    taken,
    talks,
    texts,
)
from tests.talk.budget import some

MAYA = {"person": "Maya", "on": "2025-03-02", "answers": {"good_day": "We had the stall"}}
JO = {"person": "Jo", "on": "2025-03-03", "note": "Soup"}


@given(st.lists(talks, max_size=3))
@some(100)
def test_what_is_written_as_json_is_read_again_as_it_was(told: list[Talk]) -> None:
    for data, kind in ((as_lines(told), "jsonl"), (as_list(told), "json"), (as_list(told, indent=2), "json")):
        assert [as_talk(each) for each in taken(data, kind)] == [bare(each) for each in told]


@given(st.lists(talks, min_size=1, max_size=2), st.sampled_from([None, 1]))
@some(100)
def test_every_answer_has_its_place_once_it_is_asked_for(told: list[Talk], indent: int | None) -> None:
    data = as_list(told, indent)
    lines = data.decode().split("\n")
    for quick, talk in zip(taken(data, "json"), told, strict=True):
        placed = with_places(quick)
        assert as_talk(placed) == bare(talk)
        for name, answer in all_told(placed.answers or {}).items():
            rest = "\n".join([lines[answer.line - 1][answer.column - 1 :], *lines[answer.line :]])
            assert json.JSONDecoder().raw_decode(rest)[0] == talk["answers"][name]


def test_a_record_says_all_that_the_file_says() -> None:
    line = {
        "person": " Maya ",
        "on": "2025-03-02",
        "script": "first_conversation",
        "ref": 1041,
        "answers": {"ruler": 6, "half": 7.50, "yes": True, "circle": [{"name": "Jo"}], "skipped": None},
        "turns": [{"speaker": "coach", "text": "How\u0000".replace("\u0000", ""), "at": 1.5}, {"text": "Well"}],
    }
    (record,) = taken(as_lines([line]), "jsonl")
    assert (record.person, record.on, record.script, record.ref) == (
        "Maya",
        date(2025, 3, 2),
        "first_conversation",
        "1041",
    )
    assert record.answers is not None
    assert [as_told(each).text for each in record.answers.values()] == ["6", "7.5", "true", None, None]
    assert as_told(record.answers["skipped"]).skipped
    assert record.turns == (Turn("coach", "How", 1.5), Turn("", "Well"))


def test_a_speaker_who_goes_on_is_one_turn_and_an_empty_turn_is_none() -> None:
    said = [("Jo", "One", 1), ("Jo", "two", 2), ("Sam", "", 3), ("Jo", "three", 4), ("", "four", 5), ("", "five", 6)]
    told = {**JO, "turns": [{"speaker": who, "text": what, "at": at} for who, what, at in said]}
    (record,) = taken(as_lines([told]), "jsonl")
    assert record.turns == (Turn("Jo", "One two three", 1.0), Turn("", "four", 5.0), Turn("", "five", 6.0))


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ('{"person": "Maya", "person": "Jo", "on": "2025-03-02", "note": "x"}', 20, "CK823"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": "x", "a": "y"}}', 62, "CK823"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": NaN}}', 57, "CK821"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": -Infinity}}', 57, "CK821"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": 9%s}}' % ("9" * 5000), 57, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "note": "x\\ud83dx"}', 50, "CK828"),
        ('{"person": "Maya", "on": "2025-03-02", "note": "x\\ude00"}', 50, "CK828"),
        ('{"person": "Maya", "on": "2025-03-02", "note": "\\\\x\\u0000"}', 52, "CK828"),
        ('{"person": "Maya", "on": "2025-03-02", "note": "a\0b"}', 50, "CK821"),
        ('{"person": "Maya", "on": "2025-03-02", "note": ["x"]}', 48, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "note": 5}', 48, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": ["x"]}', 51, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "turns": {}}', 49, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "turns": [{"text": "x", "at": "1:02"}]}', 70, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "turns": [{"text": "x", "at": 1e999}]}', 70, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "turns": [{"text": "x", "at": -1}]}', 70, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "turns": [{"speaker": "x"}]}', 50, "CK825"),
        ('{"person": "Maya", "on": "2025-03-02", "turns": [{"text": "x", "txt": "y"}]}', 64, "CK824"),
        ('{"person": "Maya", "on": "2025-03-02", "notes": "x"}', 40, "CK824"),
        ('{"person": "Maya", "on": "2025-03-02"}', 1, "CK825"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": " "}, "note": "", "turns": []}', 1, "CK825"),
        ('{"person": " ", "on": "2025-03-02", "note": "x"}', 12, "CK825"),
        ('{"person": null, "on": "2025-03-02", "note": "x"}', 12, "CK825"),
        ('{"person": 5, "on": "2025-03-02", "note": "x"}', 12, "CK836"),
        ('{"on": "2025-03-02", "note": "x"}', 1, "CK825"),
        ('{"person": "Maya", "note": "x"}', 1, "CK825"),
        ('{"person": "Maya", "on": "2 March", "note": "x"}', 26, "CK826"),
        ('{"person": "Maya", "on": "2025-02-30", "note": "x"}', 26, "CK826"),
        ('{"person": "Maya", "on": "20250302", "note": "x"}', 26, "CK826"),
        ('{"person": "Maya", "on": 20250302, "note": "x"}', 26, "CK836"),
        ('{"person": "Maya", "on": "2025-03-02", "note": "x"', 51, "CK821"),
        ('{"person": "Maya" "on": "2025-03-02"}', 19, "CK821"),
        ("42", 1, "CK822"),
        ('["x"]', 1, "CK822"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": ' + "[" * 5000, 75, "CK827"),
        ('{"person": "Maya", "on": "2025-03-02", "answers": {"a": ' + "[" * 30 + "]" * 30 + "}}", 75, "CK827"),
    ],
)
def test_a_record_that_cannot_be_taken_is_told_with_its_place_and_the_rest_is_taken(
    line: str, column: int, code: str
) -> None:
    data = as_lines([MAYA]) + b"\n" + line.encode() + b"\n" + as_lines([JO])
    assert [each.person for each in taken(data, "jsonl")] == ["Maya", "Jo"]
    assert places(data, "jsonl") == [(3, column, code)]
    assert refused(data, "jsonl")[0].raw == line.encode()
    data = b'[{"person": "Maya", "on": "2025-03-02", "note": "x"},\n' + line.encode() + b",\n" + as_lines([JO]) + b"]"
    assert [each.person for each in taken(data, "json")] == ["Maya", "Jo"]
    assert places(data, "json") == [(2, column, code)]


def test_every_fault_of_a_record_is_told_at_once() -> None:
    data = b'{"person": 5, "on": "soon", "nite": "", "answers": []}'
    assert [code for _, _, code in places(data, "jsonl")] == ["CK836", "CK826", "CK824", "CK836"]
    (one,) = refused(data, "jsonl")
    assert [p.hint for p in one.problems if p.code == "CK824"] == ["Did you mean “note”?"]


@given(talks, st.sampled_from(["note", "answers"]), names, texts)
@some(100)
def test_a_fault_never_says_what_a_person_said(told: Talk, where: str, name: str, said: str) -> None:
    hidden = "Zebra crossing"
    broken = {**told, where: [hidden, said], hidden: name, "turns": [{hidden: hidden}], "on": hidden}
    for data, kind in ((as_lines([broken]), "jsonl"), (as_lines([broken])[:-3], "jsonl"), (as_list([broken]), "json")):
        assert "Zebra" not in "".join(str(p) for each in refused(data, kind) for p in each.problems)


@given(st.lists(talks, min_size=2, max_size=4), st.data())
@some(200)
def test_a_damaged_line_spoils_no_other(told: list[Talk], data: st.DataObject) -> None:
    lines = as_lines(told).splitlines()
    which = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[which]) - 1))
    mess = data.draw(st.sampled_from([b"", b'"', b"{", b"}", b"\xff", b"\0", b"\\", b",", b"\xef\xbb\xbf", b"\x1b["]))
    lines[which] = lines[which][:at] + mess + lines[which][at + 1 :]
    others = [bare(talk) for n, talk in enumerate(told) if n != which]
    found = [as_talk(each) for each in taken(b"\r\n".join(lines), "jsonl")]
    assert [each for each in others if each not in found] == []
    found = [as_talk(each) for each in taken(b"[" + b",\n".join(lines) + b"]", "json")]
    assert [each for each in others if each not in found] == []


def test_a_list_that_is_cut_off_gives_what_stands_before_the_cut() -> None:
    data = as_list([MAYA, JO, MAYA])
    assert [each.person for each in taken(data[:-40], "json")] == ["Maya", "Jo"]
    assert places(data[:-1], "json") == [(1, len(data), "CK821")]


def test_commas_out_of_place_and_what_stands_behind_the_list_are_told() -> None:
    one = json.dumps(JO)
    assert places(f"[{one},]".encode(), "json") == [(1, len(one) + 3, "CK821")]
    assert places(f"[{one},,{one}]".encode(), "json") == [(1, len(one) + 3, "CK821")]
    assert places(f"[{one}]\n\n[{one}]".encode(), "json") == [(3, 1, "CK821")]
    assert read(b"[]", "json") == []


def test_objects_one_after_the_other_are_read_without_a_list() -> None:
    data = (json.dumps(MAYA, indent=2) + "\n" + json.dumps(JO, indent=2)).encode()
    assert [(each.person, each.line) for each in taken(data, "json")] == [("Maya", 1), ("Jo", 8)]


def test_blank_lines_white_space_and_marks_between_records_do_not_count() -> None:
    line = as_lines([MAYA]).strip()
    data = b"\xef\xbb\xbf" + line + b"\r\n\r\n  " + line + b" \r\xef\xbb\xbf" + line + b"\n\n"
    assert [(each.line, each.column) for each in taken(data, "jsonl")] == [(1, 1), (3, 3), (4, 4)]
    assert refused(data, "jsonl") == []


def test_what_is_not_utf_8_is_refused_with_a_guess_at_what_it_is() -> None:
    data = as_lines([JO]) + '{"person": "Zoë", "on": "2025-03-02", "note": "Café"}'.encode("cp1252")
    (one,) = refused(data, "jsonl")
    (problem,) = one.problems
    assert (problem.line, problem.column, problem.code) == (2, 15, "CK829")
    assert "Windows-1252" in problem.message
    assert len(taken(data, "jsonl")) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_another_unicode_encoding_is_read(encoding: str) -> None:
    told = [{**MAYA, "person": "Zoë 😀"}, JO]
    text = "".join(json.dumps(talk, ensure_ascii=False) + "\r\n" for talk in told)
    assert [as_talk(each) for each in taken(text.encode(encoding), "jsonl")] == told
    text = json.dumps(told, ensure_ascii=False)
    assert [as_talk(each) for each in taken(text.encode(encoding), "json")] == told


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        (json.dumps(MAYA) + "\n" + json.dumps(JO), "x.jsonl", "jsonl"),
        (json.dumps(MAYA), "-", "jsonl"),
        (json.dumps(MAYA, indent=1), "x.json", "json"),
        ("\ufeff [" + json.dumps(MAYA) + "]", "-", "json"),
        ("[\n{" + '"person": "Maya", broken', "x.json", "json"),
        ("{broken\n" + json.dumps(JO), "x.jsonl", "jsonl"),
        ("{broken", "x.jsonl", None),
        ("[]", "x.json", "json"),
        ('{"speaker": "Jo", "text": "Well"}\n', "x.jsonl", None),
        ('{"text": "Well", "segments": []}', "x.json", None),
        ('[{"speaker": "Jo", "text": "Well"}]', "x.json", None),
        ("person,on,note\nMaya,2025-03-02,x", "-", "csv"),
        ('"On";"Person";"Note"\n', "x.txt", "csv"),
        ("Name,Day\nMaya,2025-03-02", "x.csv", "csv"),
        ("Name,Day\nMaya,2025-03-02", "x.txt", None),
        ("Maya: It was on, you know, a person, on Tuesday", "x.txt", None),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nHi", "x.vtt", None),
        ("", "x.txt", None),
    ],
)
def test_a_file_of_records_is_known_by_what_is_in_it(text: str, path: str, kind: str | None) -> None:
    assert looks_like(text.encode(), path) == kind
    assert looks_like(text.replace("\n", "\r\n").encode("utf-16"), path) == kind


def test_a_refused_record_can_be_mended_on_a_line_of_its_own() -> None:
    told = [{**JO, "on": "3 March"}, {**MAYA, "on": "3 March"}]
    for data, kind in ((as_list(told, indent=2), "json"), (as_list(told), "json"), (as_lines(told), "jsonl")):
        lines = b"\n".join(to_mend(each) for each in refused(data, kind))
        mended = lines.replace(b"3 March", b"2025-03-03")
        assert looks_like(mended, "refused.jsonl") == "jsonl"
        assert [each.person for each in taken(mended, "jsonl")] == ["Jo", "Maya"]


def test_a_record_of_json_lines_keeps_the_bytes_it_was_told_in() -> None:
    first, second = (each for each in read(as_lines([MAYA, JO]), "jsonl") if isinstance(each, Record))
    assert taken(first.raw + b"\n" + second.raw, "jsonl")[1].person == "Jo"


def test_a_record_over_several_lines_is_told_by_what_is_in_it_whatever_its_name() -> None:
    one = json.dumps({"person": "Maya", "on": "2025-03-02", "note": "x"}, indent=2)
    for text in (one, one + "\n" + one):
        assert looks_like(text.encode(), "old.jsonl") == "json"
        assert [each.person for each in taken(text.encode(), "json")] == ["Maya"] * text.count("person")


@pytest.mark.parametrize(
    ("stray", "named"), [("\t", "tab"), ("\x07", "control character"), ("\x00", "control character")]
)
def test_a_tab_or_the_like_inside_a_text_is_named_at_its_place(stray: str, named: str) -> None:
    line = '{"person": "Maya", "on": "2025-03-02", "note": "a' + stray + 'b"}'
    for data, kind in ((line, "jsonl"), (f"[{line}]", "json")):
        ((problem,),) = (each.problems for each in refused(data.encode(), kind))
        assert named in problem.message
        assert (problem.line, problem.column) == (1, data.index(stray) + 1)


SOME = ['{"person":"Maya","on":"2025-03-02","note":"a"}', '{"person":"Ben",\n "on":"2025-03-02","note":"b"}']


@pytest.mark.parametrize("told", [SOME, SOME[::-1], [*SOME[:1] * 10, SOME[1]], [SOME[1], *SOME[:1] * 10]])
def test_records_one_after_the_other_are_known_however_many_lines_each_takes(told: list[str]) -> None:
    data = "\n".join(told).encode()
    assert looks_like(data, "z1.json") == "json"
    assert len(taken(data, "json")) == len(told)


@pytest.mark.parametrize("damaged", ["{broken", '{"person":"Ben",', '{"person":"Ben","note":"a\tb"}', '"note":"b"}'])
def test_json_lines_with_a_damaged_one_are_json_lines(damaged: str) -> None:
    for told in ([SOME[0], damaged, SOME[0]], [damaged, SOME[0], SOME[0]], [SOME[0], damaged]):
        if told[0].startswith("{"):
            assert looks_like("\n".join(told).encode(), "z1.json") == "jsonl"
            assert looks_like("\n".join(told).encode(), "z1.jsonl") == "jsonl"
