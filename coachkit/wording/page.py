"""The person's page: in comes the plan, out go its sections in the order they are read, and the page as text."""

from __future__ import annotations

import re
from datetime import date

from coachkit.dates import iso_day, written, written_short
from coachkit.person.plan import Plan, PlanStatus
from coachkit.person.promise import HowOften, NextStep, Phase, Promise
from coachkit.person.rhythm import Ending
from coachkit.wording.handovers import day_in_words, handover_blocks, somebody_stops
from coachkit.wording.introductions import introduction_blocks
from coachkit.wording.layout import USUAL, Block, Items, Lines, Masthead, Paragraph, Rows, Section, Style, as_text
from coachkit.wording.settle import still_to_settle
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import means_nobody, named, quoted, reads_as_name, whole

# Only one ending is claimed as what we aim for; where the door cannot be open, nothing is said of it.
_ENDED = {Ending.GOOD_ENOUGH: "good_enough", Ending.COACH_LEFT: "met_until", Ending.DIED: "met_until"}
# What fits on one side of paper, and on a screen turned round without much scrolling.
MOST_LINES = 64


def page_text(plan: Plan, today: date, width: int = USUAL, *, emergency: str = "") -> str:
    """The page as the person sees it on the screen turned towards them."""
    text = as_text(page(plan, today, Voice.YOU, emergency=emergency), width)
    if width < USUAL or text.count("\n") <= MOST_LINES:
        return text
    closer = as_text(page(plan, today, Voice.YOU, emergency=emergency, closer=True), width)
    return re.sub(r"\n\n(?=  \S)", "\n", closer)


def page(
    plan: Plan, today: date, voice: Voice = Voice.YOU, *, emergency: str = "", closer: bool = False
) -> tuple[Section, ...]:
    """The sections of the page; what was not talked about is left out whole, the line on rights never.

    `emergency` is the coach's setting, shown whole after *In danger?*. `closer` sets signs side by side.
    """
    say = Speaker(voice, plan.person.name, plan.coach)
    sections = (
        *_top(plan, today, say),
        *page_body(plan, today, say, emergency, closer=closer),
        *_settle(plan, say),
        *_said_yes(plan, say),
    )
    return tuple(section for section in sections if section.blocks)


def page_body(plan: Plan, today: date, say: Speaker, emergency: str, *, closer: bool = False) -> tuple[Section, ...]:
    """The sections between the title and what is still to settle, empty ones with no blocks."""
    rights = Paragraph(text=say("rights"))
    handovers = handover_blocks(plan.handovers, say)
    stops = "h_who_and_stops" if somebody_stops(plan.handovers) else "h_who"
    return (
        Section(title=say("h_already"), blocks=_items(plan.already)),
        Section(title=say(stops), blocks=(*_paused(plan, say), *handovers, rights) if handovers else ()),
        Section(title=say("h_how_often"), blocks=how_often_blocks(plan, today, say)),
        Section(title=say("h_promise"), blocks=promise_blocks(plan.promise, say, emergency, closer=closer)),
        Section(title=say("h_first"), blocks=_first_steps(plan.first_steps, today, say)),
        Section(title=say("h_meet"), blocks=introduction_blocks(plan.introductions, say)),
        Section(blocks=() if handovers else (rights,)),
    )


def _top(plan: Plan, today: date, say: Speaker) -> tuple[Section, ...]:
    day = (iso_day(plan.on) if plan.on else None) or today
    title = Section(blocks=(Masthead(left=say("title"), right=say("who_and_when", day=written(day))),))
    if plan.heading:
        return (title, Section(blocks=(Paragraph(text=quoted(plan.heading)),)))
    if plan.is_empty and not any(one.is_on_the_page for one in plan.introductions):
        return (title, Section(blocks=(Paragraph(text=say("blank")),)))
    return (title,)


def _items(texts: tuple[str, ...]) -> tuple[Block, ...]:
    return (Items(items=tuple(map(whole, texts))),) if texts else ()


def _paused(plan: Plan, say: Speaker) -> tuple[Block, ...]:
    return (Paragraph(text=say("paused")),) if plan.paused_since else ()


def how_often_blocks(plan: Plan, today: date, say: Speaker) -> tuple[Block, ...]:
    """How often they meet, in their words, the day to look again, and a return or an ending where there is one."""
    how_often = plan.how_often or HowOften()
    lines: list[str] = []
    if plan.returned:
        lines.append(say("is_back", day=day_in_words(plan.returned.on)))
    if plan.ending:
        lines.append(say(_ENDED.get(plan.ending, "stopped_meeting"), day=day_in_words(plan.ended_on)))
        return (Lines(lines=tuple(lines)),)
    lines += [quoted(how_often.how_often)] if how_often.how_often else []
    if how_often.phase is Phase.DOOR_OPEN:
        lines.append(say("door_open"))
    if how_often.look_again_on:
        lines.append(_look_again(how_often.look_again_on, today, say))
    return (Lines(lines=tuple(lines)),) if lines else ()


def _look_again(on: str, today: date, say: Speaker) -> str:
    day = iso_day(on)
    if day is None:
        return say("look_again_words") + quoted(on)
    if day == today:
        return say("look_again_today")
    return say("look_again" if day > today else "look_again_past", day=written_short(day, today))


def promise_blocks(promise: Promise | None, say: Speaker, emergency: str, *, closer: bool = False) -> tuple[Block, ...]:
    """What brings the coach back: signs, who may ring, and how; nothing where nothing was promised."""
    if promise is None:
        return ()
    blocks: list[Block] = []
    if promise.signs:
        quotes = tuple(map(quoted, promise.signs))
        signs = Items(lead=say("signs"), items=quotes) if closer else Lines(lead=say("signs"), lines=quotes)
        blocks = [signs, Paragraph(text=say("just_because"))]
    lines = [_who_may_ring(promise.who_may_call, say)]
    lines.append(say("first") + promise.first if promise.first else say("first_unsaid"))
    settings = (("how", promise.how), ("how_soon", promise.how_soon), ("if_not_me", promise.if_not_me))
    lines += [say(key) + text for key, text in settings if text]
    lines.append(f"{say('no_form')} {say('danger', emergency=emergency or say('emergency'))}")
    return (*blocks, Lines(lines=tuple(lines)))


def _who_may_ring(others: str | None, say: Speaker) -> str:
    if not others or means_nobody(others):
        return say("you_ring")
    return say("so_may", others=named(others)) if reads_as_name(others) else say("so_may_these") + others


def _first_steps(steps: tuple[NextStep, ...], today: date, say: Speaker) -> tuple[Block, ...]:
    rows = tuple((say.name_of(step.who), step.what + _by(step.by, today, say)) for step in steps)
    return (Rows(rows=rows),) if rows else ()


def _by(by: str | None, today: date, say: Speaker) -> str:
    if not by:
        return ""
    day = iso_day(by)
    return f" ({say('by_day', day=written_short(day, today)) if day else say('when') + by})"


def _settle(plan: Plan, say: Speaker) -> tuple[Section, ...]:
    open_still = still_to_settle(plan, say.voice)
    blocks = (Lines(lines=open_still),) if open_still else ()
    return (Section(title=say("h_settle"), blocks=blocks, style=Style.QUIET),)


def _said_yes(plan: Plan, say: Speaker) -> tuple[Section, ...]:
    day = iso_day(plan.agreed_on) if plan.agreed_on else None
    if day is None or plan.status is PlanStatus.OPEN:
        return ()
    key = "agreed" if plan.status is PlanStatus.AGREED else "changed"
    return (Section(blocks=(Paragraph(text=say(key, day=written(day))),)),)
