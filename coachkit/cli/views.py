"""A talk on the screen: in comes a talk as told, out go lines wrapped to a width, the person's words whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coachkit.cli import messages
from coachkit.dates import written
from coachkit.person.handover import Stands
from coachkit.safe_text import one_line
from coachkit.wording.handing_over import story
from coachkit.wording.handovers import handover_blocks
from coachkit.wording.layout import Lines, Section, as_text, wrapped
from coachkit.wording.voices import Speaker, Voice

if TYPE_CHECKING:
    from coachkit.person.between import Contact
    from coachkit.person.way import Way
    from coachkit.workbench.tell_talk import Entry, Told, ToldTurn


def talk_as_it_went(told: Told, width: int) -> str:
    """The whole talk: questions and answers by stage, what is set aside, thoughts, and that a concern was raised."""
    day = written(date.fromisoformat(told.talk.on))
    parts = [f"{told.title} with {one_line(told.person.name)}, {day}"]
    standing = [entry for entry in told.entries if entry.state != "parked"]
    aside = [entry for entry in told.entries if entry.state == "parked"]
    if standing:
        parts.append(told_lines(standing, width))
    if aside:
        parts.append(f"{messages.SET_ASIDE}\n\n{told_lines(aside, width)}")
    if told.thoughts:
        parts.append("\n".join([messages.THOUGHTS, *(f"  {one_line(thought)}" for thought in told.thoughts)]))
    if told.note:
        parts.append("\n".join(wrapped(told.note, width)))
    if told.turns:
        parts.append("\n".join(line for turn in told.turns for line in _turn(turn, told.person.name, width)))
    for on, to in told.concerns:
        whom = f" Told: {one_line(to)}." if to else ""
        parts.append(messages.CONCERN.format(day=written(date.fromisoformat(on))) + whom)
    return "\n\n".join(parts)


def _turn(turn: ToldTurn, person: str, width: int) -> list[str]:
    """Who spoke, by name, and what they said."""
    who = one_line(turn.name or {"person": person}.get(turn.speaker, turn.speaker))
    return wrapped(f"{who}: {turn.text}" if who else turn.text, width, "", "  ")


def way_as_it_stands(way: Way, person: str, coach: str, width: int) -> str:
    """The last step of a handover's way, and the handover as the page has it."""
    say = Speaker(Voice.YOU, person, coach)
    newest = max(range(len(way.steps)), key=lambda n: way.steps[n].order[1])
    last = (story(way, person, coach)[newest],)
    blocks = handover_blocks([way.handover], say) if way.handover.stands is not Stands.ENDED else ()
    sections = (Section(blocks=(Lines(lines=last),)), *([Section(blocks=blocks)] if blocks else []))
    return as_text(sections, width)


def way_as_it_went(way: Way, person: str, coach: str, width: int) -> str:
    """A handover's whole story: what it is, then a line for each step."""
    return as_text((Section(blocks=(Lines(lead=way.handover.what, lines=story(way, person, coach)),)),), width)


def contact_line(contact: Contact, person: str, coach: str) -> str:
    """One contact between talks: the day, who began it, and the line about it."""
    began = {"person": one_line(person), "coach": one_line(coach) or "you"}.get(contact.by, "somebody else")
    note = f": “{one_line(contact.note)}”" if contact.note else ""
    return f"{written(date.fromisoformat(contact.on))}, a contact begun by {began}{note}"


def told_lines(entries: Sequence[Entry], width: int) -> str:
    """Each question once, its answers under it in quotes; what was left or rubbed out is said plainly."""
    lines: list[str] = []
    stage = question = ""
    for entry in entries:
        if entry.stage and entry.stage != stage:
            stage = entry.stage
            lines += ["", stage.upper()]
        if entry.question != question:
            question = entry.question
            lines += ["", *wrapped(question, width)]
        lines += wrapped(_became(entry), width, "  ", "  ")
    return "\n".join(lines).strip("\n")


def _became(entry: Entry) -> str:
    match entry.state:
        case "skipped":
            return "(left)"
        case "rubbed_out":
            return "(rubbed out)"
        case _:
            return f"“{entry.text}”"
