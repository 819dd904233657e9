"""Walks: made-up talks that always end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.scripts.model import Script, StepType
from coachkit.scripts.overlay import NOBODY_YET, Overlay, translated
from coachkit.scripts.overlay_reading import Translated
from coachkit.scripts.texts import texts_of
from coachkit.talk.answers import State, fold
from coachkit.talk.events import Happened, Key
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.path import Mark, path
from coachkit.talk.walking import walk, walk_told
from tests.scripts.made_scripts import scripts
from tests.talk_tools.helping import GOOD, first, recorded, script, small, told

seeds = st.integers(0, 2**32)


@settings(max_examples=30, deadline=None)
@given(scripts, seeds)
def test_a_walk_through_any_script_ends_with_nothing_left_to_ask(made: Script, seed: int) -> None:
    way = path(made, fold(walk(made, seed)))
    assert way.current is None
    assert way.parked == []


@settings(max_examples=30, deadline=None)
@given(scripts, seeds)
def test_the_same_seed_gives_the_same_talk(made: Script, seed: int) -> None:
    assert walk(made, seed) == walk(made, seed)


def test_another_seed_gives_another_talk() -> None:
    assert len({str(walk(first(), seed)) for seed in range(5)}) == 5


@settings(max_examples=30, deadline=None)
@given(scripts, seeds)
def test_lists_stay_within_their_number_and_required_questions_are_answered(made: Script, seed: int) -> None:
    answers = fold(walk(made, seed))
    steps = dict(made.every_step())
    for key, items in answers.items.items():
        assert 1 <= len(items) <= (steps[key.step].at_most or 0)
    for place in path(made, answers).places:
        if place.step is not None and place.step.required and not place.step.repeats:
            assert place.mark is Mark.ANSWERED


@settings(max_examples=30, deadline=None)
@given(scripts, seeds)
def test_every_answer_fits_its_question(made: Script, seed: int) -> None:
    answers = fold(walk(made, seed))
    for place in path(made, answers).places:
        value = answers.value(place.key)
        if value is None or place.step is None:
            continue
        text = "\n".join(value) if isinstance(value, tuple) else str(value)
        assert not isinstance(fit(place.step, text), Misfit)
        assert fit(place.step, text) == value
        if place.step.type is StepType.DATE:
            assert date.fromisoformat(str(value))


def test_all_types_are_answered_and_skipped_in_time() -> None:
    made = script(GOOD)
    answered, skipped = set(), set()
    for seed in range(40):
        given_ = fold(walk(made, seed)).given
        steps = dict(made.every_step())
        for key, each in given_.items():
            step = steps.get(key.step)
            (answered if each.state is State.ANSWERED else skipped).add(step.type if step else StepType.PEOPLE)
    assert answered >= set(StepType) - {StepType.GROUP}
    assert skipped >= set(StepType) - {StepType.SHORT}


def test_a_step_that_picks_from_a_list_mostly_picks_from_it() -> None:
    picked = 0
    for seed in range(10):
        answers = fold(walk(first(), seed))
        names = {answers.value(Key("circle.name", own)) for own in answers.items.get(Key("circle"), ())}
        wished = [answers.value(Key("more_of", own)) for own in answers.items.get(Key("more_of"), ())]
        picked += sum(name in names for name in wished)
        assert len(wished) == len(set(wished))
    assert picked > 4


def test_a_reading_back_is_gone_through() -> None:
    assert [event.kind for event in walk(small(), 1)].count(Happened.PLAYED_BACK) == 1


def test_a_told_talk_gives_the_same_events_each_time() -> None:
    assert recorded("rosa") == recorded("rosa")
    assert walk_told(first(), {}).events == []


@settings(max_examples=30, deadline=None)
@given(scripts, seeds)
def test_a_translated_script_walks_the_same_path_for_the_same_answers(made: Script, seed: int) -> None:
    events = walk(made, seed)
    entries = {
        entry: Translated("", {name: f"{text} ž" for name, text in texts.items()})
        for entry, texts in texts_of(made).items()
        if seed % 3
    }
    other = translated(made, Overlay(made.id, "cs", NOBODY_YET, entries))
    places = [(place.key, place.role, place.mark) for place in path(made, fold(events)).places]
    assert [(place.key, place.role, place.mark) for place in path(other, fold(events)).places] == places
    assert walk(other, seed) == events


def test_a_talk_told_in_another_language_is_the_same_talk() -> None:
    made = first()
    entries = {
        entry: Translated("", {name: f"{text} ž" for name, text in texts.items()})
        for entry, texts in texts_of(made).items()
    }
    other = translated(made, Overlay(made.id, "cs", NOBODY_YET, entries))
    assert other.title == "First strengths conversation ž"
    assert told(other, "good_day: A walk\ncircle:\n  - name: Bo\n    ring: paid\n") == told(
        made, "good_day: A walk\ncircle:\n  - name: Bo\n    ring: paid\n"
    )
    events = recorded("rosa")
    assert [p.key for p in path(other, fold(events)).places] == [p.key for p in path(made, fold(events)).places]


@pytest.mark.parametrize("seed", range(8))
def test_a_walk_through_the_first_conversation_takes_a_human_number_of_moves(seed: int) -> None:
    assert 20 < len(walk(first(), seed)) < 250
