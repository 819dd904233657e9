"""Rules as files: each bad example brings up its rule and no other, each good one none."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coachkit.errors import NotFoundError
from coachkit.scripts.check import Checked, can_be_allowed, check_script
from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from coachkit.scripts.rulebook import Example, rule, rules, severity
from coachkit.scripts.translation_rules import check_overlay

ROOT = Path(__file__).parent.parent.parent
BAD = [
    pytest.param(each.code, example, id=f"{each.code}-{n}") for each in rules() for n, example in enumerate(each.bad)
]
GOOD = [
    pytest.param(each.code, example, id=f"{each.code}-{n}") for each in rules() for n, example in enumerate(each.good)
]


def checked(example: Example) -> Checked:
    if (overlay := example.overlay()) is not None:
        script = read_script(example.script(), "example.yaml")
        assert isinstance(script, Script), script
        return Checked(script, check_overlay(script, overlay, "example.es.yaml"))
    released = None
    if (before := example.released()) is not None:
        read = read_script(before, "before.yaml")
        assert isinstance(read, Script), read
        released = read
    return check_script(example.script(), "example.yaml", released=released)


def loud(found: Checked) -> set[str]:
    return {problem.code for problem in found.problems if severity(problem.code) != "info"}


@pytest.mark.parametrize(("code", "example"), BAD)
def test_a_bad_example_brings_up_its_rule_and_no_other(code: str, example: Example) -> None:
    found = checked(example)
    assert code in {problem.code for problem in found.problems}
    assert loud(found) <= {code}, "\n".join(map(str, found.problems))
    assert all(problem.hint for problem in found.problems), "every problem says what to type instead"


@pytest.mark.parametrize(("code", "example"), GOOD)
def test_a_good_example_brings_up_nothing(code: str, example: Example) -> None:
    found = checked(example)
    assert not loud(found), "\n".join(map(str, found.problems))
    assert code not in {problem.code for problem in found.problems}
    assert found.script is not None


def test_every_code_that_can_come_out_has_its_file() -> None:
    source = "".join(file.read_text() for file in (ROOT / "coachkit/scripts").glob("*.py"))
    said = set(re.findall(r'"(CK\d{3})"', source))
    assert said == {each.code for each in rules()}


def test_every_rule_has_both_kinds_of_example_and_says_why() -> None:
    for each in rules():
        assert each.bad, each.code
        assert each.good, each.code
        assert 2 <= len(re.findall(r"[.!?](?:\s|$)", each.why)) <= 6, each.code


def test_names_are_unique_and_can_be_typed() -> None:
    names = [each.name for each in rules()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z_]+", name) for name in names)


@pytest.mark.parametrize("asked", ["CK601", "ck601", "closed_opener", "closed-opener"])
def test_a_rule_is_found_by_code_or_name(asked: str) -> None:
    assert rule(asked).code == "CK601"


def test_a_slip_is_answered_with_the_nearest_rule() -> None:
    with pytest.raises(NotFoundError) as slip:
        rule("closed_openr")
    assert "closed_opener" in slip.value.hint
    with pytest.raises(NotFoundError) as far:
        rule("CK999")
    assert far.value.hint.startswith("Did you mean")
    assert len(far.value.candidates) <= 2


def test_the_page_of_rules_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/make_rules.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run docs/make_rules.py"


def test_only_what_is_for_the_author_to_judge_can_be_allowed() -> None:
    assert not any(can_be_allowed(each.code) for each in rules() if each.code < "CK300" and each.code != "CK207")
