"""Gleaning a talk: only the person's own words, best first, no more than a reader goes through."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.gleaning.glean import RULES, glean, glean_note
from coachkit.gleaning.passages import LONGEST, passages
from coachkit.gleaning.suggestion import AT_MOST, Gleaned, Spoken
from tests.talk.budget import some

TOLD = [sentence for rule in RULES for sentence, _ in rule.finds]
PIECES = st.sampled_from(
    [
        *TOLD,
        "Um, you know--",
        "I can't say.",
        "my sister",
        " I ",
        "used to",
        "…",
        "--",
        "[laughs]",
        "İ",
        "ß",
        "\n",
        "My",
    ]
)
TALKS = st.lists(
    st.builds(Spoken, st.one_of(st.lists(PIECES, max_size=6).map(" ".join), st.text(max_size=80)), st.booleans()),
    max_size=6,
)


def everything(gleaned: Gleaned) -> list[str]:
    return [each.text for each in (*gleaned.found, *gleaned.further)]


@some(100)
@given(TALKS)
def test_words_and_quotes_stand_in_a_turn_the_person_spoke_just_where_it_is_said_they_do(turns: list[Spoken]) -> None:
    gleaned = glean(turns, "s")
    for each in (*gleaned.found, *gleaned.further, *(one.suggestion for one in gleaned.held_back)):
        turn = turns[each.at]
        assert turn.by_person
        assert turn.text[each.offset :].startswith(each.text)
        assert each.quote in turn.text
        assert each.text in each.quote and each.text == each.text.strip() != ""
        assert each.name is None or each.name in each.text
        assert len(each.quote) <= LONGEST


@some(70)
@given(TALKS, st.integers(0, 12))
def test_a_reader_is_never_given_more_than_asked_for_and_the_best_come_first(turns: list[Spoken], most: int) -> None:
    gleaned = glean(turns, "s", most)
    weights = [each.weight for each in (*gleaned.found, *gleaned.further)]
    assert len(gleaned.found) <= most
    assert weights == sorted(weights, reverse=True)
    assert len(gleaned.found) == most or not gleaned.further
    assert gleaned == glean(turns, "s", most)


@some(70)
@given(TALKS)
def test_every_suggestion_has_an_id_of_its_own_and_is_made_once(turns: list[Spoken]) -> None:
    gleaned = glean(turns, "s")
    every = (*gleaned.found, *gleaned.further)
    assert len({each.id for each in every}) == len(every)
    assert len({(each.kind, each.name or each.text) for each in every}) == len(every)


@some(70)
@given(st.text(max_size=900))
def test_the_sentences_of_a_turn_are_stretches_of_it_that_leave_no_word_out(text: str) -> None:
    found = list(passages(text))
    assert all(text[each.begins :].startswith(each.text) for each in found)
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())


def test_ten_a_talk_unless_somebody_asks_for_more() -> None:
    turns = [Spoken(sentence) for sentence in TOLD]
    assert len(glean(turns, "s").found) == AT_MOST == 10
    assert len(glean(turns, "s").further) > 0
    assert len(glean(turns, "s", 1000).found) == sum(
        len(part) for part in (glean(turns, "s").found, glean(turns, "s").further)
    )


def test_what_the_coach_says_is_nobodys_gift() -> None:
    assert glean([Spoken("I taught myself to bake. My sister Ruth bakes too.", by_person=False)], "s") == Gleaned()


def test_somebody_spoken_of_often_is_asked_about_once_with_the_fullest_quote_and_the_name() -> None:
    gleaned = glean_note("Um, my sister. My sister Ruth rings me every day. I saw my sister.\nMy mum and my mom.", "s")
    assert everything(gleaned) == ["My sister Ruth", "My mum"]
    assert (gleaned.found[0].name, gleaned.found[0].link) == ("Ruth", "sister")
    assert gleaned.found[0].quote == "My sister Ruth rings me every day."


def test_somebody_who_has_died_is_left_in_peace_through_the_whole_talk() -> None:
    turns = [Spoken("My mother-in-law cooked with me."), Spoken("My mother-in-law died last year. My son rang.")]
    assert everything(glean(turns, "s")) == ["My son"]


def test_the_same_words_give_the_same_id_in_one_talk_and_another_id_in_another() -> None:
    (one,), (again,), (elsewhere,) = (glean_note("I speak Somali.", session).found for session in ("a", "a", "b"))
    assert one.id == again.id != elsewhere.id


def test_work_of_an_earlier_time_is_kept_as_such() -> None:
    (one,) = glean_note("I used to drive the 36.", "s").found
    assert (one.kind, one.time, one.rule) == ("knowledge", "past", "roles.used_to")


def test_a_talk_written_down_without_capitals_or_stops_gives_its_gifts_all_the_same() -> None:
    raw = "so yeah i taught myself to bake um and then i used to drive the 36 and i mean my sister she rings me"
    assert everything(glean_note(raw, "s")) == ["i taught myself to bake", "i used to drive the 36", "my sister"]


HOSTILE = {
    "one letter": "a" * 60_000,
    "spaces": " " * 60_000,
    "I's": "I " * 30_000,
    "my's": "my " * 20_000,
    "my best best": "my best " * 8_000,
    "I really": "I really " * 7_000,
    "used to": "I used to be a " * 4_000,
    "hyphens": "my-" * 20_000,
    "stops": "." * 60_000,
    "stops apart": ". " * 30_000,
    "dashes": "-- " * 20_000,
    "brackets": '[("“' * 15_000,
    "names": "My sister Ruth Ruth, " * 3_000,
    "nothing but cues": "i love my i can i know i'm a i go to " * 1_500,
    "lines": "\n" * 60_000,
    "not quite": "I'm in the " + "very " * 12_000,
    "held": "my sister can't " * 4_000,
    "capitals": "ABDI " * 12_000,
    "shortened": "Dr. " * 15_000,
    "marks": "\u0301" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_ten_minutes_of_talk_in_one_turn_take_a_moment_however_odd(name: str) -> None:
    assert min(_seconds(HOSTILE[name][:10_000]) for _ in range(3)) < 0.05


@pytest.mark.parametrize("name", HOSTILE)
def test_six_times_the_text_takes_about_six_times_as_long(name: str) -> None:
    short, long = HOSTILE[name][:9_000], HOSTILE[name][:54_000]
    assert min(_seconds(long) for _ in range(3)) < 12 * min(_seconds(short) for _ in range(3)) + 0.01


def test_two_thousand_turns_take_less_than_a_second() -> None:
    turns = [Spoken(sentence) for sentence in TOLD] * (2000 // len(TOLD) + 1)
    began = time.process_time()
    glean(turns[:2000], "s")
    assert time.process_time() - began < 1.0


def _seconds(text: str) -> float:
    began = time.process_time()
    glean_note(text, "s")
    return time.process_time() - began
