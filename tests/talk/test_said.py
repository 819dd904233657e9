"""Words that are shown: labels for keys, labels that name earlier answers, and names of groups."""

from __future__ import annotations

import pytest

from coachkit.talk.said import Speaking
from tests.talk.told import script_of, tell

STEPS = """
    - id: helper
      type: short
    - id: how
      type: choice
      options: { alone: On my own, with: "With {helper}" }
      saves: hope
    - id: things
      type: group
      at_most: 3
      fields:
        - id: kind
          type: choice
          options: { a: First, b: Second }
        - id: done
          type: yes_no
    - id: fine
      type: group
      at_most: 2
      fields:
        - id: yes
          type: yes_no
    """
TOLD = "helper: Len {how}\nhow: with\nthings: [{kind: a, done: yes}, {kind: b}]\nfine: [{yes: true}, {yes: no}]"


@pytest.mark.parametrize(
    ("authored", "shown"),
    [
        ("{how}.", "With Len {how}."),
        ("{things.names}", "First and Second"),
        ("{fine.names}", "yes and no"),
        ("{nobody|somebody} and {person}", "somebody and Rosa"),
    ],
)
def test_answers_are_shown_in_words(authored: str, shown: str) -> None:
    talk, _ = tell(script_of(STEPS), TOLD)
    assert Speaking(talk.script, talk.way, "Rosa", "Sam").text(authored) == shown


def test_a_label_that_names_an_earlier_answer_is_saved_filled_in() -> None:
    talk, _ = tell(script_of(STEPS), TOLD)
    assert [each.text for each in talk.gathered().statements] == ["With Len {how}"]
