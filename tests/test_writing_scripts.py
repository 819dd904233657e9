"""What docs/writing-scripts.md shows is taken by the checker, and what it shows as said is what the checker says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coachkit.errors import Problem
from coachkit.scripts.check import check_script
from coachkit.scripts.fix import fixed
from coachkit.scripts.model import Script, StepType
from coachkit.scripts.read import read_script
from coachkit.scripts.rulebook import Example, as_markdown, severity
from coachkit.scripts.skeleton import skeleton
from coachkit.scripts.translation_rules import check_overlay

PAGE = Path(__file__).resolve().parent.parent / "docs" / "writing-scripts.md"
BLOCK = re.compile(r"(?:^<!-- (?P<mark>.*?) -->\n\n)?^```(?P<form>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
NEW = skeleton("my_first", "My first talk")


class Shown(NamedTuple):
    """One block of the page: its form, the mark in the line before, its text, and what is shown as said about it."""

    form: str
    mark: str
    text: str
    said: str


def blocks() -> Iterator[Shown]:
    every = BLOCK.finditer(PAGE.read_text("utf-8"))
    found = [(each["form"], each["mark"] or "", each["text"]) for each in every if each["form"] != "sh"]
    for at, (form, mark, text) in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else ("", "", "")
        yield Shown(form, mark, text, after[2] if after[0] == "text" else "")


YAML = [each for each in blocks() if each.form == "yaml"]


def marked(mark: str) -> list[Shown]:
    return [each for each in YAML if each.mark.startswith(mark)]


def new_with(step: str, replaces: str = "") -> str:
    """The new file with a step of the page in place of its own."""
    replaces = replaces or step.partition("id: ")[2].partition("\n")[0]
    indented = "".join(f"  {line}" for line in step.splitlines(keepends=True))
    text, count = re.subn(rf"^  - id: {replaces}\b.*?\n(?=\n)", lambda _: indented, NEW, flags=re.M | re.S)
    assert count == 1
    return text


def released() -> Script:
    script = read_script(NEW.encode(), "my_first.yaml")
    assert isinstance(script, Script)
    return script


def loud(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems if severity(problem.code) != "info")


@pytest.mark.parametrize("block", marked("in my_first.yaml"))
def test_a_step_put_into_the_new_file_brings_up_what_the_page_shows_and_no_more(block: Shown) -> None:
    checked = check_script(new_with(block.text).encode(), "my_first.yaml")
    assert "".join(f"{problem}\n" for problem in checked.problems) == block.said


@pytest.mark.parametrize("block", marked("changed: "))
def test_a_change_brings_up_what_the_page_shows_and_no_more(block: Shown) -> None:
    step, _, version = block.mark.removeprefix("changed: ").partition(", ")
    text = new_with(block.text, step).replace("version: 1", version.replace(" ", ": ") or "version: 1")
    checked = check_script(text.encode(), "my_first.yaml", released=released())
    assert "".join(f"{problem}\n" for problem in checked.problems) == block.said


@pytest.mark.parametrize("block", [each for each in YAML if not each.mark])
def test_a_block_without_a_mark_is_a_good_part_of_a_script(block: Shown) -> None:
    checked = check_script(Example(block.text).script(), "example.yaml")
    assert checked.script is not None
    assert loud(checked.problems) == ""


def test_the_first_question_shown_is_the_one_in_the_new_file() -> None:
    bare = re.sub(r" +# .*", "", NEW)
    assert "".join(f"  {line}" for line in YAML[0].text.splitlines(keepends=True)) in bare


def test_what_fix_is_shown_to_do_is_what_it_does() -> None:
    before, after = marked("fix: ")
    assert fixed(before.text.encode()) == after.text.encode()
    assert loud(check_script(Example(after.text).script(), "example.yaml").problems) == ""


def test_what_is_said_about_the_translation_is_what_the_page_shows() -> None:
    (block,) = marked("translation")
    problems = check_overlay(released(), block.text.encode(), "my_first.es.yaml")
    assert "".join(f"{each}\n" for each in problems if each.code == "CK504") == block.said
    assert {each.code for each in problems} == {"CK501", "CK504"}


def test_every_type_has_an_example() -> None:
    assert set(re.findall(r"type: (\w+)", "".join(each.text for each in YAML if not each.mark))) == set(StepType)
    assert re.findall(r"^\*\*`(\w+)`\*\*", PAGE.read_text("utf-8"), re.MULTILINE) == list(StepType)


def test_every_block_that_shows_what_is_said_belongs_to_one_that_is_checked() -> None:
    shown = [each for each in blocks() if each.form == "text"]
    assert all(each.mark.startswith("said") for each in shown)
    assert len([each for each in YAML if each.said]) == len(shown)
    assert all(each.mark for each in YAML if each.said)


def test_the_reason_shown_above_the_rules_can_be_typed_as_it_stands() -> None:
    (shown,) = re.findall(r"^ +(allow: .*\n)", as_markdown().partition("\n## ")[0], re.MULTILINE)
    step = f"- id: may_i\n  type: text\n  ask: |\n    May I ask about your street?\n  {shown}"
    assert loud(check_script(Example(step).script(), "example.yaml").problems) == ""
