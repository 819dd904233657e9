"""The coach's notes, apart from the person's page: in come plan and profile, out go sections for the coach only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coachkit.dates import iso_day, written
from coachkit.person.gathered import Idea
from coachkit.person.handover import Handover, Mode, Next, Stands
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.wording.handovers import day_in_words, what_the_coach_stops
from coachkit.wording.if_i_left import if_i_left_tomorrow
from coachkit.wording.layout import Block, Items, Lines, Masthead, Paragraph, Rows, Section
from coachkit.wording.meeting import introduction_notes
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import quoted, whole


def coach_notes(plan: Plan, profile: Profile, today: date) -> tuple[Section, ...]:
    """What the coach keeps to themselves; never on the person's page, never with the lid up."""
    day = (iso_day(plan.on) if plan.on else None) or today
    masthead = Masthead(left=f"For {plan.coach or 'the coach'} only", right=f"{plan.person.name}, {written(day)}")
    sections = (
        Section(blocks=_lines(_paused(plan))),
        Section(title="If I left tomorrow", blocks=_lines(if_i_left_tomorrow(plan, profile.circle))),
        Section(title="Now and next", blocks=_mix_in_words(plan)),
        Section(title="What I said I would stop", blocks=_lines(_my_stops(plan))),
        Section(title="Who would love this?", blocks=_not_yet_shared(plan, profile)),
        Section(title="Introductions", blocks=_introductions(plan)),
        Section(title="Ideas", blocks=tuple(map(_idea, plan.ideas))),
    )
    kept = tuple(section for section in sections if section.blocks)
    nothing = Section(blocks=(Paragraph(text="Nothing to note yet."),))
    return (Section(blocks=(masthead,)), *(kept or (nothing,)))


def _paused(plan: Plan) -> tuple[str, ...]:
    if not plan.paused_since:
        return ()
    since = day_in_words(plan.paused_since)
    return (f"Stepping back waits since {since}, because a concern was raised. Nothing moves until you end the pause.",)


def mix(plan: Plan) -> dict[str, int]:
    """How many handovers are done to, for, with and by now; it describes what is done, never the person."""
    return {mode.value: sum(handover.now is mode for handover in plan.handovers) for mode in Mode}


def _lines(lines: tuple[str, ...]) -> tuple[Block, ...]:
    return (Lines(lines=lines),) if lines else ()


def _mix_in_words(plan: Plan) -> tuple[Block, ...]:
    person = plan.person.name
    words = {Mode.TO: f"TO {person}", Mode.FOR: f"FOR {person}", Mode.WITH: f"WITH {person}",
             Mode.BY: f"BY {person} and {person}'s people"}  # fmt: skip
    now = [(handover.now, handover.what) for handover in plan.handovers]
    later = [(_next_mode(handover), handover.what) for handover in plan.handovers]
    blocks: list[Block] = []
    for lead, pairs in (("Now", now), ("Next", later)):
        rows = [(words[mode], tuple(whole(what) for one, what in pairs if one is mode)) for mode in Mode]
        rows.append(("not said yet", tuple(whole(what) for one, what in pairs if one is None)))
        kept = tuple(row for row in rows if row[1])
        blocks += [Rows(lead=lead, rows=kept)] if kept else []
    return tuple(blocks)


def _next_mode(handover: Handover) -> Mode | None:
    if handover.stands is Stands.MOVED:
        return Mode.BY
    if handover.stays or handover.next in (None, Next.SAME):
        return handover.now if handover.next is Next.SAME else None
    return Mode.WITH if handover.next is Next.WITH else Mode.BY


def _my_stops(plan: Plan) -> tuple[str, ...]:
    say = Speaker(Voice.YOU, plan.person.name, plan.coach)
    return tuple(_stop_lines(plan, say))


def _stop_lines(plan: Plan, say: Speaker) -> Iterator[str]:
    for handover in plan.handovers:
        if handover.stays or not handover.coach_stops:
            continue
        if handover.stands is Stands.MOVED:
            yield f"I have stopped: {quoted(handover.coach_stops)} Have I?"
        elif not handover.waits_for_a_yes and not handover.paused:
            when = f" When: {quoted(handover.stop_when)}" if handover.stop_when else ""
            yield f"I said I would stop: {quoted(handover.coach_stops)}{when} Did I?"
        else:
            yield f"{quoted(handover.what)}: {' '.join(what_the_coach_stops(handover, say))}"


def _not_yet_shared(plan: Plan, profile: Profile) -> tuple[Block, ...]:
    """What the person could show somebody, where no introduction names it yet."""
    used = {one.because for one in plan.introductions}
    open_still = tuple(whole(one.text) for one in profile.of("knowledge") if one.text not in used)
    return (Items(lead="Said, and nobody introduced yet:", items=open_still),) if open_still else ()


def _introductions(plan: Plan) -> tuple[Block, ...]:
    return introduction_notes(plan.introductions, Speaker(Voice.YOU, plan.person.name, plan.coach))


def _idea(idea: Idea) -> Block:
    return Lines(lead=idea.text, lines=tuple(f"because: {quoted(words)}" for words in idea.because))
