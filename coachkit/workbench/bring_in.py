"""Bringing in past conversations: in come records in batches, out goes what is new kept, and a report of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coachkit.errors import BadDataError, NotebookUnreadableError, NotFoundError, Problem
from coachkit.ids import short
from coachkit.importers.records import Record, with_places
from coachkit.notebook.importing import PastTalk
from coachkit.notebook.lines import Change
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, one_line, shortened
from coachkit.talk.alike import nearly_the_same, words_of
from coachkit.talk.events import Happened
from coachkit.workbench.batch import Aside, Batch
from coachkit.workbench.came_in import CameIn
from coachkit.workbench.coming_in import (
    Arriving,
    RefusalError,
    Scripts,
    past_talk,
    problem,
    refuse_day,
    script_of,
    took_it_back,
    why_refused,
)
from coachkit.workbench.heard_before import HeardBefore
from coachkit.workbench.import_report import SourceReport
from coachkit.workbench.likely_names import LikelyNames
from coachkit.workbench.room import Room

TOGETHER = 1000
_OTHER_DAY = "Its day has changed, which cannot be taken in."
_OTHER_KIND = "It answers other questions than it did, which cannot be taken in."
_FORGET_FIRST = "Forget the old talk (coachkit session forget), then import it again."


@dataclass
class BringingIn:
    """One import under way: the change it is, what is kept even where it is unsure, and what it has met so far.

    `with_copies` are people, by id, whose own copy this import has brought.
    """

    room: Room
    change: Change
    keep_unsure: bool = False
    update: bool = False
    with_copies: set[str] = field(default_factory=set)
    scripts: Scripts = field(init=False)
    _names: LikelyNames = field(init=False)
    _withdrawn: frozenset[str] = frozenset()
    _told_merged: set[str] = field(default_factory=set)
    _before: int = -1
    _heard: HeardBefore = field(init=False)
    _talks_came: CameIn = field(default_factory=CameIn)
    _people_came: CameIn = field(default_factory=CameIn)

    def __post_init__(self) -> None:
        self.scripts = Scripts(self.room)
        self._heard = HeardBefore(self.room.notebook)
        if self.room.notebook.people_with(Happened.KEEPING_WITHDRAWN):
            from coachkit.workbench.taken_back import withdrawn

            self._withdrawn = withdrawn(self.room)
        self._names = LikelyNames(line.name for line in self.room.notebook.people(archived=True))

    def batch(self, arriving: Sequence[Arriving], report: SourceReport) -> list[Record]:
        """Take a batch in as one transaction; the records that were refused.

        Raises CouldNotError where the import was taken back in another window.
        """
        notebook = self.room.notebook
        before = notebook.others_wrote()
        if before != self._before:
            self._heard.forget()
        self._before = before
        one = self._sorted_out(arriving, report.path)
        if one.talks or one.updates:
            with notebook.together():
                if notebook.others_wrote() != before:
                    # Another window has kept something meanwhile, and it may be the same.
                    self._heard.forget()
                    one = self._sorted_out(arriving, report.path)
                for update in one.updates:
                    notebook.update_imported(self.change, *update, self.room.clock())
                notebook.import_batch(self.change, one.talks, self.room.clock())
        self._tell(one, report)
        return one.refused

    def place_of(self, person_id: str) -> str | None:
        """Where in its file somebody stood who came in during this import."""
        return self._people_came.place(person_id)

    def _sorted_out(self, arriving: Sequence[Arriving], path: str) -> Batch:
        """What there is to keep of these records, and what to say of them; nothing is kept yet."""
        notebook = self.room.notebook
        called, part_of = notebook.people_named([each.record.person for each in arriving])
        refs = [each.record.ref for each in arriving if each.record.ref]
        batch = Batch(
            known=notebook.known_digests([each.digest for each in arriving]),
            refs=notebook.known_refs(refs),
            told_again=notebook.told_again(refs),
            people=called,
            part_of=part_of,
            report=SourceReport(path),
        )
        for each in arriving:
            try:
                self._one(each, batch)
            except RefusalError as refusal:
                batch.refuse(each.record, refusal.problems or self._why(each.record))
            except (NotFoundError, BadDataError, NotebookUnreadableError) as fault:
                # What is there of an earlier talk cannot be read; that is no reason to stop the others.
                batch.refuse(each.record, (problem(each.record, "ref", fault.message, fault.hint),))
        return batch

    def _tell(self, batch: Batch, report: SourceReport) -> None:
        """Say in the report what became of a batch that is kept by now."""
        report.add(batch.report)
        for person_id in batch.heard:
            self._heard.keep(person_id, batch.with_person(person_id))
        if batch.talks:
            path = batch.report.path
            self._talks_came.add(path, [talk.session_id for talk in batch.talks], batch.lines)
            new = [(t.person_id, line) for t, line in zip(batch.talks, batch.lines, strict=True) if t.new_name]
            self._people_came.add(path, [id_ for id_, _ in new], [line for _, line in new])
        for place, message in batch.changed:
            report.note(place, message)
        for aside in batch.asides:
            self._say_aside(aside, report)

    def _why(self, record: Record) -> tuple[Problem, ...]:
        return why_refused(self.scripts, with_places(record))

    def _one(self, each: Arriving, batch: Batch) -> None:
        record = each.record
        refuse_day(record, self.room.today)
        session = batch.refs.get(record.ref) if record.ref else None
        if batch.is_known(each.digest, session):
            batch.report.known += 1
            return
        if session is not None and not self._is_another(each, session, batch):
            batch.known.add(each.digest)
            return
        person, new = self._person(record, batch)
        self._refuse_withdrawn(record, person)
        talk, parked = past_talk(self.room, self.scripts, each, person, new=new)
        alike = None if new or self.keep_unsure else self._alike(talk, batch)
        if alike is not None:
            message = f"Nearly the same words as {self._name_of(alike, batch)}. --unsure keep takes it in."
            batch.report.doubt(f"{record.path}:{record.line}", message)
            return
        batch.add(talk, record)
        batch.report.new += 1
        if record.note or record.turns:
            batch.report.hear(person)
        merged = person.name if not new and person.name != record.person else ""
        if new or parked or merged:
            batch.asides.append(Aside(record, person.name if new else "", merged, parked))

    def _person(self, record: Record, batch: Batch) -> tuple[Person, bool]:
        """Whose it is: the one person of that name, or whom they are part of by now, or somebody new.

        Raises RefusalError where two share it.
        """
        called = folded(record.person)
        ids = batch.people.get(called) or batch.part_of.get(called, [])
        if len(ids) == 1:
            if called in batch.people:
                return Person(id=ids[0], name=record.person), False
            return self.room.notebook.person(ids[0]), False
        if ids:
            message = f"More than one person is called {shortened(record.person, 40)}."
            hint = "Tell them apart first: coachkit person rename."
            raise RefusalError((problem(record, "person", message, hint, "CK802"),))
        return Person(id=self.scripts.new_id(), name=one_line(record.person)), True

    def _refuse_withdrawn(self, record: Record, person: Person) -> None:
        """Raise RefusalError where the person has taken back the yes to being written down."""
        if person.id in self._withdrawn:
            raise took_it_back(record.path, record.line, record.column, person)

    def _alike(self, talk: PastTalk, batch: Batch) -> str | None:
        """An earlier talk with the same person and nearly all the same words."""
        words = words_of(text for *_, text in talk.rows)
        for session in (*batch.like(talk.person_id, words), *self._heard.like(talk.person_id, words)):
            here = batch.talk(session)
            said = self.room.notebook.said_in(session) if here is None else (text for *_, text in here.rows)
            if nearly_the_same(words, words_of(said)) and not self._is_another_day(talk, session, batch):
                return session
        return None

    def _is_another_day(self, talk: PastTalk, session: str, batch: Batch) -> bool:
        """Whether two talks of the same words have references and days of their own: "All well" is said every week."""
        if talk.ref is None:
            return False
        if (other := batch.talk(session)) is not None:
            return other.ref is not None and other.on != talk.on
        return self.room.notebook.has_ref(session) and self.room.notebook.talk(session).on != talk.on

    def _name_of(self, session: str, batch: Batch) -> str:
        """What to call a talk: by its place where it came in just now, for an id would be another one next time."""
        place = batch.place(session) or self._talks_came.place(session)
        return place or f"the talk {short(session)}"

    def _is_another(self, each: Arriving, session: str, batch: Batch) -> bool:
        """Whether a record whose reference is there already is to come in as a talk of its own.

        Raises RefusalError where the reference cannot mean this record: somebody else's talk, or twice in a row.
        """
        record = each.record
        if batch.brings(session):
            if self.keep_unsure:
                return True
            message = f"{shortened(record.ref, 40)} stands here twice, with other words."
            raise RefusalError((problem(record, "ref", message, "", "CK803"),))
        owner = self.room.notebook.talk(session).person_id
        called = folded(record.person)
        if owner not in (*batch.people.get(called, ()), *batch.part_of.get(called, ())):
            message = f"{shortened(record.ref, 40)} stands for a talk with somebody else."
            raise RefusalError((problem(record, "ref", message, "Give it a reference of its own.", "CK803"),))
        from coachkit.workbench.changed_record import changed_steps  # few records have changed, and it loads much

        steps = changed_steps(self.room, self.scripts, record, session)
        if not steps:
            batch.report.known += 1  # the same, as another form tells it
            return False
        self._refuse_withdrawn(record, Person(id=owner, name=record.person))
        return self._changed(each, session, steps, batch)

    def _changed(self, each: Arriving, session: str, steps: Sequence[str], batch: Batch) -> bool:
        """What becomes of a record with other words than its talk; whether it is to be a talk of its own."""
        record, place = each.record, f"{each.record.path}:{each.record.line}"
        ref, what, bar = shortened(record.ref, 40), ", ".join(steps), self._bar(record, session, steps)
        if self.update and not bar:
            from coachkit.workbench.changed_record import update_events

            events = update_events(self.room, self.scripts, record, session)
            batch.update(session, events, each.digest, record, f"{ref} was changed: {what}.")
        elif self.keep_unsure:
            return True
        elif self.update:
            where = "on" if "on" in steps else "ref"
            raise RefusalError((problem(record, where, bar, _FORGET_FIRST, "CK803"),))
        else:
            hint = f"{bar} {_FORGET_FIRST}" if bar else "--update takes the change in."
            batch.report.doubt(place, f"{ref} has changed: {what}. {hint}")
        return False

    def _bar(self, record: Record, session: str, steps: Sequence[str]) -> str:
        """Why a talk cannot be made to say what its record says now; nothing where it can."""
        if "on" in steps:
            return _OTHER_DAY
        asked = script_of(self.scripts, record).id if record.answers is not None else None
        return "" if self.room.notebook.talk(session).script_id == asked else _OTHER_KIND

    def _say_aside(self, aside: Aside, report: SourceReport) -> None:
        record = aside.record
        place = f"{record.path}:{record.line}"
        steps = ", ".join(dict.fromkeys(aside.parked))
        if steps:
            report.note(place, f"Set aside, because their questions do not come up with these answers: {steps}")
        if aside.merged and folded(record.person) not in self._told_merged:
            self._told_merged.add(folded(record.person))
            now = shortened(aside.merged, 40)
            report.note(place, f"{shortened(record.person, 40)} was made one with {now}, so this went to {now}.")
        like = self._names.like(aside.new_name) if aside.new_name else ""
        if like:
            report.note(place, f"{shortened(aside.new_name, 40)} is somebody new; there is also {shortened(like, 40)}. "
                               "coachkit person merge makes one of two.")  # fmt: skip
