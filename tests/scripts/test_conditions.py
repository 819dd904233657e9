"""Phrases of `when:` and whether they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.conditions import Phrase, Standing, Test, all_hold, holds, read_test

VALUES = st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text()).map(tuple))
NUMBERS = st.integers(-9999, 9999)


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("answered", Test(step="s", phrase=Phrase.ANSWERED)),
        ("skipped", Test(step="s", phrase=Phrase.SKIPPED)),
        ("is yes", Test(step="s", phrase=Phrase.IS, word="yes")),
        ("is not paid", Test(step="s", phrase=Phrase.IS_NOT, word="paid")),
        ("includes evening", Test(step="s", phrase=Phrase.INCLUDES, word="evening")),
        ("does not include evening", Test(step="s", phrase=Phrase.DOES_NOT_INCLUDE, word="evening")),
        ("at least  7", Test(step="s", phrase=Phrase.AT_LEAST, low=7)),
        ("at most -2", Test(step="s", phrase=Phrase.AT_MOST, high=-2)),
        ("between 3 and 5", Test(step="s", phrase=Phrase.BETWEEN, low=3, high=5)),
        ("has at least 2", Test(step="s", phrase=Phrase.HAS_AT_LEAST, low=2)),
        ("has at most 2", Test(step="s", phrase=Phrase.HAS_AT_MOST, high=2)),
    ],
)
def test_each_of_the_eleven_phrases_is_read(text: str, test: Test) -> None:
    assert read_test("s", text) == test


@pytest.mark.parametrize(
    "text", ["", "is", "at least", "at least many", "> 7", "has 3", "at least 7 or so", "Answered"]
)
def test_anything_else_is_no_phrase(text: str) -> None:
    assert read_test("s", text) is None


@given(st.sampled_from(Phrase), st.text(), NUMBERS, NUMBERS, VALUES)
def test_only_skipped_is_true_of_a_skipped_step(phrase: Phrase, word: str, low: int, high: int, value: object) -> None:
    test = Test(step="s", phrase=phrase, word=word, low=low, high=high)
    assert holds(test, Standing(skipped=True)) is (phrase is Phrase.SKIPPED)
    assert holds(test, None) is False
    assert isinstance(holds(test, Standing(value=value)), bool)  # type: ignore[arg-type]


@given(NUMBERS, NUMBERS)
def test_numbers_are_compared_with_both_ends_included(value: int, bound: int) -> None:
    standing = Standing(value=value)
    assert holds(Test(step="s", phrase=Phrase.AT_LEAST, low=bound), standing) is (value >= bound)
    assert holds(Test(step="s", phrase=Phrase.AT_MOST, high=bound), standing) is (value <= bound)
    both = Test(step="s", phrase=Phrase.BETWEEN, low=bound, high=bound)
    assert holds(both, standing) is (value == bound)


@given(st.lists(st.sampled_from("abc")).map(tuple), st.sampled_from("abc"))
def test_a_list_includes_a_word_or_does_not(value: tuple[str, ...], word: str) -> None:
    yes = Test(step="s", phrase=Phrase.INCLUDES, word=word)
    no = Test(step="s", phrase=Phrase.DOES_NOT_INCLUDE, word=word)
    assert holds(yes, Standing(value=value)) is not holds(no, Standing(value=value))
    assert holds(Test(step="s", phrase=Phrase.HAS_AT_LEAST, low=len(value)), Standing(value=value))


def test_yes_and_no_are_words_for_a_yes_no_answer() -> None:
    assert holds(Test(step="s", phrase=Phrase.IS, word="yes"), Standing(value=True))
    assert holds(Test(step="s", phrase=Phrase.IS_NOT, word="yes"), Standing(value=False))


def test_together_means_and_while_alternatives_mean_or() -> None:
    yes, no = Test(step="y", phrase=Phrase.ANSWERED), Test(step="n", phrase=Phrase.ANSWERED)
    there = {"y": Standing(value="x")}.get
    assert all_hold((), there)
    assert all_hold(((yes,), (no,)), there)
    assert not all_hold(((yes, no),), there)
