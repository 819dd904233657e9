"""The file that a new script begins with."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from coachkit.errors import UsageFaultError
from coachkit.scripts.check import check_script
from coachkit.scripts.model import Script, StepType
from coachkit.scripts.read import read_script
from coachkit.scripts.schema import MODELINE, json_schema
from coachkit.scripts.skeleton import skeleton


def read(text: str) -> Script:
    script = read_script(text.encode(), "new.yaml")
    assert isinstance(script, Script), script
    return script


def test_a_new_script_is_read_without_a_fault() -> None:
    script = read(skeleton("spring_walk", "A walk in spring"))
    assert (script.id, script.title) == ("spring_walk", "A walk in spring")


def test_a_new_script_is_good_for_the_schema_it_names() -> None:
    text = skeleton("spring_walk", "A walk in spring")
    assert text.startswith(MODELINE)
    assert not list(Draft7Validator(json_schema()).iter_errors(yaml.safe_load(text)))


@given(st.text())
@example("A: B # c {person} {x")
@example("\ufeff\x85\u2028")
@example("yes")
@example("'half \"open\\")
def test_a_new_script_is_read_whatever_its_title(title: str) -> None:
    read(skeleton("spring_walk", title))


def test_without_a_title_the_id_makes_one() -> None:
    assert read(skeleton("spring_walk", "  ")).title == "Spring walk"


def test_a_new_script_shows_every_common_key() -> None:
    script = read(skeleton("a", "A"))
    types = {step.type for _, step in script.every_step()}
    assert types >= {StepType.TEXT, StepType.LIST, StepType.PEOPLE, StepType.CHOICE, StepType.SCALE, StepType.SHORT}
    steps = dict(script.every_step())
    assert steps["favourite_place"].when
    assert steps["ruler"].follow_up[0].when
    assert all(steps[name].saves for name in ("good_day", "good_at", "circle", "first_step"))


@pytest.mark.parametrize("id_", ["", "Spring walk", "1st", "../a", "a" * 61])
def test_an_id_that_cannot_be_one_is_refused_with_an_example(id_: str) -> None:
    with pytest.raises(UsageFaultError) as caught:
        skeleton(id_, "A")
    assert "spring_walk" in caught.value.hint


def test_a_new_script_has_nothing_to_put_right_or_think_about() -> None:
    assert check_script(skeleton("spring_walk", "A walk in spring").encode(), "new.yaml").problems == ()
