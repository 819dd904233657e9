"""A large made-up notebook: in comes a folder, out goes one of 500 people, 5,000 talks and 20,000 handover events.

The talks are the recorded walks of `prompts/walks`, with ids of their own. Rows are put in straight, for keeping
half a million events one by one would take an hour.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from coachkit.ids import new_id
from coachkit.notebook.connection import immediate, opened
from coachkit.notebook.store import Notebook
from coachkit.safe_text import folded
from coachkit.scripts.model import fingerprint
from coachkit.scripts.shelf import Shelf, shipped_scripts
from coachkit.talk.events import NewEvent
from coachkit.talk.walking import walk_told
from coachkit.workbench.answers_file import read_answers

PEOPLE, TALKS_EACH, HANDOVER_EVENTS_EACH = 500, 10, 40
TODAY = date(2026, 11, 22)
_WAY = ("added", "asked", "yes", "trying", "moved", "back", "moved")
_KEPT_EVERY = timedelta(days=8)

Row = tuple[Any, ...]


def make_many(home: Path) -> None:
    """Fill a new notebook in this folder."""
    home.mkdir(mode=0o700)
    walks = _walks()
    Notebook.open(home / "notebook.db").close()
    db = opened(home / "notebook.db")
    seqs = count(1)
    with immediate(db):
        for mark, script_id, version, body, _ in walks:
            db.execute("INSERT OR IGNORE INTO script VALUES (?, ?, ?, ?)", (mark, script_id, version, body))
        for number in range(PEOPLE):
            _add_person(db, number, walks, seqs)
    db.close()


def _walks() -> list[tuple[str, str, int, str, list[NewEvent]]]:
    """Of each recorded walk: its script's fingerprint, id, version and JSON, and its events; the long ones first."""
    found = []
    for path in sorted((shipped_scripts() / "walks").glob("*.yaml")):
        told = read_answers(path.read_bytes(), path.name)
        script = Shelf().find(told.script)
        body = script.pinned()
        found.append((fingerprint(body), script.id, script.version, body, walk_told(script, told.answers).events))
    return sorted(found, key=lambda walk: -len(walk[4]))


def _add_person(
    db: Any, number: int, walks: list[tuple[str, str, int, str, list[NewEvent]]], seqs: Iterator[int]
) -> None:
    person, name = new_id(), f"Person {number:03}"
    first = TODAY - timedelta(days=40 * (TALKS_EACH - 1) + number % 60)
    rows = [_event(next(seqs), person, None, "person_added", "", {"name": name}, first)]
    sessions: list[Row] = []
    decided = _decided(person)
    for at in range(TALKS_EACH):
        day = first + timedelta(days=40 * at)
        mark, script_id, _, _, said = walks[(number + at) % len(walks)]
        talk, began = new_id(), next(seqs)
        begun = {"kind": "talk", "script_hash": mark, "script_id": script_id, "script": mark, "permission": True}
        rows.append(_event(began, person, talk, "started", "", begun, day))
        rows += [_event(next(seqs), person, talk, str(e.kind), e.subject, e.body, day) for e in said]
        rows.append(_event(next(seqs), person, talk, "finished", "", {}, day))
        sessions.append((talk, began, person, "talk", mark, script_id, day.isoformat(), "done", f"{day}T10:00:00Z"))
        for step, (subject, body) in enumerate(islice(decided, HANDOVER_EVENTS_EACH // TALKS_EACH)):
            on = min(TODAY, day + _KEPT_EVERY * (step + 1))
            rows.append(_event(next(seqs), person, None, "handover", subject, body, on))
    db.executemany(
        "INSERT INTO change (id, kind, sentence, at, \"on\", \"by\") VALUES (?, 'talk', '', ?, ?, 'Sam')",
        [(row[2], row[8], row[9]) for row in rows],
    )
    db.executemany(f"INSERT INTO event VALUES ({', '.join('?' * 11)})", rows)  # noqa: S608
    last = sessions[-1][6]
    db.execute("INSERT INTO person VALUES (?, ?, ?, 0, NULL, ?, ?)", (person, name, folded(name), last, TALKS_EACH))
    db.executemany(f"INSERT INTO session VALUES ({', '.join('?' * 9)})", sessions)  # noqa: S608


def _event(seq: int, person: str, talk: str | None, kind: str, subject: str, body: dict[str, Any], day: date) -> Row:
    told = json.dumps(body, ensure_ascii=False)
    return (seq, new_id(), new_id(), person, talk, kind, subject, told, f"{day}T10:00:00.000000Z", str(day), "Sam")


def _decided(person: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Steps of one handover after another: each is asked about, tried, moves, comes back and moves again."""
    for number in count():
        handover = f"{person}/{number}"
        for did in _WAY:
            facts = {"what": f"thing number {number}", "now": "for", "next": "circle", "helper": f"Helper {number}"}
            yield handover, {"did": did, "facts": facts if did == "added" else {}, "why": ""}
