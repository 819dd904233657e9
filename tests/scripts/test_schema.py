"""The schema that editors read: it agrees with the strict reader."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from coachkit.scripts.model import Script, StepType
from coachkit.scripts.schema import MODELINE, SCHEMA_FILE, json_schema
from coachkit.scripts.shelf import shipped_scripts
from tests.scripts import made_scripts as made
from tests.talk.budget import some

VALIDATOR = Draft7Validator(json_schema())
STEP = {"id": "x", "type": "text", "ask": "What now?"}
WHOLE: dict[str, Any] = {"coachkit": 1, "id": "a", "version": 1, "title": "A", "language": "en", "steps": [STEP]}


def faults(data: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(data)]


def with_step(**keys: Any) -> dict[str, Any]:
    step = {name: value for name, value in (STEP | keys).items() if value != "gone"}
    return WHOLE | {"steps": [step]}


def test_the_schema_is_a_good_draft_7_schema() -> None:
    Draft7Validator.check_schema(json_schema())
    assert f"# yaml-language-server: $schema={SCHEMA_FILE}" == MODELINE


@some(35)
@given(made.data())
def test_a_script_the_reader_takes_is_good_for_the_schema(data: Any) -> None:
    assert isinstance(made.read(data), Script), made.read(data)
    assert faults(data) == []


def mappings(data: Any, keys: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Each mapping in a script but those whose keys are free, with the way to it."""
    found = []
    if isinstance(data, dict):
        if not {"when", "options", "allow"} & set(keys[-2:]):
            found.append((keys, data))
        for key, each in data.items():
            found += mappings(each, (*keys, key))
    elif isinstance(data, list):
        for each in data:
            found += mappings(each, keys)
    return found


NEEDED = ("id", "type", "ask", "at_most", "options", "from", "to", "coachkit", "version", "title", "language", "steps",
          "suggest", "as")  # fmt: skip


def damaged(draw: st.DrawFn, data: Any) -> bool:
    """Break one place of a good script in a way that shows without looking at any other place."""
    keys, mapping = draw(st.sampled_from(mappings(data)))
    how = draw(st.sampled_from(["unknown", "missing", "list", "mapping", "word"]))
    if how == "unknown":
        mapping["asks"] = "something"
        return True
    among = {
        "missing": [key for key in mapping if key in NEEDED],
        "list": [key for key in mapping if key not in ("when", "saves", "steps", "plan", "probes", "fields",
                                                       "follow_up")],
        "mapping": [key for key in mapping if key not in ("when", "options", "saves", "allow")],
        "word": [key for key in mapping if key in ("type", "time", "required", "at_most", "coachkit", "version",
                                                   "minutes", "good_to_stop", "play_back", "as", "from", "saves")],
    }[how]  # fmt: skip
    if not among or (keys == () and how == "missing" and "steps" in among and draw(st.booleans())):
        return False
    key = draw(st.sampled_from(among))
    if how == "missing":
        del mapping[key]
    else:
        mapping[key] = {"list": ["a"], "mapping": {"b": "c"}, "word": "sideways"}[how]
    return True


@st.composite
def broken(draw: st.DrawFn) -> Any:
    data = deepcopy(draw(made.data()))
    return data if damaged(draw, data) else None


@some(40)
@given(broken())
def test_what_is_broken_in_one_place_is_a_fault_for_both(data: Any) -> None:
    if data is not None:
        assert isinstance(made.read(data), tuple)
        assert faults(data) != []


ODD: list[dict[str, Any]] = [
    with_step(type="texts"), with_step(asks="x"), with_step(id="Good day"), with_step(id="person"),
    with_step(id="permission"), with_step(at_most=3), with_step(type="list"), with_step(type="list", at_most=0),
    with_step(type="list", at_most=2, follow_up=[STEP]), with_step(type="choice"), with_step(type="choice", options={}),
    with_step(type="choice", options={"skip": "Skip"}), with_step(type="choice", options={"A b": "C"}),
    with_step(type="choice", options={"a": ""}), with_step(type="scale", **{"from": "low", "to": "10, high"}),
    with_step(type="scale", **{"from": "0, low"}), with_step(type="group", at_most=2),
    with_step(type="group", at_most=2, fields=[]), with_step(type="group", at_most=2, fields=[STEP], among="circle"),
    with_step(type="people", at_most=2, fields=[STEP | {"id": "name"}]),
    with_step(type="group", at_most=2, fields=[STEP | {"type": "group", "at_most": 1, "fields": [STEP]}]),
    with_step(when={}), with_step(when={"x": "seven"}), with_step(when="x is y"), with_step(saves="skills"),
    with_step(saves={"as": "skill", "name": "x"}), with_step(saves={"text": "x"}), with_step(saves=[["skill"]]),
    with_step(time="later"), with_step(required="perhaps"), with_step(ask=""), with_step(ask="gone"),
    with_step(probes="What else?"),
    with_step(allow={"closed_opener": ""}), with_step(allow="closed_opener"), with_step(allow=["closed_opener"]),
    WHOLE | {"coachkit": 2}, WHOLE | {"language": "English"}, WHOLE | {"steps": []},
    WHOLE | {"steps": [{"stage": "a"}]}, WHOLE | {"steps": [{"stage": "coach", "title": "A"}]},
    WHOLE | {"steps": [{"use": "parts/opening.txt"}]}, WHOLE | {"plan": [{"id": "a"}]}, WHOLE | {"version": "one"},
    WHOLE | {"plan": [{"id": "a", "suggest": "b", "because": "c"}]},
]  # fmt: skip


@pytest.mark.parametrize("data", ODD, ids=lambda data: str(data["steps"])[:60])
def test_a_fault_that_shows_in_one_place_is_one_for_both(data: Any) -> None:
    assert isinstance(made.read(data), tuple)
    assert faults(data) != []


@pytest.mark.parametrize("word", ["yes", "no", "true", "false", True, False, "Yes", "NO"])
def test_yes_and_no_may_be_words_or_truths(word: Any) -> None:
    assert faults(with_step(required=word)) == []


def test_words_that_an_editor_takes_for_something_else_are_good() -> None:
    assert faults(with_step(type="choice", options={"yes": True, "seven": 7}, cue=12, probes=[1, True])) == []


@pytest.mark.parametrize("path", sorted(shipped_scripts().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_script_is_good_for_the_schema(path: Any) -> None:
    assert faults(yaml.safe_load(path.read_text())) == []


def test_every_key_of_a_step_has_a_help_text_for_each_type_it_goes_with() -> None:
    step = json_schema()["definitions"]["step"]
    assert all(each["description"] for each in step["properties"].values())
    assert step["properties"]["type"]["enum"] == [str(type_) for type_ in StepType]
