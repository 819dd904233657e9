"""How near the coach is: a return is the promise at work, and only one ending is what we aim for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.gathered import Gathered
from coachkit.person.promise import HowOften, Phase
from coachkit.person.rhythm import Ending, Rhythm, RhythmStep, Turn, rhythm
from tests.talk.budget import some

DAY, LATER, LAST = "2026-11-19", "2027-01-07", "2027-03-04"
facts = st.fixed_dictionaries(
    {},
    optional={
        "phase": st.sampled_from([str(phase) for phase in Phase]),
        "how_often": st.just("Fridays"),
        "ending": st.sampled_from([str(ending) for ending in Ending]),
    },
)
turns = st.lists(st.tuples(st.sampled_from(list(Turn)), facts), max_size=8)


def after(*steps: tuple[Turn, str, dict[str, str]], talks: tuple[Gathered, ...] = ()) -> Rhythm:
    return rhythm(
        talks,
        [RhythmStep(did=did, on=on, order=(on, number), facts=told) for number, (did, on, told) in enumerate(steps)],
    )


def talk(on: str, **said: str) -> Gathered:
    return Gathered(session=on, on=on, order=(on, 0), how_often=HowOften.model_validate({"from_on": on} | said))


@some(70)
@given(turns)
def test_at_most_one_return_lasts_and_each_is_over_on_or_after_its_day(made: list[tuple[Turn, dict[str, str]]]) -> None:
    now = after(*[(did, f"2027-01-{number + 1:02}", told) for number, (did, told) in enumerate(made)])
    lasting = [one for one in now.returns if one.over_on is None]
    assert lasting == ([now.returned] if now.returned else [])
    assert all(one.over_on is None or one.over_on >= one.on for one in now.returns)
    assert len(now.returns) == sum(did is Turn.CAME_BACK for did, _ in made)


@some(70)
@given(turns)
def test_nobody_is_back_and_has_ended_at_the_same_time(made: list[tuple[Turn, dict[str, str]]]) -> None:
    now = after(*[(did, DAY, told) for did, told in made])
    assert not (now.returned and now.ending)
    assert (now.ending is None) == (now.ended_on is None)


def test_coming_back_is_side_by_side_again_and_stepping_back_goes_to_where_it_was() -> None:
    near = talk(DAY, phase="a_call_away", how_often="when I ring")
    back = after((Turn.CAME_BACK, LATER, {"rang": "Len", "sign": "post in the bread tin"}), talks=(near,))
    assert back.how_often is not None
    assert (back.how_often.phase, back.how_often.how_often) == (Phase.ALONGSIDE, "when I ring")
    assert back.returned is not None
    assert (back.returned.on, back.returned.rang, back.returned.sign) == (LATER, "Len", "post in the bread tin")
    out = after((Turn.CAME_BACK, LATER, {}), (Turn.STEPPED_BACK, LAST, {}), talks=(near,))
    assert out.returned is None
    assert out.how_often is not None
    assert (out.how_often.phase, out.returns[0].over_on) == (Phase.A_CALL_AWAY, LAST)


def test_a_talk_that_says_only_how_often_leaves_how_near_as_it_was() -> None:
    now = after(talks=(talk(DAY, phase="close_by"), talk(LATER, how_often="Fridays")))
    assert now.how_often == HowOften(phase=Phase.CLOSE_BY, how_often="Fridays", from_on=LATER)


def test_good_enough_leaves_the_door_open_and_a_later_meeting_begins_it_again() -> None:
    over = after(talks=(talk(DAY, ending="good_enough"),))
    assert (over.ending, over.ended_on) == (Ending.GOOD_ENOUGH, DAY)
    assert over.how_often is not None
    assert over.how_often.phase is Phase.DOOR_OPEN
    again = after(talks=(talk(DAY, ending="good_enough"), talk(LATER, how_often="Fridays", phase="alongside")))
    assert again.ending is None
    assert after((Turn.ENDED, DAY, {"ending": "lost_touch"}), (Turn.BEGUN_AGAIN, LATER, {})).ending is None
