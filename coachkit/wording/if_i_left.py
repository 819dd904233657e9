"""If I left tomorrow: in come plan and circle, out go sentences for the coach, each ending in a question to the person.

What would stop, what hangs on one person, who was never asked, who carries much, and where there is nobody unpaid.
The question is the next thing to ask the person; it never says what the answer should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coachkit.person.circle import Member, Ring
from coachkit.person.handover import Handover, HelperSaid, Mode, Next, Stands
from coachkit.person.plan import Plan
from coachkit.safe_text import folded
from coachkit.wording.words import named, quoted

# From here on somebody is asked whether it is too much. The number is ours: three things are a habit, four a job.
_MUCH = 3


def if_i_left_tomorrow(plan: Plan, circle: Sequence[Member] | None = None) -> tuple[str, ...]:
    """At least a sentence for each handover, then one for each helper who carries much, and for a circle all paid.

    `circle` is None where it is not known.
    """
    person = plan.person.name
    paid = {folded(member.name) for member in circle or () if member.ring is Ring.PAID}
    each = (f"{quoted(one.what)} {_what_would_be(one, person, paid)}" for one in plan.handovers)
    unpaid = _nobody_unpaid(circle, person) if circle is not None and plan.handovers else ()
    return (*each, *_who_carries_much(plan), *unpaid)


def _what_would_be(handover: Handover, person: str, paid: set[str]) -> str:
    return f"{_without_the_coach(handover, person)} {_who_else(handover, person, paid)}"


def _without_the_coach(handover: Handover, person: str) -> str:
    match handover.stands:
        case Stands.BACK:
            return "would stop, or wait: it is back with you for now."
        case Stands.TRYING:
            return "is being tried, and would perhaps go on; nobody would be watching."
    return {
        None: "is not on paper yet: nobody has said who does it now.",
        Mode.TO: "would stop, or somebody else would decide it.",
        Mode.FOR: "would stop, or wait, if it is you who does it.",
        Mode.WITH: f"would rest on {_who_is_left(handover, person)}.",
        Mode.BY: "would go on.",
    }[handover.now]


def _who_is_left(handover: Handover, person: str) -> str:
    if handover.helper and handover.helper_said is HelperSaid.YES:
        return f"{person} and {named(handover.helper)}"
    return f"{person} alone"


def _who_else(handover: Handover, person: str, paid: set[str]) -> str:
    ask = f"Worth asking {person}:"
    if handover.stays:
        return f"It stays as it is. {ask} who knows how it goes, besides us?"
    if handover.next is None and handover.stands is None:
        return f"Nothing is said yet of how it goes on. {ask} how would you like it to go?"
    if not handover.helper:
        if handover.next is Next.CIRCLE:
            return f"Nobody is named yet. {ask} who would be glad to be asked?"
        return f"Nobody else is in it. {ask} who could be there on a bad day?"
    helper = named(handover.helper)
    match handover.helper_said:
        case HelperSaid.YES if folded(handover.helper) in paid:
            return f"{helper} has said yes, and is paid to be there. {ask} who would be there anyway?"
        case HelperSaid.YES if handover.backup:
            return f"{helper} has said yes. {ask} does {helper} know what comes after?"
        case HelperSaid.YES:
            return f"{helper} has said yes, and is the only one. {ask} who else, one day?"
        case HelperSaid.ASKED:
            return f"{helper} has been asked and hasn't said yet. {ask} what would make it easy to say no?"
        case HelperSaid.NO:
            return f"{helper} would rather not. {ask} who else, or shall it stay as it is?"
        case HelperSaid.NOT_ASKED:
            return f"{helper} was never asked. {ask} what would make asking easy?"
        case None:
            return f"What {helper} says is not on paper. {ask} has anybody asked {helper}?"


def _who_carries_much(plan: Plan) -> Iterator[str]:
    carried: dict[str, list[Handover]] = {}
    for handover in plan.handovers:
        if handover.helper and handover.helper_said is HelperSaid.YES and not handover.stays:
            carried.setdefault(folded(handover.helper), []).append(handover)
    for things in carried.values():
        if len(things) >= _MUCH:
            helper = named(things[0].helper or "")
            what = " · ".join(quoted(one.what) for one in things)
            ask = f"Worth asking {plan.person.name}: what would make it lighter for {helper}?"
            yield f"Much hangs on {helper}: {what}. {ask}"


def _nobody_unpaid(circle: Sequence[Member], person: str) -> Iterator[str]:
    if circle and all(member.ring is Ring.PAID for member in circle):
        yield (
            f"Everybody written down around {person} is paid to be there. "
            f"Worth asking {person}: who would you like to see more of?"
        )
    elif not circle:
        yield f"Nobody is written down around {person} yet. Worth asking {person}: who is in your life?"
