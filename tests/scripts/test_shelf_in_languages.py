"""A shelf with translations: a script is found in a language that is there, and a faulty one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachkit.errors import BadDataError, NotFoundError
from coachkit.scripts.shelf import Shelf
from tests.scripts.test_overlay import CZECH, SCRIPT, script


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        (folder / "locale").mkdir(parents=True)
    (shipped / "fence.yaml").write_text(SCRIPT)
    (shipped / "locale" / "fence.cs.yaml").write_text(CZECH)
    return Shelf(own, shipped)


def test_the_shelf_finds_a_script_in_another_language(shelf: Shelf) -> None:
    assert shelf.find("fence", "cs").title == "Přes plot"
    assert shelf.find("fence", "en") == shelf.find("fence") == script()
    assert shelf.languages(script()) == ("en", "cs")


def test_an_own_translation_stands_before_a_shipped_one(shelf: Shelf) -> None:
    (shelf.folders[0] / "locale" / "fence.cs.yaml").write_text(CZECH.replace("Přes plot", "U plotu"))
    assert shelf.find("fence", "cs").title == "U plotu"


@pytest.mark.parametrize("language", ["sk", "../cs", "", "c\0s"])
def test_a_language_that_is_not_there_is_answered_with_those_that_are(shelf: Shelf, language: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        shelf.find("fence", language)
    assert caught.value.candidates == ("en", "cs")


def test_a_faulty_translation_is_told_with_its_problems(shelf: Shelf) -> None:
    file = shelf.folders[0] / "locale" / "fence.cs.yaml"
    for text in (
        "steps: [",
        CZECH.replace("language: cs", "language: sk"),
        CZECH.replace("translates: f", "translates: b"),
    ):
        file.write_text(text)
        with pytest.raises(BadDataError) as caught:
            shelf.find("fence", "cs")
        assert caught.value.problems[0].path == str(file)
