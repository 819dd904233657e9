"""The page in a few words: in comes the plan, out goes a text for a phone or a note for another system."""

from __future__ import annotations

from datetime import date

from coachkit.dates import iso_day, written, written_short
from coachkit.person.handover import Handover, HelperSaid, Stands
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.promise import NextStep
from coachkit.person.way import OUT_OF_HAND
from coachkit.safe_text import folded, one_line
from coachkit.wording.handovers import how_far_it_came, what_the_coach_stops, who_does_it_next
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import named, quoted, whole

LONGEST_MESSAGE = 499


def message(plan: Plan, today: date) -> str:
    """Under 500 characters for the person's phone; what does not fit is left out by whole lines, never cut.

    A thing the coach stops and the yes it waits for are one line, so that one cannot stand without the other.
    """
    say = Speaker(Voice.YOU, plan.person.name, plan.coach)
    lines = [(weight, one_line(line)) for weight, line in _message_lines(plan, today, say) if line]
    chosen: set[int] = set()
    left = LONGEST_MESSAGE
    for number, (_, line) in sorted(enumerate(lines), key=lambda pair: (pair[1][0], pair[0])):
        if len(line) + 1 <= left:
            chosen.add(number)
            left -= len(line) + 1
    return "\n".join(line for number, (_, line) in enumerate(lines) if number in chosen)


def note(plan: Plan, profile: Profile, today: date) -> str:
    """At most five lines to paste into another system; of what was said, only what anyone may know.

    What is done with each other, handovers and first small things, stands in it all the same.
    """
    say = Speaker(Voice.YOU, plan.person.name, plan.coach)
    day = (iso_day(plan.on) if plan.on else None) or today
    shared = [whole(one.text) for one in profile.anyone_may_know("skill", "knowledge", "passion")]
    told = {folded(hope.text) for hope in profile.anyone_may_know("hope")}
    heading = f" {quoted(plan.heading)}" if plan.heading and folded(plan.heading) in told else ""
    coach = one_line(plan.coach or "") or "the coach"
    lines = (
        f"{plan.person.name} and {coach}, {written(day)}.{heading}",
        f"{plan.person.name} brings: {' · '.join(shared)}" if shared else "",
        f"Who does what: {' · '.join(_noted(one, say) for one in plan.handovers)}" if plan.handovers else "",
        f"First small things: {' · '.join(_step(one, today, say) for one in plan.first_steps)}"
        if plan.first_steps
        else "",
        _look_again(plan, today),
    )
    return "\n".join(one_line(line) for line in lines if line)


def _message_lines(plan: Plan, today: date, say: Speaker) -> list[tuple[int, str]]:
    """Lines in the order they are read, each with its weight: the smallest goes in first."""
    promise = plan.promise
    signs = " · ".join(map(quoted, promise.signs)) if promise else ""
    lines = [(6, quoted(plan.heading) if plan.heading else "")]
    lines += [(5, _moves(one, say)) for one in plan.handovers if not one.stays and (one.next or one.stands)]
    lines += [(3 if say.is_person(one.who) else 4, _step(one, today, say)) for one in plan.first_steps]
    lines.append((2, _look_again(plan, today)))
    lines.append((1, f"{say('signs')} {signs}" if signs else ""))
    lines.append((0, say("how") + promise.how if promise and promise.how else ""))
    lines.append((0, "You may ring just because. No form, no waiting list."))
    return lines


def _moves(handover: Handover, say: Speaker) -> str:
    settled = handover.stands in OUT_OF_HAND
    next_ = "" if settled else who_does_it_next(handover, say)
    sentences = (how_far_it_came(handover, say), next_, *what_the_coach_stops(handover, say))
    return f"{quoted(handover.what)}: {' '.join(sentence for sentence in sentences if sentence)}"


def _step(step: NextStep, today: date, say: Speaker) -> str:
    day = iso_day(step.by) if step.by else None
    by = f" (by {written_short(day, today)})" if day else f" (when: {step.by})" if step.by else ""
    return f"{say.name_of(step.who)}: {step.what}{by}"


def _look_again(plan: Plan, today: date) -> str:
    on = plan.how_often.look_again_on if plan.how_often else None
    day = iso_day(on) if on else None
    if day is None:
        return ""
    return (
        f"We look again on {written_short(day, today)}."
        if day >= today
        else f"We said we would look again on {written_short(day)}."
    )


def _noted(handover: Handover, say: Speaker) -> str:
    what = quoted(handover.what)
    if handover.stays:
        return f"{what} stays as it is"
    if handover.stands in (Stands.MOVED, Stands.BACK):
        return f"{what} is {'still going' if handover.stands is Stands.MOVED else 'back with the coach for now'}"
    helper = named(handover.helper) if handover.helper else ""
    said = {
        HelperSaid.YES: f"{helper} has said yes",
        HelperSaid.ASKED: f"{helper} has been asked",
        HelperSaid.NOT_ASKED: f"{helper} has not been asked yet",
        HelperSaid.NO: f"{helper} would rather not",
        None: f"with {helper}, not asked as far as we know",
    }[handover.helper_said]
    may_stop = handover.coach_stops and not handover.waits_for_a_yes and not handover.paused
    stops = [say("stops") + quoted(handover.coach_stops or "")] if may_stop else []
    way = "waits for a yes" if handover.waits_for_a_yes else "is on its way"
    if handover.stands is Stands.TRYING:
        way = "is being tried"
    elif handover.next is None:
        way = "is talked about; nothing is decided"
    return "; ".join((f"{what} {way}", *([said] if helper else []), *stops))
