"""Every line in plain words: in come all rows about somebody, out go what was kept, in order, and what was half typed.

What is only a program's own (that a list was closed, digests, ids) has no line; it stands in the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from coachkit.dates import written_short
from coachkit.errors import CoachkitError
from coachkit.notebook.everything import Rows
from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.talk.answers import told_in
from coachkit.talk.events import Event, Happened, Key
from coachkit.wording import every_line as words
from coachkit.wording.every_line import Around, Line
from coachkit.wording.words import named
from coachkit.workbench.asked import Asked
from coachkit.workbench.beside import BESIDE, CONCERN, THOUGHT
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room

_SENTENCES = ("keeping_agreed", "keeping_withdrawn", "may_mention")
_HALF_TYPED = {THOUGHT: "A thought", CONCERN: "Who was told of a concern", "reword": "Other words for a line"}


def events_of(rows: dict[str, Rows]) -> list[Event]:
    """The rows of events as events, in order; also those that were taken back."""
    fields = [{name: value for name, value in row.items() if name in Event.model_fields} for row in rows["event"]]
    events = [Event(**each | {"body": json.loads(each["body"])}) for each in fields]
    return sorted(events, key=lambda event: event.seq)


def talks_taken_back(rows: dict[str, Rows]) -> list[tuple[TalkLine, list[Event]]]:
    """The talks that are no longer in the list of talks, oldest first, each with its events."""
    there = {row["id"] for row in rows["session"]}
    events = events_of(rows)
    found = []
    for event in events:
        if event.kind is Happened.STARTED and event.session_id and event.session_id not in there:
            body = event.body
            line = TalkLine(event.session_id, event.person_id, str(body.get("kind") or "talk"), event.on,
                            body.get("script_id"), body.get("script_hash"), "done", event.at)  # fmt: skip
            found.append((line, [each for each in events if each.session_id == event.session_id]))
    return sorted(found, key=lambda each: each[0].on)


class EveryLine:
    """Puts the rows about one person into words."""

    def __init__(self, room: Room, person: Person, rows: dict[str, Rows]) -> None:
        self._room, self._person, self._rows = room, person, rows
        self._events = events_of(rows)
        self._asked: dict[str, Asked | None] = {}
        self._last: dict[tuple[str, str], str] = {}
        self._helper: dict[str, str] = {}
        self._about = self._things()

    def lines(self) -> Iterator[Line]:
        """Everything that was kept, in its order."""
        undone = {row["id"]: row.get("undone_at") for row in self._rows["change"]}
        for event in self._events:
            back = undone.get(event.change_id)
            day = written_short(date.fromisoformat(back[:10])) if back else ""
            for what, said in self._said(event):
                yield Line(event.on, event.by, what, said, day)

    def half_typed(self) -> Iterator[tuple[str, str]]:
        """What was typed and never sent off, each text with what it was typed under."""
        for row in self._rows.get("draft", ()):
            *beside, name = str(row["subject"]).split(BESIDE)
            asked = self._of_talk(row["session_id"])
            under = _HALF_TYPED.get(beside[0], "") if beside else ""
            key = Key.read(name.partition(":")[2] or name)
            yield under or (asked.question(key) if asked else ""), row["text"]

    def _things(self) -> dict[str, str]:
        """What decisions are about, by id: statements as they were said, handovers and who is to be met by name."""
        found: dict[str, str] = {}
        with suppress(CoachkitError):
            now = known(self._room, self._person)
            found |= {each.id: each.text for talk in now.talks for each in talk.statements}
            found |= {way.handover.id: way.handover.what for way in now.ways}
            self._helper |= {way.handover.id: way.handover.helper for way in now.ways if way.handover.helper}
        for event in self._events:
            called = _fact(event.body, "what") or _fact(event.body, "to")
            if called and event.kind in (Happened.HANDOVER, Happened.INTRODUCTION):
                found.setdefault(event.subject, called)
        return found

    def _said(self, event: Event) -> Iterator[words.Words]:
        kind, body = str(event.kind), event.body
        if event.kind is Happened.TOLD:
            for inner, subject, value in told_in(body):
                yield from self._answered(event, inner, subject, value)
        elif event.kind is Happened.STARTED:
            asked = self._of_talk(event.session_id)
            yield words.began(str(body.get("kind") or "talk"), body, asked.script.title if asked else "")
        elif kind in _SENTENCES:
            yield words.agreed_line(kind, event.subject, body, event.on, self._person.name), ()
        else:
            yield from self._answered(event, kind, event.subject, body)

    def _answered(self, event: Event, kind: str, subject: str, body: dict[str, Any]) -> Iterator[words.Words]:
        """An answer under its question; anything else by its own label."""
        if kind in words.SILENT:
            return
        label = words.ANSWERED.get(kind)
        if label is None:
            helper = _fact(body, "helper") or self._helper.get(subject, "")
            self._helper[subject] = helper
            about = self._about.get(subject, "")
            around = Around(self._person.name, self._room.coach or "the coach", helper and named(helper), about)
            yield words.kept_words(kind, subject, body, around)
            return
        key = Key.read(subject)
        asked = self._of_talk(event.session_id)
        question = asked.question(key) if asked else key.step
        here = (event.session_id or "", subject)
        if "value" in body:
            value = body["value"]
            held = tuple(value) if isinstance(value, list) else value
            self._last[here] = asked.words(key, held) if asked else str(value)
        elif kind in ("answered", "changed"):
            label = words.ANSWERED["rubbed_out"]
        said = self._last.get(here, "") if "value" in body or kind == "item_removed" else ""
        yield label.format(question=question), (said,) if said else ()

    def _of_talk(self, session_id: str | None) -> Asked | None:
        """The questions of a talk; None where it has none, or they can no longer be read."""
        if session_id and session_id not in self._asked:
            self._asked[session_id] = None
            events = [event for event in self._events if event.session_id == session_id]
            began = next((event for event in events if event.kind is Happened.STARTED), None)
            mark = began.body.get("script_hash") if began else None
            if began and mark:
                line = TalkLine(session_id, began.person_id, "talk", began.on, None, mark, "done", began.at)
                with suppress(CoachkitError):
                    self._asked[session_id] = Asked(self._room, self._person, line, events)
        return self._asked.get(session_id or "")


def _fact(body: dict[str, Any], name: str) -> str:
    """What a decision says of one thing, or nothing."""
    facts = body.get("facts")
    return str(facts.get(name) or "") if isinstance(facts, dict) else ""
