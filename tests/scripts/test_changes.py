"""What changed between two versions: each kind of change is told, with its old and its new text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.changes import Changed, changes
from coachkit.scripts.check import check_script
from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from tests.talk.budget import some

TEXT = (Path(__file__).parent / "good.yaml").read_text()


def read(text: str) -> Script:
    script = read_script(text.encode(), "f")
    assert isinstance(script, Script), script
    return script


GOOD = read(TEXT)


@pytest.mark.parametrize(
    ("old", "new", "kind", "id_", "part"),
    [
        ("What else?\n", "What else, then?\n", Changed.REWORDED, "handy", "ask_again"),
        ("Who else noticed: and how?", "Who noticed?", Changed.REWORDED, "proud_of", "probes"),
        ("title: Over the fence", "title: At the fence", Changed.REWORDED, "", "title"),
        ("title: Your people", "title: Your street", Changed.SETTING, "people", "stage"),
        ("at_most: 6", "at_most: 7", Changed.SETTING, "handy", "at_most"),
        ("fence: between 3 and 8", "fence: between 3 and 9", Changed.CONDITION, "come_round", "when"),
        ("noon: Midday", "noon: At noon", Changed.OPTION_REWORDED, "times", "noon"),
        (", noon: Midday", ", noon: Midday, night: At night", Changed.OPTION_ADDED, "times", "night"),
        ("morning: Mornings, ", "", Changed.OPTION_REMOVED, "times", "morning"),
        ("type: date\n", "type: short\n", Changed.RETYPED, "which_day", "type"),
        ("Leave it to {person} to ring.", "Leave it.", Changed.REWORDED, "rest", "plan"),
        ("- id: rest\n", "- id: peace\n", Changed.ADDED, "peace", "plan"),
    ],
)
def test_a_change_is_told(old: str, new: str, kind: Changed, id_: str, part: str) -> None:
    assert old in TEXT
    found = changes(GOOD, read(TEXT.replace(old, new, 1)))
    assert (kind, id_, part) in [(each.kind, each.id, each.part) for each in found]
    assert all(each.old != each.new for each in found)


def test_a_new_id_with_was_is_one_renaming() -> None:
    new = TEXT.replace("  - id: proud_of\n", "  - id: glad_of\n    was: proud_of\n").replace("proud_of", "proud_of")
    found = changes(GOOD, read(new))
    assert [(each.kind, each.id, each.old) for each in found if each.kind is not Changed.SETTING] == [
        (Changed.RENAMED, "glad_of", "proud_of")
    ]


def test_the_fields_of_a_renamed_list_go_along() -> None:
    new = TEXT.replace("- id: street\n", "- id: road\n    was: street\n").replace("street.", "road.")
    new = new.replace("for_each: street", "for_each: road").replace("- street: skipped", "- road: skipped")
    kinds = {each.kind for each in changes(GOOD, read(new))}
    assert Changed.RENAMED in kinds
    assert not kinds & {Changed.ADDED, Changed.REMOVED}


def test_only_the_step_that_moved_is_told() -> None:
    parts = list(GOOD.parts)
    parts.append(parts.pop(next(i for i, part in enumerate(parts) if part.id == "times")))
    moved = GOOD.model_copy(update={"parts": tuple(parts)})
    assert [(each.kind, each.id) for each in changes(GOOD, moved)] == [(Changed.MOVED, "times")]


@some(40)
@given(st.sets(st.integers(0, len(GOOD.parts) - 1)), st.randoms())
def test_nothing_changed_is_nothing_told_and_there_and_back_mirror(gone: set[int], chance: object) -> None:
    assert changes(GOOD, GOOD) == ()
    fewer = GOOD.model_copy(update={"parts": tuple(p for at, p in enumerate(GOOD.parts) if at not in gone)})
    there, back = changes(GOOD, fewer), changes(fewer, GOOD)
    assert {c.id for c in there if c.kind is Changed.REMOVED} == {c.id for c in back if c.kind is Changed.ADDED}


def test_a_step_that_reads_alike_is_named_in_the_hint() -> None:
    old = TEXT.replace("allow: { long_question: a farewell may take its time }\n    ", "")
    new = old.replace("version: 2", "version: 3").replace("id: come_round", "id: call_round")
    new = new.replace("come_round: is", "call_round: is")
    found = check_script(new.encode(), "f", released=read(old))
    problem = next(each for each in found.problems if each.code == "CK401")
    assert "was: come_round" in problem.hint
    assert "id: call_round" in new.split("\n")[problem.line - 1]


def test_another_script_is_not_compared() -> None:
    other = GOOD.model_copy(update={"id": "other", "parts": GOOD.parts[:3]})
    assert not [p for p in check_script(TEXT.encode(), "f", released=other).problems if p.code.startswith("CK4")]
