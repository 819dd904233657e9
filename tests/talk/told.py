"""Short talks for examples: a script and answers as texts, through the reader and the engine."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

from coachkit.ids import digest
from coachkit.person.gathered import Gathered
from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from coachkit.talk.events import Happened, NewEvent
from coachkit.talk.replay import Replayed, replay
from coachkit.talk.words import in_words
from coachkit.workbench.answers_file import read_answers
from tests.talk.talking import Talk

HEAD = """\
coachkit: 1
id: short_one
version: 1
title: A short one
language: en
steps:
"""


def script_of(steps: str, plan: str = "") -> Script:
    """A script of these steps; each needs no `ask:` of its own."""
    text = HEAD + indent(_asking(dedent(steps)).strip(), "  ") + "\n"
    if plan:
        text += "plan:\n" + indent(dedent(plan).strip(), "  ") + "\n"
    script = read_script(text.encode(), "short_one.yaml")
    assert isinstance(script, Script), script
    return script


def _asking(steps: str) -> str:
    lines: list[str] = []
    for line in steps.splitlines():
        lines.append(line)
        if line.strip().startswith("type:"):
            margin = line[: len(line) - len(line.lstrip())]
            lines += [f"{margin}ask: |", f"{margin}  What?"]
    return "\n".join(lines)


def tell(script: Script, answers: str) -> tuple[Talk, Replayed]:
    """A talk in which these answers were told."""
    talk = Talk(script)
    told = replay(script, read_answers(dedent(answers).encode(), "answers.yaml").answers, talk.new_id)
    talk.keep(told.events)
    return talk, told


def gathered(steps: str, answers: str, plan: str = "") -> Gathered:
    """What such a talk yields."""
    talk, told = tell(script_of(steps, plan), answers)
    assert told.faults == []
    return talk.gathered()


def read_back(talk: Talk) -> None:
    """Everything that stands is read back, and the person says that it is right."""
    answers = talk.answers
    right: dict[str, Any] = {}
    for place in talk.way.places:
        value = answers.value(place.key)
        if value is not None:
            right[str(place.key)] = digest(in_words(place.step, value))
    talk.keep([NewEvent(kind=Happened.PLAYED_BACK, subject="lid", body={"right": right})])
