"""One batch of an import: in come records sorted out one by one, out goes what to keep of them and what to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from coachkit.errors import Problem
from coachkit.importers.records import Record
from coachkit.notebook.importing import PastTalk
from coachkit.safe_text import folded
from coachkit.talk.alike import Heard, words_of
from coachkit.workbench.import_report import SourceReport

# Events to keep of a talk: kind, subject and body of each.
Events = list[tuple[str, str, dict[str, object]]]
# A talk that is there and is to say what its record says now: its id, the events, the record's digest and reference.
Update = tuple[str, Events, bytes, str]


class Aside(NamedTuple):
    """What to look at about a record that was taken in: the name of somebody new, of whom its person has been made
    one with, and the steps that were set aside.
    """

    record: Record
    new_name: str
    merged: str
    parked: tuple[str, ...]


@dataclass
class Batch:
    """What one batch has found out, the talks it will keep, each with its line, and those it will change.

    `told_again` are talks that a later record has changed. `people` are by their folded names, and `part_of` those
    whom people of these names have been made one with.
    """

    known: set[bytes]
    refs: dict[str, str]
    told_again: set[str]
    people: dict[str, list[str]]
    part_of: dict[str, list[str]]
    report: SourceReport
    talks: list[PastTalk] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    refused: list[Record] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    heard: dict[str, Heard] = field(default_factory=dict)
    _brought: set[str] = field(default_factory=set)
    _with: dict[str, list[PastTalk]] = field(default_factory=dict)

    def add(self, talk: PastTalk, record: Record) -> None:
        """One more talk to keep; the next record of this batch may be the same one again."""
        self.talks.append(talk)
        self.lines.append(record.line)
        self._brought.add(talk.session_id)
        self.known.add(talk.digest)
        if talk.new_name is not None:
            self.people.setdefault(folded(record.person), [talk.person_id])
        self._with.setdefault(talk.person_id, []).append(talk)
        if talk.ref:
            self.refs[talk.ref] = talk.session_id

    def is_known(self, digest: bytes, session: str | None) -> bool:
        """Whether a record is there as it is; `session` is the talk of its reference, which may say otherwise now."""
        return digest in self.known and (session not in self.told_again or self.brings(session or ""))

    def update(self, session: str, events: Events, digest: bytes, record: Record, what: str) -> None:
        """One more talk to change, and what is changed in it."""
        self.updates.append((session, events, digest, record.ref))
        self._brought.add(session)
        self.report.new += 1
        self.changed.append((f"{record.path}:{record.line}", what))

    def refuse(self, record: Record, problems: tuple[Problem, ...]) -> None:
        """One record that cannot be taken in."""
        self.report.refuse(problems)
        self.refused.append(record)

    def brings(self, session: str) -> bool:
        """Whether this batch keeps or changes the talk."""
        return any(talk.session_id == session for talk in self.talks) or any(
            each[0] == session for each in self.updates
        )

    def with_person(self, person_id: str) -> list[PastTalk]:
        """The talks of this batch with somebody."""
        return self._with.get(person_id, [])

    def talk(self, session: str) -> PastTalk | None:
        """A talk that this batch keeps."""
        return next((talk for talk in self.talks if talk.session_id == session), None)

    def place(self, session: str) -> str | None:
        """Where in its file a talk of this batch stood."""
        found = (line for talk, line in zip(self.talks, self.lines, strict=True) if talk.session_id == session)
        return next((f"{self.report.path}:{line}" for line in found), None)

    def like(self, person_id: str, words: frozenset[str]) -> list[str]:
        """The talks of this batch with somebody that may be nearly the same as one of these words."""
        heard = self.heard.setdefault(person_id, Heard())
        for talk in self.with_person(person_id)[heard.talks :]:
            heard.add(talk.session_id, words_of(text for *_, text in talk.rows))
        return heard.like(words)
