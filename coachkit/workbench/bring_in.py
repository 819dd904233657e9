"""Bringing in past conversations: in come records in batches, out goes what is new kept, and a report of everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coachkit.errors import Problem
from coachkit.ids import short
from coachkit.importers.records import Record, with_places
from coachkit.notebook.importing import PastTalk
from coachkit.notebook.lines import Change
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, one_line, shortened
from coachkit.talk.alike import nearly_the_same, words_of
from coachkit.workbench.changed_record import changed_steps, update_events
from coachkit.workbench.coming_in import (
    Arriving,
    RefusalError,
    Scripts,
    past_talk,
    problem,
    refuse_day,
    took_it_back,
    why_refused,
)
from coachkit.workbench.import_report import SourceReport
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import withdrawn

TOGETHER = 1000
# Looking for a name like a new one goes through everybody who is there; beyond so many nobody would wait for it.
_LIKELY_NAMES, _NEW_NAMES = 2000, 500


@dataclass
class BringingIn:
    """One import under way: the change it is, what is kept even where it is unsure, and what it has met so far."""

    room: Room
    change: Change
    keep_unsure: bool = False
    update: bool = False
    scripts: Scripts = field(init=False)
    _names: dict[str, str] = field(default_factory=dict)
    _looked_for: int = 0
    _withdrawn: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.scripts = Scripts(self.room)
        self._withdrawn = withdrawn(self.room)
        self._names = {line.name: folded(line.name) for line in self.room.notebook.people(archived=True)}

    def batch(self, arriving: Sequence[Arriving], report: SourceReport) -> list[Record]:
        """Take a batch in as one transaction; the records that were refused."""
        notebook = self.room.notebook
        one = _Batch(
            known=notebook.known_digests([each.digest for each in arriving]),
            refs=notebook.known_refs([each.record.ref for each in arriving if each.record.ref]),
            people=notebook.people_named([each.record.person for each in arriving]),
        )
        refused: list[Record] = []
        for each in arriving:
            try:
                self._one(each, one, report)
            except RefusalError as refusal:
                report.refuse(refusal.problems or self._why(each.record))
                refused.append(each.record)
        notebook.import_batch(self.change, one.talks, self.room.clock())
        return refused

    def _why(self, record: Record) -> tuple[Problem, ...]:
        return why_refused(self.scripts, with_places(record))

    def _one(self, each: Arriving, batch: _Batch, report: SourceReport) -> None:
        record = each.record
        refuse_day(record, self.room.today)
        if each.digest in batch.known:
            report.known += 1
            return
        session = batch.refs.get(record.ref) if record.ref else None
        if session is not None:
            self._refuse_another(record, session, batch)
            self._changed(each, session, report)
            batch.known.add(each.digest)
            return
        person, new = self._person(record, batch)
        self._refuse_withdrawn(record, person)
        talk, parked = past_talk(self.room, self.scripts, each, person, new=new)
        alike = None if new else self._alike(talk, batch)
        if alike is not None and not self.keep_unsure:
            place = f"{record.path}:{record.line}"
            report.doubt(place, f"Nearly the same words as the talk {short(alike)}. --unsure keep takes it in.")
            return
        batch.add(talk, record)
        report.new += 1
        report.free_text += bool(record.note or record.turns)
        self._say_aside(record, person, parked, report, new=new)

    def _person(self, record: Record, batch: _Batch) -> tuple[Person, bool]:
        """Whose it is: the one person of that name, or somebody new. Raises RefusalError where two share it."""
        ids = batch.people.get(folded(record.person), [])
        if len(ids) == 1:
            return Person(id=ids[0], name=record.person), False
        if ids:
            message = f"More than one person is called {shortened(record.person, 40)}."
            hint = "Tell them apart first: coachkit person rename."
            raise RefusalError((problem(record, "person", message, hint, "CK802"),))
        return Person(id=self.room.new_id(), name=one_line(record.person)), True

    def _refuse_withdrawn(self, record: Record, person: Person) -> None:
        """Raise RefusalError where the person has taken back the yes to being written down."""
        if person.id in self._withdrawn:
            raise took_it_back(record.path, record.line, record.column, person)

    def _alike(self, talk: PastTalk, batch: _Batch) -> str | None:
        """An earlier talk with the same person and nearly all the same words."""
        words = words_of(row.text for row in talk.rows)
        for session, texts in (*batch.said_with(talk.person_id), *self.room.notebook.said_with(talk.person_id)):
            if nearly_the_same(words, words_of(texts)):
                return session
        return None

    def _refuse_another(self, record: Record, session: str, batch: _Batch) -> None:
        """Raise RefusalError where the reference cannot mean this record: somebody else's talk, or twice in a row."""
        if any(talk.session_id == session for talk in batch.talks):
            message, hint = f"{shortened(record.ref, 40)} stands here twice, with other words.", ""
            raise RefusalError((problem(record, "ref", message, hint, "CK803"),))
        if self.room.notebook.talk(session).person_id not in batch.people.get(folded(record.person), []):
            message = f"{shortened(record.ref, 40)} stands for a talk with somebody else."
            raise RefusalError((problem(record, "ref", message, "Give it a reference of its own.", "CK803"),))

    def _changed(self, each: Arriving, session: str, report: SourceReport) -> None:
        """A record with a reference that is there already, and other words."""
        record, place = each.record, f"{each.record.path}:{each.record.line}"
        steps = changed_steps(self.room, self.scripts, record, session)
        what = ", ".join(steps)
        if not what:
            report.known += 1  # the same, as another form tells it
            return
        if not self.update:
            report.doubt(place, f"{shortened(record.ref, 40)} has changed: {what}. --update takes the change in.")
            return
        if "on" in steps:
            message = "Its day has changed, which cannot be taken in."
            hint = "Forget the old talk (coachkit session forget), then import it again."
            raise RefusalError((problem(record, "on", message, hint, "CK803"),))
        events = update_events(self.room, self.scripts, record, session)
        self.room.notebook.update_imported(self.change, session, events, each.digest, record.ref, self.room.clock())
        report.new += 1
        report.note(place, f"{shortened(record.ref, 40)} was changed: {what}.")

    def _say_aside(
        self, record: Record, person: Person, parked: Iterable[str], report: SourceReport, *, new: bool
    ) -> None:
        place = f"{record.path}:{record.line}"
        aside = ", ".join(dict.fromkeys(parked))
        if aside:
            report.note(place, f"Set aside, because their questions do not come up with these answers: {aside}")
        like = self._name_like(person.name) if new else ""
        if like:
            report.note(place, f"{shortened(person.name, 40)} is somebody new; there is also {shortened(like, 40)}. "
                               "coachkit person merge makes one of two.")  # fmt: skip

    def _name_like(self, name: str) -> str:
        """A name much like a new one, of somebody who was there or who came in before; from now on this one is too."""
        if len(self._names) > _LIKELY_NAMES or self._looked_for >= _NEW_NAMES:
            return ""
        from rapidfuzz import process

        self._looked_for += 1
        alike = folded(name)
        best = process.extractOne(alike, self._names, score_cutoff=80)
        self._names[name] = alike
        return str(best[2]) if best and _numbers_in(best[0]) == _numbers_in(alike) else ""


def _numbers_in(name: str) -> list[str]:
    """Where names are numbers, as in `Flat 12`, another number is another person and no slip of the pen."""
    return re.findall(r"\d+", name)


@dataclass
class _Batch:
    """What one batch has found out, and the talks it will keep."""

    known: set[bytes]
    refs: dict[str, str]
    people: dict[str, list[str]]
    talks: list[PastTalk] = field(default_factory=list)
    _with: dict[str, list[PastTalk]] = field(default_factory=dict)

    def add(self, talk: PastTalk, record: Record) -> None:
        """One more talk to keep; the next record of this batch may be the same one again."""
        self.talks.append(talk)
        self.known.add(talk.digest)
        self.people.setdefault(folded(record.person), [talk.person_id])
        self._with.setdefault(talk.person_id, []).append(talk)
        if talk.ref:
            self.refs[talk.ref] = talk.session_id

    def said_with(self, person_id: str) -> list[tuple[str, list[str]]]:
        """What was said in each talk of this batch with somebody."""
        return [(talk.session_id, [row.text for row in talk.rows]) for talk in self._with.get(person_id, ())]
