"""Who does what: in come the handovers, out goes a block for each that moves and one line for those that stay."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.dates import iso_day, written_short
from coachkit.person.handover import Handover, HelperSaid, Mode, Next, Stands
from coachkit.wording.layout import Block, Items, Rows
from coachkit.wording.voices import Speaker
from coachkit.wording.words import day_or_words, named, quoted, whole


def handover_blocks(handovers: Sequence[Handover], say: Speaker) -> tuple[Block, ...]:
    """A block for each thing on its way, in the order they were said, then those that stay as they are."""
    moving: list[Block] = [handover_block(handover, say) for handover in handovers if not handover.stays]
    staying = tuple(whole(handover.what) for handover in handovers if handover.stays)
    return (*moving, Items(lead=say("stays"), items=staying)) if staying else tuple(moving)


def somebody_stops(handovers: Sequence[Handover]) -> bool:
    """Whether the coach has said of anything on its way that they will stop."""
    return any(handover.coach_stops for handover in handovers if not handover.stays and not _has_moved(handover))


def who_does_it_now(handover: Handover, say: Speaker) -> str:
    """The sentences for who does it now; empty where nobody said."""
    if handover.stands is not None:
        return how_far_it_came(handover, say)
    keys = {Mode.TO: "now_decided", Mode.FOR: "now_for", Mode.WITH: "now_with", Mode.BY: "now_by"}
    return say(keys[handover.now]) if handover.now else ""


def how_far_it_came(handover: Handover, say: Speaker) -> str:
    """The sentences for a thing being tried, still going, or back with the coach for now, with the day."""
    day = day_in_words(handover.since)
    helper = named(handover.helper) if handover.helper and handover.helper_said is HelperSaid.YES else ""
    match handover.stands:
        case Stands.TRYING:
            return say("now_trying_with", helper=helper, day=day) if helper else say("now_trying", day=day)
        case Stands.MOVED:
            return f"{say('now_moved', helper=helper) if helper else say('now_by')} {say('still_going', day=day)}"
        case Stands.BACK:
            return say("now_back_with" if handover.now is Mode.WITH else "now_back", day=day)
    return ""


def day_in_words(on: str | None) -> str:
    """A kept day as it stands in a sentence: `4 March 2027`."""
    day = iso_day(on or "")
    return written_short(day) if day else str(on or "")


def _has_moved(handover: Handover) -> bool:
    return handover.stands is Stands.MOVED


def who_does_it_next(handover: Handover, say: Speaker) -> str:
    """The sentences for who does it next and what a named helper has said, never more than was said."""
    if not handover.helper or handover.helper_said is HelperSaid.NO:
        plain = {Next.WITH: "next_with", Next.BY: "next_by", Next.CIRCLE: "next_somebody"}
        return say(plain[handover.next]) if handover.next in plain else ""
    helper = named(handover.helper)
    three = handover.next is Next.WITH
    if handover.helper_said is HelperSaid.YES:
        return f"{say('next_three' if three else 'next_helper', helper=helper)} {say('said_yes', helper=helper)}"
    sentence = say("next_three_if" if three else "next_helper_if", helper=helper)
    if handover.helper_said is HelperSaid.ASKED:
        return f"{sentence} {say('was_asked', helper=helper)}"
    return f"{sentence} {_who_asks(handover, say)}".rstrip()


def _who_asks(handover: Handover, say: Speaker) -> str:
    if handover.helper_said is not HelperSaid.NOT_ASKED:
        return ""
    if say.is_person(handover.who_asks):
        return say("person_asks")
    who = handover.who_asks or ""
    return say("coach_asks") if say.is_coach(who) else say("other_asks") + who


def what_the_coach_stops(handover: Handover, say: Speaker) -> list[str]:
    """What the coach stops, behind the yes it waits for."""
    stops = handover.coach_stops
    if _has_moved(handover):
        return [say("stopped") + stops] if stops else []
    if handover.paused:
        return [say("paused_stops"), *([say("then_stops") + stops] if stops else [])]
    if not handover.waits_for_a_yes:
        return [say("stops") + stops] if stops else []
    if not handover.helper:
        return [say("until_somebody"), *([say("then_stops") + stops] if stops else [])]
    helper = named(handover.helper)
    if handover.helper_said is HelperSaid.NO:
        return [say("rather_not", helper=helper), *([say("once_yes_stops") + stops] if stops else [])]
    return [say("until_helper", helper=helper), *([say("then_stops") + stops] if stops else [])]


def handover_block(handover: Handover, say: Speaker) -> Rows:
    """One thing: who does it now and next, whose part is what, and what the coach stops."""
    settled = handover.stands in (Stands.TRYING, Stands.MOVED)
    next_ = "" if settled else who_does_it_next(handover, say)
    signs = handover if not _has_moved(handover) else handover.model_copy(update={"stop_when": None, "stop_by": None})
    sentences = (("Now", who_does_it_now(handover, say)), ("Next", next_))
    return Rows(
        lead=handover.what,
        rows=tuple(row for row in sentences if row[1]),
        lines=(
            *_parts(handover, say),
            *what_the_coach_stops(handover, say),
            *([say("know_when") + quoted(signs.stop_when)] if signs.stop_when else ()),
            *([say("by_when") + day_or_words(signs.stop_by)] if signs.stop_by else ()),
            *([say("backup") + handover.backup] if handover.backup else ()),
        ),
    )


def _parts(handover: Handover, say: Speaker) -> list[str]:
    """Whose part is what, and what the helper said would be fine and good."""
    helper = named(handover.helper) if handover.helper else ""
    limit = say("helper_limit", helper=helper) if helper else say("limit")
    gets = say("helper_gets", helper=helper) if helper else say("good_for")
    said = (
        (say("person_part"), handover.person_does),
        (say("coach_part"), handover.coach_does),
        (limit, handover.helper_limit),
        (gets, handover.helper_gets),
    )
    return [label + text for label, text in said if text]
