"""Forgetting a person: in comes an open notebook and whom to forget, out goes the same without a row of theirs.

The same is done in the notebook and in every copy of it, of this or an earlier schema; so it is plain SQL, and what a
table is not there for is passed over. Words that merely lie in unused parts of the file go by `sweep`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlcipher3 import dbapi2

from coachkit.notebook.faults import mapped_errors
from coachkit.notebook.holding import utc_text
from coachkit.notebook.lines import Change
from coachkit.notebook.said import unsay_many
from coachkit.notebook.trail import Act, Detail, Trailing
from coachkit.notebook.writing import stand
from coachkit.safe_text import folded

# A change of this kind has been made, and what it erased is still to be swept out of the file; then it is a `forget`.
FORGETTING = "forgetting"
SOMEBODY = "somebody"

_IN = "IN (SELECT value FROM json_each(?1))"
_PARTS = f"""
    WITH RECURSIVE part(id) AS (
        SELECT value FROM json_each(?1) UNION SELECT p.id FROM person AS p JOIN part ON p.merged_into = part.id)
    SELECT id FROM part WHERE id IN (SELECT id FROM person) OR id IN (SELECT person_id FROM event WHERE person_id {_IN})
    """  # noqa: S608
_NAMES = f"""
    SELECT json_extract(body, '$.name') FROM event WHERE person_id {_IN} AND kind IN ('person_added', 'person_renamed')
    UNION SELECT name FROM person WHERE id {_IN}"""  # noqa: S608
_CALLED = "SELECT id, folded FROM person"
_TAKEN_BACK = """
    SELECT person_id, json_extract(body, '$.name') FROM event
    WHERE kind IN ('person_added', 'person_renamed') AND person_id NOT IN (SELECT id FROM person)"""
_TALKS = f"SELECT DISTINCT session_id FROM event WHERE kind = 'started' AND person_id {_IN}"  # noqa: S608
_PLACES = f"SELECT seq FROM session WHERE id {_IN}"  # noqa: S608
_THEIRS = f"person_id {_IN} OR coalesce(session_id, '') IN (SELECT value FROM json_each(?2))"  # noqa: S608
_SCRIPTS = f"""
    SELECT DISTINCT json_extract(body, '$.script_hash') FROM event
    WHERE ({_THEIRS}) AND kind IN ('started', 'script_changed')"""  # noqa: S608
_NO_SCRIPTS = f"""
    DELETE FROM script WHERE hash {_IN} AND hash NOT IN (
        SELECT script_hash FROM session WHERE script_hash IS NOT NULL) AND hash NOT IN (
        SELECT json_extract(body, '$.script_hash') FROM event WHERE kind IN ('started', 'script_changed')
            AND json_extract(body, '$.script_hash') IS NOT NULL)"""  # noqa: S608
_OF_OTHERS = f"""
    SELECT (SELECT count(*) FROM event WHERE NOT ({_THEIRS}) AND kind <> 'person_merged'),
        (SELECT count(*) FROM person WHERE NOT id {_IN}), (SELECT count(*) FROM session
            WHERE id NOT IN (SELECT value FROM json_each(?2)))"""  # noqa: S608
# Others who were one with them once: in the notebook that was taken back, in a copy it may still stand.
_JOINED = f"""
    SELECT e.id, e.change_id, e.person_id FROM event AS e
    WHERE e.kind = 'person_merged' AND json_extract(e.body, '$.into') {_IN} AND NOT e.person_id {_IN}"""  # noqa: S608
_OWNER = "SELECT s.id, e.person_id FROM session AS s JOIN event AS e ON e.seq = s.seq WHERE s.person_id = ?"
_RECOUNT = f"""
    UPDATE person SET
        talks = (SELECT count(*) FROM session AS s WHERE s.person_id = person.id AND s.kind = 'talk'),
        last_on = (SELECT max(s."on") FROM session AS s WHERE s.person_id = person.id)
    WHERE id {_IN}"""  # noqa: S608
_NOBODYS = """
    DELETE FROM unsaid WHERE session NOT IN (
        SELECT seq FROM session UNION ALL SELECT seq FROM event WHERE kind = 'contact')"""
_EMPTY = "NOT EXISTS (SELECT 1 FROM event WHERE event.change_id = change.id)"


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be forgotten: all the entries that are this person, and every name they have borne.

    `others` is everybody else the notebook knows, and they stay in copies too. `alone`: nobody else is called so.
    """

    ids: frozenset[str]
    names: frozenset[str]
    others: frozenset[str]
    alone: bool

    @property
    def called(self) -> frozenset[str]:
        """The names as they are compared."""
        return frozenset(map(folded, self.names))


def whom(db: dbapi2.Connection, ids: Iterable[str]) -> Whom:
    """Everything these people are: who was merged into them, and who of the same name was taken back, too."""
    parts = {id_ for (id_,) in db.execute(_PARTS, (_list(ids),))}
    names = {name for (name,) in db.execute(_NAMES, (_list(parts),)) if name}
    called = {folded(name) for name in names}
    gone = {id_ for id_, name in db.execute(_TAKEN_BACK) if name and folded(name) in called}
    parts |= gone
    names |= {name for (name,) in db.execute(_NAMES, (_list(parts),)) if name}
    everybody = dict(db.execute(_CALLED).fetchall())
    others = frozenset(everybody.keys() - parts)
    alone = not any(everybody[id_] in called for id_ in others)
    return Whom(frozenset(parts), frozenset(names), others, alone)


def there(db: dbapi2.Connection, going: Whom) -> frozenset[str]:
    """The entries of this person in a notebook, also in a copy that knows more of them than the notebook does.

    Whoever is called so in a copy and is unknown to the notebook is they, where nobody else can be meant.
    """
    ids = set(going.ids)
    if going.alone:
        called = going.called
        ids |= {id_ for id_, name in db.execute(_CALLED) if name in called}
        ids |= {id_ for id_, name in db.execute(_TAKEN_BACK) if name and folded(name) in called}
    return frozenset(id_ for (id_,) in db.execute(_PARTS, (_list(ids),))) - going.others


def namesakes(db: dbapi2.Connection, going: Whom) -> bool:
    """Whether a copy holds somebody of the same name of whom nobody can tell whether they are the one forgotten."""
    unsure = not going.alone and {id_ for id_, name in db.execute(_CALLED) if name in going.called}
    return bool(unsure and unsure - going.ids - going.others)


def talks_of(db: dbapi2.Connection, ids: Iterable[str]) -> list[str]:
    """The ids of every talk begun with these people, also of those taken back."""
    return sorted(id_ for (id_,) in db.execute(_TALKS, (_list(ids),)) if id_)


def erase(db: dbapi2.Connection, going: Whom) -> None:
    """Take every row of theirs out, in the transaction that is under way; nobody else loses a word."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ids = there(db, going)
    people = _list(ids)
    talks = _list(talks_of(db, ids))
    places = [seq for (seq,) in db.execute(_PLACES, (talks,)).fetchall()]
    scripts = _list(mark for (mark,) in db.execute(_SCRIPTS, (people, talks)) if mark)
    touched = {id_ for (id_,) in db.execute(f"SELECT DISTINCT change_id FROM event WHERE {_THEIRS}", (people, talks))}  # noqa: S608
    joined = db.execute(_JOINED, (people,)).fetchall()
    touched |= {change for _, change, _ in joined}
    db.execute(f"DELETE FROM event WHERE {_THEIRS}", (people, talks))  # noqa: S608
    db.execute(f"DELETE FROM event WHERE id {_IN}", (_list(id_ for id_, _, _ in joined),))  # noqa: S608
    db.execute(f"DELETE FROM draft WHERE session_id {_IN} OR session_id NOT IN (SELECT id FROM session)", (talks,))  # noqa: S608
    db.execute(f"DELETE FROM session WHERE id {_IN}", (talks,))  # noqa: S608
    if "summary" in tables:
        db.execute(f"DELETE FROM summary WHERE person_id {_IN}", (people,))  # noqa: S608
    if "imported" in tables:
        db.execute(f"DELETE FROM imported WHERE session_id {_IN}", (talks,))  # noqa: S608
    _part(db, ids, sorted({person for _, _, person in joined}), tables)
    db.execute(f"DELETE FROM person WHERE id {_IN}", (people,))  # noqa: S608
    db.execute(_NO_SCRIPTS, (scripts,))
    if "search" in tables:
        unsay_many(db.execute, places)
        db.execute(_NOBODYS)
    _forget_sentences(db, touched, going.names, tables)


def of_others(db: dbapi2.Connection, ids: frozenset[str]) -> tuple[int, int, int]:
    """How many events, people and talks a notebook holds besides these people's: erasing changes none of them."""
    people = _list(ids)
    talks = _list(talks_of(db, ids))
    events, persons, sessions = db.execute(_OF_OTHERS, (people, talks)).fetchone()
    return events, persons, sessions


def _part(db: dbapi2.Connection, ids: frozenset[str], joined: list[str], tables: set[str]) -> None:
    """Have whoever was one with them be by themselves again, with their own talks."""
    if not joined:
        return
    db.execute(f"UPDATE person SET merged_into = NULL WHERE merged_into {_IN}", (_list(ids),))  # noqa: S608
    into = dict(db.execute("SELECT id, merged_into FROM person").fetchall())
    for id_ in ids:
        for talk, owner in db.execute(_OWNER, (id_,)).fetchall():
            while into.get(owner):
                owner = into[owner]
            db.execute("UPDATE session SET person_id = ? WHERE id = ?", (owner, talk))
    db.execute(_RECOUNT, (_list(joined),))
    if "summary" in tables:
        db.execute(f"DELETE FROM summary WHERE person_id {_IN}", (_list(joined),))  # noqa: S608


def _forget_sentences(db: dbapi2.Connection, touched: set[str], names: frozenset[str], tables: set[str]) -> None:
    """Drop the changes that nothing is left of, and take the name out of the sentences that stay.

    A sentence about somebody else stays as it is, whoever they may have named.
    """
    changes = _list(touched)
    db.execute(f"DELETE FROM change WHERE id {_IN} AND {_EMPTY}", (changes,))  # noqa: S608
    if "import_run" in tables:
        db.execute("DELETE FROM import_run WHERE change_id NOT IN (SELECT id FROM change)")
    rows = db.execute(f"SELECT id, sentence FROM change WHERE id {_IN} OR {_EMPTY}", (changes,)).fetchall()  # noqa: S608
    told = [(without(sentence, names), id_) for id_, sentence in rows]
    db.executemany("UPDATE change SET sentence = ? WHERE id = ?", told)


def without(text: str, names: Iterable[str]) -> str:
    """The text with another word in the place of these names."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SOMEBODY, text, flags=re.IGNORECASE)
    return text


def unswept(change: Change) -> Change:
    """A change of kind `forget` as it is kept until what it erased is swept out; any other as it is."""
    return replace(change, kind=FORGETTING) if change.kind == "forget" else change


def sweep(db: dbapi2.Connection) -> bool:
    """Have erased words out of the unused parts of the file and its -wal; False while another window holds them.

    VACUUM too: when pages were split or joined before, older copies of a row can lie in their unused parts.
    """
    with mapped_errors():
        db.execute("VACUUM")
        return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


class Forgetting(Trailing):
    """The part of the notebook that forgets a person."""

    def whom(self, ids: Iterable[str]) -> Whom:
        """All that is this person: also who was merged into them, and who of their name was taken back."""
        with mapped_errors():
            return whom(self._db, ids)

    def taken_back(self, name: str) -> list[str]:
        """The ids of people of this name who were taken back, and of whom words may still be kept."""
        same = folded(name)
        return sorted({id_ for id_, called in self._rows(_TAKEN_BACK) if called and folded(called) == same})

    def holds(self, going: Whom) -> bool:
        """Whether anything of theirs is in the notebook."""
        return bool(self._rows(f"SELECT 1 FROM event WHERE person_id {_IN} LIMIT 1", (_list(going.ids),)))  # noqa: S608

    def forget_person(self, change: Change, going: Whom, at: datetime, detail: Detail) -> bool:
        """Erase everything of a person's for good, and note that it was done; `change` is of kind `forget`.

        False where a window open elsewhere keeps the last remains in the -wal file for now; the next command that
        opens the notebook sweeps them out. Raises NotebookBusyError.
        """
        with self._writing() as db:
            erase(db, going)
            stand(db, unswept(change), utc_text(at))
            self.note_act(Act.ERASED, at, detail)
        return self.finish_forgetting()

    def finish_forgetting(self) -> bool:
        """Sweep out what an erasure left behind, also one that was broken off; False where that has to wait."""
        if not self._rows("SELECT 1 FROM change WHERE kind = ?", (FORGETTING,)):
            return True
        if not sweep(self._db):
            return False
        with self._writing() as db:
            db.execute("UPDATE change SET kind = 'forget' WHERE kind = ?", (FORGETTING,))
        return True


def _list(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
