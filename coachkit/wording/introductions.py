"""People and places to meet: in come introductions, out goes a block for each that both sides have said yes to."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.person.introduction import Introduction
from coachkit.wording.handovers import day_in_words
from coachkit.wording.layout import Block, Lines
from coachkit.wording.voices import Speaker
from coachkit.wording.words import quoted


def introduction_blocks(introductions: Sequence[Introduction], say: Speaker) -> tuple[Block, ...]:
    """A block for each introduction that belongs on the page; nobody is named there before both have said yes."""
    return tuple(_block(one, say) for one in introductions if one.is_on_the_page)


def _block(one: Introduction, say: Speaker) -> Block:
    own = say.is_person(one.who)
    lines = [] if own else [say("meet_who") + one.who]
    lines += [say("meet_with") + say.name_of(one.with_)] if one.with_ else []
    lines += [say("because") + quoted(one.because)] if one.because else []
    if one.status == "met":
        lines.append(say("have_met" if own else "they_met", day=day_in_words(one.since)))
    else:
        lines.append(say("both_yes" if own else "they_yes"))
    return Lines(lead=one.to, lines=tuple(lines))
