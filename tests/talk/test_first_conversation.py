"""The shipped first conversation, walked by two people made up: what comes out, and how much is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachkit.person.circle import Ring
from coachkit.person.handover import Mode, Next
from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from coachkit.talk.events import Key
from coachkit.talk.moves import first_field, give
from coachkit.talk.path import Mark, Role, path
from coachkit.talk.replay import replay
from coachkit.workbench.answers_file import read_answers
from tests.talk.talking import Talk

PROMPTS = Path(__file__).parents[2] / "prompts"


@pytest.fixture(scope="module")
def script() -> Script:
    found = read_script((PROMPTS / "first_conversation.yaml").read_bytes(), "first_conversation.yaml")
    assert isinstance(found, Script)
    return found


def walked(script: Script, name: str) -> Talk:
    file = PROMPTS / "walks" / f"first_conversation-{name}.yaml"
    talk = Talk(script)
    told = replay(script, read_answers(file.read_bytes(), file.name).answers, talk.new_id)
    assert (told.faults, told.parked, told.missing) == ([], [], [])
    talk.keep(told.events)
    return talk


@pytest.fixture
def rosa(script: Script) -> Talk:
    return walked(script, "rosa")


@pytest.fixture
def half(script: Script) -> Talk:
    return walked(script, "half")


def texts(talk: Talk, *kinds: str) -> list[str]:
    return [statement.text for statement in talk.profile().of(*kinds)]


def test_rosas_talk_is_asked_to_its_end_but_for_the_reading_back(rosa: Talk) -> None:
    assert [place.key.step for place in rosa.way.places if place.mark is Mark.OPEN] == ["before_i_close"]


def test_rosas_gifts_are_kept_in_her_own_words(rosa: Talk) -> None:
    assert texts(rosa, "skill") == [
        "Radios, lamps, anything with a plug",
        "Which bus goes where. I drove the 36 for nineteen years",
        "A straight answer",
    ]
    assert texts(rosa, "knowledge") == ["Soldering, without burning the table", "My mother's bean stew"]
    assert texts(rosa, "see_more") == ["Nico", "Yvonne from the depot"]
    assert texts(rosa, "good_enough") == ["Two days a week like a Thursday"]
    assert len(texts(rosa, "told_us")) == 1
    assert all(not s.confirmed and s.said_by == "person" for s in rosa.profile().statements)


def test_rosas_circle_stands_where_she_put_it(rosa: Talk) -> None:
    rings = [(member.name, member.ring) for member in rosa.profile().circle]
    assert rings == [
        ("Dulce", Ring.CLOSEST),
        ("Nico", Ring.CLOSEST),
        ("Len", Ring.FRIENDS),
        ("Marguerite", Ring.JOINED),
        ("Tomasz", Ring.JOINED),
        ("Ifeoma", Ring.PAID),
    ]
    tomasz = rosa.profile().circle[4]
    assert (tomasz.gives, tomasz.receives) == ("Thursdays on the plug table", None)


def test_nothing_stops_for_rosa_before_the_helper_has_said_yes(rosa: Talk) -> None:
    forms, cafe, leg = rosa.plan().handovers
    assert (forms.helper, forms.waits_for_a_yes, forms.status) == ("Dulce", False, "yes")
    assert (cafe.helper, cafe.waits_for_a_yes, cafe.status) == ("Len", True, "idea")
    assert (leg.helper, leg.waits_for_a_yes, leg.stays) == (None, False, True)
    assert [thing.next for thing in (forms, cafe, leg)] == [Next.CIRCLE, Next.CIRCLE, Next.SAME]
    assert {thing.now for thing in (forms, cafe, leg)} == {Mode.FOR}
    assert cafe.coach_stops == "driving there on Thursdays"


def test_rosas_page_has_her_heading_promise_and_first_steps(rosa: Talk) -> None:
    plan = rosa.plan()
    assert plan.heading is not None
    assert plan.heading.startswith("Radio on, something in bits on the table")
    assert len(plan.already) == 4
    assert plan.promise is not None
    assert plan.promise.signs == (
        "The kitchen radio is off in the afternoon",
        "I've missed two Thursdays",
        "There's post under the fruit bowl",
        "Or I fancy telling you something",
    )
    assert (plan.promise.who_may_call, plan.promise.first) == (
        "Dulce",
        "Ring me, and ask what's on the table. I'll tell you the rest.",
    )
    assert [(step.who, step.what[:5], step.by) for step in plan.first_steps] == [
        ("person", "Knock", "2026-11-24"),
        ("coach", "Leave", None),
    ]
    assert plan.how_often is not None
    assert (plan.how_often.how_often, plan.how_often.look_again_on) == (
        "Every other Thursday until Christmas, on the bench if it's dry",
        "2026-12-17",
    )


def test_rosas_ruler_is_read_with_what_is_good_enough(rosa: Talk) -> None:
    (reading,) = rosa.profile().scales
    assert (reading.name, reading.value, reading.good_enough) == (
        "an ordinary Tuesday",
        5,
        "Two days a week like a Thursday",
    )


def test_rosas_ideas_cite_her_words_one_by_one(rosa: Talk) -> None:
    found = {idea.id.partition("[")[0]: idea for idea in rosa.plan().ideas}
    assert set(found) == {
        "show_somebody", "doing_things_with", "see_more_of", "go_along_once", "meet_there", "care_for_the_helper",
        "who_asks", "carry_it_back",
    }  # fmt: skip
    assert found["go_along_once"].because == (
        "The repair café, Thursdays",
        "The tenants' meeting, when there's cake",
        "Nico",
        "Yvonne from the depot",
    )
    assert len(found["meet_there"].because) == 3


def test_half_a_talk_has_a_profile_and_an_empty_page(half: Talk) -> None:
    assert [member.name for member in half.profile().circle] == ["Abena", "Pastor Joy", "Mr Costa"]
    assert texts(half, "place") == ["The balcony at church", "The barber's, even for no haircut"]
    assert texts(half, "hope", "works", "knowledge", "group") == []
    plan = half.plan()
    assert plan.is_empty
    assert (plan.handovers, plan.promise, plan.how_often, plan.first_steps) == ((), None, None, ())
    assert half.way.current is not None
    assert half.way.current.key.step == "matters"


def asked_of(script: Script, answers: dict[str, str | bool]) -> list[str]:
    """The fields asked about one thing, given answers by field; whatever is not given is answered with words."""
    talk, asked = Talk(script), []
    another = talk.way.find(Key("who_does_what"), Role.ANOTHER)
    assert another is not None
    while another is not None:
        place = talk.way.find(Key("who_does_what"), Role.ANOTHER) if not asked else None
        if place is None:
            open_ones = [p for p in talk.way.places if p.top and p.top.id == "who_does_what" and p.mark is Mark.OPEN]
            place = next((p for p in open_ones if p.role is Role.ANSWER), None)
        if place is None:
            return asked
        field = first_field(place.question) if place.role is Role.ANOTHER else place.question
        asked.append(field.id)
        talk.keep(give(talk.answers, place, answers.get(field.id, "words"), talk.new_id))
    return asked


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"now": "for", "next": "same"}, 3),
        ({"now": "for", "next": "by"}, 6),
        ({"now": "with", "next": "with"}, 6),
        ({"now": "for", "next": "circle", "helper": "Len", "helper_said": "not_asked"}, 8),
    ],
)
def test_what_stays_is_asked_three_things_what_moves_six_and_with_a_helper_eight(
    script: Script, answers: dict[str, str | bool], asked: int
) -> None:
    assert len(asked_of(script, answers)) == asked


def test_changing_ones_mind_about_a_thing_sets_its_answers_aside_and_brings_them_back(rosa: Talk) -> None:
    before = rosa.everything()
    item = rosa.answers.items[Key("who_does_what")][1]
    place = rosa.way.find(Key("who_does_what.next", item))
    assert place is not None
    rosa.keep(give(rosa.answers, place, "same", rosa.new_id))
    aside = path(rosa.script, rosa.answers).parked
    assert {key.step.rpartition(".")[2] for key in aside} == {
        "person_does", "helper", "helper_said", "coach_stops", "stop_when",
    }  # fmt: skip
    cafe = rosa.plan().handovers[1]
    assert (cafe.helper, cafe.coach_stops, cafe.stays) == (None, None, True)
    rosa.keep(give(rosa.answers, place, "circle", rosa.new_id))
    assert rosa.everything() == before
