"""What holds in every copy coachkit writes: in come its events, out go those that break a rule, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from coachkit.dates import LAST_YEAR, iso_day
from coachkit.safe_text import one_line
from coachkit.talk.answers import ONLY
from coachkit.talk.bodies import fits
from coachkit.talk.events import Happened, Key

_ITEM = re.compile(r"[0-9a-f-]{4,40}")
_MARK = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OF_PEOPLE = frozenset(
    (Happened.PERSON_ADDED, Happened.PERSON_RENAMED, Happened.PERSON_ARCHIVED, Happened.PERSON_MERGED)
)
_THINGS = frozenset((Happened.HANDOVER, Happened.INTRODUCTION, Happened.SUGGESTED))

Body = dict[str, Any]
Fault = tuple[str, str]


class Kept(Protocol):
    """An event as a copy holds it."""

    @property
    def id(self) -> str: ...
    @property
    def person_id(self) -> str | None: ...
    @property
    def session_id(self) -> str | None: ...
    @property
    def kind(self) -> Happened: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> Body: ...
    @property
    def at(self) -> str: ...
    @property
    def on(self) -> str: ...


def faults_of(person_id: str, name: str, events: Sequence[Kept]) -> Iterator[Fault]:
    """The id of each event that cannot have been written so, or of the person, and a sentence that says why."""
    seen: set[str] = set()
    for event in events:
        if event.id in seen:
            yield event.id, "This event stands here twice."
        seen.add(event.id)
        if why := _why_not(event):
            yield event.id, why
    yield from _people_at_fault(person_id, name, events)
    yield from _talks_at_fault(events)


def _why_not(event: Kept) -> str:
    day = iso_day(event.on)
    if day is None or day.year > LAST_YEAR:
        return "The day of this event is no day."
    if not _is_moment(event.at):
        return "The moment of this event is no moment."
    if event.kind in _THINGS and not _ITEM.fullmatch(event.subject):
        return "What this event is about is no id."
    if event.session_id and not _is_item(Key.read(event.subject).item):
        return "What this event is about is no id."
    closer = _CLOSER.get(event.kind)
    whole = fits(event.kind, event.body) and (closer is None or closer(event.body))
    if (event.body or event.kind in _NEVER_BLANK) and not whole:
        return "What this event holds is not as coachkit writes it."
    return ""


def _is_moment(text: str) -> bool:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return False
    return at.tzinfo is not None and at.astimezone(UTC).isoformat(timespec="microseconds") == text


def _is_item(item: str) -> bool:
    return all(own == ONLY or _ITEM.fullmatch(own) for own in item.split("/")) if item else True


def _people_at_fault(person_id: str, name: str, events: Sequence[Kept]) -> Iterator[Fault]:
    names: dict[str, str] = {}
    into: dict[str, str] = {}
    for event in events:
        whose = event.person_id or person_id
        if (event.kind is Happened.PERSON_ADDED) == (whose in names):
            yield event.id, "Something happens here to somebody who is not there yet, or who is added twice."
            return
        if event.kind in (Happened.PERSON_ADDED, Happened.PERSON_RENAMED):
            names[whose] = str(event.body.get("name"))
        elif event.kind is Happened.PERSON_MERGED:
            into[whose] = str(event.body.get("into"))
    if names.get(person_id) != name:
        yield person_id, "The name of this person is not the one they were given."
    for whose in names:
        if not _leads_to(whose, person_id, into):
            yield whose, "Somebody in this block is not one with this person."


def _leads_to(whose: str, person_id: str, into: dict[str, str]) -> bool:
    """Whether somebody has become one with the person, over however many others."""
    for _ in range(len(into) + 1):
        if whose == person_id:
            return person_id not in into
        whose = into.get(whose, "")
    return False


def _talks_at_fault(events: Sequence[Kept]) -> Iterator[Fault]:
    begun: set[str] = set()
    for event in events:
        talk = event.session_id
        if talk is None:
            if event.kind is Happened.STARTED:
                yield event.id, "A talk begins here that has no id."
        elif event.kind in _OF_PEOPLE:
            yield event.id, "This happens to a person, and not in a talk."
        # What was rubbed out stays kept as rubbed out, also where its talk has been taken back.
        elif (event.kind is Happened.STARTED) == (talk in begun) and event.kind is not Happened.RUBBED_OUT:
            yield event.id, "Something happens here in a talk that has not begun, or that begins twice."
        elif event.kind is Happened.STARTED:
            begun.add(talk)


def _name(body: Body) -> bool:
    return one_line(body["name"]) == str(body["name"])


def _started(body: Body) -> bool:
    mark, script = body["script_hash"], body["script_id"]
    pinned = mark is not None and script is not None and bool(_MARK.fullmatch(mark))
    return pinned if body["kind"] == "talk" else mark is None and script is None


# What a talk or a person of a copy is known by has to be as coachkit writes it to the letter.
_CLOSER: dict[Happened, Callable[[Body], bool]] = {
    Happened.STARTED: _started,
    Happened.TOLD: lambda body: all(_is_item(Key.read(key).item) for _, key, _ in body["events"]),
    Happened.SCRIPT_CHANGED: lambda body: bool(_MARK.fullmatch(body["script_hash"])),
    Happened.PERSON_ADDED: _name,
    Happened.PERSON_RENAMED: _name,
    Happened.PERSON_MERGED: lambda body: bool(_UUID.fullmatch(body["into"])),
}
_NEVER_BLANK = _OF_PEOPLE | {Happened.STARTED, Happened.SCRIPT_CHANGED, Happened.MAY_MENTION}
