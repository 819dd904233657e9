"""A script to begin with: in come an id and a title, out goes a file that teaches every common key by example."""

from __future__ import annotations

import re

from coachkit.errors import UsageFaultError
from coachkit.safe_text import normalised
from coachkit.scripts.desk import ID
from coachkit.scripts.schema import MODELINE
from coachkit.scripts.yaml_text import typed

_BRACES = str.maketrans({"{": "(", "}": ")"})
_NOT_FOR_FILES = re.compile("[\ufeff\ufffe\uffff]")


def skeleton(id: str, title: str) -> str:  # noqa: A002  it is what the file calls it
    """The text of a new script file; the reader takes it as it is. An empty title is made from the id.

    Raises UsageFaultError where the id cannot be one.
    """
    if not ID.fullmatch(id):
        hint = "Small letters, digits and _, beginning with a letter: spring_walk"
        raise UsageFaultError("That cannot be the id of a script.", hint)
    said = " ".join(_NOT_FOR_FILES.sub("", normalised(title)).translate(_BRACES).split())
    return _FILE.replace("<modeline>", MODELINE).replace("<id>", id).replace("<title>", typed(said or _from_id(id)))


def _from_id(id_: str) -> str:
    return id_.replace("_", " ").strip().capitalize()


_FILE = """\
<modeline>
# A conversation of your own. It is asked from top to bottom, so read it aloud once from top to bottom.
# A line that begins with # is a note to yourself. Change any word you like, and take out what you don't need.
#
#   coachkit script check FILE    says what would not work, and where
#   coachkit script walk FILE     goes through it with made-up answers
#   coachkit script print FILE    makes a sheet to print and write on

coachkit: 1                    # the version of this kind of file; leave it alone
id: <id>
version: 1                     # add one whenever you change a question people have been asked
title: <title>
language: en
minutes: 30
about: |
  Who this talk is for, and what it is for. A line or two that would help another coach decide to use it.
  Say as well when to leave it in the bag.

steps:
  # A stage is a heading. You can do without.
  - stage: what_is_good
    title: What's good

  # type: text is for a story. What stands under a | is shown exactly as you type it.
  - id: good_day               # the id stays for ever, once somebody has been asked; the words are yours to change
    type: text
    cue: a good day            # a few words by which you find the question during a talk
    ask: |
      Tell me about a day lately that went well, even a bit. What happened?
    probes:                    # further questions to have up your sleeve; all of it is one answer
      - What part did you play in it?
      - Who else was there?
    coach_note: |
      Only you see this. Count to ten before you say anything, and write their words, not a summary.
    saves: experience          # what the answer becomes in the profile: an experience to be glad of

  # type: list takes one thing after another, until nothing more comes.
  - id: good_at
    type: list
    at_most: 6                 # every list needs a number, so that every talk ends
    cue: asked for
    ask: |
      What do people come to you for?
    ask_again: |
      What else do they come to you for?
    saves: skill

  - stage: who_is_around
    title: Who's around
    good_to_stop: yes          # after this stage you could put the pen down, and have had a good talk

  # type: people asks for names first, and then each field for everybody named.
  - id: circle
    type: people
    at_most: 8
    cue: your people
    ask: |
      Who is in your life?
    ask_again: |
      Who else comes to mind?
    fields:
      - id: ring
        type: choice
        cue: where they belong
        ask: |
          Where would you put {circle.name}?
        options:               # on the left a key that stays for ever, on the right what is shown
          closest: Closest to you
          friends: A friend
          joined: Somebody you do things with
          paid: Paid to help
      - id: gives
        type: short            # a few words
        cue: what you do for them
        ask: |
          What do you do for {circle.name}?
    saves: { as: person, name: name, ring: ring, gives: gives }

  # type: choice offers a few answers. When none of them fits, the question can be skipped, like any other.
  - id: where_next
    type: choice
    cue: where next
    ask: |
      Where shall we sit next time?
    options:
      here: "Here again"
      out: "Out somewhere you like"
      walk: "Nowhere: let's walk"

  # when: asks a question only if an earlier answer calls for it.
  - id: favourite_place
    type: short
    when: { where_next: is out }
    cue: a place you like
    ask: |
      Which place have you in mind?
    saves: place

  - stage: what_next
    title: What next

  # type: scale is a ruler with words at both ends; follow_up is asked once there is an answer.
  - id: ruler
    type: scale
    from: 0, nothing like it
    to: 10, very like it
    cue: how near
    ask: |
      How near is life to the way you'd like it?
    follow_up:
      - id: not_lower
        type: text
        when: { ruler: at least 1 }
        cue: not lower
        ask: |
          What makes it {ruler} and not lower?
        coach_note: |
          Every point is something that works already. Let them find three before you turn the page.
        saves: works

  - id: first_step
    type: short
    cue: first small thing
    ask: |
      What is one small thing you would like to do first?
    saves: { as: next_step, what: first_step, who: =person }

# Ideas for your own notes afterwards. They offer; they decide nothing, and they are never on the person's page.
plan:
  - id: meet_there
    when: { favourite_place: answered }
    suggest: |
      Meet {person} there next time: {favourite_place}. Let {person} show you round.
"""
