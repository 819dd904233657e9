"""The way through a talk: it ends, and it follows from the answers that stand and from nothing else."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.conditions import Standing
from coachkit.scripts.model import Script
from coachkit.talk.answers import State, fold
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.moves import close, give, item_key, skip
from coachkit.talk.path import Mark, Role, path
from tests.talk.budget import some
from tests.talk.made_scripts import scripts
from tests.talk.talking import (
    Talk,
    Talker,
    an_answer,
    go_on,
    most_moves,
    same_answers_otherwise,
    seeds,
    texts,
    wander,
    without_ids,
)


@some(50)
@given(scripts(), seeds, texts)
def test_a_talk_always_ends_whatever_is_said(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    assert go_on(talk, Talker(seed, among)) <= most_moves(script)
    assert talk.way.current is None
    talk.everything()


@some(50)
@given(scripts(), seeds, texts)
def test_a_talk_still_ends_after_wandering_about(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    go_on(talk, Talker(seed, among))
    assert talk.way.current is None


@some(50)
@given(scripts(), seeds, texts)
def test_the_path_depends_on_the_answers_that_stand_and_not_on_how_they_came(
    script: Script, seed: int, among: list[str]
) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    other = Talk(script, same_answers_otherwise(talk.answers, seed))
    assert other.answers.given == talk.answers.given
    assert {k: v for k, v in other.answers.items.items() if v} == {k: v for k, v in talk.answers.items.items() if v}
    assert other.everything() == talk.everything()


@some(50)
@given(scripts(), seeds, texts)
def test_the_same_answer_or_the_same_skip_again_is_no_event(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    answers = talk.answers
    for place in talk.way.places:
        value = answers.value(place.key)
        if place.role is Role.PLAY_BACK:
            continue
        if place.mark is Mark.ANSWERED and value is not None:
            assert give(answers, place, value, talk.new_id) == []
        if place.mark is Mark.SKIPPED and place.role is Role.ANSWER:
            assert skip(answers, place) == []
        if place.mark is Mark.CLOSED:
            assert close(answers, place) == []


@some(50)
@given(scripts(), seeds, texts, st.integers(0, 60))
def test_a_talk_cut_anywhere_and_gone_on_with_is_the_talk_uninterrupted(
    script: Script, seed: int, among: list[str], cut: int
) -> None:
    whole, talker = Talk(script), Talker(seed, among)
    go_on(whole, talker)
    part = Talk(script)
    go_on(part, talker, moves=cut)
    again = part.copy()
    assert again.everything() == part.everything()
    go_on(again, talker)
    assert again.events == whole.events
    assert again.everything() == whole.everything()


@some(50)
@given(scripts(), seeds, texts, st.integers(0, 200))
def test_events_cut_even_within_one_move_go_on_to_the_same_profile(
    script: Script, seed: int, among: list[str], cut: int
) -> None:
    whole, talker = Talk(script), Talker(seed, among, eager=100)
    go_on(whole, talker)
    part = whole.copy(whole.events[:cut])
    go_on(part, talker)
    assert without_ids(part) == without_ids(whole)


@some(50)
@given(scripts(), seeds, texts)
def test_an_edit_there_and_back_restores_all_that_was_set_aside(script: Script, seed: int, among: list[str]) -> None:
    talk, dice = Talk(script), Random(seed)  # noqa: S311
    wander(talk, seed, among)
    go_on(talk, Talker(seed, among))
    before = talk.everything()
    for place in talk.way.places:
        if place.role not in (Role.ANSWER, Role.ITEM) or place.mark not in (Mark.ANSWERED, Mark.SKIPPED):
            continue
        old = talk.answers.given[place.key]
        if old.state is State.RUBBED_OUT:
            continue
        talk.keep(give(talk.answers, place, an_answer(place.question, dice, among), talk.new_id))
        there = path(script, talk.answers).find(place.key)
        assert there is not None
        back = (
            skip(talk.answers, there)
            if old.state is State.SKIPPED
            else give(talk.answers, there, old.value, talk.new_id)
        )
        talk.keep(back)
        assert talk.everything() == before


@some(50)
@given(scripts(), seeds, texts)
def test_a_closed_list_stays_closed_when_an_item_is_taken_off(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    go_on(talk, Talker(seed, among, eager=95))
    for place in talk.way.places:
        if place.role is Role.ITEM:
            gone = item_key(place)
            after = Talk(script, [*talk.events, NewEvent(kind=Happened.ITEM_REMOVED, subject=str(gone))])
            whole = Key(gone.step, gone.item.rpartition("/")[0])
            another = after.way.find(whole, Role.ANOTHER)
            assert another is not None
            assert another.mark is Mark.CLOSED


@some(50)
@given(scripts(), seeds, texts)
def test_taking_an_item_off_never_touches_the_answers_of_another(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among, only="g")
    answers = talk.answers
    for place in talk.way.places:
        if place.role is not Role.ITEM:
            continue
        gone = item_key(place)
        after = fold([*talk.events, NewEvent(kind=Happened.ITEM_REMOVED, subject=str(gone))])
        assert after.given == answers.given
        for key, items in answers.items.items():
            kept = [own for own in items if Key(key.step, f"{key.item}/{own}".lstrip("/")) != gone]
            assert after.items[key] == kept


@some(50)
@given(scripts(), seeds, texts)
def test_conditions_look_at_closed_lists_only(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    way = talk.way
    for place in way.places:
        if place.role is not Role.ANOTHER:
            continue
        standing = way.look_up(place.key.step, place.key.item)
        if place.mark is Mark.OPEN:
            assert standing is None
        else:
            assert standing is not None


@some(50)
@given(scripts(), seeds, texts)
def test_only_a_real_skip_stands_as_skipped(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    way, answers = talk.way, talk.answers
    steps = dict(script.every_step())
    for name, standing in way.standing.items():
        if standing == Standing(skipped=True) and not steps[name].fields:
            assert answers.skipped(Key(name)) or Key(name) in answers.closed
        if standing.skipped and steps[name].fields:
            mine = [p for p in way.places if p.top is steps[name]]
            assert mine
            assert not any(p.mark in (Mark.ANSWERED, Mark.OPEN) for p in mine)
