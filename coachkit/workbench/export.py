"""Everything of a person for a file: in comes a person, out go Markdown, a web page, a spreadsheet, data or days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coachkit.exporters.csv_form import export_csv
from coachkit.exporters.html_form import export_html
from coachkit.exporters.json_form import plan_data, profile_data
from coachkit.exporters.markdown import export_markdown
from coachkit.exporters.own_copy import OwnCopy, TalkTold, own_copy
from coachkit.importers.kept_block import SUM, sum_of
from coachkit.notebook.lines import TalkLine
from coachkit.person.consent import consent_of
from coachkit.person.gathered import Person
from coachkit.talk.events import Event, Happened
from coachkit.workbench.as_it_came import as_it_came, speaking
from coachkit.workbench.gathering import Known, damaged_talk, known, pinned_script
from coachkit.workbench.handing_out import to_hand_over
from coachkit.workbench.room import Room
from coachkit.workbench.tell_talk import Told, tell_talk


@dataclass(frozen=True, slots=True)
class _GoingOut:
    """What of a person's goes out with a copy, and what stands for them by it."""

    room: Room
    events: Sequence[Event]
    talks: Sequence[TalkLine]
    now: Known


def as_markdown(room: Room, person: Person, *, whole: bool = False) -> str:
    """The person's own copy; what a reader need not see lies in one block at its end.

    `whole` puts in what is the coach's alone too: answers given alone, and introductions not both have said yes to.
    Everything else is worked out from what goes out, so that whoever takes the copy in reads the same.
    """
    out = _going_out(room, person, whole=whole)
    kept = _kept(out, person)
    return export_markdown(_copy(out), _a_line_each(kept | {SUM: sum_of(kept)}))


def as_web_page(room: Room, person: Person, *, whole: bool = False) -> str:
    """The person's own copy to read and to print: what a reader sees of the Markdown; `whole` as there."""
    return export_html(_copy(_going_out(room, person, whole=whole)))


def as_sheet(room: Room, person: Person, *, whole: bool = False) -> str:
    """What was said, who is around them and who does what, as rows of a spreadsheet; `whole` as for Markdown."""
    out = _going_out(room, person, whole=whole)
    return export_csv(out.now.profile, out.now.plan, {talk.id: talk.on for talk in out.talks})


def as_data(room: Room, person: Person, *, whole: bool = False) -> dict[str, Any]:
    """Profile, plan and events as data; `whole` as for Markdown."""
    out = _going_out(room, person, whole=whole)
    return {
        "profile": profile_data(out.now.profile),
        "plan": plan_data(out.now.plan),
        "agreed": consent_of(out.now.decisions).model_dump(mode="json"),
        "kept": _kept(out, person),
    }


def _going_out(room: Room, person: Person, *, whole: bool) -> _GoingOut:
    there = room.notebook.events(person_id=person.id)
    talks = room.notebook.talks(person.id)
    events = there if whole else to_hand_over(room, there, talks)
    room = as_it_came(room, there)
    return _GoingOut(room, events, talks, known(room, person, events))


def _copy(out: _GoingOut) -> OwnCopy:
    told = [_told(out.room, tell_talk(out.room, talk)) for talk in out.talks if talk.script_hash]
    return own_copy(out.now.plan, out.now.profile, told, emergency=out.room.settings.get("emergency"))


def as_calendar(room: Room, person: Person) -> str:
    """Looking-again days and first small things as a calendar file; empty where there is no day."""
    from coachkit.exporters.ics import as_ics  # its library takes a moment to load, and only this wants it

    now = known(room, person)
    set_on = max((step.on for step in now.between.rhythm), default="")
    return as_ics(now.plan, room.today, set_on=max(set_on, now.plan.on or ""))


def _a_line_each(kept: dict[str, Any]) -> str:
    """JSON with one event, talk or script a line: short to look at, and two exports compare line by line."""
    parts: list[str] = []
    for name, value in kept.items():
        if isinstance(value, list):
            parts.append(f"{_json(name)}: [\n" + ",\n".join(map(_json, value)) + "\n]")
        elif name == "scripts":
            # A script is known by the digest of its text, so its keys stay in their order.
            lines = (f"{_json(mark)}: {_json(script, as_it_is=True)}" for mark, script in value.items())
            parts.append(f"{_json(name)}: {{\n" + ",\n".join(lines) + "\n}")
        else:
            parts.append(f"{_json(name)}: {_json(value)}")
    return "{" + ",\n".join(parts) + "}"


def _json(value: Any, *, as_it_is: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=not as_it_is, separators=(",", ":"))


def _told(room: Room, told: Told) -> TalkTold:
    """The questions that were answered, each with its answers; several items of one list under one question.

    What the coach answered alone is none of the person's own words.
    """
    entries: dict[str, list[str]] = {}
    for entry in told.entries:
        if entry.state == "answered" and not entry.alone:
            entries.setdefault(entry.question, []).append(entry.text)
    return TalkTold(
        title=told.title,
        on=told.talk.on,
        language=pinned_script(room, told.talk).language,
        entries=tuple((q, tuple(a)) for q, a in entries.items()),
    )


def _kept(out: _GoingOut, person: Person) -> dict[str, Any]:
    """Events, talks and pinned scripts, enough to build the same notebook entry again.

    An event says whose it is where that is somebody who has become one with this person.
    """
    fields = ("id", "session_id", "kind", "subject", "body", "at", "on", "by")
    refs = out.room.notebook.references([talk.id for talk in out.talks])
    told = [
        {name: getattr(event, name) for name in fields}
        | {"body": _body(event, refs)}
        | ({"person_id": event.person_id} if event.person_id != person.id else {})
        for event in out.events
        if event.kind is not Happened.BROUGHT_IN
    ]
    return {
        "person": {"id": person.id, "name": person.name},
        "talks": [{n: getattr(t, n) for n in ("id", "kind", "on", "script_id", "script_hash")} for t in out.talks],
        "events": told,
        "scripts": {mark: _script(out.room, mark) for mark in _scripts(out.events, out.talks)},
        "settings": speaking(out.room),
    }


def _body(event: Event, refs: dict[str, str]) -> dict[str, Any]:
    """What an event holds. The beginning of a talk that came in from a file says its reference, which the notebook
    of an earlier version keeps beside it.
    """
    ref = refs.get(event.session_id or "") if event.kind is Happened.STARTED else None
    return {"ref": ref} | event.body if ref else event.body


def _script(room: Room, mark: str) -> Any:
    """A script as it was kept, with its keys in their order."""
    try:
        return json.loads(room.notebook.script(mark))
    except ValueError:
        raise damaged_talk() from None


def _scripts(events: Sequence[Event], talks: Sequence[TalkLine]) -> list[str]:
    """The scripts that talks go by now or went by before, by their marks."""
    gone_by = [e.body.get("script_hash") for e in events if e.kind in (Happened.STARTED, Happened.SCRIPT_CHANGED)]
    return sorted({str(mark) for mark in (*(talk.script_hash for talk in talks), *gone_by) if mark})
