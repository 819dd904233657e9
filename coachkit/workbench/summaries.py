"""Many people in short: in come people, out comes the summary of each, kept in the notebook for the next time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coachkit.notebook.lines import PersonLine
from coachkit.notebook.summaries import Kept
from coachkit.person.summary import Summary, summary
from coachkit.workbench.room import Room

if TYPE_CHECKING:
    from coachkit.person.gathered import Person

A_MOMENT = 1.0
# So many are kept at once: whoever stops the first long look, or writes meanwhile, spoils no more than these.
TOGETHER = 100


def summaries(room: Room, people: Sequence[Person | PersonLine], tell: Callable[[], None]) -> dict[str, Summary]:
    """The summary of each person by id; only those whose events have changed are worked out.

    `tell` is called once, when that takes longer than a moment. Raises NotebookUnreadableError where what was kept
    makes no sense any more.
    """
    kept = room.notebook.summaries([person.id for person in people])
    found = {id_: read for id_, each in kept.items() if each.body and (read := summary(each.body))}
    wanting = [person for person in people if person.id not in found]
    patience = _Patience(tell)
    for start in range(0, len(wanting), TOGETHER):
        found |= _worked_out(room, wanting[start : start + TOGETHER], patience)
    return found


def _worked_out(room: Room, people: Sequence[Person | PersonLine], patience: _Patience) -> dict[str, Summary]:
    """These people anew; the version is taken first, so that nothing is kept of what has changed since."""
    from coachkit.person.gathered import Person
    from coachkit.workbench.gathering import summary_of

    version = room.notebook.data_version()
    kept = room.notebook.summaries([person.id for person in people])
    made: dict[str, Summary] = {}
    for person in people:
        if person.id in kept:
            patience.tell_if_late()
            made[person.id] = summary_of(room, Person(id=person.id, name=person.name))
    room.notebook.keep_summaries({id_: Kept(kept[id_].seq, each.kept()) for id_, each in made.items()}, version)
    return made


class _Patience:
    """Says once that this takes a while, when it does."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._late = time.monotonic() + A_MOMENT
        self._told = False

    def tell_if_late(self) -> None:
        if not self._told and time.monotonic() > self._late:
            self._told = True
            self._tell()
