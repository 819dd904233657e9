"""The scripts that are there in Welsh: whole, and the same talk as in English."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest

from coachkit.scripts.model import Script, named_steps
from coachkit.scripts.one_page import one_page
from coachkit.scripts.overlay import Overlay, Stands, read_overlay, refreshed, stands
from coachkit.scripts.placeholders import names
from coachkit.scripts.sheet import question_sheet
from coachkit.scripts.shelf import LOCALE, Shelf, shipped_scripts
from coachkit.scripts.texts import texts_of
from coachkit.talk.answers import fold
from coachkit.talk.path import path
from coachkit.talk.replay import Replayed, replay
from coachkit.workbench.answers_file import read_answers

SCRIPTS = ("first_conversation", "gifts")
WALKS = sorted(file for name in SCRIPTS for file in (shipped_scripts() / "walks").glob(f"{name}-*.yaml"))

# Words after which the first letter of a Welsh word changes, or which change themselves before a vowel.
CHANGES = (
    "a â ac ag am ar at dan dros drwy dy ei efo fy gan gyda heb hyd i na neu o pa pan pwy tan tua trwy wrth y yn yr"
)
BEFORE = re.compile(r"([\w’']+)[ \"“]+\{[^{}]*\}")


def overlay_file(name: str) -> Path:
    return shipped_scripts() / LOCALE / f"{name}.cy.yaml"


def overlay(name: str) -> Overlay:
    made = read_overlay(overlay_file(name).read_bytes(), f"{name}.cy.yaml")
    assert isinstance(made, Overlay), made
    return made


def replayed(script: Script, file: Path) -> Replayed:
    """A recorded walk through a script, with the same ids each time."""
    numbers = iter(range(1, 1000))
    return replay(script, read_answers(file.read_bytes(), file.name).answers, lambda: str(UUID(int=next(numbers))))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_shelf_has_the_script_in_welsh(name: str) -> None:
    shelf = Shelf()
    assert shelf.find(name, "cy").language == "cy"
    assert "cy" in shelf.languages(shelf.find(name))


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_text_is_there_and_made_from_the_words_of_now(name: str) -> None:
    assert stands(Shelf().find(name), overlay(name)) == Stands()


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_text_was_left_in_english(name: str) -> None:
    english, welsh = texts_of(Shelf().find(name)), texts_of(Shelf().find(name, "cy"))
    assert [
        (entry, key) for entry, texts in english.items() for key, text in texts.items() if text == welsh[entry][key]
    ] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_refreshing_the_file_changes_nothing(name: str) -> None:
    text = overlay_file(name).read_text("utf-8")
    assert refreshed(Shelf().find(name), text, "cy") == text


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_text_has_the_placeholders_of_its_source(name: str) -> None:
    english, welsh = texts_of(Shelf().find(name)), texts_of(Shelf().find(name, "cy"))
    assert english.keys() == welsh.keys()
    for entry, texts in english.items():
        for key, text in texts.items():
            assert {each.name for each in names(welsh[entry][key])} == {each.name for each in names(text)}, (entry, key)


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_name_stands_where_welsh_would_change_its_first_letter(name: str) -> None:
    texts = [text for entry in texts_of(Shelf().find(name, "cy")).values() for text in entry.values()]
    before = {found[1].casefold() for text in texts for found in BEFORE.finditer(text)}
    assert before
    assert before & set(CHANGES.split()) == set()


@pytest.mark.parametrize("file", WALKS, ids=lambda file: file.stem)
def test_a_recorded_walk_takes_the_same_way_in_welsh(file: Path) -> None:
    name = file.stem.partition("-")[0]
    english, welsh = Shelf().find(name), Shelf().find(name, "cy")
    told = replayed(welsh, file)
    assert told == replayed(english, file)
    assert told.faults == []
    here, there = path(welsh, fold(told.events)), path(english, fold(told.events))
    assert [(p.key, p.role, p.mark) for p in here.places] == [(p.key, p.role, p.mark) for p in there.places]


def test_there_are_walks_to_take() -> None:
    assert {file.stem.partition("-")[0] for file in WALKS} == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_but_words_is_different(name: str) -> None:
    english, welsh = Shelf().find(name), Shelf().find(name, "cy")
    for one, other in zip(english.steps, welsh.steps, strict=True):
        for (id_, was), (also, now) in zip(named_steps(one), named_steps(other), strict=True):
            assert (id_, was.type, was.at_most, was.when) == (also, now.type, now.at_most, now.when)
            assert [each.key for each in was.options] == [each.key for each in now.options]


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_sheets_on_the_table_hold_all_of_it(name: str) -> None:
    welsh = Shelf().find(name, "cy")
    page = one_page(welsh)
    assert "and more" not in page
    assert max(map(len, page.splitlines())) <= 80
    flat = " ".join(page.split())
    assert [id_ for id_, step in welsh.every_step() if step.cue not in flat] == []
    assert not names(question_sheet(welsh, coach=True))
