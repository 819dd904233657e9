"""The page: what all talks say, and the yes that holds for these words and no others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.decisions import Decided, Decision, words_of
from coachkit.person.gathered import Gathered
from coachkit.person.handover import Handover, HelperSaid, Next
from coachkit.person.plan import Plan, PlanStatus
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.standing import fingerprint, plan_of
from coachkit.person.statement import Source, Statement
from tests.person.made_up import DAY, ROSA, talks
from tests.talk.budget import some


def page(found: Sequence[Gathered], *decisions: Decision, **settings: str) -> Plan:
    return plan_of(ROSA, found, decisions, coach="Sam", settings=settings)


def yes_to(plan: Plan, on: str = DAY) -> Decision:
    return Decision(kind=Decided.AGREED, about=ROSA.id, words=fingerprint(plan), on=on)


def hope(text: str, id_: str = "h") -> Statement:
    return Statement(id=id_, kind="hope", time="wanted", text=text, source=Source(session="t", step=id_))


MORE = Gathered(session="more", on=DAY, statements=(hope("A boat of my own"),))


@some(35)
@given(talks())
def test_a_page_is_agreed_then_changed_and_agreed_again_when_it_is_as_it_was(found: list[Gathered]) -> None:
    plan = page(found)
    assert plan.status is PlanStatus.OPEN
    yes = yes_to(plan)
    assert page(found, yes).status is PlanStatus.AGREED
    assert page([*found, MORE], yes).status is PlanStatus.CHANGED
    assert page([*found, MORE], yes).agreed_on == DAY
    assert page(found, yes) == plan.model_copy(update={"status": PlanStatus.AGREED, "agreed_on": DAY})


@some(35)
@given(talks(), talks())
def test_two_pages_share_a_yes_exactly_when_they_say_the_same(one: list[Gathered], other: list[Gathered]) -> None:
    first, second = page(one), page(other)
    parts = ("heading", "already", "how_often", "promise", "first_steps")
    without_ids = [[h.model_copy(update={"id": ""}) for h in plan.handovers] for plan in (first, second)]
    same = all(getattr(first, part) == getattr(second, part) for part in parts) and without_ids[0] == without_ids[1]
    assert (fingerprint(first) == fingerprint(second)) is same
    assert page(other, yes_to(first)).status is (PlanStatus.AGREED if same else PlanStatus.CHANGED)


FULL = Gathered(
    session="t",
    on=DAY,
    statements=(
        hope("Radio on"),
        Statement(id="a", kind="already", text="The rent", source=Source(session="t", step="a")),
        Statement(id="s", kind="sign", text="radio off", source=Source(session="t", step="s")),
    ),
    handovers=(Handover(id="1", what="forms", next=Next.CIRCLE, helper="Dulce", helper_said=HelperSaid.YES),),
    promise=Promise(signs=("radio off",), first="Ring me"),
    how_often=HowOften(how_often="Thursdays"),
    next_steps=(NextStep(who="person", what="Knock"),),
)
CHANGES = {
    "the heading": {"statements": (hope("Radio off"), *FULL.statements[1:])},
    "what is theirs already": {"statements": (FULL.statements[0], FULL.statements[2])},
    "a sign": {"statements": FULL.statements[:2]},
    "a helper's no": {"handovers": (FULL.handovers[0].model_copy(update={"helper_said": HelperSaid.NO}),)},
    "one thing less": {"handovers": ()},
    "what the coach does first": {"promise": Promise(signs=("radio off",), first="Come round")},
    "how often": {"how_often": HowOften(how_often="Fridays")},
    "the first steps": {"next_steps": ()},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_of_the_page_asks_for_another_yes(change: dict[str, object]) -> None:
    yes = yes_to(page([FULL]))
    assert page([FULL], yes).status is PlanStatus.AGREED
    if "statements" in change and change["statements"] == FULL.statements[:2]:
        change = {**change, "promise": Promise(first="Ring me")}
    assert page([FULL.model_copy(update=change)], yes).status is PlanStatus.CHANGED
    assert page([FULL], yes).status is PlanStatus.AGREED


def test_a_thing_taken_off_and_written_down_again_in_the_same_words_is_still_agreed() -> None:
    again = FULL.model_copy(update={"handovers": (FULL.handovers[0].model_copy(update={"id": "2"}),)})
    assert page([again], yes_to(page([FULL]))).status is PlanStatus.AGREED


def test_ideas_for_the_coach_and_the_coachs_name_ask_for_no_new_yes() -> None:
    yes = yes_to(page([FULL]))
    other = plan_of(ROSA, [FULL], [yes], coach="Robin", settings={})
    assert other.status is PlanStatus.AGREED


def test_a_declined_sign_leaves_the_promise_and_a_promise_of_nothing_is_none() -> None:
    only_a_sign = Gathered(session="t", on=DAY, statements=FULL.statements[2:])
    declined = Decision(kind=Decided.DECLINED, about="s", words=words_of("radio off"), on=DAY)
    assert page([only_a_sign]).promise == Promise(signs=("radio off",))
    assert page([only_a_sign], declined).promise is None
    assert page([only_a_sign], declined).is_empty


def test_settings_fill_what_the_promise_does_not_say() -> None:
    promise = page([FULL], how="ring", how_soon="").promise
    assert promise is not None
    assert (promise.how, promise.how_soon, promise.first) == ("ring", None, "Ring me")
    kept = FULL.model_copy(update={"promise": Promise(how="knock")})
    said = page([kept], how="ring").promise
    assert said is not None
    assert said.how == "knock"


def test_a_thing_met_again_keeps_its_identity_and_the_later_words_count() -> None:
    later = Gathered(session="u", on="2027-01-07", handovers=(Handover(id="9", what="Forms ", next=Next.BY),))
    (thing,) = page([FULL, later]).handovers
    assert (thing.id, thing.what, thing.next) == ("1", "Forms ", Next.BY)


@some(35)
@given(talks())
def test_the_heading_is_the_latest_hope_that_is_wanted(found: list[Gathered]) -> None:
    wanted = [s.text for talk in found for s in talk.statements if s.kind == "hope" and s.time == "wanted"]
    assert page(found).heading == (wanted[-1] if wanted else None)


@some(50)
@given(st.builds(Handover, id=st.just("h"), what=st.just("forms"), next=st.none() | st.sampled_from(Next),
                 helper=st.none() | st.just("Len"), helper_said=st.none() | st.sampled_from(HelperSaid)))  # fmt: skip
def test_nothing_may_stop_before_a_helper_has_said_yes(thing: Handover) -> None:
    if thing.waits_for_a_yes:
        assert thing.helper_said is not HelperSaid.YES
        assert not thing.stays
    if thing.next is Next.CIRCLE and thing.helper_said is not HelperSaid.YES:
        assert thing.waits_for_a_yes
    assert (thing.status == "stays") is thing.stays
