"""Introductions: nobody meets before both have said yes, and a yes can be taken back at any time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.introduction import (
    Introduction,
    IntroductionStep,
    Met,
    Refused,
    Side,
    Waits,
    introductions,
    refused,
    waiting,
)
from tests.talk.budget import some

FIRST = date(2026, 11, 1)
STATUSES = ("idea", "asked", "yes", "no", "met", "again", "ended")
BOTH_YES = (Met.PERSON_YES, Met.OTHER_YES)
anything = st.lists(st.sampled_from([did for did in Met if did is not Met.IDEA]), max_size=12)


def steps(did: Sequence[Met], id_: str = "i", to: str = "Mr Okafor") -> list[IntroductionStep]:
    """An idea, then these, a day apart."""
    told = [
        IntroductionStep(introduction=id_, did=each, on=(day := (FIRST + timedelta(n)).isoformat()), order=(day, n))
        for n, each in enumerate((Met.IDEA, *did))
    ]
    return [told[0].model_copy(update={"facts": {"who": "person", "to": to}}), *told[1:]]


def after(*did: Met) -> Introduction:
    (one,) = introductions(steps(did))
    return one


def said_last(did: Sequence[Met]) -> dict[str, str]:
    """What each side said last, told by a plain walk through the steps; an ending clears it."""
    said: dict[str, str] = {}
    for each in did:
        side, _, word = each.partition("_")
        if each is Met.ENDED:
            said = {}
        elif word and not (word == "asked" and said.get(side) == "yes"):
            said[side] = word
    return said


@some(170)
@given(anything)
def test_they_have_met_only_where_both_had_said_yes_before_and_nobody_took_it_back(did: list[Met]) -> None:
    one = after(*did)
    assert one.status in STATUSES
    if one.status in ("met", "again"):
        last = max(n for n, each in enumerate(did) if each in (Met.MET, Met.AGAIN))
        assert said_last(did[:last]) == {"person": "yes", "other": "yes"}
        assert not {Met.PERSON_NO, Met.OTHER_NO, Met.ENDED}.intersection(did[last:])
    if one.is_on_the_page:
        assert said_last(did) == {"person": "yes", "other": "yes"}
    if one.status == "again":
        assert Met.MET in did[: did.index(Met.AGAIN)] or did.count(Met.AGAIN) > 1


@some(100)
@given(anything, anything, st.randoms(use_true_random=False))
def test_introductions_do_not_touch_each_other_in_whatever_order_they_come(one: list[Met], other: list[Met], dice):
    first, second = steps(one), steps(other, "j", "the choir")
    mixed = [*first, *second]
    dice.shuffle(mixed)
    apart = [*introductions(first), *introductions(second)]
    together = introductions(mixed)
    assert sorted(together, key=lambda each: each.id) == apart
    later = [step.model_copy(update={"order": (step.order[0], step.order[1] + 1000)}) for step in second]
    moved = next(each for each in introductions([*later, *first]) if each.id == "i")
    assert moved == apart[0]


@some(100)
@given(anything)
def test_every_step_stays_in_the_story_and_the_day_is_that_of_the_last_turn(did: list[Met]) -> None:
    one = after(*did)
    assert [step.did for step in one.steps] == [Met.IDEA, *did]
    statuses = [introductions(steps(did[:n]))[0].status for n in range(len(did) + 1)]
    since = max((n for n in range(1, len(statuses)) if statuses[n] != statuses[n - 1]), default=0)
    assert one.since == (FIRST + timedelta(since)).isoformat()


@some(100)
@given(anything, st.sampled_from([did for did in Met if did not in (Met.IDEA, Met.EDITED)]))
def test_what_is_refused_would_have_moved_nothing(did: list[Met], next_: Met) -> None:
    before, then = after(*did), after(*did, next_)
    stands = ("status", "person_said", "other_said", "since")
    same = [getattr(before, name) for name in stands] == [getattr(then, name) for name in stands]
    if refused(before, next_) is not None:
        assert same
    else:
        assert not same


@pytest.mark.parametrize(
    ("did", "status"),
    [
        ((), "idea"),
        ((Met.EDITED,), "idea"),
        ((Met.PERSON_ASKED,), "asked"),
        ((Met.PERSON_YES, Met.OTHER_ASKED), "asked"),
        (BOTH_YES, "yes"),
        ((*BOTH_YES, Met.PERSON_ASKED), "yes"),
        ((*BOTH_YES, Met.OTHER_NO), "no"),
        ((*BOTH_YES, Met.MET), "met"),
        ((*BOTH_YES, Met.AGAIN), "yes"),
        ((*BOTH_YES, Met.MET, Met.AGAIN), "again"),
        ((*BOTH_YES, Met.MET, Met.AGAIN, Met.MET), "again"),
        ((*BOTH_YES, Met.MET, Met.EDITED), "met"),
        ((*BOTH_YES, Met.MET, Met.OTHER_NO), "no"),
        ((*BOTH_YES, Met.MET, Met.OTHER_NO, Met.OTHER_YES), "yes"),
        ((*BOTH_YES, Met.ENDED), "ended"),
        ((*BOTH_YES, Met.ENDED, Met.EDITED), "ended"),
        ((*BOTH_YES, Met.ENDED, Met.MET), "ended"),
        ((*BOTH_YES, Met.ENDED, Met.OTHER_ASKED), "asked"),
        ((*BOTH_YES, Met.ENDED, Met.IDEA), "idea"),
    ],
)
def test_where_it_stands(did: tuple[Met, ...], status: str) -> None:
    assert after(*did).status == status


def test_what_was_told_later_goes_before_the_idea_it_belongs_to() -> None:
    asked = IntroductionStep(introduction="i", did=Met.PERSON_ASKED, on="2026-10-30", order=("2026-10-30", 9))
    (one,) = introductions([*steps((Met.OTHER_ASKED,)), asked])
    assert (one.status, one.since, one.to) == ("asked", "2026-10-30", "Mr Okafor")
    assert [step.did for step in one.steps] == [Met.PERSON_ASKED, Met.IDEA, Met.OTHER_ASKED]


def test_without_the_words_it_was_about_there_is_nothing() -> None:
    assert introductions([IntroductionStep(introduction="i", did=Met.PERSON_YES, on="2026-11-01")]) == ()


def test_why_a_step_comes_too_early() -> None:
    assert refused(after(Met.PERSON_YES), Met.MET) is Refused.NO_YES_YET
    assert refused(after(Met.PERSON_YES), Met.AGAIN) is Refused.NO_YES_YET
    assert refused(after(*BOTH_YES), Met.AGAIN) is Refused.NOT_MET_YET
    assert refused(after(*BOTH_YES, Met.OTHER_NO), Met.MET) is Refused.NO_YES_YET


@pytest.mark.parametrize(
    ("did", "waits", "side"),
    [
        ((), Waits.TO_BE_ASKED, Side.PERSON),
        ((Met.OTHER_YES,), Waits.TO_BE_ASKED, Side.PERSON),
        ((Met.PERSON_ASKED, Met.OTHER_ASKED), Waits.FOR_AN_ANSWER, Side.PERSON),
        ((Met.PERSON_YES,), Waits.TO_BE_ASKED, Side.OTHER),
        ((Met.PERSON_YES, Met.OTHER_ASKED), Waits.FOR_AN_ANSWER, Side.OTHER),
        (BOTH_YES, Waits.TO_MEET, None),
        ((*BOTH_YES, Met.MET), Waits.TO_GO_AGAIN, None),
    ],
)
def test_what_it_waits_for(did: tuple[Met, ...], waits: Waits, side: Side | None) -> None:
    (one,) = waiting([after(*did)], FIRST)
    assert (one.introduction, one.waits, one.side) == (after(*did), waits, side)


@pytest.mark.parametrize("did", [(Met.PERSON_NO,), (Met.ENDED,), (*BOTH_YES, Met.MET, Met.AGAIN)])
def test_a_no_an_end_and_what_goes_by_itself_wait_for_nothing(did: tuple[Met, ...]) -> None:
    assert waiting([after(*did)], FIRST) == ()


def test_what_has_lain_for_more_than_sixty_days_is_not_brought_up() -> None:
    one = after(Met.PERSON_ASKED)
    last = FIRST + timedelta(1)
    assert waiting([one], last + timedelta(60))
    assert waiting([one], last + timedelta(61)) == ()
    assert waiting([one], FIRST - timedelta(9)), "a clock that goes back hides nothing"
