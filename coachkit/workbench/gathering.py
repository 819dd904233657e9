"""What is known of a person: in come the events of every talk and decision, out go profile, plan and circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from coachkit.errors import NotebookUnreadableError
from coachkit.notebook.lines import TalkLine
from coachkit.person.between import Between
from coachkit.person.decisions import Decided, Decision
from coachkit.person.gathered import Gathered, Order, Person
from coachkit.person.handover import Handover, Next
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.standing import plan_of, profile_of, ways_of
from coachkit.person.statement import Statement
from coachkit.person.summary import Summary
from coachkit.person.summing_up import summed_up
from coachkit.person.way import WHO_HELPS, Way
from coachkit.safe_text import folded
from coachkit.scripts.model import Script
from coachkit.talk.answers import fold, subjects
from coachkit.talk.captures import gather
from coachkit.talk.events import Event, Happened, Key
from coachkit.workbench.between import between, orders
from coachkit.workbench.gleaned import kept_of
from coachkit.workbench.room import Room

_MAKES_NO_SENSE = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
NAMELESS = "your coach"
_DECIDED = {str(kind) for kind in Decided}


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that stands for one person now."""

    person: Person
    talks: tuple[Gathered, ...]
    decisions: tuple[Decision, ...]
    between: Between
    profile: Profile
    plan: Plan

    @property
    def ways(self) -> tuple[Way, ...]:
        """The way of every handover, also of those no longer needed."""
        return ways_of(self.talks, self.between)


def pinned_script(room: Room, talk: TalkLine) -> Script:
    """The script as it was when the talk began."""
    mark = talk.script_hash or ""
    if mark not in room.pinned:
        room.pinned[mark] = script_kept(room, mark)
    return room.pinned[mark]


def script_kept(room: Room, mark: str) -> Script:
    """A script that talks began with, by its mark. Raises NotebookUnreadableError where it can no longer be read."""
    try:
        return Script.model_validate_json(room.notebook.script(mark))
    except ValidationError as fault:
        raise damaged_talk() from fault


def known(room: Room, person: Person, events: list[Event] | None = None) -> Known:
    """Work out profile and plan from the events; nothing derived is ever the only copy.

    `events` are all of this person's, where they have been read already.
    Raises NotebookUnreadableError where what was kept makes no sense any more.
    """
    events = room.notebook.events(person_id=person.id) if events is None else events
    try:
        return _standing(room, person, events)
    except _MAKES_NO_SENSE as fault:
        raise damaged_talk() from fault


def between_of(room: Room, person: Person) -> Between:
    """What happened between talks alone, without going through any talk. Raises as `known` does."""
    events = room.notebook.events(person_id=person.id)
    try:
        return between(events, orders(events))
    except _MAKES_NO_SENSE as fault:
        raise damaged_talk() from fault


def known_on(room: Room, person: Person, day: date, events: list[Event] | None = None) -> Known:
    """What stood at the end of an earlier day: the same, from what belongs to that day or to one before."""
    events = room.notebook.events(person_id=person.id) if events is None else events
    order = orders(events)
    by_then = [event for event in events if order[event.seq][0] <= day.isoformat()]
    try:
        return _standing(room, person, by_then)
    except _MAKES_NO_SENSE as fault:
        raise damaged_talk() from fault


def known_without(room: Room, person: Person, talk: TalkLine) -> Known:
    """What stands without one talk: the page as it was when that talk began, and what was decided beside it since."""
    events = room.notebook.events(person_id=person.id)
    try:
        return _standing(room, person, [event for event in events if event.session_id != talk.id])
    except _MAKES_NO_SENSE as fault:
        raise damaged_talk() from fault


def summary_of(room: Room, person: Person) -> Summary:
    """The person in short, from the same events; the same whoever the coach is and whatever day it is.

    Raises NotebookUnreadableError where what was kept makes no sense any more.
    """
    events = room.notebook.events(person_id=person.id)
    try:
        return summed_up(*_told(room, person, events, NAMELESS, with_ideas=False))
    except _MAKES_NO_SENSE as fault:
        raise damaged_talk() from fault


def _standing(room: Room, person: Person, events: list[Event]) -> Known:
    talks, decisions, since = _told(room, person, events, room.coach or NAMELESS)
    return Known(
        person=person,
        talks=talks,
        decisions=decisions,
        between=since,
        profile=profile_of(person, talks, decisions),
        plan=plan_of(person, talks, decisions, since, coach=room.coach, settings=reaching(room)),
    )


def _told(
    room: Room, person: Person, events: list[Event], coach: str, *, with_ideas: bool = True
) -> tuple[tuple[Gathered, ...], tuple[Decision, ...], Between]:
    """What the talks yielded, oldest first, the decisions about it, and what was decided between them."""
    order = orders(events)
    of_talk: dict[str, list[Event]] = {}
    for event in events:
        if event.session_id:
            of_talk.setdefault(event.session_id, []).append(event)
    lines = [talk for talk in room.notebook.talks(person.id) if talk.script_hash and talk.id in of_talk]
    begun = {talk.id: order[of_talk[talk.id][0].seq] for talk in lines}
    lines.sort(key=lambda talk: begun[talk.id])
    talks = tuple(
        _yield_of(room, person, talk, of_talk[talk.id], order, coach, with_ideas=with_ideas and talk is lines[-1])
        for talk in lines
    )
    return (*kept_of(events, order), *talks), decisions_of(events, order), between(events, order)


def _gathered(room: Room, person: Person, talk: TalkLine) -> Gathered:
    """What one talk yields by itself. Raises NotebookUnreadableError where what was kept makes no sense any more."""
    try:
        events = room.notebook.events(session_id=talk.id)
        return _yield_of(room, person, talk, events, orders(events), room.coach or NAMELESS, with_ideas=False)
    except _MAKES_NO_SENSE as fault:
        raise damaged_talk() from fault


def statements_said(room: Room, talk_id: str) -> tuple[Statement, ...]:
    """What one talk says by itself, whatever was decided about it since. Raises as `known` does."""
    talk = room.notebook.talk(talk_id)
    return _gathered(room, room.notebook.person(talk.person_id), talk).statements


def damaged_talk() -> NotebookUnreadableError:
    """What to say where a talk that was kept makes no sense any more."""
    return NotebookUnreadableError(
        "This notebook is damaged: a talk in it can no longer be read.",
        "The other commands still work. To look it all through: coachkit notebook check",
    )


def _yield_of(
    room: Room,
    person: Person,
    talk: TalkLine,
    events: Sequence[Event],
    order: dict[int, Order],
    coach: str,
    *,
    with_ideas: bool,
) -> Gathered:
    """What a talk yields, with its place among all that happened: that of the last thing said before it ended.

    Mending an old talk changes what was said in it, not when.
    """
    script, answers = pinned_script(room, talk), fold(events)
    found = gather(script, answers, session=talk.id, on=talk.on, person=person.name, coach=coach, with_ideas=with_ideas)
    ended = next((n for n, event in enumerate(events) if event.kind is Happened.FINISHED), len(events))
    in_time = events[: ended + 1]
    orders_of: dict[str, Order] = {}
    for event in in_time:
        for item in {Key.read(subject).item.partition("/")[0] for subject in subjects(event)} - {""}:
            orders_of[item] = order[event.seq]
    place = order[in_time[-1].seq] if in_time else ("", 0)
    others = tuple(_helped_by_others(each, person.name, coach) for each in found.handovers)
    return found.model_copy(update={"order": place, "orders": orders_of, "handovers": others})


def _helped_by_others(handover: Handover, person: str, coach: str) -> Handover:
    """A handover without the person or the coach as its helper: a yes has to be somebody else's.

    Whoever names the coach means together, and whoever names themselves means alone.
    """
    meant = {folded(coach): Next.WITH, folded(person): Next.BY}.get(folded(handover.helper or ""))
    if not handover.helper or meant is None:
        return handover
    way = meant if handover.next is Next.CIRCLE else handover.next
    return handover.model_copy(update=dict.fromkeys(WHO_HELPS) | {"next": way})


def reaching(room: Room) -> dict[str, str]:
    """How a coach can be reached, how soon, and who answers otherwise, as the settings say it today.

    Where `how` is empty and there is a phone number, the number says how.
    """
    texts = {name: room.settings.get(name) for name in ("how", "how_soon", "if_not_me")}
    phone = room.settings.get("phone")
    if phone and not texts["how"]:
        texts["how"] = f"Ring or text {room.coach or 'your coach'} on {phone}."
    return {name: text for name, text in texts.items() if text}


def said_in(room: Room, person: Person, talk: TalkLine, keys: Sequence[Key] | None = None) -> list[str]:
    """The ids of the statements and handovers that a talk, or some of its answers, gave.

    What was decided about them holds their words too, and goes when they go; a handover is what it is called.
    """
    gleaned = [
        event.subject
        for event in room.notebook.events(person_id=person.id)
        if keys is None and (event.body.get("what") or {}).get("session") == talk.id
    ]
    if not talk.script_hash:
        return gleaned
    found = _gathered(room, person, talk)
    if keys is None:
        return [*gleaned, *(s.id for s in found.statements), *(handover.id for handover in found.handovers)]
    wanted = set(keys)
    named = [
        f"{step.id}.{saves.fields.get('what', '')}"
        for step in pinned_script(room, talk).steps
        for saves in step.saves
        if saves.kind == "handover"
    ]
    things = [h.id for h in found.handovers if any(Key(name, h.id) in wanted for name in named)]
    return [*(s.id for s in found.statements if Key(s.source.step, s.source.item or "") in wanted), *things]


def decisions_of(events: Sequence[Event], order: dict[int, Order]) -> tuple[Decision, ...]:
    """The decisions among a person's events, in the order they count in: what was told later goes to its own day."""
    made = sorted((event for event in events if event.kind in _DECIDED), key=lambda event: order[event.seq])
    return tuple(
        Decision(
            kind=Decided(event.kind),
            about=event.subject,
            words=str(event.body.get("words", "")),
            text=str(event.body.get("text", "")),
            on=event.on,
        )
        for event in made
    )
