"""Reading scripts: a good one comes out whole, a faulty one with every fault, its place and its code."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import Problem
from coachkit.scripts.model import Script, Stage, Step, StepType
from coachkit.scripts.read import read_script
from tests.talk.budget import some

GOOD = (Path(__file__).parent / "good.yaml").read_bytes()
TEXT = GOOD.decode()
HEAD = "coachkit: 1\nid: a\nversion: 1\ntitle: A\nlanguage: en\nsteps:\n"


def good() -> Script:
    read = read_script(GOOD, "good.yaml")
    assert isinstance(read, Script), read
    return read


def step(id_: str, type_: str, more: str = "", ask: str = "What now?", dash: str = "  ") -> str:
    lines = [f"- id: {id_}", f"  type: {type_}", "  ask: |", f"    {ask}", *(f"  {line}" for line in more.splitlines())]
    return "".join(f"{dash}{line}\n" for line in lines)


SCALE = step("mood", "scale", "from: 0, low\nto: 10, high")
CIRCLE = step("circle", "people", "at_most: 3\nfields:\n" + step("link", "choice", "options: { kin: Family }"))
LIST = step("gifts", "list", "at_most: 4")


def problems(steps: str, head: str = HEAD) -> tuple[Problem, ...]:
    read = read_script((head + steps).encode(), "f.yaml")
    assert isinstance(read, tuple), read
    return read


def test_the_good_script_uses_every_type() -> None:
    assert {step.type for _, step in good().every_step()} == set(StepType)


def test_a_good_script_comes_back_from_its_pinned_form() -> None:
    script = good()
    assert Script.model_validate_json(script.pinned()) == script
    assert json.loads(script.pinned())["id"] == "over_the_fence"


def test_steps_and_stages_keep_the_order_of_the_file() -> None:
    ids = [part.id for part in good().parts]
    assert ids[:4] == ["hello", "street_name", "proud_of", "handy"]
    assert [part.id for part in good().parts if isinstance(part, Stage)] == ["hello", "people"]


def test_prose_is_kept_as_typed_without_the_last_line_end() -> None:
    steps = dict(good().every_step())
    assert steps["proud_of"].ask == "What have you done lately that you are glad about, {street_name|friend}?"
    assert steps["proud_of"].probes == ("What was your part in it?", "Who else noticed: and how?")


def test_conditions_fields_and_saves_are_understood() -> None:
    steps: dict[str, Step] = dict(good().every_step())
    assert [len(together) for together in steps["come_round"].when] == [2, 1]
    assert steps["street.since_how"].when[0][0].step == "street.since"
    assert steps["fence"].low is not None
    assert (steps["fence"].low.number, steps["fence"].low.words) == (0, "high as a wall")
    assert steps["jobs"].among == "handovers"
    assert steps["jobs"].saves[0].fields["who_asks"] == "=person"
    assert steps["teach"].saves[0].kind == "knowledge"
    assert steps["teach"].saves[1].fields == {"text": "teach", "area": "=teaching"}
    assert steps["handy"].saves[0].fields == {}
    assert steps["which_day"].was == "what_day"
    assert good().plan[0].for_each == "street"


def test_a_mapping_that_fills_no_text_is_filled_by_the_step_itself() -> None:
    steps = dict(good().every_step())
    assert steps["proud_of"].saves[0].fields == {"text": "proud_of", "time": "=past"}
    assert steps["fence"].saves[0].fields["value"] == "fence"


BAD = [
    ("CK101", step("x", "text", "cue: What: now")),
    ("CK102", step("x", "text", "asks: y")),
    ("CK102", step("x", "text", "options: { a: A }")),
    ("CK103", step("x", "text", "cue: y\ncue: z")),
    ("CK104", step("x", "text", "cue: &y z")),
    ("CK105", step("x", "text", "cue: " + "[" * 20 + "]" * 20)),
    ("CK106", "  - id: x\n    type: text\n    ask: What now?\n"),
    ("CK106", "  - id: x\n    type: text\n    ask: >\n      What now?\n"),
    ("CK107", step("x", "text", "cue: house #1")),
    ("CK108", step("x", "text") + step("x", "text")),
    ("CK108", "  - { stage: x, title: X }\n" + step("x", "text")),
    ("CK108", step("x", "text") + step("y", "text", "follow_up:\n" + step("x", "text"))),
    ("CK109", step("Good-Day", "text")),
    ("CK109", step("person", "text")),
    ("CK109", step("c", "people", "at_most: 3\nfields:\n" + step("name", "short"))),
    ("CK109", step("x", "choice", "options: { Yes please: Yes }")),
    ("CK109", step("x", "choice", "options: { skip: Not now }")),
    ("CK110", step("x", "list")),
    ("CK110", step("c", "group", "at_most: 3\nfields:\n" + step("x", "list"))),
    ("CK111", "  []\n"),
    ("CK112", "  - id: x\n    type: text\n"),
    ("CK112", step("x", "choice")),
    ("CK113", step("x", "txt")),
    ("CK113", step("x", "text", "required: maybe")),
    ("CK113", step("x", "list", "at_most: many")),
    ("CK113", step("x", "scale", "from: low\nto: 10, high")),
    ("CK113", step("x", "scale", "from: 10, low\nto: 0, high")),
    ("CK113", step("x", "text", "time: soon")),
    ("CK113", step("x", "text", "when: now")),
    ("CK113", "  - use: parts/opening.yaml\n"),
    ("CK113", step("c", "group", "at_most: 2\nfields:\n" + step("x", "people", "at_most: 2"))),
    ("CK201", SCALE + step("x", "text", "when: { moods: at least 1 }")),
    ("CK201", CIRCLE.replace("ask: |", "when: { link: is kin }\n    ask: |", 1)),
    ("CK201", step("x", "short", "among: gift")),
    ("CK202", step("x", "text", "when: { mood: at least 1 }") + SCALE),
    ("CK202", SCALE.replace("ask: |", "when: { mood: at least 1 }\n    ask: |")),
    ("CK202", step("c", "people", "at_most: 2\nfields:\n" + step("x", "text", "when: { c: answered }"))),
    ("CK203", step("y", "text") + step("x", "text", "when: { y: at least 1 }")),
    ("CK203", SCALE + step("x", "text", "when: { mood: more than 1 }")),
    ("CK203", LIST + step("x", "text", "when: { gifts: is cooking }")),
    ("CK204", SCALE + step("x", "text", "when: { mood: at least 11 }")),
    ("CK204", SCALE + step("x", "text", "when: { mood: between 5 and 3 }")),
    ("CK204", LIST + step("x", "text", "when: { gifts: has at least 5 }")),
    ("CK204", step("c", "choice", "options: { kin: K }") + step("x", "text", "when: { c: is kind }")),
    ("CK204", step("c", "yes_no") + step("x", "text", "when: { c: is maybe }")),
    ("CK204", CIRCLE + "    saves: { as: person, ring: link }\n"),
    ("CK204", step("x", "text", "saves: { as: person, ring: =near }")),
    ("CK205", step("x", "text", ask="What, {somebody}?")),
    ("CK205", step("x", "text", ask="What, {Somebody}?")),
    ("CK205", step("x", "text", ask="What, {person?")),
    ("CK205", CIRCLE + step("x", "text", ask="What of {circle}?")),
    ("CK205", LIST + step("x", "text", ask="What of {gifts.names}?")),
    ("CK206", step("x", "text", ask="What of {mood}?") + SCALE),
    ("CK206", step("x", "text", ask="What of {circle.names}?") + CIRCLE),
    ("CK208", CIRCLE + step("x", "text", ask="What of {circle.name}?")),
    ("CK208", CIRCLE + step("x", "text", "when: { circle.link: is kin }")),
    ("CK209", step("x", "text", "saves: skil")),
    ("CK209", step("x", "text", "saves: { as: skill, colour: x }")),
    ("CK209", step("x", "text", "saves: { as: skill, text: y }")),
    ("CK209", step("x", "text", "saves: { as: person, name: x, ring: x }")),
    ("CK209", CIRCLE + step("x", "text", "saves: { as: person, name: x, link: circle.link }")),
    ("CK210", CIRCLE + step("c", "group", "at_most: 2\nsaves: handover\nfields:\n" + step("what", "short"))),
    ("CK211", SCALE + step("x", "short", "among: mood")),
    ("CK211", SCALE + "plan:\n  - id: r\n    for_each: mood\n    suggest: |\n      Go.\n"),
]


@pytest.mark.parametrize(("code", "steps"), BAD)
def test_each_fault_has_its_code_and_brings_no_other(code: str, steps: str) -> None:
    found = problems(steps)
    assert {problem.code for problem in found} == {code}, "\n".join(map(str, found))
    assert all(problem.line > 5 for problem in found)


@some(100)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    read = read_script(data, "f")
    assert isinstance(read, Script) or all(problem.line >= 1 for problem in read)


@pytest.mark.parametrize("key", ["coachkit", "id", "version", "title", "language"])
def test_each_key_of_the_head_is_needed(key: str) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    found = problems(step("x", "text"), head)
    assert [problem.code for problem in found] == ["CK112"]
    assert f"needs {key}:" in found[0].message


def test_a_format_from_the_future_is_told() -> None:
    assert "newer" in problems(step("x", "text"), HEAD.replace("coachkit: 1", "coachkit: 2"))[0].message


def test_every_fault_is_told_at_once_and_in_order() -> None:
    found = problems(step("X", "txt", "when: { y: is z }") + step("z", "list", ask="{nobody}"))
    assert [problem.code for problem in found] == ["CK109", "CK113", "CK201", "CK110", "CK205"]


@pytest.mark.parametrize(
    ("steps", "hint"),
    [
        (step("x", "text", "coachnote: y"), "coach_note"),
        (step("x", "textt"), "text"),
        (SCALE + step("x", "text", "when: { moood: answered }"), "mood"),
        (step("x", "text", "saves: skils"), "skill"),
        (step("x", "text", ask="{persn}"), "person"),
        (CIRCLE + step("x", "text", ask="{circle}"), "{circle.names}"),
    ],
)
def test_a_slip_of_the_keys_is_answered_with_the_nearest_name(steps: str, hint: str) -> None:
    assert hint in problems(steps)[0].hint


def test_a_placeholder_is_placed_on_its_own_line() -> None:
    found = problems("  - id: x\n    type: text\n    ask: |\n      One\n      two {nobody}?\n")
    assert found[0].line == 11


def test_yes_and_true_mean_the_same() -> None:
    for word in ("yes", "true", '"yes"', "Yes"):
        read = read_script((HEAD + step("x", "text", f"required: {word}")).encode(), "f")
        assert isinstance(read, Script)
        assert next(read.steps).required


def test_used_steps_are_spliced_in(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "opening.yaml").write_text(step("hello", "text", dash=""))
    data = (HEAD + "  - use: parts/opening.yaml\n" + step("x", "text", ask="{hello}?")).encode()
    read = read_script(data, "f", tmp_path)
    assert isinstance(read, Script)
    assert [part.id for part in read.parts] == ["hello", "x"]


def test_faults_of_a_used_file_carry_its_own_path(tmp_path: Path) -> None:
    (tmp_path / "opening.yaml").write_text("steps:\n" + step("Hello", "text") + "  - use: other.yaml\n")
    read = read_script((HEAD + "  - use: opening.yaml\n" + step("x", "text")).encode(), "f", tmp_path)
    assert isinstance(read, tuple)
    assert [(Path(problem.path).name, problem.code) for problem in read] == [
        ("opening.yaml", "CK109"),
        ("opening.yaml", "CK105"),
    ]


@pytest.mark.parametrize("way_out", ["../secret.yaml", "/etc/passwd", "link.yaml", "secret", "a\\0.yaml", "no.yaml"])
def test_a_used_file_cannot_lie_outside_the_prompts_folder(tmp_path: Path, way_out: str) -> None:
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    (tmp_path / "secret.yaml").write_text(step("x", "text", dash=""))
    (prompts / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    read = read_script((HEAD + f"  - use: {way_out}\n").encode(), "f", prompts)
    assert isinstance(read, tuple)
    assert {problem.code for problem in read} == {"CK113"}


def test_a_faulty_text_is_never_repeated_at_length() -> None:
    secret = "a_very_private_word_" * 20
    found = problems(step("x", secret, f"saves: {secret}\nwhen: {{ {secret}: {secret} }}", ask=f"{{{secret}}}"))
    assert all(len(problem.message) < 160 for problem in found)


LINES = TEXT.splitlines(keepends=True)


@some(100)
@given(st.data())
def test_a_damaged_script_is_read_or_its_faults_are_told(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "swap", "indent", "cut", "insert"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = data.draw(st.sampled_from([" ", "  ", "\t", "- "])) + lines[at]
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))] + "\n"
            case _:
                cut = data.draw(st.integers(0, len(lines[at])))
                bit = data.draw(st.sampled_from(["{", "}", "[", ": ", " #x", "*", "'", '"', "|", "- ", "{x.y}", "\0"]))
                lines[at] = lines[at][:cut] + bit + lines[at][cut:]
    text = "".join(lines)
    read = read_script(text.encode(), "f")
    if isinstance(read, Script):
        assert Script.model_validate_json(read.pinned()) == read
        return
    assert read
    count = text.count("\n") + 1
    assert all(1 <= problem.line <= count and problem.column >= 1 and problem.message for problem in read)


@pytest.mark.parametrize(
    "steps",
    [
        "  - {}\n" * 20_000,
        step("x", "text", ask="{nobody} " * 50_000),
        "".join(f"  - {{id: a{i}}}\n" for i in range(9000)),
    ],
)
def test_a_file_full_of_faults_is_answered_soon_with_the_first_of_them(steps: str) -> None:
    begun = process_time()
    found = problems(steps)
    assert len(found) <= 502
    assert process_time() - begun < 5


SLIPS = [
    "    cue: What matters: tell me\n",
    "    cue: 'I don't know'\n",
    '    cue: "never closed\n',
    "    cue:no space\n",
    "    cue: [well] hello\n",
    "    cue: *hello* you\n",
    "    cue: @home\n",
    "\tcue: home\n",
    "      cue: home\n",
    "    help\n      Take your time.\n",
    "    help: | Take your\n      time: now\n",
    "    help: |\n    Take your time.\n",
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_hides_no_other_fault(slip: str) -> None:
    steps = step("one", "text", "tme: past") + slip + step("two", "txt") + slip.replace("cue", "area")
    steps += step("three", "text", "when: { onee: answered }")
    found = problems(steps)
    text = (HEAD + steps).splitlines()
    lines = {code: text.index(line) + 1 for code, line in (("CK102", "    tme: past"), ("CK113", "    type: txt"))}
    lines["CK201"] = len(text)
    kept = [(one.code, one.line) for one in found if one.code not in ("CK101", "CK104")]
    assert sorted(kept) == sorted(lines.items()), found
    assert 1 <= len(found) - len(kept) <= 2, found


def test_a_part_that_is_used_twice_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "opening.yaml").write_text("steps:\n" + step("hello", "text"))
    read = read_script((HEAD + "  - use: opening.yaml\n" * 2).encode(), "f", tmp_path)
    assert isinstance(read, tuple)
    assert [(problem.code, problem.line) for problem in read] == [("CK108", 8)]


def test_an_earlier_id_is_given_to_one_step_only() -> None:
    twice = step("a", "text", "was: c") + step("b", "text", "was: c")
    (found,) = problems(twice)
    assert (found.code, found.line) == ("CK108", 16)
    assert "line 11" in found.message
    (found,) = problems(step("a", "text", "was: b") + step("b", "text"))
    assert found.code == "CK108"
    assert "still" in found.message
