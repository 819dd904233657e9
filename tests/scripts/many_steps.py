"""Large scripts for tests: in comes a number of steps, out comes a script that has nothing wrong with it."""

from __future__ import annotations

HEAD = """\
coachkit: 1
id: long_talk
version: 1
title: A long talk
language: en
about: |
  For trying out how long a check takes.
steps:
  - id: circle
    type: people
    at_most: 5
    ask: |
      Who is in your life?
    saves: person
"""
TURNS = (
    """\
  - id: day_{n}
    type: text
    ask: |
      Tell me about day {n}. What went well on it?
    probes:
      - What part did you play in it?
      - Who else was there that day?
    coach_note: |
      Give silence time, and write their words.
    cue: day {n}
    saves: experience
""",
    """\
  - id: ruler_{n}
    type: scale
    from: 0, nothing like it
    to: 10, very like it
    ask: |
      How near is life to what you would like?
    follow_up:
      - id: not_lower_{n}
        type: text
        when: {{ ruler_{n}: at least 1 }}
        ask: |
          What makes it {{ruler_{n}}} and not lower?
        saves: works
""",
    """\
  - id: more_{n}
    type: list
    at_most: 4
    when: {{ {before}: answered }}
    ask: |
      What else do people come to you for, {{{before}|then}}?
    saves: skill
""",
)


def many_steps(count: int) -> bytes:
    """A script of about so many steps: stories, rulers with a follow-up, and lists that hang on the step before."""
    parts = [HEAD]
    done, before = 1, "circle.names"
    while done < count:
        turn = TURNS[done % 3]
        name = {0: f"day_{done}", 1: f"ruler_{done}", 2: f"more_{done}"}[done % 3]
        parts.append(turn.format(n=done, before=before if "." not in before else "circle"))
        before = name if name.startswith("ruler") else before
        done += 1
    return "".join(parts).encode()
