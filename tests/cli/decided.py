"""What is decided between talks, put into a coach's notebook: in come kinds and days, out go events that stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent


def decide(home: Path, name: str, day: str, kind: Happened, subject: str = "", **body: Any) -> None:
    """One event of a person's, on its own day, as one change."""
    with Notebook.open(home / "notebook.db") as notebook:
        (person,) = notebook.named(name)
        change = notebook.begin("handover", f"something of {name}", on=date.fromisoformat(day), by="Sam")
        event = NewEvent(kind=kind, subject=subject, body=body)
        notebook.append(change, person.id, None, [event], at=datetime.now(UTC))


def handover(home: Path, name: str, what: str, *did: tuple[str, str], **facts: str) -> None:
    """A handover added on the day of the first step, and these steps of it, each as (day, what happened)."""
    told = {"what": what, "now": "for", "next": "by", **facts}
    decide(home, name, did[0][0], Happened.HANDOVER, what, did="added", facts=told)
    for day, each in did:
        decide(home, name, day, Happened.HANDOVER, what, did=each, facts={})
