"""Who else is named in what is kept about somebody: in come all their rows, out go names and where each stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from coachkit.dates import written_short
from coachkit.errors import CoachkitError
from coachkit.exporters.whole_record import Others
from coachkit.notebook.everything import Rows
from coachkit.notebook.forgetting import Whom
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, one_line
from coachkit.talk.events import Happened, Key
from coachkit.wording.words import means_nobody
from coachkit.workbench.gathering import known
from coachkit.workbench.named_by_others import texts_in
from coachkit.workbench.room import Room

_NOBODY = {"", "person", "coach", "yes", "no", "both", "other"}
# Facts of a decision that hold a name, and what is said for a bad day: it may name somebody on the way.
_NAMING = ("helper", "to", "with_", "who_asks", "who_may_call")
_BACKUP = "backup"
_MARKS = ',;:.!?"\n'
_LONGEST_NAME = 40
_WHERE = {"handover": "who does what", "introduction": "people and places to meet"}


class _Text(NamedTuple):
    """A text that names somebody or may do so: where it stands, and whether it is a name whatever it looks like."""

    text: Any
    where: str
    is_name: bool | None = None


def named_others(room: Room, person: Person, about: Whom, rows: dict[str, Rows]) -> Others:
    """Each name with the places it stands in, also where it was set aside or taken back; by name.

    A sentence that stands where a name could is listed as such. Names inside a sentence are found only where they are
    somebody's in the same notebook.
    """
    names: dict[str, dict[str, None]] = {}
    sentences: dict[str, str] = {}
    own = about.called | {folded(person.name), folded(room.coach)} | _NOBODY
    for each in (*_as_it_stands(room, person), *_in_events(rows["event"]), *_in_the_notebook(room, rows)):
        text = one_line(each.text) if isinstance(each.text, str) else ""
        if folded(text) in own or means_nobody(text):
            continue
        if _is_a_name(text) if each.is_name is None else each.is_name:
            places = names.setdefault(text, {})
            if each.where.partition(", ")[0] not in places:  # as it stands now says enough
                places[each.where] = None
        else:
            sentences.setdefault(text, each.where)
    by_name = {name: tuple(names[name]) for name in sorted(names, key=folded)}
    return Others(names=by_name, sentences=tuple((where, text) for text, where in sentences.items()))


def _is_a_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not any(mark in text for mark in _MARKS)


def _as_it_stands(room: Room, person: Person) -> Iterator[_Text]:
    with suppress(CoachkitError):  # what makes no sense any more, or was taken back, is found in the events
        now = known(room, person)
        yield from (_Text(member.name, "around them", True) for member in now.profile.circle)
        for way in now.ways:
            yield _Text(way.handover.helper, "who does what")
            yield _Text(way.handover.backup, "who does what", False)
        for one in now.plan.introductions:
            yield from (_Text(name, "people and places to meet") for name in (one.who, one.to, one.with_))
        if now.plan.promise:
            yield _Text(now.plan.promise.who_may_call, "the promise")
        yield from (_Text(step.who, "first small things") for step in now.plan.first_steps)


def _in_events(rows: Rows) -> Iterator[_Text]:
    for row in rows:
        body, day = json.loads(row["body"]), written_short(date.fromisoformat(row["on"]))
        told = body.get("events", ()) if row["kind"] == Happened.TOLD else [[row["kind"], row["subject"], body]]
        for _, subject, value in told:
            field = Key.read(str(subject)).step.rpartition(".")[2]
            if field in ("name", *_NAMING):
                answer = value.get("value") if isinstance(value, dict) else value
                yield _Text(answer, f"an answer, {day}", True if field == "name" else None)
        facts = body.get("facts") if isinstance(body.get("facts"), dict) else {}
        where = f"{_WHERE.get(row['kind'], 'between talks')}, {day}"
        yield from (_Text(facts[name], where) for name in _NAMING if name in facts)
        yield _Text(facts.get(_BACKUP), where, False)
        if row["kind"] == Happened.TURNS:
            others = (name for name, role, _, _ in body.get("turns", ()) if role == "other")
            yield from (_Text(name, f"a transcript, {day}", True) for name in others)
        if row["kind"] == Happened.CONCERN_RAISED:
            yield _Text(body.get("to"), f"who was told of a concern, {day}")


def _in_the_notebook(room: Room, rows: dict[str, Rows]) -> Iterator[_Text]:
    """Whoever else is in the notebook and is named anywhere in what is kept."""
    texts = [text for row in rows["event"] for text in texts_in(json.loads(row["body"]))]
    everything = "\n".join([*texts, *(row["sentence"] for row in rows["change"])])
    for line in room.notebook.people(archived=True):
        if re.search(rf"(?<!\w){re.escape(line.name)}(?!\w)", everything, re.IGNORECASE):
            yield _Text(line.name, "somebody of this name is in the notebook too", True)
