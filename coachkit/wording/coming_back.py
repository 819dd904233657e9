"""Coming back under the promise: in comes the plan of somebody who rang, out go the lines a coach needs at the door."""

from __future__ import annotations

from coachkit.person.handover import Stands
from coachkit.person.plan import Plan
from coachkit.wording.handovers import day_in_words
from coachkit.wording.layout import Block, Lines, Section
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import means_nobody, named, quoted


def coming_back(plan: Plan, typed: str) -> tuple[Section, ...]:
    """That the promise is kept, what they asked to be done first, what is back for now, and the way out.

    `typed` is what to type for the person in a shell.
    """
    say = Speaker(Voice.YOU, plan.person.name, plan.coach)
    blocks: list[Block] = [Lines(lines=tuple(_who_rang(plan, say)))]
    first = plan.promise.first if plan.promise else None
    if first:
        blocks.append(Lines(lead=say("cb_first"), lines=(quoted(first),)))
    back = tuple(quoted(one.what) for one in plan.handovers if one.stands is Stands.BACK)
    if back:
        blocks.append(Lines(lead=say("cb_back"), lines=back))
    blocks.append(Lines(lines=(say("cb_out", typed=typed),)))
    return (Section(blocks=tuple(blocks)),)


def _who_rang(plan: Plan, say: Speaker) -> list[str]:
    came = plan.returned
    if came is None:
        return []
    rang = "cb_noticed" if say.is_coach(came.rang) else "cb_rang"
    lines = [say(rang, who=say.name_of(came.rang), day=day_in_words(came.on))]
    if came.sign:
        lines.append(say("cb_sign") + quoted(came.sign))
    others = plan.promise.who_may_call if plan.promise else None
    somebody = not say.is_person(came.rang) and not say.is_coach(came.rang)
    if somebody and (not others or means_nobody(others) or came.rang.casefold() not in others.casefold()):
        lines.append(say("cb_not_named", who=named(came.rang)))
    return lines
