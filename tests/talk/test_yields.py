"""What any talk yields: only what stands on the path, only from where it was said, and nothing rubbed out."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given

from coachkit.person.gathered import Gathered
from coachkit.scripts.model import Script, StepType
from coachkit.scripts.placeholders import names
from coachkit.talk.answers import ONLY
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.moves import give, item_key
from coachkit.talk.path import Mark, Role
from coachkit.talk.said import Speaking
from tests.talk.budget import some
from tests.talk.made_scripts import scripts
from tests.talk.talking import Talk, Talker, an_answer, go_on, rub_out, seeds, texts, wander

WORDS = [f"words-{number}-w" for number in range(40)]


@some(50)
@given(scripts(), seeds, texts)
def test_what_is_saved_was_said_on_the_path(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    there = {place.key for place in talk.way.places if place.mark is Mark.ANSWERED}
    words_of_the_script = {"word"}
    found = talk.gathered()
    for statement in found.statements:
        key = Key(statement.source.step, statement.source.item or "")
        inside = {place for place in there if place.step.startswith(f"{key.step}.")}
        assert key in there or (statement.text in words_of_the_script and inside)
    assert len({statement.id for statement in found.statements}) == len(found.statements)
    assert len({member.id for member in found.members}) == len(found.members)
    assert len({thing.id for thing in found.handovers}) == len(found.handovers)


@some(50)
@given(scripts(), seeds)
def test_parked_answers_yield_nothing(script: Script, seed: int) -> None:
    talk = Talk(script)
    wander(talk, seed, WORDS, only="gggsx")
    way, answers = talk.way, talk.answers
    standing = {str(answers.value(place.key)) for place in way.places}
    aside = {str(answers.value(key)) for key in way.parked} - standing
    shown = talk.gathered().model_dump_json() + talk.profile().model_dump_json() + talk.plan().model_dump_json()
    said = set(re.findall(r"words-\d+-w", shown))
    assert not said & aside


def _by_place(found: Gathered) -> dict[tuple[str, str], list[str]]:
    kept: dict[tuple[str, str], list[str]] = {}
    for each in (*found.statements, *found.scales):
        kept.setdefault((each.source.step, each.source.item or ""), []).append(each.model_dump_json())
    return kept


@some(50)
@given(scripts(crossing=False), seeds, texts)
def test_another_answer_changes_only_what_was_said_there_or_what_it_brings_on_or_off(
    script: Script, seed: int, among: list[str]
) -> None:
    talk, dice = Talk(script), Random(seed)  # noqa: S311
    wander(talk, seed, among, only="g")
    before, marks = _by_place(talk.gathered()), {p.key: p.mark for p in talk.way.places}
    places = [p for p in talk.way.places if p.mark is Mark.ANSWERED and p.role in (Role.ANSWER, Role.ITEM)]
    for place in places[:5]:
        after = talk.copy()
        after.keep(give(talk.answers, place, an_answer(place.question, dice, among), after.new_id))
        now, marks_now = _by_place(after.gathered()), {p.key: p.mark for p in after.way.places}
        switched = {key for key in marks.keys() | marks_now.keys() if marks.get(key) != marks_now.get(key)}
        near = {_item(key) for key in (place.key, *switched)}
        for where in before.keys() | now.keys():
            if before.get(where) != now.get(where):
                assert _item(Key(*where)) in near


def _item(key: Key) -> Key:
    """The whole item of a group or of people; for all else the step."""
    if "." in key.step or key.item:
        return Key(key.step.partition(".")[0], key.item.partition("/")[0])
    return key


@some(50)
@given(scripts(crossing=False), seeds, texts)
def test_taking_an_item_off_leaves_what_the_others_saved(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    go_on(talk, Talker(seed, among, eager=95))
    before, marks = _by_place(talk.gathered()), {p.key: p.mark for p in talk.way.places}
    for place in [p for p in talk.way.places if p.role is Role.ITEM][:5]:
        gone = item_key(place)
        after = Talk(script, [*talk.events, NewEvent(kind=Happened.ITEM_REMOVED, subject=str(gone))])
        now, marks_now = _by_place(after.gathered()), {p.key: p.mark for p in after.way.places}
        switched = {key for key in marks.keys() | marks_now.keys() if marks.get(key) != marks_now.get(key)}
        near = {_item(key) for key in (place.key, *switched)}
        for where in before.keys() | now.keys():
            if _item(Key(*where)) not in near:
                assert before.get(where) == now.get(where)


@some(50)
@given(scripts(), seeds)
def test_no_placeholder_of_the_scripts_own_is_ever_shown(script: Script, seed: int) -> None:
    talk = Talk(script)
    wander(talk, seed, WORDS)
    way = talk.way
    speaking = Speaking(script, way, "Rosa", "Sam")
    for place in way.places:
        if place.step is not None:
            for authored in (place.step.ask, *place.step.probes):
                assert names(speaking.text(authored, place.key.item)) == ()
    for idea in talk.gathered().ideas:
        assert names(idea.text) == ()


@some(35)
@given(scripts(), seeds, texts)
def test_braces_in_an_answer_stay_as_they_were_said(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    go_on(talk, Talker(seed, ["{person} and {s1} and {s2|that}"]))
    speaking = Speaking(script, talk.way, "Rosa", "Sam")
    for place in talk.way.places:
        value = talk.answers.value(place.key)
        if place.role is Role.ANSWER and place.question.type in (StepType.SHORT, StepType.TEXT):
            shown = speaking.text(f"{{{place.key.step}}}", place.key.item.partition("/")[0])
            assert shown == ("" if value is None else "{person} and {s1} and {s2|that}")


@some(50)
@given(scripts(), seeds)
def test_what_was_rubbed_out_never_comes_back(script: Script, seed: int) -> None:
    talk, dice = Talk(script), Random(seed)  # noqa: S311
    wander(talk, seed, WORDS)
    go_on(talk, Talker(seed, WORDS))
    answered = [p for p in talk.way.places if p.mark is Mark.ANSWERED and p.step is not None]
    if not answered:
        return
    place = dice.choice(answered)
    words = str(talk.answers.value(place.key))
    also = {key for key, given in talk.answers.given.items() if str(given.value) == words}
    rub_out(talk, [place.key, *also])
    wander(talk, seed + 1, ["other words"], moves=15)
    go_on(talk, Talker(seed, ["other words"]))
    if re.fullmatch(r"words-\d+-w", words):
        seen = "".join(map(repr, talk.everything())) + talk.gathered().model_dump_json()
        assert words not in set(re.findall(r"words-\d+-w", seen))


@some(35)
@given(scripts(), seeds, texts)
def test_ids_of_items_never_move_to_somebody_else(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    all_items = [own for items in talk.answers.items.values() for own in items]
    assert len(set(all_items)) == len(all_items)
    assert ONLY not in all_items
