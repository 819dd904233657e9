"""The plain way to look at everybody: in comes a notebook, all of it is loaded through SQLModel, out goes the same.

What `stepping_back` measures against: no index is asked, nothing is kept for the next time.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlmodel import col, select

from coachkit.notebook.lines import PersonLine, TalkLine
from coachkit.notebook.orm import edits, standing
from coachkit.notebook.store import Notebook
from coachkit.notebook.summaries import Kept
from coachkit.notebook.tables import ChangeRow, EventRow, PersonRow, ScriptRow, SessionRow
from coachkit.person.gathered import Person
from coachkit.settings import Settings
from coachkit.talk.events import Event, Happened
from coachkit.workbench.day import the_day
from coachkit.workbench.gathering import known, known_on
from coachkit.workbench.lasting import lasting_of_all
from coachkit.workbench.room import Room


class Loaded:
    """A whole notebook in memory; it answers what the workbench asks of one."""

    def __init__(self, path: Path) -> None:
        with edits(path, 5, None) as db:
            self._people = [
                PersonLine(p.id, p.name, p.talks, p.last_on, p.archived) for p in db.exec(select(PersonRow))
            ]
            self._scripts = {row.hash: row.body for row in db.exec(select(ScriptRow))}
            self._talks: dict[str, list[TalkLine]] = defaultdict(list)
            for row in db.exec(select(SessionRow).order_by(col(SessionRow.on), col(SessionRow.seq))):
                talk = TalkLine(row.id, row.person_id, row.kind, row.on, row.script_id, row.script_hash, row.state,
                                row.touched_at)  # fmt: skip
                self._talks[row.person_id].append(talk)
            self._events: dict[str, list[Event]] = defaultdict(list)
            every = select(EventRow).join(ChangeRow).where(standing()).order_by(col(EventRow.seq))
            for event in db.exec(every).all():
                self._events[event.person_id].append(_event(event))

    def people(self, archived: bool = False) -> list[PersonLine]:
        return [person for person in self._people if archived or not person.archived]

    def talks(self, person_id: str | None = None, kinds: Sequence[str] | None = None) -> list[TalkLine]:
        found = self._talks[person_id] if person_id else [talk for talks in self._talks.values() for talk in talks]
        return [talk for talk in found if kinds is None or talk.kind in kinds]

    def events(self, *, person_id: str) -> list[Event]:
        return self._events[person_id]

    def script(self, hash_: str) -> str:
        return self._scripts[hash_]

    def data_version(self) -> int:
        return 0

    def summaries(self, people: Sequence[str]) -> dict[str, Kept]:
        return {id_: Kept(0) for id_ in people}

    def keep_summaries(self, made: Mapping[str, Kept], version: int) -> bool:  # noqa: ARG002 - as a notebook's
        return False


def _event(row: EventRow) -> Event:
    told: dict[str, Any] = row.model_dump()
    return Event(**told | {"kind": Happened(row.kind), "body": json.loads(row.body)})


def main(what: str, home: str) -> None:
    """Work out what a command shows, and print how much there is of it."""
    settings = Settings.load(Path(home))
    room = Room(settings=settings, today=settings.today())
    loaded = Loaded(settings.notebook_file)
    room._notebook = cast("Notebook", loaded)
    first = loaded.people()[0]
    person = Person(id=first.id, name=first.name)
    match what:
        case "day":
            print(len(the_day(room, _nothing).looking_again))
        case "lasting":
            print(lasting_of_all(room, _nothing).figures.moved)
        case _:
            before, now = known_on(room, person, date.fromisoformat(str(first.last_on))), known(room, person)
            print(len(now.ways) - len(before.ways))


def _nothing() -> None:
    pass


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
