"""What walks have met of a script, counted by hand for a small one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.scripts.model import Script
from coachkit.talk.coverage import Coverage, Goal, Sort, cover
from coachkit.talk.walking import walk
from tests.scripts.made_scripts import scripts
from tests.talk_tools.helping import GOOD, first, recorded, script, small, told

# A whole talk and the first half of one, as Rosa and Winston might have had it.
WHOLE = """\
day: A good one
folk:
  - { name: Ana, near: yes }
  - { name: Bo, near: no, visits: On the bus }
ruler: 3
higher: The bus
next: tea
"""
HALF = """\
day: skip
folk: skip
"""


def covered(*texts: str) -> Coverage:
    return cover(small(), [told(small(), text) for text in texts])


def test_there_are_twenty_three_things_to_meet_in_the_small_script() -> None:
    # 8 questions, 2 + 2 answers to choose, 4 conditions both ways, a rule both ways and one that always comes.
    assert len(covered().wanted) == 8 + 4 + 8 + 3


def test_no_walk_meets_nothing() -> None:
    assert covered().percent == 0
    assert len(covered().missing) == len(covered().wanted)


def test_a_whole_talk_leaves_what_it_did_not_come_by() -> None:
    assert covered(WHOLE).missing == (
        "higher: its when always held",
        "next: walk never chosen",
        "next: its when always held",
        "last: never asked",
        "last: its when never held",
    )


def test_half_a_talk_decides_nothing_beyond_where_it_stopped() -> None:
    assert set(covered(HALF).met) == {
        Goal(Sort.ASKED, "day"),
        Goal(Sort.ASKED, "folk"),
        Goal(Sort.NOT_OFFERED, "wave"),
        Goal(Sort.OFFERED, "always"),
    }


def test_two_walks_together_meet_what_either_met() -> None:
    both = covered(WHOLE, HALF)
    assert both == covered(WHOLE).merged(covered(HALF))
    assert len(both.met) == 23 - 5
    assert both.percent == 78


def test_three_walks_meet_everything() -> None:
    rest = "day: skip\nfolk: skip\nruler: 0\nlast: [Tea]\n"
    walked = "folk: [{ name: Ana, near: yes }]\nruler: 1\nhigher: It\nnext: walk\n"
    whole = covered(WHOLE, rest, walked)
    assert whole.missing == ()
    assert whole.percent == 100


def test_a_condition_is_not_decided_while_its_question_is_open() -> None:
    assert Goal(Sort.WHEN_FALSE, "higher") not in covered("day: A good one\nlast: [Tea]\n").met


def test_rosa_and_winston_leave_the_paths_neither_took() -> None:
    both = cover(first(), [recorded("rosa"), recorded("half")])
    assert both.percent < 100
    assert "plan rule gently: never offered" in both.missing
    assert "who_does_what.next: by never chosen" in both.missing
    assert not [line for line in both.missing if line.endswith("never asked")]


def test_forty_walks_meet_all_of_the_first_conversation() -> None:
    made = first()
    assert cover(made, [walk(made, seed) for seed in range(40)]).missing == ()


def test_walks_meet_all_there_is_in_a_script_with_every_type() -> None:
    made = script(GOOD)
    assert cover(made, [walk(made, seed) for seed in range(80)]).missing == ()


@settings(max_examples=30, deadline=None)
@given(scripts, st.integers(0, 1000))
def test_more_walks_never_meet_less(made: Script, seed: int) -> None:
    one, other = walk(made, seed), walk(made, seed + 1)
    together = cover(made, [one, other])
    assert together == cover(made, [one]).merged(cover(made, [other])) == cover(made, [other, one])
    assert together.met <= set(together.wanted)
    assert len(together.missing) == len(together.wanted) - len(together.met)
    assert 0 <= cover(made, [one]).percent <= together.percent <= 100


def test_coverages_of_different_scripts_are_not_put_together() -> None:
    with pytest.raises(ValueError, match="different scripts"):
        covered(WHOLE).merged(cover(first(), []))
