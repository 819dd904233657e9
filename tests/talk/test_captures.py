"""What a talk yields, by example: each saving that a script may ask for gives what was said, and nothing else."""

from __future__ import annotations

import pytest

from coachkit.person.handover import HelperSaid
from coachkit.talk.events import Happened, NewEvent
from tests.talk.told import gathered, read_back, script_of, tell


def test_every_item_of_a_list_saved_as_the_promise_is_a_sign() -> None:
    found = gathered(
        """
        - id: signs
          type: list
          at_most: 4
          saves: promise
        """,
        "signs: [radio off, post under the bowl]",
    )
    assert found.promise is not None
    assert found.promise.signs == ("radio off", "post under the bowl")


def test_saving_only_who_may_call_makes_no_sign_of_it() -> None:
    found = gathered(
        """
        - id: caller
          type: short
          saves: { as: promise, who_may_call: caller }
        """,
        "caller: Dulce",
    )
    assert found.promise is not None
    assert (found.promise.signs, found.promise.who_may_call) == ((), "Dulce")


def test_how_often_and_the_day_come_together_from_two_questions() -> None:
    found = gathered(
        """
        - id: rhythm
          type: short
          saves: contact
        - id: day
          type: date
          saves: { as: contact, look_again_on: day }
        """,
        "rhythm: Thursdays\nday: 2026-12-17",
    )
    assert found.how_often is not None
    assert (found.how_often.how_often, found.how_often.look_again_on) == ("Thursdays", "2026-12-17")


def test_a_yes_or_no_tells_what_a_helper_said() -> None:
    found = gathered(
        """
        - id: things
          type: group
          at_most: 2
          fields:
            - id: what
              type: short
            - id: agreed
              type: yes_no
          saves: { as: handover, what: what, helper: =Len, helper_said: agreed, next: = circle }
        """,
        "things: [{what: the bus, agreed: yes}, {what: forms, agreed: no}]",
    )
    assert [thing.helper_said for thing in found.handovers] == [HelperSaid.YES, HelperSaid.NO]


def test_a_ruler_can_say_what_is_good_enough_and_nought_counts() -> None:
    found = gathered(
        """
        - id: ruler
          type: scale
          from: 0, nothing like it
          to: 10, just like it
          saves:
            - { as: scale, value: ruler, good_enough: enough }
            - { as: works, text: ruler }
        - id: enough
          type: scale
          from: 0, nothing like it
          to: 10, just like it
        """,
        "ruler: 0\nenough: 7",
    )
    assert [(each.value, each.good_enough) for each in found.scales] == [(0, "7")]
    assert [each.text for each in found.statements] == ["0"]


def test_a_yes_is_no_reading_of_a_ruler() -> None:
    found = gathered("- id: fine\n  type: yes_no\n  saves: scale", "fine: yes")
    assert found.scales == ()


def test_the_time_of_a_statement_comes_from_a_choice_by_its_key() -> None:
    found = gathered(
        """
        - id: dream
          type: text
          saves: { as: hope, time: since }
        - id: since
          type: choice
          options: { past: Long ago, wanted: Still to come }
        """,
        "dream: A boat\nsince: wanted",
    )
    assert [each.time for each in found.statements] == ["wanted"]


def test_the_items_of_a_list_are_never_joined_into_one_statement() -> None:
    found = gathered(
        """
        - id: talk
          type: group
          at_most: 2
          fields:
            - id: things
              type: list
              at_most: 3
          saves: { as: skill, text: things }
        """,
        "talk: [{things: [soup, radios]}, {things: bread}]",
    )
    assert [each.text for each in found.statements] == ["soup", "radios", "bread"]
    assert len({each.id for each in found.statements}) == 3


def test_a_list_named_where_one_text_goes_gives_a_line_an_item() -> None:
    found = gathered(
        """
        - id: parts
          type: list
          at_most: 3
        - id: it
          type: short
          saves: { as: handover, what: it, person_does: parts, next: =by }
        """,
        "parts: [reading it out, pressing the buttons]\nit: forms",
    )
    assert [thing.person_does for thing in found.handovers] == ["reading it out\npressing the buttons"]


def test_items_of_a_list_may_save_what_another_question_said() -> None:
    found = gathered(
        """
        - id: day
          type: date
        - id: steps
          type: list
          at_most: 3
          saves: { as: next_step, what: steps, by: day }
        """,
        "day: 2026-12-01\nsteps: [knock, ring]",
    )
    assert [(step.what, step.by) for step in found.next_steps] == [("knock", "2026-12-01"), ("ring", "2026-12-01")]


def test_people_without_further_questions_are_kept_by_name() -> None:
    found = gathered(
        """
        - id: circle
          type: people
          at_most: 3
          saves: [person, { as: see_more, text: name }]
        """,
        "circle: [{name: Dulce}, {name: Len}]",
    )
    assert [member.name for member in found.members] == ["Dulce", "Len"]
    assert [each.text for each in found.statements] == ["Dulce", "Len"]


PARKED_NAME = """
    - id: asked
      type: yes_no
    - id: things
      type: group
      at_most: 2
      fields:
        - id: what
          type: short
        - id: name
          type: short
          when: { asked: is yes }
        - id: signs
          type: list
          at_most: 2
          when: { asked: is yes }
      saves:
        - { as: handover, what: what, helper: name }
        - { as: promise, first: what, signs: signs }
    """


def test_parked_fields_of_an_item_yield_nothing() -> None:
    found = gathered(PARKED_NAME, "asked: no\nthings: [{what: the bus, name: Len, signs: [radio off]}]")
    assert [thing.helper for thing in found.handovers] == [None]
    assert found.promise is not None
    assert found.promise.signs == ()


def test_a_field_called_name_is_a_field_like_any_other() -> None:
    found = gathered(PARKED_NAME, "asked: yes\nthings: [{what: the bus, name: Len, signs: [radio off]}]")
    assert [thing.helper for thing in found.handovers] == ["Len"]


def test_things_saved_from_single_groups_have_ids_of_their_own() -> None:
    single = """
        - id: {0}
          type: group
          at_most: 1
          fields:
            - id: what
              type: short
            - id: who
              type: short
          saves:
            - {{ as: handover, what: what }}
            - {{ as: person, name: who }}
            - {{ as: person, name: what }}
        """
    found = gathered(single.format("a") + single.format("b"), "a: {what: bus, who: Len}\nb: {what: forms, who: Bo}")
    assert len({thing.id for thing in found.handovers}) == 2
    assert len({member.id for member in found.members}) == 4
    assert "only" not in {each.id for each in (*found.handovers, *found.members)}


def test_one_answer_saved_as_two_kinds_is_two_statements_with_ids_of_their_own() -> None:
    found = gathered(
        """
        - id: good_at
          type: text
          saves: [{ as: skill, text: good_at }, { as: passion, text: good_at }]
        """,
        "good_at: soup",
    )
    assert len({each.id for each in found.statements}) == 2


def test_what_was_read_back_as_right_is_confirmed_wherever_it_is_saved() -> None:
    talk, _ = tell(
        script_of(
            """
            - id: circle
              type: people
              at_most: 2
              saves: see_more
            - id: one
              type: group
              at_most: 1
              fields:
                - id: hope
                  type: text
                - id: kinds
                  type: choices
                  options: { a: First, b: Second }
              saves: [{ as: hope, text: hope }, { as: matters, text: kinds }]
            - stage: lid
              title: Lid
              play_back: yes
            """
        ),
        "circle: [{name: Dulce}]\none: {hope: A boat, kinds: [a, b]}",
    )
    assert not any(each.confirmed for each in talk.gathered().statements)
    read_back(talk)
    assert [(each.text, each.confirmed) for each in talk.gathered().statements] == [
        ("Dulce", True),
        ("A boat", True),
        ("First, Second", True),
    ]
    talk.keep([NewEvent(kind=Happened.CHANGED, subject="one.hope[only]", body={"value": "A raft"})])
    assert [each.confirmed for each in talk.gathered().statements] == [True, False, True]


def test_a_statement_says_where_its_words_were_said() -> None:
    talk, _ = tell(
        script_of("- id: circle\n  type: people\n  at_most: 2\n  saves: see_more"), "circle: [{name: Dulce}]"
    )
    assert [(each.source.step, each.source.item) for each in talk.gathered().statements] == [
        ("circle.name", "item-000001-x")
    ]


@pytest.mark.parametrize("finished", [True, False])
def test_the_texts_kept_at_the_end_fill_the_promise_where_the_talk_said_nothing(finished: bool) -> None:
    talk, _ = tell(
        script_of("- id: signs\n  type: list\n  at_most: 2\n  saves: promise"),
        "signs: radio off",
    )
    if finished:
        talk.keep([NewEvent(kind=Happened.FINISHED, body={"how": "ring", "how_soon": ""})])
    promise = talk.gathered().promise
    assert promise is not None
    assert (promise.how, promise.how_soon) == ("ring" if finished else None, None)
