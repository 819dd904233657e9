"""Summing up one person: in come the yields of all talks and what was decided since, out goes the summary to keep."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from coachkit.person.between import Between
from coachkit.person.consent import consent_of
from coachkit.person.decisions import Decision
from coachkit.person.gathered import Gathered
from coachkit.person.handover import HelperSaid, Stands
from coachkit.person.introduction import introductions, waits_for
from coachkit.person.lasting import tally
from coachkit.person.rhythm import rhythm
from coachkit.person.standing import circle_of, first_steps, ways_of
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
        small_things=tuple(SmallThing(s.who, s.what, s.by) for s in first_steps(talks, near.ended_on)),
        paused_since=between.paused_since,
        back_since=near.returned.on if near.returned else None,
        ended=near.ending is not None,
        taken_back_on=consent_of(decisions).withdrawn_on,
        introductions=tuple(
            one.model_copy(update={"steps": one.steps[-1:]}).model_dump(mode="json")
            for one in introductions(between.introductions)
            if waits_for(one) is not None
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
