"""What is changed, taken back and rubbed out; and people and talks, always what the events say."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import CouldNotError, NotFoundError, UsageFaultError
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, Key, NewEvent
from tests.notebook.conftest import change, now, person, said, talk

CANARY = "the-word-nobody-may-find-again"


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_undo_takes_back_the_last_change_and_then_further(notebook: Notebook) -> None:
    maya = person(notebook, "Maya")
    session = talk(notebook, maya, said("good_day", "bread"), under=change(notebook, sentence="The talk with Maya"))
    notebook.keep_draft(session, "next", "half")
    more = change(notebook, sentence="More of the talk")
    notebook.append(more, maya, session, [said("good_day", "cake"), NewEvent(kind=Happened.FINISHED)], now())
    assert notebook.undo() == "More of the talk"
    assert notebook.talk(session).state == "open"
    assert [event.body.get("text") for event in notebook.events(session_id=session)] == [None, "bread"]
    assert notebook.undo() == "The talk with Maya"
    assert notebook.talks() == []
    assert notebook.draft(session) is None
    assert (notebook.people()[0].talks, notebook.people()[0].last_on) == (0, None)
    assert notebook.undo() == "Maya was added"
    assert notebook.people(archived=True) == []
    assert notebook.undo() is None


def test_a_person_taken_back_takes_along_the_talk_another_window_began(notebook: Notebook) -> None:
    long = change(notebook, "import", "Many talks")
    person(notebook, "Omar", long)
    maya = person(notebook, "Maya")
    talk(notebook, maya, under=long)
    assert notebook.undo() == "Maya was added"
    assert notebook.talks() == []
    assert [line.name for line in notebook.people()] == ["Omar"]


@pytest.mark.parametrize("kind", ["forget", "protect", "restore"])
def test_what_cannot_be_taken_back_says_so_and_stands(notebook: Notebook, kind: str) -> None:
    maya = person(notebook, "Maya", change(notebook, kind, "It was done"))
    with pytest.raises(CouldNotError, match="It was done"):
        notebook.undo()
    assert notebook.person(maya).name == "Maya"


def test_a_person_is_renamed_and_put_away_and_both_can_be_taken_back(notebook: Notebook) -> None:
    maya = person(notebook, "Maya")
    notebook.rename_person(change(notebook, "rename"), maya, "Máya B", now())
    assert [found.id for found in notebook.named("MÁYA b")] == [maya]
    notebook.archive_person(change(notebook, "archive"), maya, now(), archived=True)
    assert notebook.people() == []
    assert notebook.people(archived=True)[0].archived is True
    assert notebook.person(maya).archived is True
    notebook.undo()
    notebook.undo()
    assert notebook.people()[0].name == "Maya"
    notebook.archive_person(change(notebook, "archive"), maya, now(), archived=True)
    notebook.archive_person(change(notebook, "archive"), maya, now(), archived=False)
    assert notebook.people()[0].archived is False


def test_two_entries_become_one_with_all_that_was_said(notebook: Notebook) -> None:
    first, second, third = (person(notebook, "Maya") for _ in range(3))
    one = talk(notebook, first, said("a", "1"), on=date(2026, 3, 1))
    two = talk(notebook, second, said("a", "2"), on=date(2026, 2, 1))
    notebook.merge_people(change(notebook, "merge", "Two became one"), first, second, now())
    notebook.merge_people(change(notebook, "merge", "Two became one"), second, third, now())
    (line,) = notebook.people()
    assert (line.id, line.talks, line.last_on) == (third, 2, "2026-03-01")
    assert [found.id for found in notebook.talks(first)] == [two, one]
    texts = [event.body["text"] for event in notebook.events(person_id=third) if event.kind is Happened.ANSWERED]
    assert texts == ["1", "2"]
    assert notebook.person(first).id == third
    assert [found.id for found in notebook.by_id(first)] == [third]
    later = talk(notebook, first)
    assert notebook.talk(later).person_id == third
    with pytest.raises(UsageFaultError):
        notebook.merge_people(change(notebook, "merge"), first, third, now())
    notebook.undo()
    assert notebook.undo() == "Two became one"
    assert {line.id for line in notebook.people()} == {second, third}
    assert notebook.talk(two).person_id == second


def test_a_merge_that_something_was_built_upon_is_not_taken_apart(notebook: Notebook) -> None:
    first, second = person(notebook, "Maya"), person(notebook, "Maya")
    talked = change(notebook)
    session = talk(notebook, first, under=talked)
    notebook.merge_people(change(notebook, "merge"), first, second, now())
    notebook.append(talked, first, session, [said("a", "later")], now())
    with pytest.raises(CouldNotError, match="cannot be taken apart"):
        notebook.undo()
    assert len(notebook.people()) == 1


def test_a_line_rubbed_out_leaves_no_byte(notebook: Notebook, path: Path) -> None:
    maya = person(notebook, "Maya")
    talked = change(notebook)
    session = talk(notebook, maya, said("good_day", "bread"), under=talked)
    key = Key("circle.gives", "a/b")
    for number in range(40):
        notebook.append(talked, maya, session, [said(str(key), f"{CANARY} {number}" * 200)], now())
    statement = NewEvent(kind=Happened.REWORDED, subject="statement-1", body={"text": CANARY})
    notebook.append(change(notebook, "check"), maya, None, [statement], now())
    notebook.keep_draft(session, "good_day", CANARY)
    assert CANARY.encode() in bytes_of(path.parent)
    notebook.rub_out(talked, session, [key], now(), also=["statement-1"])
    assert CANARY.encode() not in bytes_of(path.parent)
    kept = notebook.events(session_id=session)
    assert len(kept) == 43
    assert all(event.body == {} for event in kept if event.subject == str(key))
    assert (kept[-1].kind, kept[-1].subject) == (Happened.RUBBED_OUT, str(key))
    assert kept[1].body == {"text": "bread"}
    assert notebook.draft(session) is None


def test_a_line_of_a_talk_told_in_one_go_leaves_no_byte_either(notebook: Notebook, path: Path) -> None:
    said_first = ["answered", "good_day", "bread"]
    added, named = ["item_added", "circle[a]", None], ["answered", "circle.name[a]", CANARY * 300]
    told = NewEvent(kind=Happened.TOLD, body={"events": [said_first, added, named]})
    session = talk(notebook, person(notebook, "Maya"), told)
    notebook.rub_out(change(notebook, "edit"), session, [Key("circle.name", "a")], now())
    assert CANARY.encode() not in bytes_of(path.parent)
    kept = notebook.events(session_id=session)
    assert kept[1].body == {"events": [said_first, added, ["answered", "circle.name[a]", None]]}
    assert (kept[2].kind, kept[2].subject) == (Happened.RUBBED_OUT, "circle.name[a]")


def test_an_item_is_found_by_its_id_however_the_talk_was_kept(notebook: Notebook) -> None:
    maya, ben = person(notebook, "Maya"), person(notebook, "Ben")
    talk(notebook, maya, NewEvent(kind=Happened.ITEM_ADDED, subject="things[a]"))
    inner = [["item_added", "things[b]", None], ["item_added", "things.signs[b/c]", None], ["skipped", "x", None]]
    talk(notebook, ben, NewEvent(kind=Happened.TOLD, body={"events": inner}))
    assert sorted(notebook.things()) == sorted([(maya, "a"), (ben, "b")])


def test_what_was_rubbed_out_stays_so_when_the_change_is_taken_back(notebook: Notebook) -> None:
    session = talk(notebook, person(notebook, "Maya"), said("good_day", CANARY))
    notebook.rub_out(change(notebook, "edit"), session, [Key("good_day")], now())
    notebook.undo()
    assert [event.kind for event in notebook.events(session_id=session)][-1] is Happened.RUBBED_OUT


def test_a_talk_forgotten_leaves_no_byte_and_no_change_to_take_back(notebook: Notebook, path: Path) -> None:
    maya = person(notebook, "Maya")
    kept = talk(notebook, maya, said("good_day", "bread"), on=date(2025, 1, 1))
    gone = talk(notebook, maya, said("good_day", CANARY * 300), under=change(notebook, sentence=f"About {CANARY}"))
    notebook.keep_draft(gone, "good_day", CANARY)
    notebook.forget_session(change(notebook, "forget", "A talk was rubbed out"), gone, now())
    assert CANARY.encode() not in bytes_of(path.parent)
    assert [line.id for line in notebook.talks()] == [kept]
    assert (notebook.people()[0].talks, notebook.people()[0].last_on) == (1, "2025-01-01")
    assert notebook.events(session_id=gone) == []
    with pytest.raises(CouldNotError):
        notebook.undo()


def test_what_is_not_there_cannot_be_changed(notebook: Notebook) -> None:
    with pytest.raises(NotFoundError):
        notebook.rename_person(change(notebook), "nobody", "Maya", now())
    with pytest.raises(NotFoundError):
        notebook.rub_out(change(notebook), "no-talk", [Key("a")], now())
    with pytest.raises(NotFoundError):
        notebook.forget_session(change(notebook), "no-talk", now())
    assert notebook.counts().changes == 0
    with pytest.raises(RuntimeError), notebook.together():
        notebook.undo()


def kept_rows(notebook: Notebook) -> tuple[list[tuple[object, ...]], ...]:
    return notebook._rows("SELECT * FROM person ORDER BY id"), notebook._rows("SELECT * FROM session ORDER BY id")


def one_step(notebook: Notebook, chance: random.Random) -> None:
    people = [line.id for line in notebook.people(archived=True)]
    talks = notebook.talks()
    what = chance.choice(
        ["add", "talk", "answer", "answer", "finish", "rename", "archive", "merge", "undo", "rub", "gone"]
    )
    if what == "add" or not people:
        person(notebook, chance.choice(["Maya", "Omar", "Zoë"]))
    elif what == "talk" or not talks:
        talk(notebook, chance.choice(people), said("a", "1"), on=date(2026, chance.randint(1, 12), 1))
    elif what in ("answer", "finish"):
        chosen = chance.choice(talks)
        event = said("a", "2") if what == "answer" else NewEvent(kind=Happened.FINISHED)
        notebook.append(change(notebook), chosen.person_id, chosen.id, [event], now())
    elif what == "rename":
        notebook.rename_person(change(notebook), chance.choice(people), "Alex", now())
    elif what == "archive":
        notebook.archive_person(change(notebook), chance.choice(people), now(), archived=chance.random() < 0.5)
    elif what == "merge" and len(people) > 1:
        notebook.merge_people(change(notebook), *chance.sample(people, 2), now())
    elif what == "undo":
        notebook.undo()
    elif what == "rub":
        notebook.rub_out(change(notebook), chance.choice(talks).id, [Key("a")], now())
    elif what == "gone":
        notebook.forget_session(change(notebook, "edit"), chance.choice(talks).id, now())


@pytest.mark.parametrize("seed", range(6))
def test_people_and_talks_are_always_what_the_events_say(notebook: Notebook, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(40):
        one_step(notebook, chance)
        before = kept_rows(notebook)
        notebook.rebuild()
        assert kept_rows(notebook) == before
