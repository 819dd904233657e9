"""What the checker says about a translation, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.overlay import refreshed
from coachkit.scripts.rulebook import severity
from coachkit.scripts.texts import texts_of
from coachkit.scripts.translation_rules import check_overlay
from tests.scripts.test_overlay import CZECH, HEAD, SCRIPT, script
from tests.talk.budget import some


def said(text: str, source: str = SCRIPT) -> list[str]:
    """Each problem in short, with the words that its place points at."""
    lines = text.splitlines()
    return [
        f"{each.code} {lines[each.line - 1][each.column - 1 :]}"
        for each in check_overlay(script(source), text.encode(), "fence.cs.yaml")
    ]


def test_a_whole_translation_has_nothing_in_it_to_put_right() -> None:
    assert said(CZECH) == []


def test_what_is_missing_is_said_once_for_each_question_at_its_id() -> None:
    text = CZECH.replace("      - Kdo ještě?\n", "").replace("near: Blízko, ", "").replace("    from: vůbec\n", "")
    assert said(text) == ["CK501 friends:", "CK501 friends.ring:", "CK501 ruler:"]
    found = check_overlay(script(), text.encode(), "f.yaml")
    assert [each.message.partition("yet: ")[2] for each in found] == ["probe 2.", "the answer near.", "from."]


def test_a_question_that_is_not_in_the_file_is_missing_where_the_questions_begin() -> None:
    assert set(said(CZECH.replace("  hello:\n    title: Dobrý den\n", ""))) == {"CK501 steps:"}
    assert set(said(HEAD)) == {"CK501 coachkit: 1"}


def test_a_stale_question_is_named_at_its_hash() -> None:
    (stale,) = said(CZECH, SCRIPT.replace("Who is about,", "Who is around,"))
    assert stale.startswith("CK502 ")
    assert f"of: {stale[6:]}" in CZECH


def test_what_is_left_over_is_named_where_it_stands() -> None:
    text = CZECH.replace("steps:\n", "steps:\n  rulers:\n    ask: |\n      Kam?\n").replace(
        "far: Daleko", "far: a, out: V"
    )
    assert said(text) == ["CK503 rulers:", "CK503 V }"]


def test_a_slip_in_an_id_is_left_over_with_the_id_that_was_meant() -> None:
    found = check_overlay(script(), CZECH.replace("  ruler:", "  rulre:").encode(), "f.yaml")
    assert [(each.code, each.hint) for each in found if each.code == "CK503"] == [("CK503", "Did you mean “ruler”?")]


def test_a_placeholder_that_should_not_be_there_is_named_where_it_stands() -> None:
    text = CZECH.replace("Kam patří {friends.name}", "Kam {Jak} patří {friend.name|on}")
    assert said(text) == ["CK504 {Jak} patří {friend.name|on}?", "CK504 {friend.name|on}?"]
    assert severity("CK504") == "error"


def test_a_placeholder_that_is_lost_is_named_where_its_text_begins() -> None:
    assert said(CZECH.replace("Kam patří {friends.name}", "Kam patří")) == ["CK504 |"]


def test_a_placeholder_in_a_text_on_one_line_has_its_place_too() -> None:
    assert said(CZECH.replace("- Kdo mává?", "- Kdo, {person}, mává?")) == ["CK504 {person}, mává?"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("translates: fence", "translates: gate", "translates: gate"),
        ("language: cs", "language: en", "language: en"),
    ],
)
def test_a_translation_of_another_script_or_into_the_same_language_is_said_and_nothing_else(
    old: str, new: str, place: str
) -> None:
    assert said(CZECH.replace(old, new)) == [f"CK113 {place}"]


def test_a_file_that_cannot_be_read_is_said_and_nothing_else() -> None:
    assert said(CZECH.replace("ask:", "asks:", 1)) == ["CK102 asks: |"]


def test_a_new_file_names_every_question_once_and_nothing_more() -> None:
    found = check_overlay(script(), refreshed(script(), None, "cs").encode(), "f.yaml")
    assert {each.code for each in found} == {"CK501"}
    assert len(found) == len(texts_of(script()))


@some(40)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: (CZECH + text).encode("utf-8", "replace")))
def test_any_bytes_are_checked_without_an_error_and_every_problem_has_a_place_and_a_hint(data: bytes) -> None:
    for problem in check_overlay(script(), data, "f.yaml"):
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.hint or problem.code < "CK500"
