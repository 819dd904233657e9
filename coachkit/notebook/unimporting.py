"""Taking an import back: in comes its change, out go its talks and the people it brought, by plain SQL.

An import may be two hundred thousand talks: too many to load as objects, and everything they touch is named by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session as DbSession

from coachkit.notebook.said import unsay, unsay_many

_BEGUN = "SELECT session_id FROM event WHERE change_id = ?1 AND kind = 'started'"
_TOUCHED_TALKS = """
    SELECT seq FROM session
    WHERE id IN (SELECT DISTINCT session_id FROM event WHERE change_id = ?1 AND session_id IS NOT NULL)"""
_CONTACTS = "SELECT seq FROM event WHERE change_id = ?1 AND kind = 'contact'"
_BEGUN_HERE = f"SELECT seq FROM session WHERE id IN ({_BEGUN})"  # noqa: S608
_MANY = 500
_NO_TALKS = f"DELETE FROM session WHERE id IN ({_BEGUN})"  # noqa: S608
# What a copy of coachkit's own can bring besides talks and people: then everything is worked out anew.
_MORE = """
    SELECT 1 FROM event AS e WHERE e.change_id = ?1 AND (
        e.kind IN ('person_renamed', 'person_archived', 'person_merged', 'script_changed', 'brought_in')
        OR e.kind = 'finished' AND e.session_id NOT IN (
            SELECT b.session_id FROM event AS b WHERE b.change_id = ?1 AND b.kind = 'started'))
    LIMIT 1"""
_NO_SUMMARIES = "DELETE FROM summary WHERE person_id IN (SELECT person_id FROM event WHERE change_id = ?1)"
_NOBODY = """
    DELETE FROM person WHERE id IN (SELECT person_id FROM event WHERE change_id = ?1 AND kind = 'person_added')
        AND NOT EXISTS (SELECT 1 FROM session AS s WHERE s.person_id = person.id)
        AND NOT EXISTS (SELECT 1 FROM person AS other WHERE other.merged_into = person.id)"""
_RECOUNT = """
    UPDATE person SET
        talks = (SELECT count(*) FROM session AS s WHERE s.person_id = person.id AND s.kind = 'talk'),
        last_on = (SELECT max(s."on") FROM session AS s WHERE s.person_id = person.id)
    WHERE id IN (SELECT DISTINCT person_id FROM event WHERE change_id = ?1)"""
# The talks that were changed and stay are as they were when something last happened in them that stands.
_UNTOUCH = """
    UPDATE session SET touched_at = (
        SELECT e.at FROM event AS e JOIN change AS c ON c.id = e.change_id
        WHERE e.session_id = session.id AND (c.undone_at IS NULL OR e.kind = 'rubbed_out')
        ORDER BY e.seq DESC LIMIT 1)
    WHERE id IN (SELECT DISTINCT session_id FROM event WHERE change_id = ?1 AND session_id IS NOT NULL)"""


def execute_in(db: DbSession) -> Any:
    """Plain SQL in the transaction of this session."""
    connection = db.connection()

    def execute(statement: str, values: Sequence[Any]) -> Any:
        return connection.exec_driver_sql(statement, tuple(values))

    return execute


def unsay_change(db: DbSession, change_id: str) -> None:
    """Take out of the search what the talks touched by this change say; those that stay are said anew later."""
    execute = execute_in(db)
    unsay(execute, _places(execute, _TOUCHED_TALKS, change_id), anew=True)
    unsay(execute, _places(execute, _CONTACTS, change_id), anew=False)


def brought_talks_alone(db: DbSession, change_id: str) -> bool:
    """Whether an import brought nothing but talks, and new people with them."""
    return execute_in(db)(_MORE, (change_id,)).fetchone() is None


def undo_import(db: DbSession, change_id: str) -> None:
    """Take the talks of an import out of the tables, and the people it brought who have no other."""
    execute = execute_in(db)
    talks = _places(execute, _TOUCHED_TALKS, change_id)
    begun = set(_places(execute, _BEGUN_HERE, change_id))
    unsay(execute, [talk for talk in talks if talk not in begun], anew=True)
    gone = [talk for talk in talks if talk in begun] + _places(execute, _CONTACTS, change_id)
    execute(_NO_TALKS, (change_id,))
    execute(_UNTOUCH, (change_id,))
    if len(gone) > _MANY:
        unsay_many(execute, gone)
    else:
        unsay(execute, gone, anew=False)
    execute(_NO_SUMMARIES, (change_id,))
    execute(_NOBODY, (change_id,))
    execute(_RECOUNT, (change_id,))


def _places(execute: Any, of: str, change_id: str) -> list[int]:
    return [seq for (seq,) in execute(of, (change_id,))]
