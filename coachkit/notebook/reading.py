"""Reading: in come ids, names and beginnings, out come people, talks and events, by plain SELECTs on the driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachkit.errors import NotFoundError
from coachkit.ids import matches
from coachkit.notebook.faults import damaged
from coachkit.notebook.holding import AMONG_PARTS, Held, Row
from coachkit.notebook.lines import Counts, Draft, PersonLine, TalkLine
from coachkit.notebook.schema import SCHEMA_VERSION
from coachkit.safe_text import folded

if TYPE_CHECKING:
    # pydantic costs five times bare python, and a list of people can do without it.
    from coachkit.person.gathered import Person
    from coachkit.talk.events import Event

_PEOPLE = "SELECT id, name, talks, last_on, archived FROM person WHERE merged_into IS NULL {} ORDER BY folded, id"
_PEOPLE_ALL = _PEOPLE.format("")
_PEOPLE_NOW = _PEOPLE.format("AND NOT archived")

_PERSON = "SELECT id, name, archived FROM person WHERE merged_into IS NULL AND {} ORDER BY folded, id"
_PERSON_BY_ID = _PERSON.format("id = ?")
_PERSON_NAMED = _PERSON.format("folded = ?")
_PERSON_BEGINNING = _PERSON.format("substr(folded, 1, ?) = ?")
_NAMESAKES = "SELECT count(*) FROM person WHERE merged_into IS NULL AND folded = ?"

_TALK = 'SELECT id, person_id, kind, "on", script_id, script_hash, state, touched_at FROM session'
_TALKS = f"""{_TALK}
    WHERE (?1 IS NULL OR person_id = ?1) AND (?2 IS NULL OR kind IN (SELECT value FROM json_each(?2)))
    ORDER BY "on", seq"""  # noqa: S608
_TALK_BY_ID = f"{_TALK} WHERE id = ?"

_REFERENCES = """
    SELECT i.session_id, i.ref FROM imported AS i JOIN change AS c ON c.id = i.change_id
    WHERE c.undone_at IS NULL AND i.ref IS NOT NULL AND i.session_id IN (SELECT value FROM json_each(?))"""

# What was rubbed out stays so, also when the change that did it is taken back: the words are gone.
_EVENTS = """
    SELECT e.id, e.seq, e.change_id, e.person_id, e.session_id, e.kind, e.subject, e.body, e.at, e."on", e."by"
    FROM event AS e JOIN change AS c ON c.id = e.change_id
    WHERE (c.undone_at IS NULL OR e.kind = 'rubbed_out') {} ORDER BY e.seq"""
_EVENT_FIELDS = ("id", "seq", "change_id", "person_id", "session_id", "kind", "subject", "body", "at", "on", "by")
_OF_SESSION = "AND e.session_id = ?"
_OF_PERSON = f"AND e.person_id {AMONG_PARTS}"

_THINGS = """
    SELECT DISTINCT person_id, CASE kind WHEN 'handover' THEN subject
        ELSE substr(subject, instr(subject, '[') + 1, length(subject) - instr(subject, '[') - 1) END
    FROM (
        SELECT person_id, kind, subject FROM event WHERE kind IN ('handover', 'item_added')
        UNION ALL SELECT person_id, json_extract(told.value, '$[0]'), json_extract(told.value, '$[1]')
        FROM event, json_each(event.body, '$.events') AS told WHERE kind = 'told'
    ) WHERE kind = 'handover' OR (kind = 'item_added' AND subject NOT LIKE '%/%')"""

_LONG_AGO = """
    SELECT id, name, talks, last_on, archived FROM person
    WHERE merged_into IS NULL AND (last_on IS NULL OR last_on < ?) ORDER BY last_on, folded, id"""
# The day somebody came into the notebook counts only where nothing has happened with them since.
_LAST_DAY = f"""
    SELECT coalesce(max(CASE WHEN e.kind NOT LIKE 'person~_%' ESCAPE '~' THEN e."on" END), max(e."on"))
    FROM event AS e JOIN change AS c ON c.id = e.change_id WHERE c.undone_at IS NULL {_OF_PERSON}"""  # noqa: S608
_COUNTS = """
    SELECT (SELECT count(*) FROM person WHERE merged_into IS NULL), (SELECT count(*) FROM session),
        (SELECT count(*) FROM event), (SELECT count(*) FROM change)"""


class Reading(Held):
    """The part of the notebook that only looks."""

    def people(self, archived: bool = False) -> list[PersonLine]:
        """Everybody, by name, then id; with `archived` also those put away."""
        rows = self._rows(_PEOPLE_ALL if archived else _PEOPLE_NOW)
        return [PersonLine(id_, name, talks, on, bool(away)) for id_, name, talks, on, away in rows]

    def untouched_since(self, day: str, most: int) -> list[PersonLine]:
        """Up to so many people, also put away, with whom nothing has happened since a day, the longest ago first."""
        found: list[PersonLine] = []
        for id_, name, talks, on, away in self._rows(_LONG_AGO, (day,)):
            (last,) = self._rows(_LAST_DAY, (id_,))[0]
            if last is not None and last < day:
                found.append(PersonLine(id_, name, talks, on, bool(away)))
            if len(found) == most:
                break
        return found

    def person(self, person_id: str) -> Person:
        """The person of this id, or the one they were merged into. Raises NotFoundError."""
        return _persons(self._rows(_PERSON_BY_ID, (self._living(person_id),)))[0]

    def named(self, text: str) -> list[Person]:
        """Everybody of exactly this name, upper and lower case alike."""
        return _persons(self._rows(_PERSON_NAMED, (folded(text),)))

    def namesakes(self, text: str) -> int:
        """How many have exactly this name, upper and lower case alike."""
        return int(self._rows(_NAMESAKES, (folded(text),))[0][0])

    def beginning(self, text: str) -> list[Person]:
        """Everybody whose name begins so; nobody for an empty text."""
        start = folded(text)
        return _persons(self._rows(_PERSON_BEGINNING, (len(start), start))) if start else []

    def by_id(self, typed: str) -> list[Person]:
        """Everybody whose id this may be, as `ids.matches` tells; an id from before a merge finds who it is now."""
        found = [id_ for (id_,) in self._rows("SELECT id FROM person ORDER BY folded, id") if matches(id_, typed)]
        return [self.person(id_) for id_ in dict.fromkeys(map(self._living, found))]

    def talks(self, person_id: str | None = None, kinds: Sequence[str] | None = None) -> list[TalkLine]:
        """The talks, oldest first: a person's (NotFoundError where nobody has that id), or everybody's."""
        import json

        whose = None if person_id is None else self._living(person_id)
        wanted = None if kinds is None else json.dumps(list(kinds))
        return [TalkLine(*row) for row in self._rows(_TALKS, (whose, wanted))]

    def talk(self, session_id: str) -> TalkLine:
        """The talk of this id. Raises NotFoundError."""
        rows = self._rows(_TALK_BY_ID, (session_id,))
        if not rows:
            raise NotFoundError("This talk is not in the notebook.", "See the talks: coachkit talks")
        return TalkLine(*rows[0])

    def talks_by_id(self, typed: str) -> list[TalkLine]:
        """Every talk whose id this may be, as `ids.matches` tells."""
        return [talk for talk in self.talks() if matches(talk.id, typed)]

    def events(self, *, session_id: str | None = None, person_id: str | None = None) -> list[Event]:
        """What happened, in order, without what was taken back: in one talk, or to one person, or all there is.

        A person's events are also those of everybody merged into them.
        """
        condition, values = "", []
        if session_id is not None:
            condition, values = _OF_SESSION, [session_id]
        if person_id is not None:
            condition, values = f"{condition} {_OF_PERSON}", [*values, self._living(person_id)]
        return _events(self._rows(_EVENTS.format(condition), values))

    def references(self, session_ids: Sequence[str]) -> dict[str, str]:
        """Under which reference each of these talks came in, where it came in under one."""
        import json

        return dict(self._rows(_REFERENCES, (json.dumps(list(session_ids)),)))

    def people_with(self, kind: str) -> list[str]:
        """The ids of everybody to whom something of this kind has happened."""
        rows = self._rows("SELECT DISTINCT person_id FROM event WHERE kind = ?", (kind,))
        return list(dict.fromkeys(self._living(id_) for (id_,) in rows))

    def things(self) -> list[tuple[str, str]]:
        """Every list item and every handover anybody decided on, each with whose it is: (person id, item id)."""
        there = {id_ for (id_,) in self._rows("SELECT id FROM person")}
        return [(self._living(owner), item) for owner, item in self._rows(_THINGS) if owner in there]

    def script(self, hash_: str) -> str:
        """The compiled script a talk began with, as JSON. Raises NotFoundError."""
        rows = self._rows("SELECT body FROM script WHERE hash = ?", (hash_,))
        if not rows:
            raise NotFoundError("The script of this talk is not in the notebook.")
        return str(rows[0][0])

    def draft(self, session_id: str) -> Draft | None:
        """The half-typed text of a talk, if there is one."""
        rows = self._rows("SELECT subject, text, at FROM draft WHERE session_id = ?", (session_id,))
        return Draft(*rows[0]) if rows else None

    def counts(self) -> Counts:
        """How much is in the notebook."""
        people, talks, events, changes = self._rows(_COUNTS)[0]
        return Counts(people, talks, events, changes, SCHEMA_VERSION)


def _persons(rows: list[Row]) -> list[Person]:
    from coachkit.person.gathered import Person

    return [Person(id=id_, name=name, archived=bool(archived)) for id_, name, archived in rows]


def _events(rows: list[Row]) -> list[Event]:
    import json

    from coachkit.talk.events import Event

    events = []
    try:
        for row in rows:
            fields = dict(zip(_EVENT_FIELDS, row, strict=True))
            events.append(Event(**fields | {"body": json.loads(fields["body"])}))
    except ValueError:
        # A flipped bit in the file; what pydantic or json says of it may hold a person's words.
        raise damaged() from None
    return events
