"""Who else is named in what is kept about somebody: in come all their rows, out come names and where each stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from coachkit.errors import NotebookUnreadableError
from coachkit.notebook.everything import Rows
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, one_line
from coachkit.talk.events import Happened, Key
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room

Others = dict[str, tuple[str, ...]]

_NOBODY = {"", "person", "coach", "yes", "no", "both", "other"}
# Facts of a decision that hold a name.
_NAMING = ("helper", "to", "with", "who_asks", "backup", "who_may_call")


def named_others(room: Room, person: Person, rows: dict[str, Rows]) -> Others:
    """Each name with the places it stands in, also where it was set aside or taken back; by name.

    Names inside a sentence are found only where they are somebody's in the same notebook.
    """
    found: dict[str, list[str]] = {}
    own = {folded(row["name"]) for row in rows["person"]} | {folded(person.name), folded(room.coach)}

    def add(name: Any, where: str) -> None:
        text = one_line(name) if isinstance(name, str) else ""
        if folded(text) not in own | _NOBODY:
            found.setdefault(text, []).append(where)

    for name, where in _as_it_stands(room, person):
        add(name, where)
    for row in rows["event"]:
        for name, where in _in_event(row):
            add(name, f"{where}, {row['on']}")
    told = [str(row["body"]) for row in rows["event"]] + [row["sentence"] for row in rows["change"]]
    everything = "\n".join(told)
    for line in room.notebook.people(archived=True):
        if re.search(rf"(?<!\w){re.escape(line.name)}(?!\w)", everything, re.IGNORECASE):
            add(line.name, "somebody of this name is in the notebook too")
    return {name: tuple(dict.fromkeys(found[name])) for name in sorted(found, key=folded)}


def _as_it_stands(room: Room, person: Person) -> Iterator[tuple[Any, str]]:
    with suppress(NotebookUnreadableError):
        now = known(room, person)
        yield from ((member.name, "around them") for member in now.profile.circle)
        for way in now.ways:
            yield way.handover.helper, "who does what"
            yield way.handover.backup, "who does what"
        for one in now.plan.introductions:
            yield from ((name, "people and places to meet") for name in (one.who, one.to, one.with_))
        if now.plan.promise:
            yield now.plan.promise.who_may_call, "the promise"
        yield from ((step.who, "first small things") for step in now.plan.first_steps)


def _in_event(row: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    body = json.loads(row["body"])
    told = body.get("events", ()) if row["kind"] == Happened.TOLD else [[row["kind"], row["subject"], body]]
    for _, subject, value in told:
        if Key.read(str(subject)).step.rpartition(".")[2] in ("name", *_NAMING):
            yield value.get("value") if isinstance(value, dict) else value, "an answer"
    facts = body.get("facts") if isinstance(body.get("facts"), dict) else {}
    yield from ((facts[name], str(row["kind"])) for name in _NAMING if name in facts)
    if row["kind"] == Happened.TURNS:
        yield from ((name, "a transcript") for name, role, _, _ in body.get("turns", ()) if role == "other")
    if row["kind"] == Happened.CONCERN_RAISED:
        yield body.get("to"), "who was told of a concern"
