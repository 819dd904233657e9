"""A talk kept in one event, as an import keeps it: every command says the same of it as of one kept by the answer."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.cli.conftest import Run

SINGLE = ("answered", "skipped", "item_added", "list_closed")


def put_into_one(home: Path) -> None:
    """Keep what was said in each talk in one event, in place of the first that says something."""
    with closing(dbapi2.connect(home / "notebook.db")) as db:
        for (session,) in db.execute("SELECT id FROM session").fetchall():
            rows = db.execute(
                "SELECT seq, kind, subject, body FROM event WHERE session_id = ? ORDER BY seq", (session,)
            )
            told = sorted(row for row in rows if row[1] in SINGLE)
            body = {"events": [[kind, subject, json.loads(kept).get("value")] for _, kind, subject, kept in told]}
            db.executemany("DELETE FROM event WHERE seq = ?", [row[:1] for row in told[1:]])
            values = (json.dumps(body), told[0][0])
            db.execute("UPDATE event SET kind = 'told', subject = '', body = ? WHERE seq = ?", values)
        db.execute("DELETE FROM summary")
        db.commit()


def seen(run: Run) -> list[str]:
    talk = run("talks", "--format", "json").data[0]["id"]
    thing = run("plan", "Rosa", "--format", "json").data["handovers"][0]["id"]
    commands = (
        ("profile", "Rosa"),
        ("plan", "Rosa"),
        ("session", "show", talk),
        ("handover", "show", thing),
        ("handover", "show", "Rosa"),
        (),
    )
    return [run(*words).out for words in commands]


def test_every_command_says_the_same_of_it(rosa: Run, home: Path) -> None:
    before = seen(rosa)
    assert all(before)
    put_into_one(home)
    assert seen(rosa) == before


def test_it_is_mended_like_any_other(rosa: Run, home: Path) -> None:
    put_into_one(home)
    talk = rosa("talks", "--format", "json").data[0]["id"]
    done = rosa("session", "edit", talk, lines="ordinary Tuesday\n2\n0\nThat is all\n")
    assert "set aside" in done.err
    assert "Thursdays are like that already" not in rosa("profile", "Rosa").out
    rosa("undo")
    assert "Thursdays are like that already" in rosa("profile", "Rosa").out


def test_gone_on_with_it_begins_after_the_last_thing_told(rosa: Run, home: Path) -> None:
    talk = ("talk", "Jo", "--new")
    asked = rosa(*talk, lines="yes\nOne thing sorted\nA day with bread\nSoldering\nq\n")
    assert asked.code == 0
    apart = rosa("talk", "Jo", lines="q\n").err
    put_into_one(home)
    assert rosa("talk", "Jo", lines="q\n").err == apart
