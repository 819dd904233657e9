"""Talks that may be nearly the same are found among very many, and few others with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachkit.talk.alike import Heard, nearly_the_same, words_of
from tests.talk.budget import some

words = st.sets(st.text("abcdefgh", min_size=2, max_size=6), min_size=1, max_size=120)


@some(200)
@given(words)
def test_a_talk_nearly_the_same_is_among_those_that_may_be(said: set[str]) -> None:
    heard = Heard()
    one = frozenset(said)
    heard.add("one", one)
    gone = sorted(one)[: len(one) // 20]
    other = (one - set(gone)) | {f"z{word}" for word in gone[: len(gone) // 2]}
    assert nearly_the_same(one, other)
    assert heard.like(other) == ["one"]


def test_of_a_thousand_other_talks_hardly_any_has_to_be_compared() -> None:
    heard = Heard()
    for number in range(1000):
        heard.add(str(number), words_of([" ".join(f"w{number * 7 + n * n}" for n in range(60))]))
    assert heard.talks == 1000
    found = heard.like(words_of([" ".join(f"w{700 + n * n}" for n in range(60))]))
    assert "100" in found
    assert len(found) < 20
