"""Everything about somebody: in comes who it is, out goes every row of theirs from every table, parked and undone too.

What is not handed out is listed with its reason, and a test holds both lists to the schema.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2

from coachkit.errors import NotFoundError
from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.forgetting import Forgetting, Whom, talks_of
from coachkit.notebook.said import ids
from coachkit.safe_text import folded

Rows = list[dict[str, Any]]

_IN = "IN (SELECT value FROM json_each(:ids))"
_ALSO = "IN (SELECT value FROM json_each(:talks))"
# Of each table the rows that are about somebody, given their ids and the ids of their talks.
_THEIR_EVENTS = f"person_id {_IN} OR session_id {_ALSO}"
_THEIR_CHANGES = f"SELECT change_id FROM event WHERE {_THEIR_EVENTS}"  # noqa: S608
ABOUT: dict[str, str] = {
    "person": f"id {_IN}",
    "session": f"id {_ALSO} OR person_id {_IN}",
    "event": _THEIR_EVENTS,
    "change": f"id IN ({_THEIR_CHANGES})",
    "draft": f"session_id {_ALSO}",
    "script": f"""hash IN (SELECT json_extract(body, '$.script_hash') FROM event
        WHERE ({_THEIR_EVENTS}) AND kind IN ('started', 'script_changed'))""",  # noqa: S608
    "summary": f"person_id {_IN}",
    "imported": f"session_id {_ALSO}",
}
SAID = "said"
NOT_ABOUT: dict[str, str] = {
    "trail": "says what was done with the notebook as a whole; it holds nobody's name, id or words",
    "import_run": "whether an import came to its end; it holds nothing of anybody",
    "unsaid": "numbers of talks whose words the search has not looked at yet",
    "unsearched": "numbers of talks that are not in the search index yet",
    "searched": "how far the search has come, as one number",
    "search": "the search index: each word of `said` once more",
    "search_data": "the search index",
    "search_idx": "the search index",
    "search_docsize": "the search index",
    "search_config": "the search index",
    "sqlite_sequence": "SQLite's own counters",
    "sqlite_stat1": "SQLite's own figures",
}


# What was taken back of somebody besides their being added, renamed, put away or merged: these hold no more than names.
# That a concern was raised is not taken back with a talk, and stays where nothing else does.
_UNDONE = """
    SELECT e.kind, e.session_id, e.change_id, e."on", json_extract(e.body, '$.kind')
    FROM event AS e JOIN change AS c ON c.id = e.change_id
    WHERE (c.undone_at IS NOT NULL OR e.kind = 'concern_raised') AND e.kind NOT LIKE 'person~_%' ESCAPE '~'
        AND (e.person_id IN (SELECT value FROM json_each(?1)) OR e.session_id IN (SELECT value FROM json_each(?2)))
    ORDER BY e.seq"""
_OF_OTHERS = """
    SELECT e.person_id, e.session_id, e.kind, e.body FROM event AS e JOIN change AS c ON c.id = e.change_id
    WHERE c.undone_at IS NULL AND e.kind NOT LIKE 'person~_%' ESCAPE '~'
        AND e.person_id NOT IN (SELECT value FROM json_each(?1)) ORDER BY e.seq"""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back of somebody and is kept all the same: the talks by their kind, contacts, and other changes.

    `days` are those of the talks, oldest first; `concerns` is how often one was raised, taken back or not.
    """

    talks: Counter[str]
    contacts: int
    others: int
    concerns: int
    days: tuple[str, ...]


class Everything(Forgetting):
    """The part of the notebook that gives everything back."""

    def everything(self, about: Whom) -> dict[str, Rows]:
        """Every row about these entries, table by table, each as its columns by name; digests in hexadecimal."""
        with mapped_errors():
            tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            talks = talks_of(self._db, about.ids)
            values = {"ids": _list(about.ids), "talks": _list(talks)}
            found = {
                table: _rows(self._db, f'SELECT * FROM "{table}" WHERE {condition} ORDER BY 1', values)  # noqa: S608
                for table, condition in ABOUT.items()
                if table in tables
            }
            if SAID in tables:
                contacts = [row for row in found["event"] if row["kind"] == "contact"]
                ranges = sorted(ids(row["seq"]) for row in (*found["session"], *contacts))
                said = "SELECT * FROM said WHERE id BETWEEN ? AND ? ORDER BY id"
                found[SAID] = [row for each in ranges for row in _rows(self._db, said, each)]
        return found

    def taken_back_of(self, about: Whom) -> TakenBack:
        """What was taken back of these entries, and would be given back and forgotten like the rest."""
        with mapped_errors():
            talks = talks_of(self._db, about.ids)
        rows = self._rows(_UNDONE, (_list(about.ids), _list(talks)))
        begun = {session: (kind or "talk", on) for what, session, _, on, kind in rows if what == "started"}
        concerns = sum(what == "concern_raised" for what, *_ in rows)
        beside = [
            (what, change) for what, session, change, _, _ in rows if session not in begun and what != "concern_raised"
        ]
        return TakenBack(
            talks=Counter(kind for kind, _ in begun.values()),
            contacts=sum(what == "contact" for what, _ in beside),
            others=len({change for what, change in beside if what != "contact"}),
            concerns=concerns,
            days=tuple(sorted(on for _, on in begun.values())),
        )

    def said_by_others(self, about: Whom, word: str) -> Iterator[tuple[str, str | None, str, str]]:
        """What stands of everybody else and may hold this word: the ids of person and talk, the kind, and the JSON."""
        wanted = folded(json.dumps(word, ensure_ascii=False)[1:-1])
        for person, talk, kind, body in self._rows(_OF_OTHERS, (_list(about.ids),)):
            if wanted in body.casefold() or (not body.isascii() and wanted in folded(body)):
                living = ""
                with suppress(NotFoundError):  # taken back, but for a concern that was raised
                    living = self._living(person)
                if living:
                    yield living, talk, kind, body

    def unaccounted(self) -> list[str]:
        """The tables that are neither given back nor left out for a reason; there have to be none."""
        names = self._rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in names if name not in {*ABOUT, SAID, *NOT_ABOUT}]


def _rows(db: dbapi2.Connection, statement: str, values: Any) -> Rows:
    found = db.execute(statement, values)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in found.fetchall()]


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _list(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))
