"""The strict reader: any bytes in, a tree or sentences with places out."""

from __future__ import annotations

import json as stdlib_json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import Problem
from coachkit.scripts.nodes import ListNode, MappingNode, Node, ScalarNode
from coachkit.scripts.read import read_script
from coachkit.scripts.source import read_source
from tests.talk.budget import some

GOOD = (Path(__file__).parent / "good.yaml").read_bytes()
YAMLISH = st.text(alphabet="ab:- \n\t\"'|>{}[]#*&!%@`,?\\\r1\u2028é", max_size=80).map(str.encode)


def assert_inside(problems: tuple[Problem, ...], data: bytes) -> None:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removesuffix("\n").split("\n")
    assert problems
    assert list(problems) == sorted(problems)
    for problem in problems:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message


def plain_data(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {key.text: plain_data(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [plain_data(item) for item in node.items]
    assert isinstance(node, ScalarNode)
    return stdlib_json.loads(node.text) if node.plain else node.text


@some(100)
@given(st.one_of(st.binary(max_size=120), YAMLISH), st.booleans())
def test_any_bytes_give_a_tree_or_problems_inside_the_file(data: bytes, json: bool) -> None:
    read = read_source(data, "f", json=json)
    if isinstance(read, tuple):
        assert_inside(read, data)


@some(100)
@given(YAMLISH)
def test_any_text_after_a_good_beginning_gives_a_script_or_problems_inside_the_file(end: bytes) -> None:
    data = GOOD[:700] + end
    read = read_script(data, "f")
    if isinstance(read, tuple):
        assert_inside(read, data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@some(75)
@given(JSON, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_json_is_read_as_the_standard_library_reads_it(
    value: object, indent: int | str | None, ascii_only: bool
) -> None:
    data = stdlib_json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    read = read_source(data, "f.json", json=True)
    if isinstance(read, tuple):
        # Control characters as such are refused; written as \\u0000 they are left to whoever takes the text in.
        assert not ascii_only
        assert "control" in read[0].message
    elif not any(char in data.decode() for char in "\x85\u2028\u2029"):
        assert plain_data(read) == value


def test_a_scalar_stays_the_text_that_was_typed() -> None:
    read = read_source(b"a: no\nb: 'no'\nc: 1:30\nd: |\n  x: y #z\n  w\ne:\n", "f")
    assert isinstance(read, MappingNode)
    assert [value for _, value in read.entries] == [
        ScalarNode(1, 4, "no", plain=True),
        ScalarNode(2, 4, "no", plain=False),
        ScalarNode(3, 4, "1:30", plain=True),
        ScalarNode(4, 4, "x: y #z\nw\n", plain=False, block=True),
        ScalarNode(7, 3, "", plain=True),
    ]


def test_json_tells_a_number_from_a_text() -> None:
    read = read_source(b'{"a": 7, "b": "7", "c": null}', "f.json", json=True)
    assert isinstance(read, MappingNode)
    assert [value.plain for _, value in read.entries if isinstance(value, ScalarNode)] == [True, False, True]


ACCIDENTS = [
    ("a: Tell me about point #1 today\n", 1, 24, "CK107", "lost"),
    ("a: who lives in the flat # next door\n", 1, 26, "CK107", "lost"),
    ("a: What matters: tell me\n", 1, 16, "CK101", "A colon followed by a space"),
    ("a:\n\tb: c\n", 2, 1, "CK101", "tab"),
    ("a: *hello* you\n", 1, 4, "CK104", "*"),
    ("a: *hello\n", 1, 4, "CK104", "*"),
    ("a: &hello you\n", 1, 4, "CK104", "&"),
    ("a: !hello you\n", 1, 4, "CK104", "!"),
    ("a: {name}, hello\n", 1, 4, "CK101", "{"),
    ("a: [well] hello\n", 1, 4, "CK101", "["),
    ("a: @home\n", 1, 4, "CK101", "@"),
    ("a: `home`\n", 1, 4, "CK101", "`"),
    ("a: %home\n", 1, 4, "CK101", "%"),
    ('a: "never closed\nb: c\n', 1, 4, "CK101", "quote mark"),
    ("a: 'I don't know'\nb: c\n", 1, 4, "CK101", "quote mark"),
    ('a: "C:\\new\\docs"\n', 1, 4, "CK101", "\\"),
    ("a: | Tell me\n  more\n", 1, 6, "CK101", "below the |"),
    ("a: b\n  c: d\n", 2, 4, "CK101", "further in"),
    ('a "b"\nc: d\n', 1, 1, "CK101", "no colon"),
    ("a: b\n---\nc: d\n", 2, 1, "CK104", "second document"),
    ("? [a]\n: b\n", 1, 3, "CK101", "one word"),
    ("", 1, 1, "CK101", "empty"),
    ("# only a note\n", 1, 1, "CK101", "empty"),
    ("a: \x00\n", 1, 4, "CK101", "control"),
    ('a: "\\e[31m"\n', 1, 4, "CK101", "control"),
    ("[" * 30 + "\n", 1, 21, "CK105", "deep"),
    ("a:\n" + "- [[]]\n" * 50_000, 33_335, 4, "CK105", "too many"),
]


@pytest.mark.parametrize(("text", "line", "column", "code", "words"), ACCIDENTS)
def test_each_accident_gets_one_plain_sentence_at_its_place(
    text: str, line: int, column: int, code: str, words: str
) -> None:
    read = read_source(text.encode(), "f")
    assert isinstance(read, tuple)
    assert len(read) == 1
    (problem,) = read
    assert problem.code == code
    assert words in problem.message
    assert problem.hint
    if code != "CK105" or line == 1:
        assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("note", ["type: list # repeats", "title: Some of my words  # a note", "a: b  ## c", "a: # c"])
def test_a_note_after_a_value_is_no_lost_text(note: str) -> None:
    assert isinstance(read_source(note.encode(), "f"), MappingNode)


SWALLOWED = ["cue: the flat # 4 story", "cue: #1 day", "from: 0 # nothing like it", "title: X # y", "title: # y"]
SWALLOWED += ["options:\n  a: Go # 2 first", "options:\n  b: #1 first", "probes:\n  - What # then", "probes:\n  - #1"]


@pytest.mark.parametrize("text", SWALLOWED)
def test_words_behind_a_sign_that_begins_a_note_are_lost(text: str) -> None:
    read = read_source(text.encode(), "f")
    assert isinstance(read, tuple)
    last = text.split("\n")[-1]
    assert [(one.code, one.column) for one in read] == [("CK107", last.index("#") + 1)]
    assert read[0].line == text.count("\n") + 1


@pytest.mark.parametrize("text", ["cue: X  # y", "title:  # y", "options:\n  a: Go  # 2", "probes: # 3\n  - What  # x"])
def test_two_spaces_before_a_note_keep_it_a_note(text: str) -> None:
    assert isinstance(read_source(text.encode(), "f"), MappingNode)


def test_a_repeated_key_is_told_once_with_the_line_of_the_first() -> None:
    for data, json in ((b"a: 1\nb: 2\na: 3\n", False), (b'{"a": 1, "b": 2,\n "a": 3}', True)):
        read = read_source(data, "f", json=json)
        assert isinstance(read, tuple)
        assert [problem.code for problem in read] == ["CK103"]
        assert "line 1" in read[0].message


def test_a_special_sign_is_told_once_and_a_missing_space_by_its_name() -> None:
    for text in ("a: *What\n", "a: *What went well?\n"):
        read = read_source(text.encode(), "f")
        assert isinstance(read, tuple)
        assert [problem.code for problem in read] == ["CK104"]
    for text in ("b: c\nask:What went well\n", "ask:What went well\nb: c\n", "- ask:What\n  b: c\n"):
        read = read_source(text.encode(), "f")
        assert isinstance(read, tuple)
        assert "no space after the colon" in read[0].message


def test_a_file_in_another_encoding_is_refused_at_the_first_strange_letter() -> None:
    read = read_source("a: b\nc: caf\xe9\n".encode("latin-1"), "f")
    assert isinstance(read, tuple)
    assert (read[0].line, read[0].column, read[0].code) == (2, 7, "CK101")
    assert "UTF-8" in read[0].message


def test_a_file_over_one_megabyte_is_refused() -> None:
    read = read_source(b"a: " + b"x" * 1_048_576, "f")
    assert isinstance(read, tuple)
    assert read[0].code == "CK105"


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "[\n", '{"a":', '["a",'])
@pytest.mark.parametrize("json", [True, False])
def test_endless_nesting_is_refused_and_never_crashes(sign: str, json: bool) -> None:
    read = read_source((sign * 100_000).encode(), "f", json=json)
    assert isinstance(read, tuple)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
    assert read_source(windows, "f") == read_source(GOOD, "f")


def test_a_message_never_repeats_a_long_text() -> None:
    secret = "my very private words " * 20
    read = read_source(f"a: 1\n{secret}: 1\n{secret}: 2\n".encode(), "f")
    assert isinstance(read, tuple)
    assert all(len(problem.message) < 120 for problem in read)


def test_the_slow_parser_reads_the_same_tree_as_the_fast_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    fast = read_source(GOOD, "f")
    accidents = [read_source(text.encode(), "f") for text, *_ in ACCIDENTS[:24]]
    monkeypatch.delattr(yaml, "CBaseLoader")
    assert read_source(GOOD, "f") == fast
    for (text, *_), before in zip(ACCIDENTS, accidents, strict=False):
        after = read_source(text.encode(), "f")
        assert isinstance(before, tuple)
        assert isinstance(after, tuple)
        assert [problem.message for problem in after] == [problem.message for problem in before]
