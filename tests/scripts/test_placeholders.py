"""Placeholders: found, filled, left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.placeholders import Placeholder, fill, names, strays


def test_the_four_forms_are_found_with_their_offset() -> None:
    found = names("{a} {g.f} {g.names} {a|b c} {person}")
    assert found[1] == Placeholder("g.f", None, 4)
    assert [each.name for each in found] == ["a", "g.f", "g.names", "a", "person"]
    assert found[3].fallback == "b c"


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ a }", "{A}", "{a.b.c}", "{a!r}", "{a[0]}", "{a:>9}", "{{", "{1}"])
def test_what_is_no_placeholder_stays_as_typed(text: str) -> None:
    assert names(text) == ()
    assert fill(text, lambda _: "x") == text


def test_a_stray_name_in_braces_is_told() -> None:
    assert strays("Hello {Name}, {a} and {:-)} {") == ((6, "{Name}"),)


def test_an_answer_with_braces_is_never_looked_at_again() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "{a}"}.get) == "{b} {a}"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Well, {x}. What then?", "Well. What then?"),
        ("You said {x} today", "You said today"),
        ("Ask {x}", "Ask"),
        ("{x}, hello", "hello"),
        ("Ask {x|them} now", "Ask them now"),
        ("One {x}\ntwo", "One\ntwo"),
        ("({x})", "()"),
    ],
)
def test_a_missing_value_closes_up(text: str, filled: str) -> None:
    assert fill(text, lambda _: None) == filled
    assert fill(text, lambda _: "") == filled


@given(st.text())
def test_text_without_placeholders_is_unchanged(text: str) -> None:
    if not names(text):
        assert fill(text, lambda _: "x") == text


@given(st.text(), st.text(min_size=1), st.text())
def test_a_value_goes_in_verbatim(before: str, value: str, after: str) -> None:
    if "{" not in before + after and "}" not in before + after:
        assert fill(f"{before}{{a}}{after}", lambda _: value) == before + value + after
