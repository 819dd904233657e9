"""Listing a thousand: in comes a folder to work in, out goes `people` against todoman's `list`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.measuring import Ratio, by_turns, cpu_seconds, program
from coachkit.ids import new_id
from coachkit.notebook.store import Notebook

HOW_MANY = 1000
_DAY = date(2026, 11, 22)
_TODO = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//coachkit//benchmarks//EN
BEGIN:VTODO
UID:{n}@benchmarks
DTSTAMP:20261122T100000Z
CREATED:20261122T100000Z
SUMMARY:Knock on door {n} and say hello
END:VTODO
END:VCALENDAR
"""


def listing(folder: Path, n: int) -> list[Ratio]:
    """Processor time of listing a thousand people and a thousand things to do; todoman's cache is warm."""
    home = folder / "thousand"
    _make_people(home)
    config = _make_todos(folder / "todoman")
    ours = {**os.environ, "COACHKIT_HOME": str(home)}
    theirs = {**os.environ, "TODOMAN_CONFIG": str(config)}
    cpu_seconds([program("todo"), "list"], theirs)
    return [
        by_turns(
            f"coachkit people, {HOW_MANY:,} of them",
            f"todo list, {HOW_MANY:,} of them",
            0.7,
            lambda: cpu_seconds([program("coachkit"), "people"], ours),
            lambda: cpu_seconds([program("todo"), "list"], theirs),
            n,
        )
    ]


def _make_people(home: Path) -> None:
    home.mkdir(mode=0o700)
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    with Notebook.open(home / "notebook.db") as notebook, notebook.together():
        change = notebook.begin("person", "adding many", on=_DAY, by="Sam")
        for number in range(HOW_MANY):
            person = new_id()
            notebook.add_person(change, person, f"Person {number:04}", at)
            day = _DAY - timedelta(days=number % 300)
            notebook.start_session(change, new_id(), person, "talk", None, None, on=day, at=at)


def _make_todos(folder: Path) -> Path:
    items = folder / "lists" / "doors"
    items.mkdir(parents=True)
    for number in range(HOW_MANY):
        (items / f"{number}.ics").write_text(_TODO.format(n=number).replace("\n", "\r\n"), newline="")
    config = folder / "config.py"
    config.write_text(f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite3"\ndefault_list = "doors"\n')
    return config
