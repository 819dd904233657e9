"""What a coach does in a release before its notebook is kept for ever: fixed commands, on fixed days."""

from __future__ import annotations

MAYA = """\
person: Maya
on: 2026-11-12
good_day: We had the stall at the school gate, and the soup went in an hour.
come_to_you: [Cutting hair, Reading letters from the council]
circle:
  - name: Jo
    ring: closest
  - name: Ömer
    ring: friends
    gives: Lifts “to anywhere”
who_does_what:
  - what: The shopping
    now: for
    next: circle
    helper: Jo
    helper_said: not_asked
    coach_stops: driving there
"""
MINA = "person: Mina\non: 2026-11-15\ngood_day: The long way home.\n"
PAST = """\
{"person": "Maya", "on": "2025-03-02", "script": "first_conversation", "answers": {"good_day": "Bread with Jo."}}
{"person": "Abdi", "on": "2025-03-04", "ref": "a-1", "note": "I taught myself to bake. My sister Ruth helps."}
{"person": "Abdi", "on": "2025-06-01", "turns": [{"speaker": "person", "text": "The bins were out by six.", "at": 2.5}]}
"""
FILES = {"maya.yaml": MAYA, "mina.yaml": MINA, "past.jsonl": PAST}

# The day, the command, and what is typed. {rosa} is the recorded walk that comes along with the release.
COMMANDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("2026-11-12", ("talk", "--answers", "maya.yaml"), ""),
    ("2026-11-13", ("plan", "Maya", "--agree"), ""),
    ("2026-11-15", ("talk", "--answers", "mina.yaml"), ""),
    ("2026-11-15", ("person", "rename", "Mina", "Minna"), ""),
    ("2026-11-16", ("person", "merge", "Minna", "Maya"), ""),
    ("2026-11-17", ("--plain", "talk", "Theo"), "1\nAn hour without the telephone\nq\n"),
    ("2026-11-19", ("talk", "--answers", "{rosa}"), ""),
    ("2026-11-20", ("import", "past.jsonl"), ""),
    ("2026-11-20", ("find", "bread"), ""),
    ("2026-11-21", ("handover", "asked", "Maya", "shopping"), ""),
    ("2026-11-21", ("handover", "yes", "Maya", "shopping", "--limit", "not on Sundays"), ""),
    ("2026-11-21", ("log", "Maya", "--by", "person", "--note", "Rang to say the soup is on"), ""),
    ("2026-11-21", ("introduce", "Maya", "--to", "The allotment", "--because", "she asked"), ""),
    ("2026-11-22", ("come-back", "Rosa"), "The forms first\n"),
    ("2026-11-22", ("person", "add", "Nobody"), ""),
    ("2026-11-22", ("undo",), ""),
    ("2026-11-22", ("person", "archive", "Theo"), ""),
)
TODAY = "2026-11-22"
COACH = {"COACHKIT_COACH": "Sam", "COACHKIT_PHONE": "07700 900123", "COACHKIT_HOW_SOON": "By the next working day."}

# What every later release has to say of it as well; what comes in whole files is asked for person by person.
ASKED: tuple[tuple[str, ...], ...] = (
    ("people", "--format", "json"),
    ("talks", "--format", "json"),
    ("lasting", "--all", "--format", "json"),
    ("find", "bread", "--format", "json"),
    ("find", "bins", "--format", "json"),
    *(
        (*words, name, "--format", "json")
        for name in ("Maya", "Rosa", "Abdi", "Theo")
        for words in (("profile",), ("plan",), ("export",))
    ),
)
