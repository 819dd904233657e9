"""`coachkit import`: whose a past conversation is, and what is said of names much like another."""

from __future__ import annotations

import time

import pytest

from coachkit.workbench.likely_names import LikelyNames
from tests.cli.conftest import Run
from tests.cli.test_import import ABDI, counts, lines, told


def test_people_are_matched_by_their_whole_name_and_a_like_one_is_new(run: Run) -> None:
    run("person", "add", "Maya Okoro")
    data = told(run, "-", records=lines({**ABDI, "person": "maya okoro"}, {**ABDI, "person": "Maya Okoru"}))
    assert counts(data) == (2, 0, 0, 0)
    assert "there is also Maya Okoro" in data["sources"][0]["notes"][0]["message"]
    assert len(run("people", "--format", "json").data) == 2
    run("person", "add", "Maya Okoro")
    assert counts(told(run, "-", records=lines({**ABDI, "person": "Maya Okoro", "note": "x"}), code=4)) == (0, 0, 0, 1)


def test_names_alike_that_come_in_together_are_both_new_and_the_later_one_has_a_note(run: Run) -> None:
    told_of = [{**ABDI, "person": name} for name in ("Mayah", "Abdi", "Maya", "MAYA")]
    told_of[3]["on"] = "2025-03-05"
    (source,) = told(run, "-", records=lines(*told_of))["sources"]
    assert [(each["place"], "Mayah" in each["message"]) for each in source["notes"]] == [("stdin:3", True)]
    assert "merge" in source["notes"][0]["message"]
    assert [row["name"] for row in run("people", "--format", "json").data] == ["Abdi", "Maya", "Mayah"]


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("Maja", "Maya"), ("Zoë", "Zoe"), ("José", "Jose"), ("Steven", "Stephen"), ("Mohammed", "Muhammad"),
        ("Ruth Jones", "Ruth Jonas"), ("Łukasz", "Lukas"), ("Anne-Marie Brown", "Anne Marie Brown"), ("Brain", "Brian"),
    ],
)  # fmt: skip
def test_a_slip_an_accent_or_another_spelling_is_a_name_much_alike(there: str, new: str) -> None:
    assert LikelyNames([there]).like(new) == there
    assert LikelyNames([new]).like(there) == new


@pytest.mark.parametrize(
    ("there", "new"),
    [("Jon", "Ruth Jonas"), ("Maya", "Maya Okoro"), ("Flat 11", "Flat 12"), ("Ann", "Bob"), ("Mary", "Marcia")],
)
def test_a_part_of_a_name_or_another_name_is_none(there: str, new: str) -> None:
    assert LikelyNames([there]).like(new) == LikelyNames([new]).like(there) == ""


def test_the_nearest_name_is_named_also_among_a_hundred_thousand_and_in_a_moment() -> None:
    names = LikelyNames(f"{first}{n} Smith" for first in ("Ana", "Ben", "Cas", "Dee") for n in range(25_000))
    names.like("Ruth Jones")
    names.like("Jon Smith")
    began = time.process_time()
    assert names.like("Ruth Jonas") == "Ruth Jones"
    assert names.like("Ana7 Smyth") == "Ana7 Smith"
    assert time.process_time() - began < 0.2


def test_where_names_are_numbers_another_number_is_not_a_slip(run: Run) -> None:
    data = told(run, "-", records=lines(*({**ABDI, "person": f"Flat {n}"} for n in range(10, 14))))
    assert counts(data)[0] == 4
    assert data["sources"][0]["notes"] == []


def test_a_long_list_of_things_to_look_at_ends_after_a_page_with_the_counts_below_it(run: Run) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (f"Anne{one}" for one in letters)
    done = run("import", "-", lines=lines(*({**ABDI, "person": name} for name in names)))
    assert done.out.count("is somebody new") == 20
    assert "and 5 more to look at" in done.out
    assert "All together: 26 new, 0 known" in done.out.splitlines()[-2]
