"""The profile on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.profile import Profile
from coachkit.safe_text import for_terminal
from coachkit.wording.layout import columns
from coachkit.wording.profile_page import profile_short, profile_text
from tests.wording.forbidden import forbidden_words
from tests.wording.made_up import names, neutral, profiles
from tests.wording.sample import INES, PROFILE, TODAY
from tests.wording.test_layout import squeezed

GOLDEN = Path(__file__).parent / "golden"
ON_THE_PAGE_INSTEAD = ("already", "sign")


@pytest.mark.parametrize("width", [80, 50])
def test_the_sample_profile_is_word_for_word_so(width: int):
    assert profile_text(PROFILE, TODAY, width) == (GOLDEN / f"profile_{width}.txt").read_text(encoding="utf-8")


@given(profile=profiles(), width=st.integers(50, 100))
def test_everything_said_stands_whole_inside_the_width(profile: Profile, width: int):
    text = profile_text(profile, TODAY, width)
    said = [one.text for one in profile.statements if one.kind not in ON_THE_PAGE_INSTEAD]
    said += [text for one in profile.circle for text in (one.name, one.link, one.gives, one.receives) if text]
    for words in said:
        assert squeezed(for_terminal(words)) in squeezed(text)
    for line in text.split("\n"):
        assert columns(line) <= width
        assert line == line.rstrip()


@given(profile=profiles(neutral, names))
def test_it_holds_no_word_of_the_trade_no_kind_and_no_mark(profile: Profile):
    text = profile_text(profile, TODAY) + profile_short(profile, TODAY)
    assert forbidden_words(text) == []
    assert INES.id not in text


def test_the_ruler_is_left_out():
    assert "4" not in profile_text(PROFILE, TODAY).replace("the 14 stop", "")


def test_an_empty_profile_says_so():
    assert profile_text(Profile(person=INES), TODAY).splitlines()[2] == "  Nothing is written here yet."


def test_words_of_somebody_else_say_whose_they_are():
    told = PROFILE.statements[1].model_copy(update={"said_by": "Rosa"})
    seen = told.model_copy(update={"said_by": "coach", "text": "Bread"})
    text = profile_text(Profile(person=INES, statements=(told, seen)), TODAY)
    assert "WHAT MATTERS       Leo (said by Rosa) · Bread (said by the coach)\n" in text


@given(profile=profiles(), width=st.integers(50, 100))
def test_the_short_form_has_at_most_two_lines_for_each_of_its_parts(profile: Profile, width: int):
    plain = profile.model_copy(update={"person": INES})
    text = profile_short(plain, TODAY, width)
    assert len(text.splitlines()) <= 14
    assert all(columns(line) <= width for line in text.splitlines())


def test_the_short_form_of_the_sample():
    assert profile_short(PROFILE, TODAY).splitlines()[1:3] == [
        "  what matters    Leo · Not being rushed · Sunday mornings",
        "  brings          Rice for sixty, no recipe · Taking in a waistband",
    ]
