"""The question sheet and the one page: what lies on the table during a talk."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from coachkit.scripts.model import Script
from coachkit.scripts.one_page import one_page
from coachkit.scripts.placeholders import names
from coachkit.scripts.sheet import blanked, question_sheet
from coachkit.scripts.shelf import Shelf
from tests.scripts.made_scripts import scripts
from tests.talk.budget import some


@pytest.fixture(scope="module")
def first() -> Script:
    return Shelf().find("first_conversation")


@pytest.mark.parametrize("coach", [False, True])
@some(15)
@given(script=scripts)
def test_no_placeholder_is_left_on_a_sheet_of_any_script(coach: bool, script: Script) -> None:
    assert not names(question_sheet(script, coach=coach))


@pytest.mark.parametrize("coach", [False, True])
def test_no_placeholder_is_left_on_the_first_conversations_sheets(first: Script, coach: bool) -> None:
    sheet = question_sheet(first, coach=coach)
    assert not names(sheet)
    assert "**Where would you put ……?**" in sheet


def test_every_question_is_on_both_sheets(first: Script) -> None:
    for coach in (False, True):
        sheet = question_sheet(first, coach=coach)
        for _, step in first.every_step():
            assert f"**{blanked(step.ask)}**" in sheet


def test_the_sheet_for_the_table_has_nothing_that_is_for_the_coach(first: Script) -> None:
    sheet = question_sheet(first, coach=False)
    for _, step in first.every_step():
        for text in (step.coach_note, *step.probes):
            assert not text or text not in sheet
    for rule in first.plan:
        assert rule.suggest not in sheet
    assert "danger" not in sheet
    assert "Asked when" not in sheet


def test_the_coachs_copy_has_probes_notes_and_conditions_in_the_words_of_the_script(first: Script) -> None:
    sheet = question_sheet(first, coach=True)
    assert "- Who else was there?" in sheet
    assert "> Say it aloud" in sheet
    assert "*Asked when “how it goes next” is “You, with somebody you know”:*" in sheet


def test_a_blank_stands_for_each_placeholder_or_the_scripts_own_word() -> None:
    text = "{person}, {circle.names} and {good_day|that day}: {good_day}"
    assert blanked(text) == "……, …, … and … and that day: ……"


@some(15)
@given(scripts)
def test_authored_marks_show_as_typed(script: Script) -> None:
    html = MarkdownIt().render(question_sheet(script, coach=True))
    assert "<a " not in html
    assert "<code>" not in html
    assert len(re.findall("<h1>", html)) == 1
    title = html.partition("<h1>")[2].partition("</h1>")[0]
    assert title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", '"') == script.title


def test_options_stand_in_a_list_and_a_scale_has_both_its_ends(first: Script) -> None:
    sheet = question_sheet(first, coach=False)
    assert "- ( ) Closest to you\n- ( ) A friend\n" in sheet
    assert re.search(r"^nothing like it 0 · 1 .* 10 very like it$", sheet, re.MULTILINE)


def width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


@some(15)
@given(scripts)
def test_one_page_is_one_a4_for_any_script(script: Script) -> None:
    lines = one_page(script).splitlines()
    assert len(lines) <= 64
    assert max(map(width, lines)) <= 80


def test_one_page_of_the_first_conversation_has_every_cue_and_four_rings(first: Script) -> None:
    page = one_page(first)
    lines = page.splitlines()
    assert len(lines) <= 64
    assert max(map(len, lines)) <= 80
    flat = " ".join(page.split())
    for _, step in first.every_step():
        assert step.cue in flat
    for ring in (" closest to you ", " a friend ", " somebody you do things with ", " paid to help "):
        assert ring in page
    middle = [line[40:41] for line in lines if not line.lstrip().startswith("(") and "." in line]
    assert middle.count(".") >= 7


def test_one_page_of_a_very_long_script_says_that_there_is_more(first: Script) -> None:
    parts = [part.model_copy(update={"id": f"{part.id}{n}"}) for n in range(9) for part in first.parts]
    lines = one_page(first.model_copy(update={"parts": tuple(parts)})).splitlines()
    assert len(lines) <= 64
    assert any("and more" in line for line in lines)


@pytest.mark.parametrize("name", [each.id for each in Shelf().all()])
def test_every_shipped_script_fits_on_one_page_whole_and_leaves_no_placeholder_on_its_sheets(name: str) -> None:
    script = Shelf().find(name)
    lines = one_page(script).splitlines()
    assert len(lines) <= 64
    assert max(map(width, lines)) <= 80
    assert not any("and more" in line for line in lines)
    assert not names(question_sheet(script, coach=True))
