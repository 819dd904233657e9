"""Texts put where nothing is lost: the same again changes nothing, and what was right stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.fix import fixed
from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from coachkit.scripts.rulebook import rules
from tests.talk.budget import some

ROOT = Path(__file__).parent.parent.parent
GOOD = (Path(__file__).parent / "good.yaml").read_bytes()
HEAD = "coachkit: 1\nid: a\nversion: 1\ntitle: A\nlanguage: en\nsteps:\n"
LINES = GOOD.decode().splitlines(keepends=True)
SLIPS = ("CK106", "CK107")


def read(data: bytes) -> Script:
    script = read_script(data, "f")
    assert isinstance(script, Script), script
    return script


def first(steps: str) -> str:
    return next(read(fixed((HEAD + steps).encode())).steps).ask


@pytest.mark.parametrize("file", [*(ROOT / "prompts").glob("*.yaml"), Path(__file__).parent / "good.yaml"], ids=str)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_sound_script_stays_as_it_is(file: Path, end: bytes) -> None:
    data = file.read_bytes().replace(b"\n", end)
    assert fixed(data) == data
    assert fixed(b"\xef\xbb\xbf" + data) == b"\xef\xbb\xbf" + data


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ask: What now?", "What now?"),
        ("ask: | What now?", "What now?"),
        ("ask: > What now?", "What now?"),
        ("ask: |- What is\n      this?", "What is\nthis?"),
        ("ask: Tell me about point #1 today", "Tell me about point #1 today"),
        ("ask: What matters: tell me", "What matters: tell me"),
        ("ask: {person}, hello?", "{person}, hello?"),
        ("ask: *really* good?", "*really* good?"),
        ('ask: "What \\"now\\"?"  # a note', 'What "now"?'),
        ("ask: 'It''s what?'", "It's what?"),
        ("ask: What now?  # a note", "What now?"),
        ("ask: What is\n      going on: all of it\n\n      and #2?", "What is\ngoing on: all of it\n\nand #2?"),
        ("ask: >\n      What is\n      this?", "What is\nthis?"),
        ('ask: "What is\n      this?"', "What is this?"),
    ],
)
def test_prose_goes_under_a_bar(typed: str, said: str) -> None:
    assert first(f"  - id: x\n    type: text\n    {typed}\n") == said
    assert first(f"  - {typed.replace('      ', '        ')}\n    id: x\n    type: text\n") == said


def test_short_texts_get_quotes() -> None:
    steps = "  - id: x\n    type: text\n    cue: the flat #12 there\n    ask: |\n      What?\n"
    steps += "    probes:\n      - What: tell\n"
    step = next(read(fixed((HEAD.replace("title: A", "title: A: b") + steps).encode())).steps)
    assert (step.cue, step.probes) == ("the flat #12 there", ("What: tell",))


def test_words_behind_a_sign_are_quoted_with_it() -> None:
    steps = "  - id: x\n    type: choice\n    cue: #1 day\n    ask: What # now\n    probes:\n      - #1 of them\n"
    steps += "    options:\n      a: Go # 2 first\n      b: #1 first\n      help: Help # 3  # a note\n"
    script = read(fixed((HEAD.replace("title: A", "title: X # y") + steps).encode()))
    step = next(script.steps)
    assert (script.title, step.cue, step.ask, step.probes) == ("X # y", "#1 day", "What # now", ("#1 of them",))
    assert [option.label for option in step.options] == ["Go # 2 first", "#1 first", "Help # 3"]


def test_what_stands_in_a_block_is_left_alone() -> None:
    steps = "  - id: x\n    type: text\n    ask: |\n      ask: me #1: now\n      - cue: a: b\n"
    data = (HEAD + steps).encode()
    assert fixed(data) == data


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"ask:", b"ask: \r\n", b"ask: x", b"cue: \xc2\x85", b"- ask: x\r\n  id: y"]
)
def test_odd_files_do_not_stop_it(data: bytes) -> None:
    assert fixed(fixed(data)) == fixed(data)


@some(75)
@given(
    st.sampled_from(LINES),
    st.text(alphabet="a: #\x85\u2028|>-'\"", max_size=12),
    st.integers(min_value=0, max_value=40),
)
def test_what_could_be_read_is_never_broken(line: str, more: str, at: int) -> None:
    data = GOOD.decode().replace(line, line[:at] + more + line[at:], 1).encode()
    if isinstance(read_script(data, "f"), Script):
        assert isinstance(read_script(fixed(data), "f"), Script)


@some(50)
@given(st.text(max_size=200))
def test_the_same_again_changes_nothing(text: str) -> None:
    once = fixed(text.encode())
    assert fixed(once) == once


@some(20)
@given(st.data())
def test_texts_pulled_up_beside_their_key_come_back_as_they_were(data: st.DataObject) -> None:
    text = GOOD.decode()
    for block in data.draw(st.lists(st.sampled_from([line for line in LINES if line.rstrip().endswith("ask: |")]))):
        at = text.find(block)
        if at < 0:
            continue
        before, after = text[:at], text[at + len(block) :]
        text = before + block.rstrip().removesuffix("|") + after.lstrip(" ")
    assert read(fixed(text.encode())) == read(GOOD)


@pytest.mark.parametrize("code", ["CK101", "CK104", "CK106", "CK107"])
def test_the_examples_of_slips_are_put_right(code: str) -> None:
    for rule in rules():
        for example in rule.bad if rule.code == code else ():
            better = read_script(fixed(example.script()), "f")
            left = better if isinstance(better, tuple) else ()
            assert not [problem for problem in left if problem.code in SLIPS]


plain = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=60)


@some(40)
@given(plain)
def test_any_sentence_typed_beside_ask_is_read_as_typed(said: str) -> None:
    said = " ".join(said.split())
    if not said or said[0] in "|>\"'#" or " #" in said or "{" in said:
        return
    assert first(f"  - id: x\n    type: text\n    ask: {said}\n") == said
