"""A short script with one question of each kind, and the way through it: what is asked, what is typed, what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.tty.window import Window

SCRIPT = """
coachkit: 1
id: kinds
version: 1
title: One of each
language: en
about: |
  One question of each kind.
steps:
  - stage: opening
    title: One of each
  - id: words
    type: text
    ask: |
      Tell me about a good morning.
    coach_note: |
      Leave them time.
    probes:
      - Who was there?
    cue: good morning
  - id: things
    type: list
    at_most: 3
    ask: |
      What do you look after?
    ask_again: |
      What else do you look after?
    cue: look after
  - id: circle
    type: people
    at_most: 4
    ask: |
      Who is in your life?
    ask_again: |
      Who else is there?
    cue: your people
    fields:
      - id: ring
        type: choice
        ask: |
          Where would you put {circle.name}?
        options: { closest: Closest to you, friends: A friend }
  - id: wish
    type: choice
    ask: |
      Would you like to try something new?
    options: { yes: I would, no: Not now }
    cue: something new
  - id: what_new
    type: short
    when: { wish: is yes }
    ask: |
      What would you like to try?
    cue: what to try
  - id: days
    type: choices
    ask: |
      Which days suit you?
    options: { mon: Monday, tue: Tuesday, wed: Wednesday }
    cue: days
  - id: garden
    type: yes_no
    ask: |
      Is there a garden?
    cue: garden
  - id: near
    type: scale
    from: 0, nothing like it
    to: 10, just like it
    ask: |
      How near is it?
    cue: how near
  - id: again
    type: date
    ask: |
      Which day shall we meet?
    cue: next day
  - id: handed
    type: group
    at_most: 2
    ask: |
      What do I do for you?
    ask_again: |
      What else do I do for you?
    cue: who does what
    fields:
      - id: what
        type: short
        ask: |
          What shall we call it?
        cue: what it is
      - id: part
        type: short
        ask: |
          Which part is yours?
        cue: your part
  - stage: lid
    title: Before the lid closes
    play_back: yes
  - id: next_time
    type: text
    ask: |
      What shall I do more of?
    cue: next time
"""


class Turn(NamedTuple):
    """A question, the keys that answer it, and the words kept for it."""

    question: str
    keys: str
    words: str = ""


WAY = {
    "text": Turn("Tell me about a good morning.", "The radio was on.\r", "The radio was on."),
    "list": Turn("What do you look after?", "The bins\r", "The bins"),
    "more": Turn("What else do you look after?", "\r"),
    "name": Turn("Who is in your life?", "Theo\r", "Theo"),
    "another name": Turn("Who else is there?", "\r"),
    "field": Turn("Where would you put Theo?", "1", "Closest to you"),
    "choice": Turn("Would you like to try something new?", "1", "I would"),
    "short": Turn("What would you like to try?", "Swimming\r", "Swimming"),
    "choices": Turn("Which days suit you?", " \x1b[B \r", "Monday, Tuesday"),
    "yes_no": Turn("Is there a garden?", "2", "no"),
    "scale": Turn("How near is it?", "4\r", "4"),
    "date": Turn("Which day shall we meet?", "friday\r", "2026-11-27"),
    "group": Turn("What do I do for you?", "The post\r", "The post"),
    "group field": Turn("Which part is yours?", "Opening it\r", "Opening it"),
    "more of the group": Turn("What else do I do for you?", "\r"),
    "reading back": Turn("Is it right?", "\r"),
    "last": Turn("What shall I do more of?", "Tea\r", "Tea"),
}


def own_script(home: Path, text: str = SCRIPT) -> None:
    """Lay the script into the coach's own prompts."""
    prompts = home / "prompts"
    prompts.mkdir(parents=True, mode=0o700)
    (prompts / "kinds.yaml").write_text(text)


def begin(window: Window, name: str = "Maya") -> None:
    """Say who it is, where that is asked, and give permission."""
    window.answer(f"say to {name}:", "1")


def go_to(window: Window, kind: str, start: str = "text") -> list[str]:
    """Answer one question after another until this one is put; the words kept up to there."""
    kinds = list(WAY)
    words = []
    for each in kinds[kinds.index(start) : kinds.index(kind)]:
        window.answer(WAY[each].question, WAY[each].keys)
        words.append(WAY[each].words)
    window.asked(WAY[kind].question)
    return [each for each in words if each]
