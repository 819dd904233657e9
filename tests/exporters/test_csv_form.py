"""A spreadsheet of what is known: a row for each thing, and no cell that reckons."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachkit.exporters.csv_form import COLUMNS, disarmed, export_csv
from coachkit.exporters.json_form import profile_data
from coachkit.exporters.made_here import is_our_sheet
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import for_terminal
from tests.hostile import FOR_SPREADSHEETS, WORDS, commands
from tests.wording.made_up import plans, profiles, words
from tests.wording.sample import PLAN, PROFILE

said = words | st.sampled_from(WORDS).map(for_terminal).filter(str.strip)
DAYS = {"t1": "2026-11-26", "t": "2026-11-26"}
FORMULA = re.compile(r"[\s\u200b-\u200f\ufeff\x00-\x1f]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-\d+([.,]\d+)*", re.ASCII)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(plan=plans(said, said), profile=profiles(said, said))
def test_no_cell_is_a_formula_and_every_word_is_there(plan: Plan, profile: Profile) -> None:
    text = export_csv(profile, plan, DAYS)
    assert text.startswith('\ufeff"person"')
    assert commands(text.removeprefix("\ufeff")) == set()
    found = rows(text)
    for row in found:
        assert len(row) == len(COLUMNS)
        for cell in row.values():
            assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), cell
    assert len(found) == len(profile.statements) + len(profile.circle) + len(plan.handovers)
    shown = [row["text"].removeprefix("'") for row in found]
    for each in profile.statements:
        assert for_terminal(each.text).removeprefix("'") in shown


@given(text=st.text(max_size=20) | st.sampled_from(FOR_SPREADSHEETS))
@example("\u200b=1")
@example("\x00=1")
def test_a_cell_is_the_text_or_an_apostrophe_and_the_text(text: str) -> None:
    safe = disarmed(text)
    assert safe in (text, f"'{text}")
    assert not FORMULA.match(safe) or NUMBER.fullmatch(safe)
    assert disarmed(safe) == safe


@pytest.mark.parametrize("text", ["-5.00", "-5", "12,50", "-1.234,5", "0", "", "bread", "a=b", "07700 900123"])
def test_a_number_stays_a_number_and_plain_words_stay_plain(text: str) -> None:
    assert disarmed(text) == text


@pytest.mark.parametrize("text", ["+44 7700 900123", "+5", "-", "- soup", "-1+1", "@home", "\tx", "\rx", " =1", "＝1"])
def test_what_would_begin_a_formula_does_not(text: str) -> None:
    assert disarmed(text) == f"'{text}"


def test_the_words_of_the_columns_are_those_of_the_json() -> None:
    statement = set(profile_data(PROFILE)["statements"][0]) - {"source"}
    member = set(profile_data(PROFILE)["circle"][0]) - {"name"}
    assert statement | member | set(PLAN.handovers[0].model_dump()) - {
        "what", "stands", "since", "going", "paused",
    } <= set(COLUMNS)  # fmt: skip


def test_the_sample_has_a_row_for_each_thing() -> None:
    found = rows(export_csv(PROFILE, PLAN, DAYS))
    rice, rosa, post = (next(row for row in found if row["text"] == text) for text in (
        "Rice for sixty, no recipe", "Rosa", "The post from the council"))  # fmt: skip
    assert (rice["section"], rice["kind"], rice["said_by"], rice["on"], rice["confirmed"]) == (
        "statements", "skill", "person", "2026-11-26", "no")  # fmt: skip
    assert (rosa["section"], rosa["kind"], rosa["ring"], rosa["receives"]) == (
        "circle", "person", "closest", "Sundays at the table")  # fmt: skip
    assert (post["section"], post["kind"], post["helper"], post["helper_said"], post["status"]) == (
        "handovers", "handover", "Rosa", "yes", "yes")  # fmt: skip
    assert {row["person"] for row in found} == {"Ines"}


def test_the_page_about_copies_names_every_column_in_its_order() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exporting.md").read_text("utf-8")
    table = page.partition("| columns |")[2].partition("\n\n")[0]
    first_cells = " ".join(line.split("|")[1] for line in table.splitlines()[2:])
    assert tuple(re.findall("`(\\w+)`", first_cells)) == COLUMNS


def test_it_is_known_again_also_once_a_spreadsheet_has_saved_it() -> None:
    text = export_csv(PROFILE, PLAN, DAYS)
    assert is_our_sheet(text.encode())
    assert is_our_sheet(text.replace('"', "").replace(",", ";").lstrip("\ufeff").encode())
    assert not is_our_sheet(b"person,on,note\nMaya,2026-11-26,bread\n")
