"""Saving what can be read: in comes a copy of a damaged notebook, out go its rows, as far as they still make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from coachkit.notebook.checking_entries import is_moment, read_body
from coachkit.notebook.keys import DataKey
from coachkit.notebook.looking import set_key
from coachkit.notebook.trail import Act
from coachkit.scripts.model import fingerprint
from coachkit.talk.bodies import fits

COLUMNS = {
    "change": ("seq", "id", "kind", "sentence", "at", "on", "by", "undone_at"),
    "event": ("seq", "id", "change_id", "person_id", "session_id", "kind", "subject", "body", "at", "on", "by"),
    "person": ("id", "name"),
    "session": ("id", "seq", "person_id", "kind", "script_hash", "script_id", "on"),
    "script": ("hash", "script_id", "version", "body"),
    "draft": ("session_id", "subject", "text", "at"),
    "imported": ("digest", "session_id", "change_id", "ref"),
    "import_run": ("change_id", "finished"),
    "trail": ("seq", "at", "act", "detail"),
}
_NO_ROWID = {"imported": "digest"}
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1
_MOST_LOOKS = 20_000
# The first bytes of every notebook that is not protected, up to what tells of its own size and state.
_HEAD = b"SQLite format 3\0" + bytes((0x10, 0, 2, 2, 0, 64, 32, 32))

Row = dict[str, Any]


@dataclass
class Read:
    """What could be read of a table, and how many rows more an index of it tells of; None where none can say."""

    rows: list[Row] = field(default_factory=list)
    missing: int | None = 0


def read_all(copy: Path, key: DataKey | None) -> dict[str, Read]:
    """Every table of a damaged notebook, row by row. The copy may be changed by it; empty where nothing opens it."""
    with suppress(dbapi2.Error):
        return _read_all(copy, key)
    if key is None:
        with copy.open("r+b") as file:
            file.write(_HEAD)
        with suppress(dbapi2.Error):
            return _read_all(copy, key)
    return {}


def _read_all(copy: Path, key: DataKey | None) -> dict[str, Read]:
    db = dbapi2.connect(str(copy), isolation_level=None)
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        set_key(db, key)
        # Lets a table be read though another one's description is damaged.
        db.execute("PRAGMA writable_schema=ON").fetchall()
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return {table: _read(db, table) for table in COLUMNS}
    finally:
        db.close()


def _read(db: dbapi2.Connection, table: str) -> Read:
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    found = _Table(db, table, names)
    rows = [dict(zip(COLUMNS[table], row, strict=True)) for row in found.rows()]
    good = [row for row in rows if _makes_sense(table, row)]
    try:
        told = int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
    except dbapi2.Error:
        return Read(good, None if found.broken else len(rows) - len(good))
    return Read(good, max(0, max(told, len(rows)) - len(good)))


class _Table:
    """One table, read from the front, from the back, and in the gap between in ever smaller parts."""

    def __init__(self, db: dbapi2.Connection, table: str, names: str) -> None:
        self._db, self._looks, self.broken = db, 0, False
        self._key = _NO_ROWID.get(table, "rowid")
        self._select = f'SELECT {self._key}, {names} FROM "{table}"'  # noqa: S608

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row that can be read, each once."""
        last = None
        seen: set[Any] = set()
        for place, row in self._while_readable(f"ORDER BY {self._key}"):
            last = place
            seen.add(place)
            yield row
        if not self.broken:
            return
        first = None
        for place, row in self._while_readable(f"ORDER BY {self._key} DESC"):
            if place in seen:
                break
            first = place
            seen.add(place)
            yield row
        if self._key == "rowid":
            yield from self._between(
                _LOWEST if last is None else last + 1, _HIGHEST if first is None else first - 1, seen
            )

    def _between(self, low: int, high: int, seen: set[Any]) -> Iterator[tuple[Any, ...]]:
        waiting = [(low, high)]
        while waiting and self._looks < _MOST_LOOKS:
            low, high = waiting.pop()
            if low > high:
                continue
            broken, self.broken = self.broken, False
            for place, row in self._while_readable(f"WHERE rowid BETWEEN {low} AND {high} ORDER BY rowid"):
                if place not in seen:
                    seen.add(place)
                    low = place + 1
                    yield row
            if self.broken and low < high:
                middle = (low + high) // 2
                waiting += [(low, middle), (middle + 1, high)]
            self.broken = broken

    def _while_readable(self, how: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Rows with their places until one cannot be read, or places go round in a ring."""
        self._looks += 1
        passed: set[Any] = set()
        try:
            for place, *row in self._db.execute(f"{self._select} {how}"):
                if place in passed:
                    self.broken = True
                    return
                passed.add(place)
                yield place, tuple(row)
        except (dbapi2.Error, OverflowError, ValueError):
            self.broken = True


def _makes_sense(table: str, row: Row) -> bool:
    test: Callable[[Row], bool] = _TESTS.get(table, lambda _: True)
    texts = set(row) - _NUMBERS - _MAY_BE_NOTHING - _MENDED - {"digest"}
    try:
        return all(isinstance(row[name], str) for name in texts) and test(row)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


_NUMBERS = frozenset({"seq", "version", "finished"})
_MAY_BE_NOTHING = frozenset({"undone_at", "session_id", "script_hash", "script_id", "ref"})
# Words are saved whatever became of their day.
_MENDED = frozenset({"at", "on"})


def _event(row: Row) -> bool:
    body = read_body(row["body"])
    return isinstance(row["seq"], int) and body is not None and fits(row["kind"], body)


_TESTS: dict[str, Callable[[Row], bool]] = {
    "event": _event,
    "change": lambda row: isinstance(row["seq"], int),
    "session": lambda row: isinstance(row["seq"], int),
    "script": lambda row: isinstance(row["version"], int) and fingerprint(row["body"]) == row["hash"],
    "imported": lambda row: isinstance(row["digest"], bytes),
    "import_run": lambda row: row["finished"] in (0, 1),
    "trail": lambda row: is_moment(row["at"]) and read_body(row["detail"]) is not None and row["act"] in set(Act),
}
