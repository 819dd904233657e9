"""`coachkit find`: what was said is found wherever it was said, newest first."""

from __future__ import annotations

import json

from tests.cli.conftest import ROSA, Run


def note(person: str, on: str, text: str) -> str:
    return json.dumps({"person": person, "on": on, "note": text}) + "\n"


def test_typed_and_imported_words_are_found_newest_first(rosa: Run) -> None:
    rosa("import", "-", lines=note("Ada", "2020-01-01", "Radio days.") + note("Ada", "2026-11-21", "A radio again."))
    found = rosa("find", "radio", "--format", "json").data
    assert [one["on"] for one in found] == sorted((one["on"] for one in found), reverse=True)
    assert {one["person"]["name"] for one in found} == {"Rosa", "Ada"}
    assert {one["person"]["name"] for one in rosa("find", "radio", "--person", "Ada", "--format", "json").data} == {
        "Ada"
    }
    assert "[radio]" in rosa("find", "RADIO").out.casefold()


def test_accents_are_folded_and_words_in_quotes_stand_side_by_side(run: Run) -> None:
    run("import", "-", lines=note("Zoë", "2025-01-01", "Café on the corner. Self-esteem. The corner shop."))
    assert run("find", "cafe").out
    assert run("find", '"the corner"').out
    assert run("find", '"corner the"').out == ""
    assert run("find", "self-esteem").out
    assert run("find", '"').out == ""
    assert run("find", "corner café").out


def test_a_talk_gone_on_with_changed_or_taken_back_is_found_as_it_stands(run: Run) -> None:
    run("talk", "--answers", str(ROSA))
    assert run("find", "soldering").out
    run("undo")
    assert run("find", "soldering").out == ""
    run("talk", "Ada", lines="yes\nPickled walnuts and nothing else.\nq\n")
    assert "[walnuts]" in run("find", "walnuts").out
    run("talk", "Ada", lines="q\n")
    assert "[walnuts]" in run("find", "walnuts").out


def test_nothing_found_is_said_and_is_no_fault(run: Run) -> None:
    nothing = run("find", "walrus")
    assert (nothing.code, nothing.out) == (0, "")
    assert "Nothing was found." in nothing.err
    assert run("find", "walrus", "--format", "json").data == []
    assert run("find", "x", "--person", "Nobody").code == 3
