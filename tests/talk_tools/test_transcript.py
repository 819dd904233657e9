"""Transcripts: a talk as a coach can read it through."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.scripts.model import Script
from coachkit.scripts.placeholders import names
from coachkit.talk.answers import fold
from coachkit.talk.events import Happened, NewEvent
from coachkit.talk.path import Mark, path
from coachkit.talk.transcript import transcript
from coachkit.talk.walking import walk
from tests.scripts.made_scripts import scripts
from tests.talk_tools.helping import first, recorded, small, told

TALK = """\
day: |
  A good one.
  With tea.
folk:
  - { name: Ana, near: yes }
  - { name: Bo, near: no, visits: On the bus }
  - { name: Chidi, near: skip }
ruler: 3
higher: The bus
next: tea
"""


def test_a_talk_is_read_from_top_to_bottom_with_answers_in_quotes() -> None:
    assert (
        transcript(small(), told(small(), TALK), person="Maya")
        == """\
A small talk
============

First
-----

What went well, Maya?
  “A good one.
  With tea.”

Who is about?
  “Ana”

Who else?
  “Bo”
  “Chidi”

Is Ana near?
  “yes”

Is Bo near?
  “no”

Is Chidi near?
  (skipped)

How do you and Bo meet?
  “On the bus”

Second
------

How is it?
  “3”

What makes it 3?
  “The bus”

What next, with Ana, Bo and Chidi?
  “Tea”
"""
    )


def test_what_was_not_reached_is_left_out_and_said_so() -> None:
    text = transcript(small(), told(small(), "day: skip\n"))
    assert "What went well, Maya?\n  (skipped)\n" in text
    assert "Second" not in text
    assert text.endswith("\n(some questions are still open)\n")


def test_answers_set_aside_come_last_under_their_own_heading() -> None:
    text = transcript(small(), told(small(), TALK + "last: [Tea]\n"))
    assert text.endswith("Set aside\n---------\n\nWhat else?\n  “Tea”\n")


def test_a_reading_back_is_said() -> None:
    events = [*told(small(), TALK), NewEvent(kind=Happened.PLAYED_BACK, subject="back", body={"right": {}})]
    assert "Reading back\n------------\n\n(what was said so far is read back)\n" in transcript(small(), events)


def test_rosas_talk_reads_as_it_went() -> None:
    text = transcript(first(), recorded("rosa"), person="Rosa")
    assert "What has Dulce said?\n  “Said yes”\n" in text
    assert text.count("What else do we do with you or for you?") == 2
    assert text.count("What do I, or others paid to help, do with you or for you?") == 1
    for words in ("saves", "handover", "who_does_what", "\n\n\n", "{"):
        assert words not in text


def test_a_group_whose_first_list_is_left_empty_still_says_what_it_is_about() -> None:
    walk = told(first(), "promise:\n  - signs: skip\n    who_may_call: Jo\n")
    assert "Let us agree how.\n\nWhat would tell you it is time to ring me?\n  (skipped)\n" in transcript(first(), walk)


@settings(max_examples=30, deadline=None)
@given(scripts, st.integers(0, 1000))
def test_every_walk_makes_a_transcript_without_a_placeholder(made: Script, seed: int) -> None:
    events = walk(made, seed)
    text = transcript(made, events)
    assert not names(text)
    way = path(made, fold(events))
    answered = sum(place.mark is Mark.ANSWERED for place in way.places if place.step is not None)
    assert text.count("\n  “") == answered
