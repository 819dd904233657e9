"""What lasts is counted straight: each figure equals a recount made another way, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.between import NOTHING
from coachkit.person.circle import Member
from coachkit.person.lasting import DAYS, RULES, Count, Figures, hiding_few, lasting, tally
from coachkit.person.summary import Summary, summary
from coachkit.person.summing_up import summed_up
from coachkit.person.way import ways
from coachkit.talk.events import Event, Happened
from coachkit.workbench.between import TOLD_LATER, between, orders
from tests.person.made_up import talks

FIRST, TODAY = date(2026, 1, 1), date(2026, 11, 22)
DID = ("asked", "yes", "no", "trying", "moved", "moved", "back", "ended")


def event(kind: Happened, day: int, subject: str = "", **body: Any) -> Event:
    on = (FIRST + timedelta(days=day)).isoformat()
    return Event(id="", seq=0, change_id="", person_id="", session_id=None, kind=kind, subject=subject, body=body,
                 at="", on=on, by="")  # fmt: skip


def in_order(events: Sequence[Event]) -> list[Event]:
    """The same, kept one after the other."""
    return [each.model_copy(update={"seq": n}) for n, each in enumerate(events)]


days = st.integers(0, 340)
contacts = st.builds(
    lambda day, by: event(Happened.CONTACT, day, by=by, note=""), days, st.sampled_from(("person", "coach", "other"))
)


@st.composite
def histories(draw: st.DrawFn, name: str = "thing", later: bool = True) -> list[Event]:
    """One handover: added with or without a helper, then whatever comes, some of it told later."""
    facts = {"what": name, "now": "for", "next": draw(st.sampled_from(("by", "with", "circle")))}
    if draw(st.booleans()):
        facts["helper"] = "Bea"
    told = [event(Happened.HANDOVER, 0, name, did="added", facts=facts)]
    for did, day, told_later in draw(st.lists(st.tuples(st.sampled_from(DID), days, st.booleans()), max_size=9)):
        more = {TOLD_LATER: True} if told_later and later else {}
        told.append(event(Happened.HANDOVER, day, name, did=did, **more))
    return told


def mixed(chance: Random, *histories: Sequence[Event]) -> list[Event]:
    """All of them, each history in its own order."""
    turns = [n for n, history in enumerate(histories) for _ in history]
    chance.shuffle(turns)
    going = [iter(history) for history in histories]
    return [next(going[turn]) for turn in turns]


def figures(events: Sequence[Event], circle: Sequence[Member] = ()) -> Figures:
    kept = in_order(events)
    told = between(kept, orders(kept))
    return lasting([tally(ways(told.steps), told.contacts, circle)], TODAY)


def as_told(events: Sequence[Event]) -> list[Event]:
    """In the order they belong to: what was told later on its own day, all else after what was kept before."""
    latest, placed = "", []
    for n, each in enumerate(events):
        if not each.body.get(TOLD_LATER):
            latest = max(latest, each.on)
        placed.append(((each.on if each.body.get(TOLD_LATER) else latest, n), each))
    return [each for _, each in sorted(placed, key=lambda pair: pair[0])]


def last_word(told: Sequence[Event], alone: bool) -> str:
    """What the helper is known to say at the end; a yes under which it is out of hand stands until a no."""
    said = ""
    for n, each in enumerate(told):
        did = each.body["did"]
        held = said == "yes" and turns(told[:n], alone)[-1][0] in ("trying", "moved") if n else False
        if did in ("asked", "yes", "no") and not (did == "asked" and held):
            said = did
    return said


def turns(told: Sequence[Event], alone: bool) -> list[tuple[str, date]]:
    """How far one handover came with each event, and the day; `alone` where no yes is waited for."""
    said, stands, found = "", "", []
    for each in told:
        did = each.body["did"]
        held = did == "asked" and said == "yes" and stands in ("trying", "moved")
        said = did if did in ("asked", "yes", "no") and not held else said
        allowed = alone or said == "yes"
        if did in ("back", "ended") or (did in ("trying", "moved") and allowed):
            stands = did
        elif did == "no" and stands in ("trying", "moved"):
            stands = "back"
        elif did not in ("trying", "moved") and (stands == "ended" or (stands != "back" and not allowed)):
            stands = ""
        found.append((stands, date.fromisoformat(each.on)))
    return found


def recount(events: Sequence[Event]) -> dict[str, Any]:
    """The same figures once more, one handover after the other."""
    told = as_told(events)
    stood, asked = [], []
    for name in {each.subject for each in told if each.kind is Happened.HANDOVER}:
        of_it = [each for each in told if each.subject == name]
        of_it = of_it[next(n for n, each in enumerate(of_it) if each.body["did"] == "added") :]
        facts = of_it[0].body["facts"]
        stood.append(turns(of_it, alone="helper" not in facts and facts["next"] != "circle"))
        if "helper" in facts and stood[-1][-1][0] != "ended":
            asked.append(last_word(of_it, alone=False))
    moved = [turn for turn in stood if "moved" in (stands for stands, _ in turn)]
    began = [each.body["by"] for each in events if each.kind is Happened.CONTACT]
    return {
        "moved": len(moved),
        "back": sum(turn[-1][0] == "back" for turn in moved),
        "asked": Count(asked.count("yes"), len(asked)),
        "still_going": {n: Count(sum(lasted(one, n)[0] for one in moved), sum(lasted(one, n)[1] for one in moved))
                        for n in DAYS},
        "contacts": Count(began.count("person"), len(began)),
    }  # fmt: skip


def lasted(stood: Sequence[tuple[str, date]], n: int) -> tuple[int, int]:
    """Whether a thing that moved was not back within n days, and whether it has had n days at all."""
    at = [stands for stands, _ in stood].index("moved")
    first = stood[at][1]
    back = [day for (before, _), (stands, day) in pairwise(stood[at:]) if stands == "back" != before]
    long_enough = (TODAY - first).days >= n
    return int(long_enough and all((day - first).days > n for day in back)), int(long_enough)


@given(
    st.lists(st.integers(0, 4).flatmap(lambda n: histories(f"thing {n}")), max_size=4), st.lists(contacts), st.data()
)
def test_every_figure_equals_a_recount_straight_from_the_events(
    told: list[list[Event]], logged: list[Event], data: st.DataObject
) -> None:
    of_each = list({history[0].subject: history for history in told}.values())
    events = mixed(data.draw(st.randoms(use_true_random=False)), *of_each, logged)
    found = figures(events)
    assert {name: getattr(found, name) for name in ("moved", "back", "asked", "still_going", "contacts")} == recount(
        events
    )


@given(
    histories("one", later=False), histories("two", later=False), histories("three", later=False), st.lists(contacts),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_things_that_have_nothing_to_do_with_each_other_does_not_matter(
    one: list[Event], two: list[Event], three: list[Event], logged: list[Event], chance: Random
) -> None:
    alone = [[each] for each in logged]
    assert figures(mixed(chance, one, two, three, *alone)) == figures([*one, *two, *three, *logged])


@given(st.integers(1, 6), st.sampled_from(("back", "no")))
def test_a_thing_that_is_back_and_moves_again_never_counts_twice(times: int, how: str) -> None:
    told = [event(Happened.HANDOVER, 0, "one", did="added", facts={"what": "letters", "next": "by", "helper": "Bea"})]
    for n in range(times):
        told += [event(Happened.HANDOVER, 1 + n * 20, "one", did=did) for did in ("yes", "moved", how)]
    there = figures([*told, event(Happened.HANDOVER, 200, "one", did="yes")])
    again = figures([*told, *(event(Happened.HANDOVER, 200, "one", did=did) for did in ("yes", "moved"))])
    for found in (there, again):
        assert found.moved == 1
        assert found.still_going == dict.fromkeys(DAYS, Count(0, 1))
        assert found.asked == Count(1, 1)
    assert (there.back, again.back) == (1, 0)


@pytest.mark.parametrize(("after", "still"), [(29, 0), (30, 0), (31, 1)])
def test_back_on_the_thirtieth_day_is_not_going_after_thirty_days(after: int, still: int) -> None:
    told = [event(Happened.HANDOVER, day, "one", did=did, facts={"what": "letters", "next": "by"} if not day else {})
            for day, did in ((0, "added"), (1, "moved"), (1 + after, "back"))]  # fmt: skip
    assert figures(told).still_going[30] == Count(still, 1)


@pytest.mark.parametrize(("ago", "of"), [(29, 0), (30, 1)])
def test_a_thing_counts_as_still_going_from_the_day_it_has_had_the_time(ago: int, of: int) -> None:
    moved = (TODAY - FIRST).days - ago
    told = [event(Happened.HANDOVER, moved, "one", did="added", facts={"what": "letters", "next": "by"}),
            event(Happened.HANDOVER, moved, "one", did="moved")]  # fmt: skip
    assert figures(told).still_going[30] == Count(of, of)


def test_what_is_no_longer_needed_has_moved_and_names_no_helper_any_more() -> None:
    told = [event(Happened.HANDOVER, 0, "one", did=did, facts={"what": "letters", "next": "by", "helper": "Bea"})
            for did in ("added", "yes", "moved", "ended")]  # fmt: skip
    found = figures(told)
    assert (found.moved, found.back, found.asked) == (1, 0, Count(0, 0))
    assert found.still_going[180] == Count(1, 1)


def test_giving_and_getting_are_counted_over_every_ring_of_the_circle() -> None:
    circle = [
        Member(id="1", name="Bea", ring="closest", gives="soup", receives="lifts"),
        Member(id="2", name="Dr Hill", ring="paid", receives="tablets"),
        Member(id="3", name="Len"),
    ]
    found = figures([], circle)
    assert (found.gives, found.receives) == (Count(1, 3), Count(2, 3))


@given(st.lists(histories(), max_size=3), st.lists(contacts, max_size=12))
def test_over_everybody_a_number_under_five_stays_hidden_and_any_other_shows(
    told: list[list[Event]], logged: list[Event]
) -> None:
    shown = figures(
        [each.model_copy(update={"subject": str(n)}) for n, all_ in enumerate(told) for each in all_] + logged
    )
    hidden = hiding_few(shown)
    for before, after in ((shown.moved, hidden.moved), (shown.back, hidden.back)):
        assert after == (before if before is None or before >= 5 else None)
    for one, other in zip(counts(shown), counts(hidden), strict=True):
        assert one.count is not None
        assert one.of is not None
        assert other.of == (one.of if one.of >= 5 else None)
        tells_of_few = one.count < 5 or 0 < one.of - one.count < 5
        assert other.count == (None if tells_of_few else one.count)


def counts(found: Figures) -> list[Count]:
    return [*found.still_going.values(), found.contacts, found.asked, found.gives, found.receives]


def test_every_figure_has_a_rule_of_one_sentence() -> None:
    assert set(RULES) == set(Figures.__slots__)
    assert all(rule.endswith(".") and rule.count(".") == 1 for rule in RULES.values())


@given(talks(), st.lists(st.integers(0, 3).flatmap(lambda n: histories(f"thing {n}")), max_size=3))
def test_what_is_kept_in_short_comes_back_as_it_was(found: list[Any], told: list[list[Event]]) -> None:
    events = in_order([each for history in told for each in history])
    made = summed_up(found, [], between(events, orders(events)))
    assert summary(made.kept()) == made


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"form": 0}', '{"form": 1}', '{"form": 1, "tally": {"moved": [1]}}'])
def test_what_another_coachkit_kept_or_what_makes_no_sense_is_worked_out_anew(kept: str) -> None:
    assert summary(kept) is None
    assert summary(summed_up([], [], NOTHING).kept()) == Summary()
