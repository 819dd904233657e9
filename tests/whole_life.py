"""Somebody of whom there is everything a notebook can hold, and others beside her; all of hers bears one mark.

In comes a way to run commands, out goes a notebook in which every kind of row is somebody's.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coachkit.notebook.copying import copy_notebook
from coachkit.notebook.store import Notebook

MARK = "qzx"  # in no word of any language, nor of coachkit's own
NAME, FORMERLY, TWICE = "Qzxmaya", "Qzxmeg", "Qzxmira"
TOLD = {
    "worth_it": f"{MARK}worth an hour",
    "good_day": f"{MARK}bread with Zenobia " * 3,
    "come_to_you": [f"{MARK}mending", f"{MARK}listening"],
    "matters": [f"{MARK}quiet"],
    "circle": [{"name": "Zenobia", "gives": f"{MARK}soup", "receives": f"{MARK}lifts"}],
    "tuesday": f"{MARK}tuesday",
    "ruler": 0,
    "not_lower": f"{MARK}parked",
    "already_mine": [f"{MARK}keys"],
    "who_does_what": [
        {"what": f"{MARK}letters", "now": "for", "next": "circle", "helper": "Zenobia", "coach_stops": f"{MARK}stops"}
    ],
    "promise": {"signs": [f"{MARK}sign"], "first": f"{MARK}first"},
    "next_steps": {"yours": f"{MARK}step", "mine": f"{MARK}mine", "yours_by": "2026-11-24"},
}
OTHERS = {
    "person": "Omar",
    "good_day": "Dominoes with Zenobia at the barber's",
    "circle": [{"name": "Zenobia", "gives": "A chair by the window"}, {"name": NAME, "gives": "A wave"}],
    "matters": ["Being asked first"],
}
TURNS = [
    ("coach", "What do you like to do?"),
    ("person", f"I love singing in the {MARK}choir every week and my sister Zenobia brings me to it."),
    ("person", f"I am good at {MARK}knitting."),
]
Run = Callable[..., Any]


def live(run: Run, home: Path, folder: Path) -> None:
    """Fill the notebook; `run` runs one command line and says what came of it, `folder` is for files on the way."""

    def done(*words: str, lines: str = "") -> Any:
        ran = run(*words, lines=lines)
        assert ran.code == 0, (words, ran.err)
        return ran

    done("talk", "--answers", "-", lines=json.dumps(OTHERS))
    done("talk", FORMERLY, "--answers", "-", lines=json.dumps(TOLD))
    done("person", "rename", FORMERLY, NAME)
    done("talk", NAME, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}taken back"}))
    done("undo")
    done("person", "add", TWICE)
    done("talk", TWICE, "--answers", "-", lines=json.dumps({"good_day": f"{MARK}twice"}))
    done("person", "merge", TWICE, NAME)
    done("log", NAME, "--note", f"{MARK}rang")
    done("handover", "add", NAME, f"{MARK}bins", "--why", f"{MARK}because")
    done("introduce", NAME, "--to", "Zenobia", "--because", f"{MARK}both knit")
    done("profile", NAME, "--check", lines=f"2\n{MARK}worded anew\n\n1\n3\n4\n2\n1\nq\n")
    done("person", "agreed", NAME, "--how", "phone", "--may-know", "my-people", "--whom", f"{MARK}the choir")
    done("plan", NAME, "--agree")
    _come_in(done, folder)
    done("suggestions", NAME, lines="1\n1\n")
    run("talk", NAME, "--new", lines=f"yes\n{MARK}half an hour\n!\n{MARK}nurse\n")
    run("talk", NAME, lines=f"{MARK}half typed\\\n")
    done("find", f"{MARK}choir")
    done("find", "dominoes")
    done()
    with Notebook.open(home / "notebook.db") as notebook:
        (person,) = notebook.named(NAME)
        talk = [line for line in notebook.talks(person.id) if line.state == "open"][-1]
        assert notebook.keep_draft(talk.id, "good_day", f"{MARK}half typed again")


def _come_in(done: Run, folder: Path) -> None:
    """Past conversations: her record and Omar's in one file, a transcript and a note."""
    records = [
        {"person": NAME, "on": "2025-03-02", "script": "first_conversation", "ref": f"{MARK}-1041",
         "answers": {"good_day": f"{MARK}past"}, "note": f"She is good at {MARK}baking and loves singing."},
        {"person": "Omar", "on": "2025-03-03", "ref": "K-7", "note": "He is good at dominoes."},
    ]  # fmt: skip
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    done("import", str(folder / "records.jsonl"))
    turns = "\n".join(f"{'Sam' if who == 'coach' else NAME}: {text}" for who, text in TURNS)
    (folder / "talk.txt").write_text(turns, "utf-8")
    done("import", str(folder / "talk.txt"), "--person", NAME, "--coach", "Sam", "--on", "2025-04-01")


def copied(home: Path, *names: str) -> list[Path]:
    """Copies of the notebook in its own folder of copies, as they stand now."""
    backups = home / "backups"
    backups.mkdir(mode=0o700, exist_ok=True)
    with Notebook.open(home / "notebook.db") as notebook:
        for name in names:
            copy_notebook(notebook._db, backups / name, None)
    return [backups / name for name in names]


def residue(folder: Path, mark: str = MARK) -> dict[str, int]:
    """How often the mark stands in each file below a folder, in whatever case; files without it are left out."""
    wanted = mark.casefold().encode()
    found = {
        str(path.relative_to(folder)): path.read_bytes().lower().count(wanted)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {name: count for name, count in found.items() if count}
