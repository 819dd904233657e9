"""Rows saved of a damaged notebook: what others hang on is stood in for, and what belongs to nobody is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coachkit.ids import new_id
from coachkit.notebook.salvaging import COLUMNS, Read
from coachkit.notebook.saved import put_together
from coachkit.notebook.store import Notebook
from tests.notebook.conftest import now


def entry(seq: int, kind: str, person: str, body: dict[str, Any], session: str | None = None) -> dict[str, Any]:
    told = {"seq": seq, "id": new_id(), "change_id": "c", "person_id": person, "session_id": session, "kind": kind}
    return told | {
        "subject": "", "body": json.dumps(body), "at": "2026-11-22T09:00:00.000000+00:00", "on": "2026-11-22", "by": ""
    }  # fmt: skip


def saved(path: Path, *entries: dict[str, Any], **more: list[dict[str, Any]]) -> Notebook:
    read = {name: Read(more.get(name, [])) for name in COLUMNS} | {"event": Read(list(entries))}
    told = put_together(read, path, None, lambda _: None, now())
    assert told.lost == 0 or told.lost == len(entries)
    notebook = Notebook.open(path)
    notebook.rebuild()
    return notebook


def test_somebody_whose_name_was_lost_keeps_their_words_under_another(tmp_path: Path) -> None:
    maya = new_id()
    with saved(tmp_path / "n.db", entry(5, "contact", maya, {"by": "coach"})) as notebook:
        assert notebook.people()[0].name.startswith("Somebody (")
        assert [event.kind for event in notebook.events()] == ["person_added", "contact"]


def test_a_name_that_is_still_on_the_list_is_theirs_again(tmp_path: Path) -> None:
    maya = new_id()
    listed = [{"id": maya, "name": "Maya"}]
    with saved(tmp_path / "n.db", entry(5, "contact", maya, {"by": "coach"}), person=listed) as notebook:
        assert [line.name for line in notebook.people()] == ["Maya"]


def test_people_who_would_be_part_of_each_other_stay_two(tmp_path: Path) -> None:
    one, two = new_id(), new_id()
    with saved(
        tmp_path / "n.db",
        entry(1, "person_added", one, {"name": "One"}),
        entry(2, "person_added", two, {"name": "Two"}),
        entry(3, "person_merged", one, {"into": two}),
        entry(4, "person_merged", two, {"into": one}),
        entry(5, "person_merged", two, {"into": new_id()}),
    ) as notebook:
        assert [line.name for line in notebook.people()] == ["Two"]


def test_what_belongs_to_nobody_is_left_out_and_counted(tmp_path: Path) -> None:
    with saved(tmp_path / "n.db", entry(1, "contact", "no id at all", {"by": "coach"})) as notebook:
        assert notebook.people() == []
        assert notebook.trail()[-1].detail == {"entries": 0, "lost": 1}
