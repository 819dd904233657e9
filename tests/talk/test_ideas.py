"""Ideas for the coach say because of what: the person's own words, each by itself."""

from __future__ import annotations

from hypothesis import given

from coachkit.scripts.conditions import Phrase, holds
from coachkit.scripts.model import Script
from tests.talk.budget import some
from tests.talk.made_scripts import scripts
from tests.talk.talking import Talk, Talker, go_on, seeds, texts, wander
from tests.talk.told import gathered

STEPS = """
    - id: good_at
      type: list
      at_most: 3
    - id: where
      type: choices
      options: { in: Indoors, out: Outdoors }
    - id: quiet
      type: text
    - id: promise
      type: group
      at_most: 1
      fields:
        - id: first
          type: short
    """


def ideas(rule: str, answers: str) -> list[tuple[str, tuple[str, ...]]]:
    found = gathered(STEPS, answers, "- id: r\n" + rule)
    return [(idea.text, idea.because) for idea in found.ideas]


def test_items_of_a_list_are_cited_one_by_one_and_each_once() -> None:
    rule = "  when: { good_at: has at least 2, where: includes out }\n  suggest: |\n    Go, {person}."
    told = "good_at: [soup, radios, soup]\nwhere: [in, out]"
    assert ideas(rule, told) == [("Go, Rosa.", ("soup", "radios", "Indoors", "Outdoors"))]


def test_only_what_made_it_fire_is_cited() -> None:
    rule = """  when:
    - { good_at: answered, quiet: answered }
    - { where: answered }
  suggest: |
    Go."""
    assert ideas(rule, "good_at: soup\nwhere: [in]") == [("Go.", ("Indoors",))]


def test_an_idea_for_each_of_a_single_group_comes_once() -> None:
    rule = "  for_each: promise\n  when: { promise.first: answered }\n  suggest: |\n    First: {promise.first}."
    assert ideas(rule, "promise: {first: ring me}") == [("First: ring me.", ("ring me",))]
    assert ideas(rule, "promise: null") == []


@some(50)
@given(scripts(), seeds, texts)
def test_every_idea_with_a_condition_cites_what_made_it_fire(script: Script, seed: int, among: list[str]) -> None:
    talk = Talk(script)
    wander(talk, seed, among)
    go_on(talk, Talker(seed, among))
    way, rules = talk.way, {rule.id: rule for rule in script.plan}
    for idea in talk.gathered().ideas:
        assert len(set(idea.because)) == len(idea.because)
        assert all(idea.because)
        rule_id, _, item = idea.id.rstrip("]").partition("[")
        fired = [t for t in rules[rule_id].when if all(holds(test, way.look_up(test.step, item)) for test in t)]
        assert fired
        # A question that was left has no words to cite.
        if any(test.phrase is not Phrase.SKIPPED and _has_words(talk, test.step, item) for t in fired for test in t):
            assert idea.because


def _has_words(talk: Talk, name: str, item: str) -> bool:
    standing = talk.way.look_up(name, item)
    if standing is None or standing.skipped:
        return False
    return any(standing.value) if isinstance(standing.value, tuple) else standing.value != ""
