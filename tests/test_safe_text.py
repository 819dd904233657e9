"""Text at the door: normalised once, the same whatever stands around it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.safe_text import normalised
from coachkit.talk.events import Key

any_text = st.text(alphabet=st.characters(codec=None), max_size=40)
ODD = "ab \t\n\r\x00\x0b\x1f\x7f\x85\x9f\xa0\u200b\u2028\u2029\u202e\ud83d\udc69é👩"
GONE = {"Cc", "Cs", "Zl", "Zp"}
odd = st.text(alphabet=ODD, max_size=20)


@given(any_text | odd)
def test_what_is_kept_has_no_control_but_the_line_end_and_stays_as_it_is(text: str) -> None:
    kept = normalised(text)
    assert normalised(kept) == kept == kept.strip()
    assert {unicodedata.category(each) for each in kept.replace("\n", "")} & GONE == set()
    stays = "".join(each for each in text if unicodedata.category(each) not in GONE)
    assert "".join(kept.replace("\ufffd", "").split()) == "".join(stays.replace("\ufffd", "").split())


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_in_one_way(end: str) -> None:
    assert normalised(f"one{end}two\tthree") == "one\ntwo three"


@given(st.text(alphabet="ab.[]/ \n", max_size=12))
def test_a_key_is_read_as_its_form_says(text: str) -> None:
    found = re.fullmatch(r"([^\[\]]*)(?:\[([^\[\]]*)\])?", text)
    assert Key.read(text) == (Key(found[1], found[2] or "") if found else Key(text))
