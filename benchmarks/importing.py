"""Importing by the thousand: in comes a folder to work in, out go import and find against their neighbours."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measuring import Ratio, by_turns, cpu_seconds, once, program, used_by

RECORDS, MANY = 20_000, 200_000
_ANSWERS = 12
_DICE = random.Random(7)
_LETTERS = "abcdefghijklmnoprstuvwy"
_WORDS = ["".join(_DICE.choices(_LETTERS, k=_DICE.randint(2, 9))) for _ in range(16_000)]
_RINGS = ("closest", "friends", "joined", "paid")
_JRNL = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %r'
version: v4.2
"""


def importing(folder: Path, n: int) -> list[Ratio]:
    """Processor time of whole commands: importing 20,000 records and 200,000, those again, and finding a word."""
    few, many = _Records(folder / "few", RECORDS), _Records(folder / "many", MANY)
    jrnl = _jrnl(folder, few.texts)

    def without_the_index() -> float:
        few.nothing_there()
        return cpu_seconds([sys.executable, "-m", "benchmarks.importing", "no-index", str(few.file)], few.environ)

    def unchecked() -> float:
        command = [sys.executable, "-m", "benchmarks.importing", "unchecked", str(few.file), str(folder)]
        return cpu_seconds(command, few.environ)

    found = [
        by_turns(f"import, {RECORDS:,} records", "jrnl --import, the same text", 2.0, few.take_in, jrnl, n),
        by_turns("the same without the index", "orjson, executemany, unchecked", 3.5, without_the_index, unchecked, n),
    ]
    tenth = median([few.take_in() for _ in range(n)])
    many.begin()
    first, memory = used_by(many.command, many.environ)
    again, more = used_by(many.command, many.environ)
    found += [
        once(f"import, {MANY:,} records", f"{RECORDS:,} of them", 11, first, tenth),
        once("the memory it takes", "256 MiB", 1, max(memory, more), 256),
        once(f"import, {MANY:,} records once more", "the first time", 0.25, again, first),
    ]
    if rg := shutil.which("rg"):
        ours = [program("coachkit"), "find", _WORDS[17]]
        theirs = [rg, "--no-messages", "-l", _WORDS[17], str(many.texts)]
        timed = (lambda: cpu_seconds(ours, many.environ)), (lambda: cpu_seconds(theirs, many.environ))
        answers = f"find, in {MANY * _ANSWERS / 1e6:.1f} million answers"
        found.append(by_turns(answers, "ripgrep, the same text in files", 0.4, *timed, 3 * n))
    return found


class _Records:
    """So many made-up records in one file, their texts in a file each, and a notebook to take them in."""

    def __init__(self, folder: Path, count: int) -> None:
        self.file, self.texts, self.home = folder / "records.jsonl", folder / "texts", folder / "home"
        self.environ = {**os.environ, "COACHKIT_HOME": str(self.home), "COACHKIT_TODAY": "2026-11-22"}
        self.command = [program("coachkit"), "import", str(self.file)]
        self.texts.mkdir(parents=True)
        with self.file.open("w") as lines:
            for number in range(count):
                record = made_record(number)
                lines.write(json.dumps(record) + "\n")
                (self.texts / f"{number:06}.txt").write_text("\n".join(_said(record["answers"])))

    def nothing_there(self) -> None:
        """Have no notebook."""
        shutil.rmtree(self.home, ignore_errors=True)

    def begin(self) -> None:
        """A notebook that has its copy of the day: making one of everything that came in is no part of an import."""
        self.nothing_there()
        cpu_seconds([program("coachkit"), "person", "add", "Ida"], self.environ)

    def take_in(self) -> float:
        """The processor time of taking all of them in."""
        self.begin()
        return cpu_seconds(self.command, self.environ)


def _text(low: int, high: int) -> str:
    return " ".join(_DICE.choices(_WORDS, k=_DICE.randint(low, high)))


def made_record(number: int) -> dict[str, Any]:
    """A made-up conversation of twelve answers, some 3.5 KB."""
    answers = {
        "worth_it": _text(10, 60), "good_day": _text(10, 60), "come_to_you": [_text(10, 50) for _ in range(3)],
        "could_show": [_text(10, 50), _text(10, 40)], "gets_going": [_text(10, 50), _text(10, 40)],
        "kept_going": _text(10, 60),
        "circle": [{"name": f"Jo {number % 97}", "ring": _DICE.choice(_RINGS)},
                   {"name": f"Len {number % 89}", "ring": _DICE.choice(_RINGS)}],
        "places": [_text(10, 40), _text(10, 30)], "join_in": [_text(10, 30)], "matters": [_text(10, 30)],
        "tuesday": _text(10, 60), "do_differently": _text(10, 60),
    }  # fmt: skip
    day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {"person": f"Person {number}", "on": day, "script": "first_conversation", "ref": f"R{number}",
            "answers": answers}  # fmt: skip


def _said(answers: dict[str, Any]) -> Iterator[str]:
    for value in answers.values():
        for each in value if isinstance(value, list) else [value]:
            yield each if isinstance(each, str) else each["name"]


def _jrnl(folder: Path, texts: Path) -> Any:
    """jrnl taking in the same text, one entry a record."""
    home = folder / "jrnl"
    (home / "jrnl").mkdir(parents=True)
    journal, entries = home / "journal.txt", home / "entries.txt"
    (home / "jrnl" / "jrnl.yaml").write_text(_JRNL.format(journal=journal))
    with entries.open("w") as out:
        for number, file in enumerate(sorted(texts.iterdir())):
            day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
            out.write(f"[{day} 09:00:00 AM] {file.read_text()}\n\n")
    environ = {**os.environ, "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "HOME": str(home)}

    def take_in() -> float:
        journal.unlink(missing_ok=True)
        return cpu_seconds([program("jrnl"), "--import", "--file", str(entries)], environ)

    return take_in


def _no_index(file: Path) -> None:
    """The import as it is, without the second phase that fills the index."""
    from coachkit.settings import Settings
    from coachkit.workbench import import_files
    from coachkit.workbench.room import Room

    settings = Settings.load()
    room = Room(settings=settings, today=settings.today())
    import_files.fill_index = lambda *_: None
    source = import_files.Source(str(file), lambda: file.open("rb"), file.stat().st_size)
    import_files.import_files(room, [source], import_files.Wish())
    room.close()


def _unchecked(file: Path, folder: Path) -> None:
    """What can hardly be done with less: read each line, put it into tables of the same kind, check nothing."""
    import orjson

    path = folder / "unchecked.db"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("""
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT); CREATE INDEX by_name ON person (name);
        CREATE TABLE session (id TEXT PRIMARY KEY, person TEXT, day TEXT); CREATE INDEX by_person ON session (person);
        CREATE TABLE answer (id INTEGER PRIMARY KEY, session TEXT, step TEXT, text TEXT);
        CREATE INDEX by_session ON answer (session);
    """)
    with file.open("rb") as lines:
        while batch := [line for _, line in zip(range(1000), lines, strict=False)]:
            people, sessions, answers = [], [], []
            for line in batch:
                record = orjson.loads(line)
                key = record["ref"]
                people.append((key, record["person"]))
                sessions.append((key, key, record["on"]))
                answers += [(key, step, text) for step, value in record["answers"].items()
                            for text in ([value] if isinstance(value, str) else map(str, value))]  # fmt: skip
            db.execute("BEGIN")
            db.executemany("INSERT INTO person VALUES (?, ?)", people)
            db.executemany("INSERT INTO session VALUES (?, ?, ?)", sessions)
            db.executemany("INSERT INTO answer (session, step, text) VALUES (?, ?, ?)", answers)
            db.execute("COMMIT")
    db.close()


if __name__ == "__main__":
    if sys.argv[1] == "no-index":
        _no_index(Path(sys.argv[2]))
    else:
        _unchecked(Path(sys.argv[2]), Path(sys.argv[3]))
