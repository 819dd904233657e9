"""Gleaning goes by what was plainly said: not by what was wished, nor what others think, and nobody comes twice."""

from __future__ import annotations

import pytest

from coachkit.gleaning.glean import RULES, glean, glean_note
from coachkit.gleaning.suggestion import Spoken


def told(text: str, person: str = "") -> list[tuple[str, str]]:
    return [(each.kind, each.name or each.text) for each in glean_note(text, "s", person=person).found]


@pytest.mark.parametrize(
    "sentence",
    [
        "I wish I was a teacher.",
        "I wish I was a nurse like my mum.",
        "They think I love gardening.",
        "My sister thinks I can knit.",
        "I work as little as possible.",
        "I am a big fan of yours.",
        "My mate Gaz sells stuff.",
        "My aunt Sue left her husband.",
        "That I'm a good dad.",
        "I just hope my friends see it my way.",
        "My friend Gaz went for his check-up.",
        "My mum wants me to come here.",
        "I just wanted to ring my mum.",
        "If it means I can see my kids, I will.",
    ],
)
def test_what_was_wished_or_thought_by_others_or_is_somebody_elses_matter_is_not_offered(sentence: str) -> None:
    told_of = [text for _, text in told(sentence)]
    assert [text for text in told_of if text not in ("my mum", "My sister")] == []
    assert told_of == [] or "wish" in sentence or "thinks" in sentence


def test_work_is_something_the_person_knows_and_no_good_day() -> None:
    assert told("I am a joiner by trade.") == [("knowledge", "I am a joiner by trade")]
    assert {each.kind for each in RULES if each.role} == {"knowledge"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("My friend Sam Okafor comes round.", "Sam Okafor"),
        ("My friend Mary Ann Smith comes round.", "Mary Ann Smith"),
        ("On Fridays Sam Okafor comes round.", "Sam Okafor"),
        ("Sometimes Mrs Pham gives me a lift.", "Mrs Pham"),
        ("My neighbour Anna van der Berg sings.", "Anna van der Berg"),
        ("My mum's name is Jean.", "Jean"),
        ("My best friend is called Ann.", "Ann"),
        ("My neighbour, his name is Abdi.", "Abdi"),
    ],
)
def test_somebody_is_one_person_by_their_whole_name(sentence: str, name: str) -> None:
    assert told(sentence) == [("person", name)]


@pytest.mark.parametrize("sentence", ["I feel at home in the library.", "My favourite place is the library."])
def test_a_place_that_is_plainly_named_is_offered(sentence: str) -> None:
    assert told(sentence) == [("place", sentence[:-1])]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("She taught herself to bake.", [("skill", "She taught herself to bake")]),
        ("Bo is a retired plumber.", [("knowledge", "Bo is a retired plumber")]),
        ("Visited today. Bo Okafor speaks Igbo.", [("knowledge", "Bo Okafor speaks Igbo")]),
        (
            "Her sister Ruth came. Bo taught herself to bake.",
            [("person", "Ruth"), ("skill", "Bo taught herself to bake")],
        ),
    ],
)
def test_what_a_coach_notes_of_the_person_is_quoted_as_the_coachs_words(
    note: str, found: list[tuple[str, str]]
) -> None:
    assert sorted(told(note, "Bo Okafor")) == sorted(found)
    assert {each.said_by for each in glean_note(note, "s", person="Bo Okafor").found} == {"coach"}


@pytest.mark.parametrize(
    "note",
    [
        "Ann came along. She taught herself to bake.",
        "Her sister came. She is a retired plumber.",
        "Len is a retired plumber.",
        "Her mum thinks she loves gardening.",
        "She wishes she was a teacher.",
        "Does she love gardening? Perhaps she can knit.",
        "She can't knit any more.",
        "He loves gardening since the stroke.",
        "She told me her sister Amy is in prison.",
    ],
)
def test_what_a_note_says_of_somebody_else_or_only_perhaps_is_not_offered(note: str) -> None:
    assert told(note, "Bo") == []


def test_somebody_with_a_name_takes_nothing_else_out_of_a_talk() -> None:
    assert told("Ruth comes round every Sunday. I love baking.") == [("passion", "I love baking"), ("person", "Ruth")]


def test_a_note_speaks_of_the_person_until_somebody_else_is_named_and_again_from_their_name_on() -> None:
    note = (
        "Visited Bo at home. She showed me her quilts; she sews curtains. Her neighbour Abdi Warsame was there. "
        "He is a retired baker. Bo says she loves singing. Bo's sister Ruth rings."
    )
    assert {text for _, text in told(note, "Bo Okafor")} == {
        "she sews curtains", "Abdi Warsame", "she loves singing", "Ruth",
    }  # fmt: skip


def test_a_clause_that_breaks_off_on_its_way_ends_before_it() -> None:
    assert told("I enjoy meeting people going, um, to many places.") == [("passion", "I enjoy meeting people")]
    assert told("I love going, um, to the sea.") == [("passion", "I love going")]


def test_in_a_transcript_she_is_never_the_person() -> None:
    assert glean([Spoken("She taught herself to bake."), Spoken("Bo is a plumber.", by_person=False)], "s").found == ()


def test_the_rule_is_said_without_anything_that_looks_like_a_quote() -> None:
    assert [each.id for each in RULES if "“" in each.says or len(each.says) > 72] == []
