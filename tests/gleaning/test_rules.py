"""Every rule does what it says: its own examples are found word for word, and what is near to them is left."""

from __future__ import annotations

import pytest

from coachkit.gleaning.glean import RULES, glean_note
from coachkit.gleaning.holds import HOLDS
from coachkit.gleaning.rule import Hold, Rule
from coachkit.scripts.kinds import TEXT_KINDS

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
EVERY_HOLD = pytest.mark.parametrize("hold", HOLDS, ids=lambda hold: hold.id)


def by_rule(rule: Rule, sentence: str) -> list[str]:
    return [each.text for each in glean_note(sentence, "s").found if each.rule == rule.id]


def test_every_rule_and_every_reason_has_an_id_of_its_own() -> None:
    ids = [each.id for each in (*RULES, *HOLDS)]
    assert len(ids) == len(set(ids))


@EVERY_RULE
def test_a_rule_says_what_it_looks_for_and_files_it_where_the_profile_has_room(rule: Rule) -> None:
    assert rule.says.endswith(".")
    assert rule.kind in (*TEXT_KINDS, "person")
    assert len(rule.finds) >= 2 and len(rule.leaves) >= 2


@EVERY_RULE
def test_a_rule_finds_its_own_examples_in_the_persons_own_words(rule: Rule) -> None:
    for sentence, text in rule.finds:
        assert text in sentence
        assert text in by_rule(rule, sentence), sentence


@EVERY_RULE
def test_a_rule_leaves_what_is_only_near_to_it(rule: Rule) -> None:
    assert [sentence for sentence in rule.leaves if by_rule(rule, sentence)] == []


@EVERY_HOLD
def test_a_reason_to_leave_something_alone_does_so(hold: Hold) -> None:
    assert hold.says.endswith(".")
    for sentence in hold.holds:
        gleaned = glean_note(sentence, "s")
        assert gleaned.found == (), sentence
        assert hold.applies(sentence), sentence
        assert gleaned.held_back, sentence


@EVERY_HOLD
def test_a_reason_to_leave_something_alone_stops_at_its_border(hold: Hold) -> None:
    assert hold.lets
    for sentence in hold.lets:
        assert glean_note(sentence, "s").found, sentence
        assert not hold.applies(sentence), sentence
