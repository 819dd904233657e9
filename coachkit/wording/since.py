"""What is different since a day, told: in come typed differences and names, out go sections in the order to read them.

Names and days stand in the sentences; what somebody said follows a colon or stands in quotes. Nothing says better
or worse.
"""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.person.changes import HandoverChange, Saying
from coachkit.person.circle import Ring
from coachkit.person.gathered import Person
from coachkit.person.promise import HowOften
from coachkit.person.since import Closer, Differences, Meeting, NewMember, Reading, Ruler, Span, Used
from coachkit.safe_text import one_line
from coachkit.wording.changed import Telling, ended_line, handover_lines, near_lines, return_lines
from coachkit.wording.handovers import day_in_words
from coachkit.wording.layout import USUAL, Block, Lines, Masthead, Paragraph, Rows, Section, as_text
from coachkit.wording.words import named, quoted, whole

_RINGS = {
    Ring.CLOSEST: "among the closest",
    Ring.FRIENDS: "among friends",
    Ring.JOINED: "among those {person} does things with",
    Ring.PAID: "among those paid to help",
}
_GIFTS = (
    ("hands", "skill"),
    ("head", "knowledge"),
    ("heart", "passion"),
    ("character", "quality"),
    ("a good day", "experience"),
)


def since_text(found: Differences, span: Span, person: Person, coach: str | None, width: int = USUAL) -> str:
    """All of it as text; one plain sentence where nothing is different."""
    sections = since_sections(found, Telling(person.name, coach), one_line(person.name))
    when = _when(span)
    if not sections:
        return as_text((Section(blocks=(Paragraph(text=_nothing(one_line(person.name), when)),)),), width)
    top: list[Block] = [Masthead(left=person.name, right="" if span.first_talk else when)]
    if span.first_talk:
        top.append(Paragraph(text=f"The first talk was on {day_in_words(span.first_talk)}; everything since then:"))
    return as_text((Section(blocks=tuple(top)), *sections), width)


def _when(span: Span) -> str:
    if span.since is None:
        return ""
    return f"since {'the talk of ' if span.after_talk else ''}{day_in_words(span.since)}"


def _nothing(name: str, when: str) -> str:
    if not when:
        return f"Nothing is written down yet of {name}."
    return f"Nothing that is written down of {name} is different {when}."


def since_sections(found: Differences, tell: Telling, person: str) -> tuple[Section, ...]:
    """The sections with something in them."""
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        ("New people", _lines([_new_member(one, person) for one in found.new_people])),
        ("Closer", _lines([_closer(one, person) for one in found.closer])),
        (
            f"What {person} gives",
            _lines([f"{_of(one.name)} {quoted(one.gives)} ({day_in_words(one.on)})" for one in found.gives]),
        ),
        ("Put to use", [_used(one, person) for one in found.put_to_use]),
        ("People and places met", [_met(one, tell) for one in found.met]),
        (f"What else {person} brings", _brings(found.newly_said)),
        ("Who does what now", [_handover(one, tell) for one in found.handovers]),
        (f"How often {person} and {tell.who('coach')} meet", _lines(_near(found, tell))),
        ("The future, then and now", _lines(_future(found))),
        (f"{person}'s own ruler", [_ruler(one) for one in found.rulers]),
    )
    return tuple(Section(title=title, blocks=tuple(blocks)) for title, blocks in parts if blocks)


def _lines(lines: Sequence[str]) -> tuple[Block, ...]:
    return (Lines(lines=tuple(lines)),) if lines else ()


def _of(name: str) -> str:
    return f"{named(name)}:"


def _new_member(one: NewMember, person: str) -> str:
    ring = f", {_ring(one.ring, person)}" if one.ring else ""
    gives = f" What {person} gives: {quoted(one.gives)}" if one.gives else ""
    return f"{named(one.name)}, first named on {day_in_words(one.on)}{ring}.{gives}"


def _ring(ring: Ring, person: str) -> str:
    return _RINGS[ring].format(person=person)


def _closer(one: Closer, person: str) -> str:
    then, now = _ring(one.ring_then, person), _ring(one.ring_now, person)
    return f"{named(one.name)}: {then} on {day_in_words(one.then_on)}, {now} on {day_in_words(one.now_on)}."


def _used(one: Used, person: str) -> Block:
    day = day_in_words(one.on)
    lines = [f"Said on {day_in_words(one.said_on)}."] if one.said_on else []
    if one.handover:
        lines.append(f"{person}'s part, since {day}: {quoted(one.handover)}")
    if one.meeting:
        lines.append(f"Met because of it, on {day}: {quoted(one.meeting.to)}")
    return Rows(lead=quoted(one.text), lines=tuple(lines))


def _met(one: Meeting, tell: Telling) -> Block:
    lines = [f"Who: {tell.who(one.who)}"]
    lines += [f"Met on {day_in_words(one.met_on)}."] if one.met_on else []
    lines += [f"Alongside: {tell.who(one.with_)}"] if one.with_ and one.met_on else []
    lines += [f"Went again on {day_in_words(one.again_on)}."] if one.again_on else []
    lines += [f"Because: {quoted(one.because)}"] if one.because else []
    return Rows(lead=one.to, lines=tuple(lines))


def _brings(said: Sequence[Saying]) -> list[Block]:
    """A block for each day on which something was said."""
    blocks: list[Block] = []
    for on in sorted({one.on for one in said}):
        rows = tuple((label, tuple(_said(s) for s in said if (s.on, s.kind) == (on, kind))) for label, kind in _GIFTS)
        blocks.append(Rows(lead=day_in_words(on), rows=tuple(row for row in rows if row[1])))
    return blocks


def _said(one: Saying) -> str:
    return (quoted(one.text) if one.kind == "experience" else whole(one.text)) + _whose(one)


def _whose(one: Saying) -> str:
    """Whose words they are, where they are not the person's."""
    if one.said_by == "person":
        return ""
    return f", said by {'the coach' if one.said_by == 'coach' else named(one.said_by)}"


def _handover(change: HandoverChange, tell: Telling) -> Block:
    return Rows(lead=change.handover.what, lines=tuple(handover_lines(change, tell)))


def _near(found: Differences, tell: Telling) -> list[str]:
    """How often they meet; a return says all there is to say of how near the coach is, if no words changed."""
    returns = return_lines(found.returns, tell, found.ended.on if found.ended else None)
    words_changed = found.near and (found.near.then or HowOften()).how_often != (found.near.now or HowOften()).how_often
    near = near_lines(found.near, tell) if found.near and (words_changed or not returns) else []
    return [*near, *returns, *([ended_line(found.ended, tell)] if found.ended else [])]


def _future(found: Differences) -> list[str]:
    both = (*found.future.then, *found.future.now) if found.future else ()
    return [f"{day_in_words(one.on)}{_whose(one)}: {quoted(one.text)}" for one in both]


def _ruler(one: Ruler) -> Block:
    readings = [_reading(one.then)] if one.then else []
    return Rows(lead=quoted(one.name), lines=(*readings, _reading(one.now)))


def _reading(one: Reading) -> str:
    enough = f" Good enough: {quoted(one.good_enough)}" if one.good_enough else ""
    return f"{day_in_words(one.on)}: {one.value}.{enough}"
