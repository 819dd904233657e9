"""The way of a handover: nothing is overwritten, nothing moves before a yes, and what came back may move again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.handover import Going, Handover, HelperSaid, Mode, Next, Stands
from coachkit.person.way import OUT_OF_HAND, Did, Refused, Way, WayStep, refused, ways
from tests.talk.budget import some

DAYS = ("2026-11-19", "2026-12-17", "2027-01-07", "2027-03-04")
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "what": st.sampled_from(("envelopes", "choir")),
    "now": st.sampled_from([str(mode) for mode in Mode]),
    "next": st.sampled_from([str(each) for each in Next]),
    "helper": st.sampled_from(("Jo", "Len")),
    "helper_said": st.sampled_from([str(each) for each in HelperSaid]),
    "going": st.sampled_from([str(each) for each in Going]),
    "coach_stops": st.just("driving"),
}
decided = st.fixed_dictionaries({}, optional={name: FACTS[name] for name in ("next", "helper", "coach_stops")})


def taken(did: Did, on: str = DAYS[0], thing: str = "h", **facts: Any) -> WayStep:
    return WayStep(handover=thing, did=did, on=on, facts=facts)


def added(**facts: Any) -> WayStep:
    return taken(Did.ADDED, what="envelopes", now="for", **facts)


@st.composite
def histories(draw: st.DrawFn, thing: str = "h", what: str = "envelopes") -> list[WayStep]:
    """A thing put on the page, then anything at all that can happen to it."""
    steps = [WayStep(handover=thing, did=Did.ADDED, on=DAYS[0], facts={"what": what, "now": "for"})]
    for number in range(draw(st.integers(0, 8))):
        did = draw(st.sampled_from(list(Did)))
        every = {name: each for name, each in FACTS.items() if name not in ("what", "going")}
        going = {"going": FACTS["going"]}
        facts = draw(st.fixed_dictionaries(going, optional=every) if did is Did.SAID else decided)
        on = DAYS[min(number // 2, 3)]
        steps.append(WayStep(handover=thing, did=did, on=on, facts=facts))
    return [step.model_copy(update={"order": (step.on, number)}) for number, step in enumerate(steps)]


def back_on(way: Way) -> tuple[str, ...]:
    return tuple(step.on for step in way.steps if step.became is Stands.BACK)


def way_of(*steps: WayStep) -> Way:
    numbered = [step.model_copy(update={"order": (step.on, number)}) for number, step in enumerate(steps)]
    (way,) = ways(numbered)
    return way


@some(70)
@given(histories())
def test_every_step_stays_in_the_story_in_the_order_it_was_kept(steps: list[WayStep]) -> None:
    (way,) = ways(steps)
    assert [step.model_copy(update={"became": None}) for step in way.steps] == steps


@some(100)
@given(histories())
def test_nothing_is_tried_or_has_moved_while_a_named_helper_has_not_said_yes(steps: list[WayStep]) -> None:
    for length in range(1, len(steps) + 1):
        (way,) = ways(steps[:length])
        handover = way.handover
        if handover.stands in OUT_OF_HAND and handover.needs_a_yes:
            assert handover.helper_said is HelperSaid.YES


@some(70)
@given(histories(), histories("other", "choir"), st.randoms())
def test_things_do_not_touch_each_other_in_whatever_order_their_steps_come(
    one: list[WayStep], other: list[WayStep], dice: Any
) -> None:
    mixed = [*one, *other]
    dice.shuffle(mixed)
    together = {way.handover.id: way for way in ways(mixed)}
    assert together == {"h": ways(one)[0], "other": ways(other)[0]}


@some(100)
@given(histories())
def test_each_turn_takes_a_thing_somewhere_else(steps: list[WayStep]) -> None:
    before: Stands | None = None
    for length in range(1, len(steps) + 1):
        (so_far,) = ways(steps[:length])
        assert (so_far.steps[-1].became is None) == (so_far.handover.stands in (before, None))
        before = so_far.handover.stands


@some(70)
@given(histories())
def test_where_a_thing_stands_is_where_its_last_turn_took_it(steps: list[WayStep]) -> None:
    (way,) = ways(steps)
    turns = [step for step in way.steps if step.became]
    if way.handover.stands is not None:
        assert way.handover.stands is turns[-1].became
        assert way.handover.since == turns[-1].on
    else:
        assert way.handover.since is None


def test_a_thing_moves_once_its_helper_has_said_yes_and_not_before() -> None:
    waiting = [added(next="circle", helper="Len"), taken(Did.MOVED)]
    assert way_of(*waiting).handover.stands is None
    assert way_of(*waiting).moved_on == ()
    moved = way_of(*waiting, taken(Did.YES, helper_limit="Fridays"), taken(Did.MOVED, DAYS[1]))
    assert (moved.handover.stands, moved.handover.now, moved.moved_on) == (Stands.MOVED, Mode.BY, (DAYS[1],))
    assert moved.handover.helper_limit == "Fridays"


def test_a_helpers_no_brings_back_what_had_moved_and_remembers_who_did_it_before() -> None:
    way = way_of(added(next="circle", helper="Len", helper_said="yes"), taken(Did.MOVED), taken(Did.NO, DAYS[2]))
    assert (way.handover.stands, way.handover.helper_said, way.handover.now) == (Stands.BACK, HelperSaid.NO, Mode.FOR)
    assert back_on(way) == (DAYS[2],)


def test_back_and_moved_again_is_a_second_move_of_one_thing() -> None:
    way = way_of(added(next="by"), taken(Did.MOVED), taken(Did.BACK, DAYS[1]), taken(Did.MOVED, DAYS[2]))
    assert (way.moved_on, back_on(way), way.handover.stands) == ((DAYS[0], DAYS[2]), (DAYS[1],), Stands.MOVED)


def test_another_helper_takes_away_what_the_first_one_said() -> None:
    way = way_of(added(next="circle", helper="Jo", helper_said="yes"), taken(Did.EDITED, helper="Len"))
    assert (way.handover.helper, way.handover.helper_said) == ("Len", None)
    assert way.handover.waits_for_a_yes


def test_looking_again_tells_what_moved_what_came_back_and_what_is_no_longer_needed() -> None:
    start = added(next="by")
    moved = way_of(start, taken(Did.SAID, DAYS[1], what="envelopes", going="still", now="by", next="same"))
    assert (moved.handover.stands, moved.handover.next) == (Stands.MOVED, Next.SAME)
    back = way_of(start, taken(Did.MOVED), taken(Did.SAID, DAYS[1], what="envelopes", going="back"))
    assert (back.handover.stands, back.handover.now) == (Stands.BACK, Mode.FOR)
    over = way_of(start, taken(Did.SAID, DAYS[1], what="envelopes", going="ended"))
    assert over.handover.stands is Stands.ENDED
    again = way_of(start, taken(Did.ENDED), taken(Did.SAID, DAYS[1], what="envelopes", next="with"))
    assert again.handover.stands is None


def test_staying_as_it_is_leaves_a_moved_thing_and_its_helper_where_they_are() -> None:
    start = added(next="circle", helper="Jo", helper_said="yes")
    way = way_of(start, taken(Did.MOVED), taken(Did.SAID, DAYS[1], what="envelopes", going="still", next="same"))
    assert (way.handover.stands, way.handover.next, way.handover.helper) == (Stands.MOVED, Next.CIRCLE, "Jo")


def test_a_thing_whose_words_are_gone_is_nothing() -> None:
    assert ways([taken(Did.YES, helper="Jo")]) == ()


def stands(**facts: Any) -> Handover:
    return Handover.model_validate({"id": "h", "what": "envelopes"} | facts)


@pytest.mark.parametrize(
    ("handover", "did", "fault"),
    [
        (stands(next="circle"), Did.ASKED, Refused.NOBODY_NAMED),
        (stands(next="circle"), Did.MOVED, Refused.NOBODY_NAMED),
        (stands(next="circle", helper="Jo"), Did.TRYING, Refused.NO_YES_YET),
        (stands(next="circle", helper="Jo", helper_said="yes", paused=True), Did.MOVED, Refused.PAUSED),
        (stands(next="same"), Did.MOVED, Refused.STAYS),
        (stands(next="by"), Did.BACK, Refused.NOT_OUT_OF_HAND),
        (stands(next="by", stands="moved"), Did.MOVED, Refused.SO_ALREADY),
        (stands(next="by"), Did.MOVED, None),
        (stands(next="by", stands="moved", paused=True), Did.BACK, None),
        (stands(next="circle", helper="Jo", helper_said="yes"), Did.TRYING, None),
    ],
)
def test_what_cannot_happen_as_things_stand_is_refused(handover: Handover, did: Did, fault: Refused | None) -> None:
    assert refused(handover, did) is fault


@some(100)
@given(histories(), st.sampled_from([did for did in Did if did is not Did.SAID]))
def test_a_step_that_is_not_refused_takes_effect(steps: list[WayStep], did: Did) -> None:
    (way,) = ways(steps)
    if refused(way.handover, did) is not None:
        return
    (after,) = ways([*steps, WayStep(handover="h", did=did, on=DAYS[3], order=(DAYS[3], 99))])
    if did in (Did.TRYING, Did.MOVED, Did.BACK, Did.ENDED):
        assert str(after.handover.stands) == str(did)
    if did in (Did.ASKED, Did.YES, Did.NO):
        assert str(after.handover.helper_said) == str(did)
