"""Words, names, scripts, settings and files of strangers: whatever is in them, it is shown and does nothing."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from coachkit.cli.app import run as run_app
from coachkit.safe_text import normalised
from tests.cli.conftest import Done, Run, no_traceback
from tests.hostile import CLIPBOARD, TITLE, WORDS, commands, controls

FEW = 12
TALK = "TALK"
# Commands whose result people read; nothing in it may command anything, wherever it goes.
VIEWS = [
    (), ("people",), ("talks",), ("talks", "Jo"), ("profile", "Jo"), ("plan", "Jo"), ("plan", "Jo", "--coach"),
    ("plan", "Jo", "--format", "message"), ("plan", "Jo", "--format", "note"), ("person", "show", "Jo"),
    ("session", "show", TALK), ("handover", "show", "Jo"), ("introductions", "Jo"), ("introductions",),
    ("since", "Jo"),
    ("lasting", "Jo"), ("suggestions", "Jo"), ("find", "bread"), ("settings",), ("where",), ("doctor",),
    ("undo", "--help"),
    ("script", "list"), ("script", "show", "strange"), ("script", "show", "refused"), ("script", "check",
    "refused"),
    ("script", "check", "strange"), ("script", "walk", "strange"),
    ("plan", "Nobody" + CLIPBOARD), ("person", "show", TITLE), ("export", "Jo", "-o", f"no/{TITLE}x.md"),
    ("import", f"none{CLIPBOARD}.md"), ("talk", "Jo", "--answers", f"none{CLIPBOARD}.yaml"), (f"no{TITLE}",),
    ("people", f"--no{TITLE}"), ("log", "Jo", "--note", "a", TITLE), ("script", "show", f"no{TITLE}"),
    ("settings", f"no{TITLE}"), ("log", "Jo", "--on", TITLE), ("plan", "Jo", "--format", TITLE),
]  # fmt: skip
# What is for a program or a file holds every mark of the words; on a screen it is made safe all the same.
DATA = [
    *((*view, "--format", "json") for view in (("people",), ("talks",), ("profile", "Jo"), ("plan", "Jo"),
    ("where",),
      ("session", "show", TALK), ("handover", "show", "Jo"), ("settings",), ("script", "list"), ("find",
    "bread"))),
    *(("export", "Jo", "--format", kind) for kind in ("md", "html", "json", "csv", "ics")),
    ("profile", "Jo", "--format", "md"), ("plan", "Jo", "--format", "md"), ("script", "print", "strange"),
    ("script", "print", "strange", "--sheet"), ("script", "schema"), ("completion", "bash"),
]  # fmt: skip
STRANGE = """\
coachkit: 1
id: strange
version: 1
title: "Strange [/b] :smile: مريم %s"
language: en
steps:
  - id: one
    type: short
    cue: "<b>one</b>"
    ask: |
      What is it, [red]{person}[/red]?
    saves: skill
"""
REFUSED = STRANGE.replace("id: strange", "id: refused").replace("%s", "\\e]0;owned\\a \\u009b2J \\u202e")


class Screen(io.TextIOWrapper):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_screen(*args: str) -> Done:
    """Run one command line whose results go to a terminal."""
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdout = Screen(out, encoding="utf-8", newline="\n")
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", newline="\n", write_through=True)
    try:
        code = run_app(args)
        sys.stdout.flush()
        return Done(code, out.getvalue().decode(), err.getvalue().decode())
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def answers(words: list[str], name: str = "Jo") -> str:
    """An answers file in which these words are said wherever something can be said."""
    said = iter(words * 30)
    handovers = [
        {"what": next(said), "now": "for", "next": "circle", "helper": next(said), "coach_stops": next(said),
         "stop_when": next(said), "person_does": next(said)} for _ in range(3)
    ]  # fmt: skip
    circle = [{"name": next(said), "ring": "closest", "gives": next(said), "receives": next(said)} for _ in words]
    told = {
        "person": name,
        "good_day": "bread " + next(said),
        "come_to_you": [next(said) for _ in range(6)],
        "matters": [next(said) for _ in range(3)],
        "more_of": [next(said) for _ in range(3)],
        "places": [next(said) for _ in range(5)],
        "circle": circle,
        "tuesday": next(said),
        "already_mine": [next(said) for _ in range(6)],
        "who_does_what": handovers,
        "do_differently": next(said),
        "promise": {"signs": [next(said) for _ in range(2)], "first": next(said), "who_may_call": next(said)},
        "next_steps": {"yours": next(said), "mine": next(said)},
    }
    return json.dumps(told)


@pytest.fixture(params=[WORDS[n : n + FEW] for n in range(0, len(WORDS), FEW)], ids=lambda some: ascii(some[0])[:20])
def strangers(request: pytest.FixtureRequest, run: Run, home: Path) -> str:
    """A notebook full of these words: said, as names, in notes, in the settings and in a script. The id of the talk."""
    words = list(request.param)
    told = run("talk", "--answers", "-", lines=answers([text for word in words if (text := normalised(word))]))
    assert told.code == 0, told.err  # a file with controls in it is refused at the door
    for word in words:
        run("person", "add", f"Person {word[:200]}")
        run("log", "Jo", "--note", "-", lines=word.encode("utf-8", "surrogatepass"))
        run("introduce", "Jo", "--to", f"Somebody {word[:50]}", "--yes", "both", "--why", word[:300])
    for n, name in enumerate(("coach", "how", "if_not_me", "emergency", "phone")):
        run("settings", name, words[n % len(words)][:300])
    (home / "prompts").mkdir(exist_ok=True)
    (home / "prompts" / "strange.yaml").write_text(STRANGE, "utf-8")
    (home / "prompts" / f"refused{CLIPBOARD}.yaml").write_text(REFUSED, "utf-8")
    return str(run("talks", "--format", "json").data[0]["id"])


def filled(command: tuple[str, ...], talk: str) -> list[str]:
    return [talk if part == TALK else part for part in command]


def test_nothing_anybody_said_commands_a_terminal(strangers: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACHKIT_COACH")
    monkeypatch.setenv("NO_COLOR", "1")  # leaves us nothing of our own that commands
    for command in VIEWS:
        for done in (run(*filled(command, strangers)), on_a_screen(*filled(command, strangers))):
            assert (commands(done.out), commands(done.err)) == (set(), set()), (command, done.code)
            no_traceback(done)
    for command in DATA:
        done = run(*filled(command, strangers))
        assert controls(done.out) == set(), command
        assert done.code == 0, (command, done.err)
        shown = on_a_screen(*filled(command, strangers))
        assert (commands(shown.out), commands(shown.err), shown.code) == (set(), set(), 0), command
