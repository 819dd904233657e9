"""A talk told by a file is the talk that was typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Script, Step, StepType, named_steps
from coachkit.talk.answers import ONLY, Answers, inside
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.fit import fit
from coachkit.talk.path import Path, Role
from coachkit.talk.replay import replay
from coachkit.workbench.answers_file import read_answers
from tests.talk.budget import some
from tests.talk.made_scripts import scripts
from tests.talk.talking import Talk, Talker, go_on, seeds, texts, without_ids
from tests.talk.told import script_of, tell


def as_told(script: Script, answers: Answers, way: Path) -> dict[str, Any]:
    """What a file would say to tell this talk."""
    told: dict[str, Any] = {}
    for top in script.steps:
        for name, step in named_steps(top):
            if "." not in name and any(place.key.step.partition(".")[0] == name for place in way.places):
                told[name] = _step(step, Key(name), answers, way)
    return told


def _step(step: Step, key: Key, answers: Answers, way: Path) -> Any:
    items = answers.items.get(key, [])
    match step.type:
        case StepType.LIST:
            return [answers.value(Key(key.step, inside(key.item, own))) for own in items] or None
        case StepType.PEOPLE:
            named = ({"name": answers.value(Key(f"{key.step}.name", own))} for own in items)
            return [each | _fields(step, own, answers, way) for each, own in zip(named, items, strict=True)] or None
        case StepType.GROUP if step.at_most == 1:
            return _fields(step, ONLY, answers, way)
        case StepType.GROUP:
            return [_fields(step, own, answers, way) for own in items] or None
        case _:
            return _said(answers.value(key))


def _fields(group: Step, own: str, answers: Answers, way: Path) -> dict[str, Any]:
    inner = [(name, step) for name, step in named_steps(group) if name != group.id]
    there = {place.key.step for place in way.places if place.key.item.partition("/")[0] == own}
    lists = {p.key.step for p in way.places if p.role is Role.ANOTHER}
    return {
        step.id: _step(step, Key(name, own), answers, way) for name, step in inner if name in there or name in lists
    }


def _said(value: Held | None) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)


@some(50)
@given(scripts(), seeds, texts)
def test_a_talk_told_by_a_file_yields_what_the_typed_one_yields(script: Script, seed: int, among: list[str]) -> None:
    typed = Talk(script)
    go_on(typed, Talker(seed, among))
    file = json.dumps(as_told(script, typed.answers, typed.way))
    told = replay(script, read_answers(file.encode(), "told.json").answers, (again := Talk(script)).new_id)
    assert told.faults == []
    assert told.missing == []
    again.keep(told.events)
    again.keep(e for e in typed.events if e.kind is Happened.PLAYED_BACK)
    assert without_ids(again) == without_ids(typed)


@some(35)
@given(scripts(), seeds, texts)
def test_an_answer_that_fits_fits_again_as_itself(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    go_on(talk, Talker(seed, among))
    for place in talk.way.places:
        value = talk.answers.value(place.key)
        if value is not None:
            again = "\n".join(value) if isinstance(value, tuple) else str(value)
            assert fit(place.question, again) == value


REQUIRED = """
    - id: needed
      type: short
      required: yes
    - id: circle
      type: people
      at_most: 3
      fields:
        - id: ring
          type: short
          required: yes
    - id: one
      type: group
      at_most: 1
      required: yes
      fields:
        - id: what
          type: short
        - id: why
          type: short
          required: yes
    """


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ("needed: a\none: {what: b, why: c}", []),
        ("circle: null", ["needed", "one"]),
        ("needed: a\none: {what: b}", ["one.why"]),
        ("needed: a\none: {what: b, why: c}\ncircle: [{name: Ana, ring: d}, {name: Bo}]", ["circle.ring"]),
    ],
)
def test_what_has_to_be_answered_and_was_not_told_is_named(answers: str, missing: list[str]) -> None:
    _, told = tell(script_of(REQUIRED), answers)
    assert told.missing == missing


def test_an_empty_item_is_as_good_as_not_there() -> None:
    talk, told = tell(script_of(REQUIRED), 'circle: [{name: Ana}, ""]')
    assert told.faults == []
    assert len(talk.answers.items[Key("circle")]) == 1


def test_a_key_is_taken_before_a_label_that_reads_like_it() -> None:
    script = script_of("- id: how\n  type: choice\n  options: { for: With, with: By, by: For }")
    step = next(script.steps)
    assert [fit(step, said) for said in ("for", "with", "by", "With", "FOR")] == ["for", "with", "by", "for", "by"]


@pytest.mark.parametrize(("said", "value"), [("0", 0), ("+7", 7), ("10", 10), ("1_0", None), ("٣", None), ("7.", None)])
def test_a_number_is_written_in_plain_digits(said: str, value: int | None) -> None:
    step = Step(id="ruler", type=StepType.SCALE, ask="?")
    fitted = fit(step, said)
    assert fitted == value if value is not None else not isinstance(fitted, int)


def test_a_skip_told_for_a_whole_group_is_taken_back_by_an_answer_in_it() -> None:
    talk, told = tell(script_of(REQUIRED.replace("required: yes", "required: no")), "one: null")
    assert told.faults == []
    assert talk.way.find(Key("one.what", ONLY)) is None
    talk.keep([NewEvent(kind=Happened.ANSWERED, subject="one.what[only]", body={"value": "b"})])
    assert talk.way.find(Key("one.what", ONLY)) is not None
