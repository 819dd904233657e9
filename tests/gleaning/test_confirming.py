"""What becomes of suggestions: nothing is kept before a human said yes, and the last thing done about each counts."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from coachkit.gleaning.confirming import (
    Decided,
    Did,
    Stands,
    SuggestionStep,
    as_member,
    as_statement,
    decided,
    fresh,
    kept,
    waiting,
)
from coachkit.gleaning.glean import glean_note
from coachkit.gleaning.suggestion import Suggestion
from coachkit.person.circle import Member
from coachkit.person.statement import Source, Statement
from tests.talk.budget import some

DAYS = ("2026-11-19", "2026-11-22", "2027-01-07")
BAKES, RUTH = glean_note("I taught myself to bake. My sister Ruth rings me every day.", "talk-1").found
DRIVES = glean_note("I used to drive the 36.", "talk-1").found[0]


def told(*did: tuple[Did, str], about: Suggestion = BAKES) -> tuple[Decided, ...]:
    """A suggestion made on the first day, and what was done about it since."""
    return decided(numbered([made(about), *(step(about, each, text) for each, text in did)]))


def made(about: Suggestion) -> SuggestionStep:
    return SuggestionStep(suggestion=about.id, did=Did.SUGGESTED, on=DAYS[0], what=about)


def step(about: Suggestion, did: Did, text: str = "") -> SuggestionStep:
    return SuggestionStep(suggestion=about.id, did=did, on=DAYS[1], text=text)


def numbered(steps: Iterable[SuggestionStep]) -> list[SuggestionStep]:
    return [each.model_copy(update={"order": (each.on, number)}) for number, each in enumerate(steps)]


def test_what_nobody_has_decided_about_waits_and_is_not_in_the_profile() -> None:
    (one,) = told()
    assert one.stands is Stands.WAITING
    assert waiting([one]) == (BAKES,)
    assert kept([one]).statements == kept([one]).members == ()


def test_a_yes_makes_it_a_confirmed_statement_in_the_persons_words_with_its_source() -> None:
    (one,) = told((Did.ACCEPTED, ""))
    assert as_statement(one) == Statement(
        id=BAKES.id,
        kind="skill",
        text="I taught myself to bake",
        said_by="person",
        how_known="gleaned",
        source=Source(session="talk-1", step="turn", item="0"),
        confirmed=True,
    )
    assert waiting([one]) == ()


def test_work_of_an_earlier_time_stays_so_in_the_profile() -> None:
    (one,) = told((Did.ACCEPTED, ""), about=DRIVES)
    statement = as_statement(one)
    assert statement is not None and (statement.kind, statement.time) == ("knowledge", "past")


def test_a_yes_to_somebody_brings_them_into_the_circle_by_name() -> None:
    (one,) = told((Did.ACCEPTED, ""), about=RUTH)
    assert as_member(one) == Member(id=RUTH.id, name="Ruth", link="sister")
    assert as_statement(one) is None


def test_a_rewording_takes_the_place_of_the_words_and_of_a_name() -> None:
    (gift,) = told((Did.REWORDED, "I bake for the stairwell"))
    (somebody,) = told((Did.REWORDED, "Ruth Okafor"), about=RUTH)
    assert [each.text for each in kept([gift, somebody]).statements] == ["I bake for the stairwell"]
    assert [each.name for each in kept([gift, somebody]).members] == ["Ruth Okafor"]


def test_a_no_leaves_nothing_and_can_turn_into_a_yes_to_the_first_words() -> None:
    (no,) = told((Did.REWORDED, "Baking"), (Did.DECLINED, ""))
    (yes,) = told((Did.REWORDED, "Baking"), (Did.DECLINED, ""), (Did.ACCEPTED, ""))
    assert kept([no]).statements == ()
    assert yes.text == "I taught myself to bake" and yes.is_kept


def test_what_was_once_asked_is_not_asked_again_whatever_was_said() -> None:
    again = glean_note("I taught myself to bake, and my sister Ruth rings.", "talk-2").found
    for did in (Did.ACCEPTED, Did.DECLINED):
        every = (*told((did, "")), *told((did, ""), about=RUTH))
        assert fresh((BAKES, RUTH, *again), every) == ()
    assert fresh((BAKES, DRIVES), told()) == (DRIVES,)


def test_what_has_been_rubbed_out_is_passed_over() -> None:
    assert decided([step(BAKES, Did.ACCEPTED)]) == ()


STEPS = st.lists(st.tuples(st.sampled_from(list(Did)), st.sampled_from(("", "Baking"))), max_size=6)


@some(70)
@given(STEPS, STEPS, st.randoms())
def test_suggestions_do_not_touch_each_other_in_whatever_order_their_steps_come(
    one: list[tuple[Did, str]], other: list[tuple[Did, str]], dice: object
) -> None:
    first = numbered([made(BAKES), *(step(BAKES, *each) for each in one)])
    second = numbered([made(RUTH), *(step(RUTH, *each) for each in other)])
    mixed = [*first, *second]
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert {each.suggestion.id: each for each in decided(mixed)} == {
        BAKES.id: decided(first)[0],
        RUTH.id: decided(second)[0],
    }


@some(70)
@given(STEPS)
def test_suggesting_again_changes_nothing(steps: list[tuple[Did, str]]) -> None:
    history = [made(BAKES), *(step(BAKES, *each) for each in steps)]
    assert decided(numbered(history)) == decided(numbered([*history, made(BAKES)]))
