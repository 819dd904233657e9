"""A record that has changed since it came in: in come record and talk, out go the differences and their mending."""

from __future__ import annotations

from coachkit.importers.records import Record
from coachkit.safe_text import folded
from coachkit.talk.answers import Answers, fold
from coachkit.talk.events import Event, Happened, Key, NewEvent
from coachkit.talk.told_again import told_again
from coachkit.workbench.batch import Events
from coachkit.workbench.coming_in import OTHER, Scripts, engine, roles_of
from coachkit.workbench.room import Room
from coachkit.workbench.tell_talk import Told, tell_talk


def changed_steps(room: Room, scripts: Scripts, record: Record, session: str) -> tuple[str, ...]:
    """What a record says otherwise now: ids of questions, and `note`, `turns` or `on`. Raises RefusalError."""
    events = room.notebook.events(session_id=session)
    before, now = _standing(events), _standing_in(room, scripts, record)
    steps = dict.fromkeys((*before, *now))
    changed = [step for step in steps if before.get(step) != now.get(step)]
    told = tell_talk(room, room.notebook.talk(session))
    changed += ["note"] if told.note != record.note else []
    changed += ["turns"] if _turns_differ(told, record) else []
    return (*changed, *(["on"] if told.talk.on != record.on.isoformat() else []))


def update_events(room: Room, scripts: Scripts, record: Record, session: str) -> Events:
    """The events that make the talk say what the record says now, and no others; what stood stays in its story."""
    made = engine(room, scripts, record, session)
    events: Events = []
    if made is not None:
        between = told_again(fold(room.notebook.events(session_id=session)), made[1].events)
        events += [(str(Happened.TOLD), "", {"events": between})] if between else []
    told = tell_talk(room, room.notebook.talk(session))
    if record.note != told.note:
        events.append((str(Happened.NOTED), "", {"text": record.note}))
    if _turns_differ(told, record):
        roles = roles_of(record.turns, record.person)
        turns = [[turn.speaker, roles.get(folded(turn.speaker), OTHER), turn.text, turn.at] for turn in record.turns]
        events.append((str(Happened.TURNS), "", {"turns": turns}))
    return events


def _turns_differ(told: Told, record: Record) -> bool:
    said = [(turn.name, turn.text, turn.at) for turn in told.turns]
    return said != [(turn.speaker, turn.text, turn.at) for turn in record.turns]


def _standing_in(room: Room, scripts: Scripts, record: Record) -> dict[str, list[object]]:
    made = engine(room, scripts, record, "-")
    if made is None:
        return {}
    return _by_step(fold([NewEvent(kind=Happened.TOLD, body={"events": made[1].events})]))


def _standing(events: list[Event]) -> dict[str, list[object]]:
    return _by_step(fold(events))


def _by_step(answers: Answers) -> dict[str, list[object]]:
    """What stands at each top-level question, without the ids of items; one that was left is as one never put."""
    found: dict[str, list[object]] = {}
    gone = {key for key in answers.given if key.item and not _is_there(answers, key)}
    for key in answers.given:
        if key not in gone and answers.value(key) is not None:
            found.setdefault(key.step.partition(".")[0], []).append((key.step, answers.value(key)))
    return {step: sorted(values, key=repr) for step, values in found.items()}


def _is_there(answers: Answers, key: Key) -> bool:
    """Whether the item a key belongs to is still on its list."""
    own = key.item.partition("/")[0]
    return own == "only" or any(own in items for list_key, items in answers.items.items() if not list_key.item)
