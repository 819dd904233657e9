"""Hands to put things in a notebook: in come words, out go people, talks and answers, a second after each other."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

from coachkit.ids import new_id
from coachkit.notebook.lines import Change
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent

DAY = date(2026, 11, 22)
_ticks = itertools.count()


def now() -> datetime:
    """A moment, a second after the one before."""
    return datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(seconds=next(_ticks))


def said(subject: str, text: str) -> NewEvent:
    """An answer."""
    return NewEvent(kind=Happened.ANSWERED, subject=subject, body={"text": text})


def change(notebook: Notebook, kind: str = "talk", sentence: str = "A talk") -> Change:
    """A change of Sam's."""
    return notebook.begin(kind, sentence, on=DAY, by="Sam")


def person(notebook: Notebook, name: str, under: Change | None = None) -> str:
    """The id of a person new to the notebook."""
    id_ = new_id()
    notebook.add_person(under or change(notebook, "person", f"{name} was added"), id_, name, now())
    return id_


def talk(notebook: Notebook, person_id: str, *events: NewEvent, under: Change | None = None, on: date = DAY) -> str:
    """The id of a talk new to the notebook."""
    id_ = new_id()
    notebook.keep_script("hash", "first_conversation", 1, '{"id": "first_conversation"}')
    notebook.start_session(
        under or change(notebook), id_, person_id, "talk", "hash", "first_conversation", on, now(), events
    )
    return id_
