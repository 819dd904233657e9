"""What is kept in short is a cache: it holds until something happens, and no word outlives its events in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from coachkit.notebook.summaries import Kept
from coachkit.talk.events import Key
from tests.notebook.conftest import change, now, person, said, talk
from tests.notebook.test_editing import CANARY, bytes_of


def keep(notebook: Notebook, *people: str, body: str = "{}") -> bool:
    """Keep something of these people, as new as can be."""
    version = notebook.data_version()
    seqs = {id_: each.seq for id_, each in notebook.summaries(people).items()}
    return notebook.keep_summaries({id_: Kept(seqs[id_], body) for id_ in people}, version)


def kept(notebook: Notebook, person_id: str) -> str | None:
    return notebook.summaries([person_id])[person_id].body


def test_what_is_kept_of_somebody_holds_until_something_happens_to_them(notebook: Notebook) -> None:
    maya, omar = person(notebook, "Maya"), person(notebook, "Omar")
    assert kept(notebook, maya) is None
    assert keep(notebook, maya, omar)
    assert (kept(notebook, maya), kept(notebook, omar)) == ("{}", "{}")
    talk(notebook, maya, said("good_day", "bread"))
    assert (kept(notebook, maya), kept(notebook, omar)) == (None, "{}")
    assert keep(notebook, maya, body='{"more": 1}')
    assert kept(notebook, maya) == '{"more": 1}'
    assert notebook.summaries(["nobody"]) == {}


def test_what_is_said_to_somebody_by_an_older_entry_counts_as_theirs(notebook: Notebook) -> None:
    first, second = person(notebook, "Maya"), person(notebook, "Maya")
    talked = change(notebook)
    session = talk(notebook, first, under=talked)
    notebook.merge_people(change(notebook, "merge"), first, second, now())
    assert keep(notebook, second)
    notebook.append(talked, first, session, [said("a", "later")], now())
    assert kept(notebook, second) is None
    assert notebook.summaries([first]) == {}


@pytest.mark.parametrize("what", ["undo", "undo a merge", "merge", "rub", "forget"])
def test_it_goes_whenever_something_is_taken_back_or_out_or_together(notebook: Notebook, what: str) -> None:
    maya, other = person(notebook, "Maya"), person(notebook, "Maya B")
    session = talk(notebook, maya, said("good_day", "bread"))
    if what == "undo a merge":
        notebook.merge_people(change(notebook, "merge"), other, maya, now())
    assert keep(notebook, maya)
    if what.startswith("undo"):
        notebook.undo()
    elif what == "merge":
        assert keep(notebook, other)
        notebook.merge_people(change(notebook, "merge"), other, maya, now())
    elif what == "rub":
        notebook.rub_out(change(notebook), session, [Key("good_day")], now())
    else:
        notebook.forget_session(change(notebook, "forget"), session, now())
    assert notebook._rows("SELECT * FROM summary") == []


@pytest.mark.parametrize("what", ["rub", "forget"])
def test_no_word_rubbed_out_is_left_in_what_was_kept_in_short(notebook: Notebook, path: Path, what: str) -> None:
    first, maya = person(notebook, "Maya"), person(notebook, "Maya")
    session = talk(notebook, first, said("good_day", CANARY))
    assert keep(notebook, first, body=CANARY * 300)
    notebook.merge_people(change(notebook, "merge"), first, maya, now())
    for times in (300, 200, 1):
        assert keep(notebook, maya, body=CANARY * times)
        person(notebook, "Omar")
    if what == "rub":
        notebook.rub_out(change(notebook), session, [Key("good_day")], now())
    else:
        notebook.forget_session(change(notebook, "forget"), session, now())
    assert CANARY.encode() not in bytes_of(path.parent)


def test_nothing_is_kept_of_what_another_coachkit_has_changed_meanwhile(notebook: Notebook, path: Path) -> None:
    maya = person(notebook, "Maya")
    session = talk(notebook, maya, said("good_day", CANARY))
    version, before = notebook.data_version(), notebook.summaries([maya])[maya]
    with Notebook.open(path) as other:
        other.rub_out(change(other), session, [Key("good_day")], now())
    assert notebook.keep_summaries({maya: Kept(before.seq, CANARY)}, version) is False
    assert CANARY.encode() not in bytes_of(path.parent)
    assert keep(notebook, maya)


def test_what_this_window_kept_itself_does_not_stand_in_its_way(notebook: Notebook) -> None:
    maya, omar = person(notebook, "Maya"), person(notebook, "Omar")
    version = notebook.data_version()
    for id_ in (maya, omar):
        assert notebook.keep_summaries({id_: Kept(notebook.summaries([id_])[id_].seq, "{}")}, version)


def test_while_another_coachkit_writes_nothing_is_kept_and_nobody_waits(notebook: Notebook, path: Path) -> None:
    maya = person(notebook, "Maya")
    with Notebook.open(path) as other, other.together():
        assert keep(notebook, maya) is False
    assert kept(notebook, maya) is None
