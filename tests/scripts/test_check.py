"""Checking scripts: whatever the bytes, an answer comes, its places are in the file, and what passes can be talked."""

from __future__ import annotations

import random
import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.check import Checked, check_script
from coachkit.scripts.model import Script
from coachkit.scripts.rulebook import rules, severity
from coachkit.talk.answers import Answers, fold
from coachkit.talk.captures import gather
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.moves import give, skip
from coachkit.talk.path import Role, path
from coachkit.talk.said import Speaking
from tests.scripts.many_steps import many_steps
from tests.talk.budget import some

ROOT = Path(__file__).parent.parent.parent
SHIPPED = sorted((ROOT / "prompts").glob("*.yaml"))
GOOD = (Path(__file__).parent / "good.yaml").read_bytes()
EXAMPLES = [example.script() for rule in rules() for example in (*rule.good, *rule.bad)]


def codes(found: Checked) -> list[str]:
    return [problem.code for problem in found.problems]


def check(data: bytes) -> Checked:
    """A check whose places are all inside the file."""
    found = check_script(data, "f")
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in (*found.problems, *found.allowed):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message
        assert problem.hint
    return found


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_scripts_that_come_along_have_nothing_to_put_right(file: Path) -> None:
    found = check_script(file.read_bytes(), str(file), file.parent)
    assert not [str(problem) for problem in found.problems if severity(problem.code) != "info"]
    assert found.script is not None


STEP = "- id: x\n  type: text\n  ask: |\n    {ask}\n"
HEAD = EXAMPLES[0].decode().split("  - id: good_day")[0]


def script_with(step: str) -> bytes:
    return (HEAD + "".join(f"  {line}\n" for line in step.splitlines())).encode()


@pytest.mark.parametrize(
    ("ask", "code", "word"),
    [
        ("And so, {person}, do you know them?", "CK601", "do you"),
        ("What is it like? Tell me why.", "CK602", "why"),
        ("What is your biggest weakness?", "CK603", "weakness"),
        ("What next, don’t you think?", "CK604", "don’t"),
        ("Who came? Who?", "CK605", "?"),
        ("What helped, and if I were you?", "CK606", "if I"),
        ("What do service users say?", "CK607", "service"),
        ("What is the outcome?", "CK608", "outcome"),
        ("What would you never do?", "CK610", "never"),
    ],
)
def test_a_word_is_found_where_it_stands(ask: str, code: str, word: str) -> None:
    data = script_with(STEP.format(ask=ask))
    problem = next(each for each in check(data).problems if each.code == code)
    line = data.decode().split("\n").index(f"      {ask}") + 1
    assert (problem.line, problem.column) == (line, 7 + ask.rindex(word))


@pytest.mark.parametrize("ask", ["In your case, what helps?", "What is just right for you?", "How would you say it?"])
def test_what_only_looks_alike_is_left_alone(ask: str) -> None:
    assert codes(check(script_with(STEP.format(ask=ask)))) == []


def test_what_an_author_answers_for_is_told_apart() -> None:
    step = STEP.format(ask="May I ask?") + "  allow: { closed_opener: it asks leave }\n"
    found = check(script_with(step))
    assert codes(found) == []
    assert [problem.code for problem in found.allowed] == ["CK601"]


def test_wording_is_told_together_with_faults_of_the_file() -> None:
    step = STEP.format(ask="Do you know them, {nobody}?") + "  colour: blue\n"
    assert codes(check(script_with(step))) == ["CK601", "CK205", "CK102"]


def test_no_list_of_words_is_said_once_and_the_rest_is_checked() -> None:
    data = script_with(STEP.format(ask="Do you? Is it?")).replace(b"language: en", b"language: cy")
    assert codes(check(data)) == ["CK616", "CK605"]


def test_a_used_file_is_pointed_at_by_its_own_path(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("- id: y\n  type: text\n  ask: |\n    Do you know them?\n")
    data = HEAD.encode() + b"  - use: part.yaml\n"
    found = check_script(data, "f", tmp_path)
    assert [(Path(each.path).name, each.line, each.column) for each in found.problems] == [("part.yaml", 4, 5)]


@some(75)
@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data: bytes) -> None:
    check(data)


def damaged(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randint(0, len(line))
        bit = chance.choice(["{", "}", "[", ": ", " #x", "*", '"', "|", "- ", "{x.y}", "why", "?", " is ", "\0", "é"])
        other = chance.choice(lines)
        lines[at] = chance.choice([line * 2, "", line[:cut] + "\n", line[:cut] + bit + line[cut:], other, "  " + line])
        lines = [each for each in lines if each] or ["\n"]
    return "".join(lines)


def talk_through(script: Script, chance: random.Random) -> None:
    """Answer or skip at random until all is asked; nothing raises, and no braces are left in what is said."""
    answers, events, ids = Answers(), [], iter(range(100_000))
    for _ in range(600):
        way = path(script, answers)
        place = way.current
        if place is None:
            break
        speaking = Speaking(script, way, "Maya", "Sam")
        if place.role is Role.PLAY_BACK:
            break
        step = place.question
        for text in (step.ask, step.ask_again, step.cue, *step.probes):
            assert not re.search(r"\{[a-z]", speaking.text(text, place.key.item))
        events += moves(script, answers, place, chance, lambda: f"i{next(ids)}")
        answers = fold(events)
    gather(script, answers, session="s", on="2027-01-07", person="Maya", coach="Sam")


def moves(script: Script, answers: Answers, place, chance: random.Random, new_id) -> list:  # type: ignore[no-untyped-def]
    step = place.question
    if chance.random() < 0.3 and not step.required:
        return skip(answers, place)
    first = step.fields[0] if place.role is Role.ANOTHER and step.type == "group" else step
    keys = "\n".join(option.key for option in first.options[: chance.randint(1, 3)])
    low = first.low.number if first.low else 0
    said = {"choice": keys.split("\n")[0], "choices": keys, "scale": str(low + chance.randint(0, 1))}
    said |= {"yes_no": chance.choice(["yes", "no"]), "date": "2027-01-07"}
    value = fit(first, said.get(str(first.type), "A thing {x}"))
    assert not isinstance(value, Misfit), value
    return give(answers, place, value if not isinstance(value, str) or "{" not in value else "A thing", new_id)


def mutate(count: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    texts = [data.decode() for data in (GOOD, *EXAMPLES, SHIPPED[0].read_bytes())]
    passed = 0
    for _ in range(count):
        found = check(damaged(chance.choice(texts), chance).encode())
        if found.script is not None:
            passed += 1
            talk_through(found.script, chance)
    assert passed > count // 50


def test_damaged_scripts_are_answered_and_what_passes_can_be_talked() -> None:
    mutate(500, seed=7)


@pytest.mark.nightly
def test_many_damaged_scripts_are_answered_and_what_passes_can_be_talked() -> None:
    mutate(10_000, seed=11)


@pytest.mark.parametrize(("count", "most"), [(200, 0.15), (1000, 1.0)])
def test_a_long_script_is_checked_soon(count: int, most: float) -> None:
    data = many_steps(count)
    check_script(GOOD, "f")
    took = []
    for _ in range(3):
        begun = process_time()
        found = check_script(data, "f")
        took.append(process_time() - begun)
    assert found.script is not None
    assert min(took) < most


def test_one_question_alone_is_spoken_of_as_one() -> None:
    head = "coachkit: 1\nid: a\nversion: 1\ntitle: A\nlanguage: en\nsteps:\n"
    found = check((head + "  - id: x\n    type: date\n    ask: |\n      When was that?\n").encode())
    (late,) = [problem.message for problem in found.problems if problem.code == "CK613"]
    assert late.startswith("Nothing in the first question looks")
