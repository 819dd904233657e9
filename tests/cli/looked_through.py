"""A notebook to look through: in comes a coach's folder, out go damage done in it, what was told, and its files."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.cli.conftest import Done, no_escapes, no_traceback

PARTS = [
    *("file", "pages", "tables", "links", "entries", "search", "scripts", "lists", "people", "trail"),
    *("keys", "copies"),
]
AN_ANSWER = """(SELECT min(e.seq) FROM event AS e JOIN session AS s ON s.id = e.session_id JOIN person AS p
    ON p.id = s.person_id WHERE e.kind = 'answered' AND p.name = 'Maya')"""


def not_well(done: Done) -> list[str]:
    no_traceback(done)
    no_escapes(done)
    assert [part["part"] for part in done.data["parts"] if part["part"] in PARTS] == PARTS
    assert done.data["well"] == (done.code == 0)
    return [part["part"] for part in done.data["parts"] if not part["well"]]


def harm(home: Path, *statements: str) -> None:
    with closing(dbapi2.connect(str(home / "notebook.db"), isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement.replace("AN_ANSWER", AN_ANSWER))


def files(home: Path) -> dict[str, str]:
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file()
    }
