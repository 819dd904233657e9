"""R9, hostile texts: in comes a number of them, out goes what of them does harm in any view or export.

They are names, answers, notes and turns of people in one notebook; the same people with harmless texts in another
one show what is coachkit's own in each format.
"""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from coachkit.cli.export import app as export
from coachkit.safe_text import normalised, one_line
from tests.computer import Done, environment, in_process, sitting_at
from tests.reliability import looks
from tests.reliability.figure import Figure
from tests.reliability.hostile_texts import ATTACKS, harmless, hostile

A_PERSON = 150  # so many texts are told by one person, about
ON = ("2025-03-02", "2025-04-02", "2025-05-02")
# Of one person, by id; TALK stands for each of their talks.
VIEWS = ("plan", "plan --coach", "plan --format message", "plan --format note", "profile", "person show", "talks",
         "since 2020-01-01",
         "introductions", "handover show", "suggestions", "lasting", "session show TALK")  # fmt: skip
OF_ALL = ("", "people", "talks", "introductions", "lasting --all", "find n1", "find bread")
PAGES = ("plan --format md", "profile --format md")
DATA = ("people", "talks", "introductions", "lasting --all", "find n1")
ON_A_TERMINAL = ("people", "talks", "", "introductions")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def measure(n: int, seed: int) -> Figure:
    """Send n texts through every view and export there is."""
    with TemporaryDirectory(prefix="coachkit-hostile-") as name:
        folder = Path(name).resolve()
        own = Shown(folder / "harmless", list(harmless(A_PERSON * 2)))
        shown = Shown(folder / "hostile", list(hostile(n, seed)))
    wrong = {kind: looks.foreign(kind, iter(texts), _shapes(own, kind)) for kind, texts in shown.exports.items()}
    counts = Counter({
        "control characters shown": len([bad for text in shown.views for bad in looks.on_a_terminal(text)]),
        "foreign tags, links or lines": sum(len(each) for kind, each in wrong.items() if kind not in ("csv", "json")),
        "formula cells": len(wrong.get("csv", ())),
        "control bytes in data": len(wrong["json"]) + sum(len(looks.control_bytes(text)) for text in shown.data),
        "paths outside": len(shown.bad_names),
        "commands failed": len(shown.failed),
        "texts missing": len(shown.missing),
    })  # fmt: skip
    seen, of = control()
    return Figure(
        name="hostile texts",
        n=n,
        seed=seed,
        counts={**counts, "views and exports": len(shown.views) + sum(map(len, shown.exports.values()))},
        target="0 of each",
        reached=not counts.total(),
        control=f"printed as they are: {seen} of {of} attacks seen",
        control_fails=seen == of,
        faults=(*map(repr, shown.failed), *(f"{kind}: {sorted(each)[:9]}" for kind, each in wrong.items() if each),
                *shown.bad_names, *map(repr, shown.missing[:9])),
    )  # fmt: skip


class Shown:
    """What came out of a notebook that holds these texts: views, data, exports by format, and names of files."""

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        folder.mkdir()
        self.views: list[str] = []
        self.data: list[str] = []
        self.exports: dict[str, list[str]] = {}
        self.failed: list[Done] = []
        self.bad_names: list[str] = []
        with sitting_at(folder / "home"):
            told = list(_records(texts))
            self._ran(
                "import",
                "-",
                "--from",
                "jsonl",
                lines="\n".join(json.dumps(record, ensure_ascii=False) for record in told),
            )
            self._said(texts)
            people = json.loads(self._ran("people", "--format", "json").out)["data"]
            for person in people:
                self._views_of(person["id"])
            self.views += [self._ran(*view.split()).out for view in OF_ALL]
            self.data += [self._ran(*view.split(), "--format", "json").out for view in DATA]
            for kind in formats():
                self._export(kind, folder / kind, folder)
            self.views += [
                _on_a_terminal(folder, *view.split()) for view in (*ON_A_TERMINAL, f"plan {people[0]['id']}")
            ]
        kept = "\n".join(_flat(text) for export in self.exports["json"] for text in _texts(json.loads(export)))
        self.missing = [text for text in texts if _flat(text) not in kept and one_line(normalised(text)) not in kept]

    def _ran(self, *words: str, lines: str = "") -> Done:
        done = in_process(*words, lines=lines)
        if done.code:
            self.failed.append(done)
        self.views.append(done.err)
        return done

    def _said(self, texts: Sequence[str]) -> None:
        """The same kind of text by the other doors: on the command line, and typed."""
        self._ran("person", "add", "--", texts[-1])
        self._ran("talk", "--new", "--", texts[-2], lines=f"yes\n{texts[1]}\nq\n")
        who = self._ran("people", "--format", "json")
        whose = json.loads(who.out)["data"][0]["id"]
        self._ran("log", whose, f"--note={texts[2]}")
        self._ran("introduce", whose, f"--to={texts[3]}", f"--because={texts[4]}")
        self._ran("handover", "add", "--now", "for", "--", whose, texts[5])

    def _views_of(self, id_: str) -> None:
        talks = [talk["id"] for talk in json.loads(self._ran("talks", id_, "--format", "json").out)["data"]]
        for view in VIEWS:
            verb, *rest = view.split()
            if verb == "session":
                self.views += [self._ran("session", "show", talk).out for talk in talks]
            elif rest[:1] == ["show"]:
                self.views.append(self._ran(verb, "show", id_).out)
            else:
                self.views.append(self._ran(verb, id_, *rest).out)
        for page in PAGES:
            verb, *rest = page.split()
            self.exports.setdefault("md", []).append(self._ran(verb, id_, *rest).out)

    def _export(self, kind: str, place: Path, folder: Path) -> None:
        before = sorted(folder.iterdir())
        self._ran("export", "--all", "-o", str(place), "--format", kind)
        files = sorted(place.rglob("*")) if place.exists() else []
        self.exports.setdefault(kind, []).extend(file.read_bytes().decode() for file in files if file.is_file())
        strays = [str(path) for path in sorted(folder.iterdir()) if path not in (*before, place)]
        self.bad_names += [*strays, *looks.in_names(place)]


def formats() -> list[str]:
    """Every format an export comes in, as its help names them."""
    options: list[Any] = typer.main.get_command(export).params
    (named,) = (option.metavar for option in options if option.name == "format_")
    return str(named).split("|")


def control() -> tuple[int, int]:
    """How many attacks are seen where they go out as they are, each by the look it was made for; and of how many."""
    checks = {
        "terminal": lambda text: looks.on_a_terminal(text),
        "markdown": lambda text: looks.in_markdown(f"{text}\n") - {"paragraph_open", "paragraph_close"},
        "html": lambda text: looks.in_html(f"<p title='{text}'>{text}</p>") - {"<p>", "</p>", "<p title=>"},
        "cell": lambda text: looks.in_cells(_row(text)),
        "path": lambda text: looks.bad_name(text),
        "calendar": lambda text: looks.in_calendar(f"SUMMARY:{text}") - {"SUMMARY"},
    }
    tried = [(kind, text) for kind in checks for text in ATTACKS[kind]]
    return sum(bool(checks[kind](text)) for kind, text in tried), len(tried)


def _row(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}",1\n'


def _flat(text: str) -> str:
    """A text as it is kept, on one line; names are kept on one, and without what hides."""
    return " ".join(normalised(text).split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _shapes(own: Shown, kind: str) -> set[str]:
    return {shape for text in own.exports[kind] for shape in looks.SHAPES[kind](text)}


def _records(texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Past talks in which all these texts are told, so many to a person; the first is the person's name."""
    for first in range(0, len(texts), A_PERSON):
        said = iter(texts[first : first + A_PERSON])
        person = next(said)
        for on in ON[:2]:
            yield {"person": person, "on": on, "script": "first_conversation", "answers": _answers(said)}
        turns = [{"speaker": ("person", "coach", text)[number % 3], "text": text} for number, text in enumerate(said)]
        rest = turns or [{"speaker": "person", "text": person}]
        yield {"person": person, "on": ON[2], "turns": rest, "note": rest[0]["text"]}


def _answers(said: Iterator[str]) -> dict[str, Any]:
    """Answers to the first conversation; where the texts run out, words of no account."""

    def some(count: int) -> list[str]:
        return [next(said, f"no more {number}") for number in range(count)]

    circle = some(3)
    return {
        "worth_it": some(1)[0], "good_day": some(1)[0], "come_to_you": some(5), "could_show": some(3),
        "gets_going": some(3), "kept_going": some(1)[0], "tuesday": some(1)[0], "matters": some(3), "places": some(4),
        "circle": [{"name": name, "ring": "closest", "gives": some(1)[0], "receives": some(1)[0]} for name in circle],
        "already_mine": some(2), "do_differently": some(1)[0],
        "who_does_what": [
            {"what": some(1)[0], "now": "for", "next": "circle", "person_does": some(1)[0], "helper": name,
             "helper_said": "yes", "coach_stops": some(1)[0], "stop_when": some(1)[0]} for name in circle
        ],
        "promise": {"signs": some(3), "who_may_call": circle[0], "first": some(1)[0]},
        "next_steps": {"yours": some(1)[0], "mine": some(1)[0], "yours_by": "2025-06-01"},
    }  # fmt: skip


def _on_a_terminal(folder: Path, *words: str) -> str:
    """What a command sends to a terminal that knows colours; coachkit's own colours left out."""
    ours, theirs = pty.openpty()
    environ = environment(folder / "home", TERM="xterm-256color")
    with subprocess.Popen(
        [sys.executable, "-m", "coachkit", *words], env=environ, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        raw = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return _COLOUR.sub("", raw.decode("utf-8", "replace").replace("\r\n", "\n"))


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # the other end is closed
        return b""
