"""What is kept, read back: people, talks, events, drafts and scripts."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from coachkit.errors import CouldNotError, NotFoundError
from coachkit.ids import crockford, new_id
from coachkit.notebook.schema import SCHEMA_VERSION
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent
from tests.notebook.conftest import DAY, change, now, person, said, talk


def test_an_answer_comes_back_as_it_was_said(notebook: Notebook) -> None:
    maya = person(notebook, "Maya")
    talked = change(notebook)
    session = talk(notebook, maya, under=talked)
    notebook.append(talked, maya, session, [said("good_day", "Bread — “with” Jo ☕\n[/b]")], now())
    started, answered = notebook.events(session_id=session)
    assert started.kind is Happened.STARTED
    assert started.body == {"kind": "talk", "script_hash": "hash", "script_id": "first_conversation"}
    assert (answered.kind, answered.subject) == (Happened.ANSWERED, "good_day")
    assert answered.body == {"text": "Bread — “with” Jo ☕\n[/b]"}
    assert (answered.on, answered.by, answered.person_id, answered.session_id) == ("2026-11-22", "Sam", maya, session)
    assert answered.at.endswith("+00:00")
    assert answered.seq > started.seq
    assert notebook.events(person_id=maya)[-1] == answered
    assert notebook.events()[-1] == answered


def test_people_are_listed_by_name_whatever_its_case(notebook: Notebook) -> None:
    ids = {name: person(notebook, name) for name in ("omar", "Émile", "Zoë", "Maya", "maya")}
    assert [line.name.casefold() for line in notebook.people()] == ["maya", "maya", "omar", "zoë", "émile"]
    assert {found.id for found in notebook.named("MAYA")} == {ids["Maya"], ids["maya"]}
    assert [found.name for found in notebook.beginning("Ém")] == ["Émile"]
    assert notebook.beginning("%") == notebook.beginning("") == notebook.named("May") == []
    assert [found.name for found in notebook.by_id(crockford(ids["omar"])[-6:])] == ["omar"]
    assert notebook.by_id(ids["Zoë"])[0].name == "Zoë"
    assert notebook.by_id("nobody") == []


def test_a_person_carries_their_talks_and_the_latest_day(notebook: Notebook) -> None:
    maya = person(notebook, "Maya")
    assert (notebook.people()[0].talks, notebook.people()[0].last_on) == (0, None)
    late = talk(notebook, maya, on=date(2026, 10, 2))
    early = talk(notebook, maya, on=date(2025, 3, 1))
    notebook.start_session(change(notebook), new_id(), maya, "note", None, None, date(2024, 1, 1), now())
    line = notebook.people()[0]
    assert (line.talks, line.last_on) == (2, "2026-10-02")
    assert [found.id for found in notebook.talks(maya, kinds=["talk"])] == [early, late]
    assert [found.kind for found in notebook.talks()] == ["note", "talk", "talk"]
    assert notebook.talks(kinds=[]) == []
    assert notebook.talks_by_id(crockford(early)[-8:])[0].id == early


def test_a_finished_talk_stays_done(notebook: Notebook) -> None:
    maya = person(notebook, "Maya")
    talked = change(notebook)
    session = talk(notebook, maya, under=talked)
    assert notebook.talk(session).state == "open"
    notebook.append(talked, maya, session, [NewEvent(kind=Happened.FINISHED)], now())
    at = now()
    notebook.append(change(notebook, "edit"), maya, session, [said("good_day", "more")], at)
    assert notebook.talk(session).state == "done"
    assert datetime.fromisoformat(notebook.talk(session).touched_at) == at
    assert notebook.talk(talk(notebook, maya, NewEvent(kind=Happened.FINISHED))).state == "done"


def test_a_started_event_of_the_callers_own_keeps_what_it_says(notebook: Notebook) -> None:
    session = talk(notebook, person(notebook, "Maya"), NewEvent(kind=Happened.STARTED, body={"permission": True}))
    assert [event.body["permission"] for event in notebook.events(session_id=session)] == [True]


def test_half_typed_text_is_kept_replaced_and_dropped(notebook: Notebook) -> None:
    session = talk(notebook, person(notebook, "Maya"))
    assert notebook.draft(session) is None
    assert notebook.keep_draft(session, "good_day", "I bak")
    assert notebook.keep_draft(session, "good_day", "I baked")
    draft = notebook.draft(session)
    assert draft is not None
    assert (draft.subject, draft.text) == ("good_day", "I baked")
    assert notebook.clear_draft(session)
    assert notebook.draft(session) is None


def test_a_draft_that_cannot_be_kept_stops_nobody(notebook: Notebook, path: Path) -> None:
    with Notebook.open(path) as other, other.together():
        assert notebook.keep_draft("s", "good_day", "I bak") is False
        assert notebook.clear_draft("s") is False
    notebook.close()
    with pytest.raises(Exception, match="closed"):
        notebook.people()
    assert notebook.keep_draft("s", "good_day", "I bak") is False


def test_a_script_is_kept_once(notebook: Notebook) -> None:
    notebook.keep_script("h", "first", 1, "{}")
    notebook.keep_script("h", "first", 1, "{}")
    assert notebook.script("h") == "{}"
    with pytest.raises(NotFoundError):
        notebook.script("other")


def test_what_is_kept_together_is_kept_whole_or_not_at_all(notebook: Notebook) -> None:
    with pytest.raises(NotFoundError), notebook.together():
        person(notebook, "Maya")
        talk(notebook, new_id())
    assert notebook.people() == []
    assert notebook.counts().events == notebook.counts().changes == 0


def test_unknown_ids_are_said_to_be_unknown(notebook: Notebook) -> None:
    for ask in (notebook.person, notebook.talk, notebook.talks):
        with pytest.raises(NotFoundError):
            ask(new_id())
    with pytest.raises(NotFoundError):
        notebook.events(person_id=new_id())


def test_nothing_is_added_to_a_talk_or_a_change_that_is_gone(notebook: Notebook) -> None:
    maya = person(notebook, "Maya")
    talked = change(notebook)
    session = talk(notebook, maya, under=talked)
    with pytest.raises(CouldNotError):
        notebook.append(change(notebook), maya, new_id(), [said("a", "b")], now())
    notebook.undo()
    with pytest.raises(CouldNotError, match="taken back"):
        notebook.append(talked, maya, session, [said("a", "b")], now())


def test_a_moment_without_a_time_zone_and_a_person_without_a_name_are_faults_of_ours(notebook: Notebook) -> None:
    with pytest.raises(ValueError, match="time zone"):
        notebook.add_person(change(notebook), new_id(), "Maya", datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="methods of their own"):
        notebook.append(change(notebook), new_id(), None, [NewEvent(kind=Happened.PERSON_MERGED)], now())


def test_a_talk_is_held_without_loading_sqlmodel(tmp_path: Path) -> None:
    program = f"""
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from coachkit.notebook.store import Notebook
notebook = Notebook.open(Path({str(tmp_path / "notebook.db")!r}))
notebook.people()
assert "pydantic" not in sys.modules
at = datetime.now(UTC)
change = notebook.begin("talk", "A talk", on=date.today(), by="")
notebook.add_person(change, "p", "Maya", at)
notebook.keep_script("h", "first", 1, "{{}}")
notebook.start_session(change, "s", "p", "talk", "h", "first", date.today(), at)
notebook.events(person_id="p")
notebook.keep_draft("s", "good_day", "I")
assert not {{"sqlmodel", "sqlalchemy"}} & set(sys.modules), "loaded"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_thousand_people_take_one_statement(notebook: Notebook) -> None:
    added = change(notebook, "person")
    with notebook.together():
        for number in range(1000):
            person(notebook, f"Person {number}", added)
    statements: list[str] = []
    notebook._db.set_trace_callback(statements.append)
    assert len(notebook.people()) == 1000
    assert len(statements) == 1
    assert (notebook.counts().people, notebook.counts().changes, notebook.counts().schema) == (1000, 1, SCHEMA_VERSION)
    assert {event.on for event in notebook.events()} == {DAY.isoformat()}
