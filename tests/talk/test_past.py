"""A past conversation taken in at once says what replaying and gathering say, answer by answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import event as hypothesis_event
from hypothesis import given
from hypothesis import strategies as st

from coachkit.ids import statement_id
from coachkit.scripts.model import Script
from coachkit.scripts.shelf import Shelf
from coachkit.talk.answers import fold, subjects
from coachkit.talk.at_once import AtOnce, LongWayError
from coachkit.talk.captures import gather
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.laid_out import laid_out
from coachkit.talk.past import Past, take, take_plainly
from coachkit.talk.path import path
from coachkit.talk.replay import replay
from coachkit.talk.told import Answer, Told
from coachkit.workbench.answers_file import read_answers
from tests.talk.budget import some
from tests.talk.made_scripts import scripts
from tests.talk.talking import ON, Ids, Talk, Talker, go_on, rub_out, seeds, texts
from tests.talk.test_replay import as_told
from tests.talk.told import script_of

ROOT = Path(__file__).resolve().parents[2]
WALKS = sorted((ROOT / "prompts" / "walks").glob("*.yaml"))
SAID = {"session": "t1", "on": ON, "person": "Rosa", "coach": "Sam"}


def spoilt(value: Any, dice: Random) -> Any:
    """The same answers as somebody's spreadsheet may tell them: left out, of another shape, of other words."""
    if isinstance(value, list):
        value = [spoilt(each, dice) for each in value] * (2 if dice.random() < 0.1 else 1)
    elif isinstance(value, dict):
        more = {"odd": "x"} if dice.random() < 0.1 else {}
        value = {name: spoilt(each, dice) for name, each in value.items()} | more
    others = (None, "", " \n", "nonsense", "12345", [value], {"name": "Bo", "s1": value}, "\x00")
    return dice.choice(others) if dice.random() < 0.15 else value


def told_by(script: Script, seed: int, among: Sequence[str], *, spoil: bool) -> dict[str, Told]:
    """Answers as a file tells them; some do not fit and some lie off the path where they are spoilt."""
    talk, dice = Talk(script), Random(seed)  # noqa: S311
    go_on(talk, Talker(seed, among))
    file = as_told(script, talk.answers, talk.way)
    if spoil:
        file = {name: spoilt(each, dice) for name, each in file.items()} | {"nowhere": "x"}
    return read_answers(json.dumps(file).encode(), "told.json").answers


def as_one(past: Past) -> NewEvent:
    """The one event that is kept, as it comes back from the notebook."""
    return NewEvent(kind=Happened.TOLD, body=json.loads(json.dumps({"events": past.events})))


def same(script: Script, told: dict[str, Told]) -> None:
    past, one_by_one = take(script, told, **SAID, new_id=Ids()), replay(script, told, Ids())
    assert (past.faults, past.missing) == (one_by_one.faults, one_by_one.missing)
    assert past.parked == list(dict.fromkeys(key.step for key in one_by_one.parked))
    answers = fold(one_by_one.events)
    assert fold([as_one(past)]) == answers
    assert path(script, fold([as_one(past)])) == path(script, answers)
    assert subjects(as_one(past)) == [event.subject for event in one_by_one.events]
    found = gather(script, answers, **SAID).statements
    said = [(id_ or statement_id("t1", step, item, kind), kind, step, item, text)
            for id_, kind, step, item, text in past.statements]  # fmt: skip
    assert said == [(s.id, s.kind, s.source.step, s.source.item or "", s.text) for s in found]


@some(70)
@given(scripts(), seeds, texts, st.booleans())
def test_a_talk_taken_in_at_once_is_the_talk_taken_in_answer_by_answer(
    script: Script, seed: int, among: list[str], spoil: bool
) -> None:
    same(script, told_by(script, seed, among, spoil=spoil))


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.stem)
def test_every_recorded_talk_is_the_same_taken_in_at_once(walk: Path) -> None:
    told = read_answers(walk.read_bytes(), walk.name)
    same(Shelf().find(told.script or "first_conversation"), told.answers)


@some(35)
@given(scripts(), seeds, texts)
def test_a_talk_taken_in_at_once_goes_on_like_any_other(script: Script, seed: int, among: list[str]) -> None:
    told = told_by(script, seed, among, spoil=True)
    past, one_by_one = take(script, told, **SAID, new_id=Ids()), replay(script, told, Ids())
    at_once, apart = Talk(script, [as_one(past)]), Talk(script, list(one_by_one.events))
    for talk in (at_once, apart):
        talk.new_id.last = 1000
        go_on(talk, Talker(seed, among))
    assert at_once.everything() == apart.everything()


@some(35)
@given(scripts(), seeds, texts)
def test_rubbing_out_an_answer_told_at_once_is_rubbing_out_any_other(
    script: Script, seed: int, among: list[str]
) -> None:
    told, dice = told_by(script, seed, among, spoil=False), Random(seed)  # noqa: S311
    past, apart = take(script, told, **SAID, new_id=Ids()), Talk(script, replay(script, told, Ids()).events)
    keys = [Key.read(subject) for _, subject, _ in past.events if dice.random() < 0.3]
    gone = {str(key) for key in keys}
    emptied = [[kind, subject, None if subject in gone else value] for kind, subject, value in past.events]
    at_once = Talk(script, [NewEvent(kind=Happened.TOLD, body={"events": emptied})])
    rub_out(at_once, keys)
    rub_out(apart, keys)
    assert at_once.everything() == apart.everything()


def bare(told: Told) -> Answer:
    """The same answer as the quick reader of records gives it."""
    if told.items is not None:
        return [bare(each) for each in told.items]
    if told.fields is not None:
        return {name: bare(each) for name, each in told.fields.items()}
    return Told(skipped=True) if told.text is None else told.text


def every_text(answer: Answer) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif not isinstance(answer, Told):
        for each in answer.values() if isinstance(answer, dict) else answer:
            yield from every_text(each)


def goes_quickly(script: Script, told: Mapping[str, Answer]) -> bool:
    try:
        AtOnce(Ids(), tidy=False).go(laid_out(script), told)
    except LongWayError:
        return False
    return True


@some(200)
@given(scripts(), seeds, texts, st.booleans())
def test_the_quick_way_says_what_the_plain_one_says(script: Script, seed: int, among: list[str], spoil: bool) -> None:
    told = told_by(script, seed, among, spoil=spoil)
    hypothesis_event(f"quick: {goes_quickly(script, told)}")
    plainly = take_plainly(script, told, **SAID, new_id=Ids())
    assert take(script, told, **SAID, new_id=Ids()) == plainly


@some(500)
@given(scripts(), seeds, texts, st.booleans())
def test_answers_without_places_say_the_same(script: Script, seed: int, among: list[str], spoil: bool) -> None:
    told = told_by(script, seed, among, spoil=spoil)
    answers = {name: bare(each) for name, each in told.items()}
    tidy = not any(re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text) for text in every_text(answers))
    hypothesis_event(f"tidy: {tidy}, quick: {goes_quickly(script, answers)}")
    found = take(script, answers, **SAID, new_id=Ids(), tidy=tidy)
    apart = take_plainly(script, told, **SAID, new_id=Ids())
    assert replace(found, faults=[]) == replace(apart, faults=[])
    assert [fault.sentence for fault in found.faults] == [fault.sentence for fault in apart.faults]


QUICK = """
- id: hope
  type: text
  saves: hope
  follow_up:
    - id: why
      type: list
      at_most: 2
      saves: matters
      when: { hope: answered }
- id: ruler
  type: scale
  from: 0, low
  to: 10, high
  saves: works
- id: circle
  type: people
  at_most: 3
  fields:
    - id: ring
      type: choice
      options: { closest: Close, friends: Friend }
    - id: gives
      type: list
      at_most: 3
      when: { circle.ring: is closest }
  saves: { as: person, name: name, ring: ring }
- id: tasks
  type: group
  at_most: 3
  fields:
    - id: what
      type: short
    - id: days
      type: choices
      options: { mon: Monday, tue: Tuesday }
- id: more
  type: yes_no
  when: { circle: has at least 2, tasks: has at most 1 }
  saves: already
"""
TASK = {"what": "x", "days": ["tue", "mon"]}
CLOSE, FRIEND = {"name": "Jo", "ring": "closest", "gives": ["tea", "a lift"]}, {"name": "Len", "ring": "Friend"}


@pytest.mark.parametrize(
    ("quick", "answers"),
    [
        (True, {"hope": "Tea", "why": ["warm", " ", "wet"], "ruler": 7}),
        (True, {"hope": None, "circle": [CLOSE, FRIEND], "tasks": [TASK], "more": True}),
        (True, {"hope": "", "circle": None, "tasks": []}),
        (False, {"hope": "", "why": "off the path"}),
        (True, {"tasks": [{"what": "x"}, {"what": None, "days": "mon"}]}),
        (False, {"hope": "Tea", "why": ["one", "two", "three"]}),  # too many
        (False, {"hope": None, "why": ["off the path"]}),
        (False, {"circle": [FRIEND | {"gives": ["off the path"]}]}),
        (False, {"circle": [CLOSE, FRIEND], "tasks": [{"what": "x"}, {"what": "y"}], "more": True}),
        (False, {"circle": [{"ring": "closest"}]}),  # nobody's name
        (False, {"circle": [CLOSE | {"odd": "x"}]}),
        (False, {"ruler": 11}),
        (False, {"nowhere": "x"}),
    ],
)
def test_what_is_told_as_it_was_asked_goes_the_quick_way(quick: bool, answers: dict[str, Any]) -> None:
    script, told = script_of(QUICK), read_answers(json.dumps(answers).encode(), "told.json").answers
    assert goes_quickly(script, told) is quick
    same(script, told)
    assert take(script, told, **SAID, new_id=Ids()) == take_plainly(script, told, **SAID, new_id=Ids())


def test_a_script_changed_in_memory_is_laid_out_anew() -> None:
    script = script_of("- id: good_day\n  type: text\n  saves: experience")
    told = {"good_day": Told(text="Bread")}
    assert len(take(script, told, **SAID, new_id=Ids()).statements) == 1
    other = script.model_copy(update={"parts": ()})
    assert [fault.unknown for fault in take(other, told, **SAID, new_id=Ids()).faults] == ["good_day"]
