"""Command lines with canaries in them: in comes the command tree, out go lines that try every command, right and wrong.

A test fails where a command is in the tree and not tried here.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typer

from coachkit.cli.app import TABLE

CANARY = "CANARY"
ANSWERS: dict[str, Any] = {
    "person": "Jo",
    "worth_it": "CANARY-1",
    "good_day": "CANARY-2 [/b] {person} %s",
    "come_to_you": ["CANARY-3"],
    "matters": ["CANARY-4"],
    "circle": [{"name": "CANARY-5", "gives": "CANARY-6"}],
    "tuesday": "CANARY-7",
    "ruler": 0,
    "not_lower": "CANARY-8 parked",
    "already_mine": ["CANARY-9"],
    "who_does_what": [
        {"what": "CANARY-10", "now": "for", "next": "circle", "helper": "CANARY-5", "coach_stops": "CANARY-11"}
    ],
    "promise": {"signs": ["CANARY-12"], "first": "CANARY-13"},
    "next_steps": {"yours": "CANARY-14", "mine": "CANARY-15", "yours_by": "2026-11-24"},
}
LOOKED = {
    "since": "CANARY-60",
    "who_does_what": [{"what": "CANARY-10", "going": "not_begun", "now": "for", "next": "same"}],
    "promise_still": "right",
    "could_have_done": "CANARY-61 alone",
}
FAULTY = [
    "good_day: [CANARY, CANARY]\n", "ruler: CANARY\n", "circle: [{name: Ada, ring: CANARY}]\n", "circle: CANARY\n",
    "matters: [CANARY1, CANARY2, CANARY3, CANARY4]\n", "next_steps: {yours_by: CANARY}\n", "on: CANARY\n",
    "permission: CANARY\n", "good_day: 'CANARY\n", "good_day: CANARY one, point #2 CANARY\n", "good_day: &CANARY x\n",
    "good_day: *CANARY\n", "good_day: !CANARY x\n", "good_day: \"CANARY \\q\"\n", "good_day: CANARY said: CANARY\n",
    "\tgood_day: CANARY\n", "good_day: {CANARY: [}\n", "good_day: |\n CANARY\nCANARY\n", "good_day: %CANARY\n",
    "good_day: @CANARY\n", "good_day: `CANARY`\n", "good_day: - CANARY\n", "come_to_you:\n  - CANARY\n - CANARY\n",
    "good_day: 'CANARY' CANARY\n", "circle: [{gives: CANARY}]\n", "come_to_you: [{CANARY: CANARY}]\n",
    "good_day: CANARY\x01\n", "ruler: [CANARY]\n", "who_does_what: [{next: CANARY}]\n",
]  # fmt: skip
# Files with canaries in them, right and wrong, by name.
FILES = {
    "answers.yaml": json.dumps(ANSWERS),
    "looked.yaml": json.dumps(LOOKED),
    "wrong.yaml": FAULTY[2],
    "records.jsonl": '{"person": "Jo", "on": "2025-03-02", "note": "CANARY-40: people ask me to mend their bikes."}\n',
    "wrong.jsonl": '{"person": "Jo", "on": "CANARY", "note": "CANARY"}\n{"person": CANARY\n{"note": "CANARY"}\n',
    "wrong.csv": 'person,on,note\nJo,CANARY,CANARY\nJo,"CANARY\n',
    "map.yaml": "CANARY: CANARY\n",
    "chat.txt": "CANARY: CANARY-41\nSam: And then?\nCANARY: CANARY-42\n",
    "talk.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Jo>CANARY-43\n\n00:02.000 --> 00:04.000\n<v Sam>And then?\n",
    "note.md": "---\nperson: Jo\non: 2025-04-02\n---\nCANARY-44\n",
    "wrong.md": "---\nperson: Jo\non: CANARY\n---\nCANARY\n",
    "wrong.docx": "CANARY",
    "script.yaml": "coachkit: 1\nid: asked\nversion: 1\ntitle: One\nlanguage: en\nsteps:\n  - id: one\n    type: text\n"
    "    ask: |\n      What?\n",
    "walk.yaml": "script: asked\nperson: Jo\none: CANARY-45\n",
    "passphrase": "CANARY-70 four words by chance\n",
    "another": "CANARY-71 four other words by chance\n",
    "code": "CANARY-72\n",
    "wrong-script.yaml": "coachkit: 1\nsteps:\n  - id: one\n    type: CANARY\n",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One command line, and what is piped into it.

    `shows` where stdout may hold what was said; `asks` where questions may hold it too, and they go to stderr.
    """

    words: tuple[str, ...]
    lines: str = ""
    shows: bool = False
    asks: bool = False


def _shows(*lines: str) -> Iterator[Line]:
    return (Line(tuple(line.split()), shows=True) for line in lines)


def _keeps_still(*lines: str) -> Iterator[Line]:
    return (Line(tuple(line.split())) for line in lines)


# What is read, asked to be shown, and shown on stdout alone. TALK is the id of a talk with Jo, FILES and OUT folders.
READING = [
    *_shows(
        "", "plan Jo", "plan Jo --coach", "plan Jo --format json", "plan Jo --format md", "plan Jo --format message",
        "plan Jo --format note", "profile Jo", "profile Jo --format json", "profile Jo --format md",
        "session show TALK", "session show TALK --format json", "export Jo", "export Jo --format json", "find canary",
        "find canary --format json", "find CANARY-2 --person Jo", "handover show Jo", "handover show Jo CANARY-10",
        "handover show Jo --format json", "export Jo --format html",
        "export Jo --format csv", "since Jo 2020-01-01", "since Jo 2020-01-01 --format json",
    )
]  # fmt: skip
# What is asked without ever a word of theirs, and what cannot be done.
SILENT = [
    *_keeps_still(
        "people", "people --format json", "talks", "talks --format json", "person show Jo",
        "person show Jo --format json",
        "person add Mo", "person rename Mo Mia", "person merge Mia Jo", "undo", "person archive Mia", "settings",
        "where",
        "doctor", "completion bash", "--help", "--version", "plan Nobody", "plan Jo --nope", "plan Jo --format pdf",
        "plan Jo --coach --format md", "session show zzzzzz", "session forget TALK", "session edit zzzzzz",
        "export Jo -o OUT/nowhere/x.md", "export --all", "export Jo -o HOME/notebook.db", "person separate Jo Nobody",
        "person merge Jo Jo", "talk Jo --script none", "talk Jo --on 2027-01-01", "talk Jo --answers none.yaml",
        "settings nope", "session edit TALK", "introductions", "introductions Jo --format json", "introductions Nobody",
        "lasting", "lasting Jo", "lasting --all --format json", "lasting Nobody", "since Nobody", "since Jo --nope",
        "suggestions Jo", "suggestions Jo --accept zzzzzz", "suggestions Nobody", "find nothing-of-the-kind",
        "find", "profile Nobody", "look-again Nobody", "look-again Jo", "log Nobody",
        "log Jo --on 2027-01-01", "come-back Nobody", "come-back Jo --over", "person resume Jo",
        "person archive Nobody",
        "handover show Nobody", "handover asked Jo nothing-of-the-kind", "handover yes Jo nothing-of-the-kind",
        "handover moved Jo canary", "handover try Jo canary", "handover back Jo canary", "handover add Jo",
        "handover edit Jo nothing-of-the-kind --what x", "handover no Nobody x", "handover ended Nobody x",
        "introduce Jo", "introduce Jo --to nobody --met", "person rename Nobody Mia", "person show Nobody",
        "person add",
        "talks Nobody", "people --nope", "demo --nope", "doctor --nope", "where --nope", "undo --nope",
        "completion tcl", "import", "import none.jsonl", "import FILES/wrong.jsonl", "import FILES/wrong.csv",
        "import FILES/wrong.md", "import FILES/wrong.docx", "import FILES/records.jsonl --map FILES/map.yaml",
        "import FILES/wrong.jsonl --from vtt --person Jo", "import FILES/wrong.jsonl --format json",
        "import FILES/records.jsonl --dry-run", "import FILES/chat.txt --person Jo --on never",
        "talk Jo --answers FILES/wrong.yaml", "look-again Jo --answers FILES/wrong.yaml", "demo",
        "script list", "script show first_conversation", "script show none", "script list --nope",
        "script check FILES/script.yaml", "script check FILES/none.yaml", "script explain CK101",
        "script explain CK999",
        "script new mine", "script new mine", "script copy gifts", "script copy none", "script print gifts",
        "script print none", "script walk gifts --seed 3", "script walk none", "script coverage FILES/script.yaml",
        "script coverage none", "script diff gifts FILES/script.yaml", "script diff none",
        "script diff none --talk TALK",
        "notebook status", "notebook status --format json", "notebook status --format pdf",
        "notebook check", "notebook check --format json", "notebook check --repair --nope", "notebook trail",
        "notebook trail --format json", "notebook trail --nope", "notebook backup OUT/copy.db",
        "notebook backup OUT/copy.db",
        "notebook restore FILES/none", "notebook restore FILES/chat.txt --yes", "notebook restore OUT/copy.db",
        "person agreed Jo --how never", "person agreed Nobody", "person keep Nobody", "person keep Jo",
        "person pack Nobody -o OUT/x",
        "person pack Jo", "person forget Nobody --yes", "person forget Jo",
        "notebook unprotect --yes", "notebook change-passphrase", "notebook recover", "notebook protect --nope",
        "notebook unprotect --nope", "script schema", "script schema --nope", "script translate mine cy",
        "script translate none cy",
    )
]  # fmt: skip
# What is kept, and what may be shown as it is; these change the notebook.
KEEPING = [
    *_shows(
        "plan Jo --agree", "log Jo --note CANARY-20", "log Jo --by nobody", "handover add Jo CANARY-30 --now for",
        "handover edit Jo CANARY-30 --next circle --helper CANARY-5 --stops CANARY-31",
        "handover edit Jo CANARY-30 --next never", "handover asked Jo CANARY-30 --why CANARY-32",
        "handover yes Jo CANARY-30 --limit CANARY-33 --gets CANARY-34", "handover try Jo CANARY-30",
        "handover moved Jo CANARY-30", "handover back Jo CANARY-30 --why CANARY-35", "handover no Jo CANARY-30",
        "handover ended Jo CANARY-30", "introduce Jo --to CANARY-50 --because CANARY-51",
        "introduce Jo --to CANARY-50 --yes both", "introduce Jo --to CANARY-50 --met --with CANARY-5",
        "introductions Jo",
        "come-back Jo --rang CANARY-5 --sign CANARY-52", "come-back Jo --over", "lasting Jo",
        "person archive Jo --ending never", "person archive Jo --ending good-enough --why CANARY-53",
        "person archive Jo --back", "import FILES/records.jsonl", "import FILES/records.jsonl",
        "import FILES/chat.txt --person Jo --coach Sam --on 2025-03-04", "import FILES/talk.vtt --on 2025-03-05",
        "import FILES/talk.vtt --person Jo --coach Sam --on 2025-03-05", "import FILES/note.md",
        "import FILES/wrong.jsonl --refused OUT/refused.jsonl", "suggestions Jo", "suggestions Jo --format json",
        "talk Jo --answers FILES/answers.yaml", "person separate Jo CANARY-5",
        "look-again Jo --answers FILES/looked.yaml",
        "since Jo", "export Jo -o OUT/jo.md", "export --all -o OUT/all", "export Jo --format ics -o OUT/jo.ics",
        "export Jo -o OUT/jo.md", "script walk FILES/script.yaml --answers FILES/walk.yaml",
        "script check FILES/wrong-script.yaml", "import OUT/jo.md", "undo", "undo",
    ),
    Line(("log", "Jo", "--note", "-"), "CANARY-21\n", shows=True),
    Line(("talk", "Jo", "--new"), "yes\nCANARY-22\nCANARY-23 half typed\\\n", shows=True),
    Line(("talk", "Jo"), "CANARY-24\n!\nq\n", shows=True, asks=True),
    Line(("person", "resume", "Jo"), shows=True),
    Line(("talk", "Jo", "--after"), "CANARY-25\nq\n", shows=True, asks=True),
    Line(("session", "edit", "TALK"), "a good day\nCANARY-27 half typed\\\n", shows=True, asks=True),
    Line(("profile", "Jo", "--check"), "1\nq\n", shows=True, asks=True),
    Line(("profile", "Jo", "--check"), shows=True, asks=True),
    Line(("look-again", "Jo"), "CANARY-26\nq\n", shows=True, asks=True),
    Line(("import", "-", "--from", "jsonl"), FILES["wrong.jsonl"], shows=True),
    *(Line(("talk", "Jo", "--answers", "-"), text) for text in FAULTY),
    *_shows(
        "person agreed Jo --how paper", "person agreed Jo --may-know anyone --whom CANARY-81",
        "person agreed Jo --withdrawn --why CANARY-82", "person pack Jo -o OUT/pack", "person pack Jo -o OUT/pack",
        "person pack Jo --full -o OUT/full", "session forget TALK --yes", "notebook check",
        "notebook backup OUT/copies",
        "notebook restore OUT/copy.db --yes", "notebook trail",
    ),
    # From here on it is protected; the passphrase is in a file that the environment names.
    *_shows(
        "notebook protect --no-keyring", "notebook protect --key-file OUT/key", "notebook status",
        "notebook status --format json",
        "profile Jo", "log Jo --note CANARY-73", "export Jo -o OUT/after.md", "notebook recover --code-file FILES/code",
        "notebook recover --code-file FILES/none", "notebook change-passphrase --new-file FILES/none",
        "notebook unprotect --yes", "notebook status", "person forget Jo --yes", "notebook protect",
        "notebook change-passphrase --new-file FILES/another", "profile Jo",
    ),
]  # fmt: skip


@cache
def leaves() -> tuple[tuple[str, ...], ...]:
    """Every command there is, by its words: what the program itself offers, however deep."""

    def below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        inner = getattr(command, "commands", None)
        if not inner:
            yield words
            return
        for name, each in inner.items():
            yield from below(each, (*words, name))

    modules = {name: importlib.import_module(f"coachkit.cli.{module}") for name, (module, _) in TABLE.items()}
    tops = [(name, typer.main.get_command(module.app)) for name, module in modules.items()]
    return tuple(leaf for name, command in tops for leaf in below(command, (name,)))


def command_of(line: Line) -> tuple[str, ...]:
    """Which command a line tries; none where it is `coachkit` alone, or an option of its own."""
    return next((leaf for leaf in leaves() if line.words[: len(leaf)] == leaf), ())


def prepare(folder: Path) -> None:
    """Lay the files that the lines name, in a folder where `home` is the coach's."""
    for name in ("files", "out"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    for name, text in FILES.items():
        (folder / "files" / name).write_text(text, "utf-8")


def filled(line: Line, talk: str, folder: Path) -> list[str]:
    """The words of a line, the talk and the folders put in."""
    places = {"HOME": folder / "home", "FILES": folder / "files", "OUT": folder / "out"}
    words = [talk if word == "TALK" else word for word in line.words]
    for name, place in places.items():
        words = [str(place / word[len(name) + 1 :]) if word.startswith(f"{name}/") else word for word in words]
    return words
