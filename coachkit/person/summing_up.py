"""Summing up one person: in come the yields of all talks and what was decided since, out goes the summary to keep."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from coachkit.person.between import Between
from coachkit.person.decisions import Decision
from coachkit.person.gathered import Gathered
from coachkit.person.handover import HelperSaid, Stands
from coachkit.person.introduction import introductions
from coachkit.person.lasting import tally
from coachkit.person.rhythm import rhythm
from coachkit.person.standing import circle_of, ways_of
from coachkit.person.summary import RatherNot, SmallThing, Summary
from coachkit.person.way import Did, Way, WayStep


def summed_up(talks: Sequence[Gathered], decisions: Sequence[Decision], between: Between) -> Summary:
    """What the day page and the figures look at, from all talks, oldest first, and what was decided between them."""
    ways = ways_of(talks, between)
    near = rhythm(talks, between.rhythm)
    return Summary(
        tally=tally(ways, between.contacts, circle_of(talks, decisions)),
        look_again_on=near.how_often.look_again_on if near.how_often else None,
        rather_not=tuple(chain.from_iterable(map(_rather_not, ways))),
        small_things=_small_things(talks),
        paused_since=between.paused_since,
        back_since=near.returned.on if near.returned else None,
        ended=near.ending is not None,
        introductions=tuple(
            one.model_dump(mode="json", exclude={"steps"}) for one in introductions(between.introductions)
        ),
    )


def _rather_not(way: Way) -> tuple[RatherNot, ...]:
    """A no that nothing has come after: nobody else is named, and it neither stays nor went another way."""
    handover = way.handover
    if handover.helper_said is not HelperSaid.NO or handover.stays or handover.stands not in (None, Stands.BACK):
        return ()
    on = [step.on for step in way.steps if _says_no(step)]
    return (RatherNot(handover.helper or "", handover.what, on[-1]),) if on else ()


def _says_no(step: WayStep) -> bool:
    return step.did is Did.NO or step.facts.get("helper_said") == HelperSaid.NO


def _small_things(talks: Sequence[Gathered]) -> tuple[SmallThing, ...]:
    """The small things of the last talk that named any; those of an earlier one have been passed over."""
    last = next((n for n in range(len(talks) - 1, -1, -1) if talks[n].next_steps), None)
    if last is None:
        return ()
    met_on = max((talk.on for talk in talks[last + 1 :]), default=None)
    return tuple(SmallThing(step.who, step.what, step.by, met_on) for step in talks[last].next_steps)
