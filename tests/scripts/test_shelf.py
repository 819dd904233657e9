"""The shelf: scripts found by id, the coach's own before the shipped ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coachkit.errors import BadDataError, NotFoundError
from coachkit.scripts import shelf as shelf_module
from coachkit.scripts.shelf import Shelf, shipped_scripts


def script(id_: str, title: str = "A talk") -> str:
    return (
        f"coachkit: 1\nid: {id_}\nversion: 1\ntitle: {title}\nlanguage: en\n"
        "steps:\n  - id: x\n    type: text\n    ask: |\n      What now?\n"
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
    (shipped / "first_talk.yaml").write_text(script("first_talk", "Shipped"))
    (shipped / "looking_again.yaml").write_text(script("looking_again"))
    return Shelf(own, shipped)


def test_a_shipped_script_is_found_by_its_id(shelf: Shelf) -> None:
    assert shelf.find("first_talk").title == "Shipped"


def test_an_own_script_stands_before_a_shipped_one_even_under_another_file_name(shelf: Shelf) -> None:
    (shelf.folders[0] / "mine.yaml").write_text(script("first_talk", "Mine"))
    assert shelf.find("first_talk").title == "Mine"
    assert [each.title for each in shelf.all() if each.id == "first_talk"] == ["Mine"]


def test_finding_a_script_reads_one_file(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read = shelf_module._bytes
    monkeypatch.setattr(shelf_module, "_bytes", lambda file, folder: opened.append(file) or read(file, folder))
    shelf.find("first_talk")
    assert [file.name for file in opened] == ["first_talk.yaml"]


def test_an_unknown_script_is_answered_with_the_nearest_id_and_those_there_are(shelf: Shelf) -> None:
    with pytest.raises(NotFoundError) as caught:
        shelf.find("frist_talk")
    assert "first_talk" in caught.value.hint
    assert caught.value.candidates == ("first_talk", "looking_again")


@pytest.mark.parametrize("id_", ["../first_talk", "/etc/passwd", "", "a\0b", "x" * 5000, "First"])
def test_a_strange_id_is_simply_not_there(shelf: Shelf, id_: str) -> None:
    with pytest.raises(NotFoundError):
        shelf.find(id_)


def test_a_faulty_own_script_is_told_with_its_problems_and_hides_no_other(shelf: Shelf) -> None:
    (shelf.folders[0] / "bad.yaml").write_text("id: bad\nsteps: [\n")
    (shelf.folders[0] / "first_talk.yaml").write_text("id: first_talk\n")
    with pytest.raises(BadDataError) as caught:
        shelf.find("first_talk")
    assert caught.value.problems
    assert [(each.id, each.own, bool(each.problems)) for each in shelf.all()] == [
        ("bad", True, True),
        ("first_talk", True, True),
        ("first_talk", False, False),
        ("looking_again", False, False),
    ]


def test_the_id_inside_the_file_decides(shelf: Shelf) -> None:
    (shelf.folders[0] / "holiday.yaml").write_text(script("summer"))
    assert shelf.find("summer").id == "summer"
    with pytest.raises(NotFoundError):
        shelf.find("holiday")


def test_a_link_out_of_the_folder_is_refused_with_a_sentence(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "away.yaml").write_text(script("away"))
    (shelf.folders[0] / "away.yaml").symlink_to(tmp_path / "away.yaml")
    (shelf.folders[0] / "loop.yaml").symlink_to(shelf.folders[0] / "loop.yaml")
    for id_ in ("away", "loop"):
        with pytest.raises(BadDataError):
            shelf.find(id_)
    assert [each.id for each in shelf.all() if each.problems] == ["away", "loop"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_told_with_a_sentence(shelf: Shelf) -> None:
    (shelf.folders[0] / "locked.yaml").write_text(script("locked"))
    (shelf.folders[0] / "locked.yaml").chmod(0)
    assert [each.id for each in shelf.all() if each.problems] == ["locked"]


def test_a_folder_named_like_a_script_is_no_script(shelf: Shelf) -> None:
    (shelf.folders[0] / "folder.yaml").mkdir()
    assert [each.id for each in shelf.all() if each.problems] == ["folder"]


def test_a_missing_own_folder_holds_nothing(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "none", tmp_path / "nor_this").all() == []
    assert Shelf(None, tmp_path).folders == (tmp_path,)


def test_the_shipped_scripts_lie_in_a_folder_called_prompts() -> None:
    assert shipped_scripts().name == "prompts"


def test_a_part_that_scripts_use_is_not_listed_as_a_broken_script(tmp_path: Path) -> None:
    (tmp_path / "opening.yaml").write_text("# shared\n- id: hello\n  type: short\n  ask: |\n    How are you?\n")
    (tmp_path / "broken.yaml").write_text("id: broken\nsteps: 3\n")
    assert [each.id for each in Shelf(tmp_path).all() if each.own] == ["broken"]
