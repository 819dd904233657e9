"""A notebook made of what was saved: in come the rows that could be read, out goes a whole notebook, and the counts.

Where an entry was lost that others hang on, something stands in for it, so that nobody's words are left out with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2

from coachkit.ids import new_id, short
from coachkit.notebook.checking_entries import Belonging
from coachkit.notebook.creating import lay_out
from coachkit.notebook.holding import utc_text
from coachkit.notebook.keys import DataKey
from coachkit.notebook.looking import set_key
from coachkit.notebook.salvaged_days import mend_days
from coachkit.notebook.salvaging import COLUMNS, Read, Row
from coachkit.notebook.trail import Act
from coachkit.talk.bodies import Body, emptied

FindScript = Callable[[str], tuple[str, int, str] | None]
_KEPT = ("change", "script", "event", "draft", "imported", "import_run", "trail")
_MOVED = "script_changed"
LOST_NAME = "Somebody ({id})"


@dataclass(frozen=True, slots=True)
class Saved:
    """How many entries were saved, and how many are known to be lost; `unsure` where more may be.

    `stand_ins` stand in for beginnings that were lost, and `days` entries have another day for one that was.
    """

    entries: int
    lost: int
    stand_ins: int
    days: int
    unsure: bool


def put_together(read: dict[str, Read], at: Path, key: DataKey | None, find: FindScript, now: datetime) -> Saved:
    """Make a notebook of these rows where nothing is; `find` gives a script by its mark: its id, version and body."""
    tables = {name: list(read[name].rows) if name in read else [] for name in COLUMNS}
    tables["trail"] = [row | {"seq": None} for row in sorted(tables["trail"], key=lambda row: row["seq"])]
    days = mend_days(tables, now)
    events = _Entries(tables)
    events.mend(find)
    with closing(dbapi2.connect(str(at), isolation_level=None)) as db:
        set_key(db, key)
        lay_out(db)
        db.execute("BEGIN")
        for name in _KEPT:
            _put(db, name, tables[name])
        lost = [part.missing for name, part in read.items() if name in _KEPT]
        saved = Saved(
            entries=db.execute("SELECT count(*) FROM event").fetchone()[0] - events.stand_ins,
            lost=sum(each or 0 for each in lost) + events.dropped,
            stand_ins=events.stand_ins,
            days=days,
            unsure=not read or any(each is None for each in lost),
        )
        detail = json.dumps({"entries": saved.entries, "lost": saved.lost})
        _put(db, "trail", [{"seq": None, "at": utc_text(now), "act": str(Act.REPAIRED), "detail": detail}])
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode=WAL").fetchall()
    return saved


def _put(db: dbapi2.Connection, table: str, rows: Iterable[Row]) -> None:
    columns = ", ".join(f'"{name}"' for name in COLUMNS[table])
    marks = ", ".join("?" for _ in COLUMNS[table])
    # What is there twice, in a file whose pages are in disorder, is there once.
    db.executemany(
        f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
        [tuple(row[name] for name in COLUMNS[table]) for row in rows],
    )


def _telling(events: Iterable[Row]) -> Iterator[tuple[str, str, str | None, str, Body]]:
    for row in events:
        body = json.loads(row["body"]) if row["kind"] == "person_merged" else {}
        yield row["kind"], row["person_id"], row["session_id"], row["subject"], body


def _is_id(text: str | None) -> bool:
    try:
        return text is None or bool(UUID(text))
    except ValueError:
        return False


class _Entries:
    """The entries of everybody, and what stands in for the lost ones that others hang on."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self._tables, self._events = tables, tables["event"]
        self._taken = {row["seq"] for row in self._events}
        self.stand_ins = self.dropped = 0

    def mend(self, find: FindScript) -> None:
        self._events.sort(key=lambda row: row["seq"])
        self._give_back_to_their_person()
        self._drop_nobodys()
        self._drop_emptied()
        self._begin_talks()
        self._name_people()
        self._have_changes()
        self._have_scripts(find)
        self._part_loose_merges()

    def _give_back_to_their_person(self) -> None:
        """An entry of a talk is the person's whom most of that talk names, whatever became of its own word for that."""
        known = {row["id"] for row in self._tables["person"]} | self._having("person_added", "person_id")
        there = Belonging(_telling(self._events))
        votes: dict[str, Counter[str]] = {}
        named = [(row["id"], row["person_id"]) for row in self._tables["session"]]
        named += [(row["session_id"], row["person_id"]) for row in self._events if row["session_id"]]
        for talk, person in named:
            votes.setdefault(talk, Counter())[there.whole(person)] += 2 if person in known else 1
        owners = {talk: counted.most_common(1)[0][0] for talk, counted in votes.items()}
        usual = {talk: person for talk, person in reversed(named) if there.whole(person) == owners[talk]}
        for row in self._events:
            talk = row["session_id"]
            if talk and there.whole(row["person_id"]) != owners[talk]:
                row["person_id"] = usual[talk]

    def _drop_emptied(self) -> None:
        """An answer without its words that nobody rubbed out holds nothing any more."""
        there = Belonging(_telling(self._events))
        for row in list(self._events):
            body = json.loads(row["body"])
            subjects = emptied(row["kind"], row["subject"], body)
            lost = {each for each in subjects if (row["session_id"], each) not in there.rubbed_out}
            if lost and row["kind"] == "told":
                events = [each for each in body["events"] if each[0] != "answered" or each[1] not in lost]
                row["body"] = json.dumps(body | {"events": events}, ensure_ascii=False)
            elif lost:
                self._events.remove(row)
            self.dropped += len(lost)

    def _drop_nobodys(self) -> None:
        """What names somebody, or a talk, by something that is no id at all cannot be given to anybody."""
        for row in [row for row in self._events if not all(map(_is_id, (row["person_id"], row["session_id"])))]:
            self._events.remove(row)
            self.dropped += 1

    def _begin_talks(self) -> None:
        begun = self._having("started", "session_id")
        talks = {row["id"]: row for row in self._tables["session"]}
        for id_, first in self._first_by("session_id").items():
            if id_ in begun:
                continue
            talk = talks.get(id_, {"kind": "talk", "script_hash": None, "script_id": None, "on": first["on"]})
            body = {name: talk[name] for name in ("kind", "script_hash", "script_id")} | {"permission": True}
            self._stand_in(first, "started", body, session_id=id_, on=talk["on"])

    def _name_people(self) -> None:
        named = self._having("person_added", "person_id")
        names = {row["id"]: row["name"] for row in self._tables["person"]}
        for id_, first in self._first_by("person_id").items():
            if id_ not in named:
                name = names.get(id_) or LOST_NAME.format(id=short(id_, [id_]))
                self._stand_in(first, "person_added", {"name": name}, session_id=None, on=first["on"])

    def _have_changes(self) -> None:
        there = {row["id"] for row in self._tables["change"]}
        lost = dict.fromkeys(row["change_id"] for row in self._events if row["change_id"] not in there)
        lowest = min((row["seq"] for row in self._tables["change"]), default=1)
        for n, id_ in enumerate(lost, 1):
            first = next(row for row in self._events if row["change_id"] == id_)
            told = {"kind": "repaired", "sentence": "something whose beginning was lost", "undone_at": None}
            self._tables["change"].append(
                {"seq": lowest - n, "id": id_, **told, **{name: first[name] for name in ("at", "on", "by")}}
            )

    def _have_scripts(self, find: FindScript) -> None:
        """A talk whose questions are lost keeps its words; they are not worked into the profile any more."""
        there = {row["hash"] for row in self._tables["script"]}
        for row in [row for row in self._events if row["kind"] in ("started", _MOVED)]:
            body = json.loads(row["body"])
            mark = body.get("script_hash")
            if mark is None or mark in there:
                continue
            if (found := find(str(mark))) is not None:
                self._tables["script"].append(dict(zip(COLUMNS["script"], (mark, *found), strict=True)))
                there.add(mark)
            elif row["kind"] == _MOVED:
                self._events.remove(row)
            else:
                row["body"] = json.dumps(body | {"script_hash": None}, ensure_ascii=False)

    def _part_loose_merges(self) -> None:
        """Nobody can be part of somebody who is not there, nor of somebody who is part of them."""
        there, into = self._having("person_added", "person_id"), dict[str, str]()
        for row in [row for row in self._events if row["kind"] == "person_merged"]:
            id_, target = row["person_id"], json.loads(row["body"])["into"]
            end = target
            while end in into and end != id_:
                end = into[end]
            if target in there and end != id_:
                into[id_] = target
            else:
                self._events.remove(row)

    def _having(self, kind: str, what: str) -> set[str]:
        return {row[what] for row in self._events if row["kind"] == kind}

    def _first_by(self, what: str) -> dict[str, Row]:
        """The first entry of each talk, or person."""
        found: dict[str, Row] = {}
        for row in self._events:
            if row[what]:
                found.setdefault(row[what], row)
        return found

    def _stand_in(self, first: Row, kind: str, body: dict[str, object], *, session_id: str | None, on: str) -> None:
        seq = first["seq"] - 1
        while seq in self._taken:
            seq -= 1
        self._taken.add(seq)
        told = json.dumps(body, ensure_ascii=False)
        row = first | {"seq": seq, "id": new_id(), "session_id": session_id, "kind": kind, "subject": "", "body": told}
        self._events.append(row | {"on": on})
        self._events.sort(key=lambda row: row["seq"])
        self.stand_ins += 1
