"""Everything of a person for a file: in comes a person, out go Markdown or data that come back whole."""

from __future__ import annotations

import json
from typing import Any

from coachkit.exporters.json_form import plan_data, profile_data
from coachkit.exporters.markdown import TalkTold, export_markdown
from coachkit.person.gathered import Person
from coachkit.workbench.gathering import known
from coachkit.workbench.handing_out import SPOKEN_OF, to_hand_over
from coachkit.workbench.room import Room
from coachkit.workbench.tell_talk import Told, tell_talk


def as_markdown(room: Room, person: Person, *, whole: bool = False) -> str:
    """The person's own copy; what a reader need not see lies in one block at its end.

    `whole` puts in what is the coach's alone too: answers given alone, and introductions not both have said yes to.
    """
    now = known(room, person)
    talks = [_told(tell_talk(room, talk)) for talk in room.notebook.talks(person.id) if talk.script_hash]
    kept = _a_line_each(_kept(room, person, whole=whole))
    return export_markdown(now.plan, now.profile, talks, kept, emergency=room.settings.get("emergency"))


def as_data(room: Room, person: Person, *, whole: bool = False) -> dict[str, Any]:
    """Profile, plan and events as data; `whole` as for Markdown."""
    now = known(room, person)
    spoken_of = tuple(one for one in now.plan.introductions if whole or one.status in SPOKEN_OF)
    plan = now.plan.model_copy(update={"introductions": spoken_of})
    return {"profile": profile_data(now.profile), "plan": plan_data(plan), "kept": _kept(room, person, whole=whole)}


def as_calendar(room: Room, person: Person) -> str:
    """Looking-again days and first small things as a calendar file; empty where there is no day."""
    from coachkit.exporters.ics import as_ics  # its library takes a moment to load, and only this wants it

    now = known(room, person)
    set_on = max((step.on for step in now.between.rhythm), default="")
    return as_ics(now.plan, room.today, set_on=max(set_on, now.plan.on or ""))


def _a_line_each(kept: dict[str, Any]) -> str:
    """JSON with one event, talk or script a line: short to look at, and two exports compare line by line."""

    def text(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    parts: list[str] = []
    for name, value in kept.items():
        if isinstance(value, list):
            parts.append(f"{text(name)}: [\n" + ",\n".join(text(each) for each in value) + "\n]")
        else:
            parts.append(f"{text(name)}: {text(value)}")
    return "{" + ",\n".join(parts) + "}"


def _told(told: Told) -> TalkTold:
    """The questions that were answered, each with its answers; several items of one list under one question.

    What the coach answered alone is none of the person's own words.
    """
    entries: dict[str, list[str]] = {}
    for entry in told.entries:
        if entry.state == "answered" and not entry.alone:
            entries.setdefault(entry.question, []).append(entry.text)
    return TalkTold(title=told.title, on=told.talk.on, entries=tuple((q, tuple(a)) for q, a in entries.items()))


def _kept(room: Room, person: Person, *, whole: bool) -> dict[str, Any]:
    """Events, talks and pinned scripts, enough to build the same notebook entry again."""
    talks = room.notebook.talks(person.id)
    fields = ("id", "session_id", "kind", "subject", "body", "at", "on", "by")
    events = room.notebook.events(person_id=person.id)
    if not whole:
        events = to_hand_over(room, events, talks)
    return {
        "person": {"id": person.id, "name": person.name},
        "talks": [{n: getattr(t, n) for n in ("id", "kind", "on", "script_id", "script_hash")} for t in talks],
        "events": [{name: getattr(event, name) for name in fields} for event in events],
        "scripts": {t.script_hash: json.loads(room.notebook.script(t.script_hash)) for t in talks if t.script_hash},
    }
