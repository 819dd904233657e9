"""One past conversation on its way in: in comes what a file tells, out go the rows to keep, or why not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from operator import itemgetter

from pydantic_core import to_json

from coachkit.dates import written
from coachkit.errors import BadDataError, NotFoundError, Problem
from coachkit.ids import NewId, in_bulk, short
from coachkit.importers.protocol import Turn
from coachkit.importers.record import near
from coachkit.importers.records import Record, place_of
from coachkit.notebook.importing import PastTalk
from coachkit.notebook.said import Words
from coachkit.person.gathered import Person
from coachkit.safe_text import folded, shortened
from coachkit.scripts.model import Script, StepType, fingerprint
from coachkit.talk.past import Past, take
from coachkit.talk.replay import Fault
from coachkit.talk.told import Answer
from coachkit.workbench.room import Room

_WHAT_STEPS_ARE = "Name it as the script does, or take it out."
COACH, PERSON, OTHER = "coach", "person", "other"
_NAME = itemgetter(0)


class RefusalError(Exception):
    """One record cannot be taken in; every reason with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def took_it_back(path: str, line: int, column: int, person: Person) -> RefusalError:
    """What to say of a record about somebody who has taken back the yes to being written down."""
    message = f"{shortened(person.name, 40)} took back the yes to being written down."
    hint = f"If there is a new yes: coachkit person agreed {short(person.id)}"
    return RefusalError((Problem(path, line, column, "CK802", message, hint),))


# Not frozen: there may be two hundred thousand, and a frozen one takes three times as long to make.
@dataclass(slots=True)
class Arriving:
    """One past conversation, the form it comes in, its digest, and who is who among its speakers."""

    record: Record
    form: str
    digest: bytes
    roles: dict[str, str] = field(default_factory=dict)


@dataclass
class Scripts:
    """The scripts an import goes by, each found, kept and measured once."""

    room: Room
    new_id: NewId = field(default_factory=in_bulk)
    found: dict[str, Script] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    fitting: dict[frozenset[str], str] = field(default_factory=dict)
    nobodys: dict[frozenset[str], tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def named(self, name: str) -> Script:
        """The script of this id. Raises NotFoundError or BadDataError, as the shelf does."""
        if name not in self.found:
            self.found[name] = self.room.shelf.find(name)
        return self.found[name]

    def that_holds(self, steps: frozenset[str]) -> str:
        """The id of the only script that has all these steps, the coach's own before a shipped one; else empty."""
        if steps not in self.fitting:
            there = [each for each in self.room.shelf.all() if each.script is not None]
            holding = [each for each in there if each.script and steps <= {step.id for step in each.script.steps}]
            own = [each.id for each in holding if each.own]
            ids = own or [each.id for each in holding]
            self.fitting[steps] = ids[0] if len(ids) == 1 else ""
        return self.fitting[steps]

    def that_none_has(self, steps: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Those of these steps that no script has, each with a hint at what was meant in a script that has the others.

        None where a script cannot be read, which may have them, and where a script has none of several.
        """
        if steps not in self.nobodys:
            there = [each.script for each in self.room.shelf.all()]
            known = [frozenset(step.id for step in script.steps) for script in there if script]
            lost = steps.difference(*known)
            rest = steps - lost
            told = sorted(lost) if None not in there and (rest or len(lost) == 1) else []
            only = self.that_holds(rest) if told else ""
            holding = [{step.id for step in self.named(only).steps}] if only else [ids for ids in known if rest <= ids]
            meant = sorted(set().union(*holding))
            self.nobodys[steps] = tuple((name, near(name, meant) or _WHAT_STEPS_ARE) for name in told)
        return self.nobodys[steps]

    def questions(self) -> frozenset[str]:
        """What columns of a spreadsheet may be called, over all scripts; none where one cannot be read, which may
        have others.
        """
        there = [each.script for each in self.room.shelf.all()]
        names: set[str] = set()
        for name, step in (named for script in there if script for named in script.every_step()):
            apart = step.type in (StepType.PEOPLE, StepType.GROUP)
            names |= {f"{name}.name"} if step.type is StepType.PEOPLE else set() if apart else {name}
        return frozenset(names) if None not in there else frozenset()

    def mark(self, script: Script) -> str:
        """The fingerprint under which the script is pinned; it is kept in the notebook the first time."""
        if script.id not in self.marks:
            body = script.pinned()
            self.marks[script.id] = fingerprint(body)
            self.room.notebook.keep_script(self.marks[script.id], script.id, script.version, body)
        return self.marks[script.id]


def digest_of(form: str, record: Record) -> bytes:
    """The digest by which the same record is known again: all that it says, in this form; not its reference."""
    turns = [(turn.speaker, turn.text) for turn in record.turns]
    answers = _plain_fields(record.answers or {})
    whole = (form, folded(record.person), record.on.isoformat(), record.script, answers, record.note, turns)
    try:
        text = to_json(whole)
    except ValueError:  # half a surrogate pair; json writes all else in the same bytes, and takes four times as long
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16).digest()


def _plain_fields(fields: Mapping[str, Answer]) -> dict[str, object]:
    # Without a call where it is a text, for it is most of the time.
    return {name: each if type(each) is str else _plain(each) for name, each in sorted(fields.items(), key=_NAME)}


def _plain(answer: Answer) -> object:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list):
        return [each if type(each) is str else _plain(each) for each in answer]
    if isinstance(answer, dict):
        return _plain_fields(answer)
    if answer.items is not None:
        return [_plain(each) for each in answer.items]
    return answer.text if answer.fields is None else _plain_fields(answer.fields)


def engine(room: Room, scripts: Scripts, record: Record, session: str) -> tuple[Script, Past] | None:
    """What the talk's engine makes of the answers; None where the record has none. Raises RefusalError."""
    if record.answers is None:
        return None
    script = script_of(scripts, record)
    past = take(
        script,
        record.answers,
        session=session,
        on=record.on.isoformat(),
        person=record.person,
        coach=room.coach or "your coach",
        new_id=scripts.new_id,
        tidy=record.is_tidy,
    )
    if past.faults or past.missing:
        raise RefusalError(())
    return script, past


def script_of(scripts: Scripts, record: Record) -> Script:
    """The script whose questions a record answers. Raises RefusalError."""
    name = record.script or scripts.that_holds(frozenset(record.answers or ()))
    if not name:
        steps = frozenset(record.answers or ())
        lost = scripts.that_none_has(steps)
        message = "No script, or more than one, has all these questions."
        raise RefusalError(
            [problem(record, f"answers.{step}", f"No script has a step called {step[:40]!r}.", hint, "CK702")
             for step, hint in lost] or [problem(record, "answers", message, "Add script: ID.")]
        )  # fmt: skip
    try:
        return scripts.named(name)
    except NotFoundError as fault:
        raise RefusalError((problem(record, "script", fault.message, fault.hint),)) from None
    except BadDataError as fault:
        raise RefusalError(
            (problem(record, "script", fault.message, "coachkit script check says what is wrong."),)
        ) from None


def why_refused(scripts: Scripts, record: Record) -> tuple[Problem, ...]:
    """Every fault of a record's answers with its place, from the record read again with places."""
    script = script_of(scripts, record)
    past = take(
        script,
        record.answers or {},
        session="-",
        on=record.on.isoformat(),
        person="-",
        coach="-",
        new_id=scripts.new_id,
    )
    needed = "The answer to {name} is missing, and the script needs it."
    missing = (problem(record, f"answers.{name}", needed.format(name=name)) for name in past.missing)
    known = [name.rpartition(".")[2] for name, _ in script.every_step()]
    return (*(_placed(record, fault, known) for fault in past.faults), *missing)


def _placed(record: Record, fault: Fault, known: list[str]) -> Problem:
    place = fault.line or record.line, fault.column or record.column
    return Problem(record.path, *place, "CK702", fault.sentence, near(fault.unknown, known) if fault.unknown else "")


def problem(record: Record, key: str, message: str, hint: str = "", code: str = "CK801") -> Problem:
    """What is wrong with what a record says under a key, at its place."""
    return Problem(record.path, *place_of(record, key), code, message, hint)


def refuse_day(record: Record, today: date) -> None:
    """Raise RefusalError for a day still to come."""
    if record.on > today:
        raise RefusalError((problem(record, "on", f"{written(record.on)} is still to come."),))


def past_talk(
    room: Room, scripts: Scripts, arriving: Arriving, person: Person, *, new: bool
) -> tuple[PastTalk, tuple[str, ...]]:
    """The rows of one past conversation, and the steps whose answers lie aside. Raises RefusalError."""
    record = arriving.record
    session = scripts.new_id()
    script, past = engine(room, scripts, record, session) or (None, None)
    # Written at once, so that what one talk is made of is gone before the next one comes.
    events: list[tuple[str, str, str]] = []
    rows: list[Words] = []
    parked: tuple[str, ...] = ()
    if past is not None:
        events.append(("told", "", to_json({"events": past.events}).decode()))
        rows += past.statements
        parked = tuple(past.parked)
    if record.note:
        events.append(("noted", "", to_json({"text": record.note}).decode()))
        rows.append(("", "note", "", "", record.note))
    if record.turns:
        roles = arriving.roles or roles_of(record.turns, record.person)
        turns = [[t.speaker, roles.get(folded(t.speaker), OTHER), t.text, t.at] for t in record.turns]
        events.append(("turns", "", to_json({"turns": turns}).decode()))
        rows += [("", "turn", "", str(n), turn.text) for n, turn in enumerate(record.turns) if turn.text]
    events.append(("finished", "", "{}"))
    return (
        PastTalk(
            digest=arriving.digest,
            session_id=session,
            person_id=person.id,
            kind="talk" if past is not None else "transcript" if record.turns else "note",
            on=record.on.isoformat(),
            events=events,
            rows=rows,
            ref=record.ref or None,
            new_name=person.name if new else None,
            script_hash=scripts.mark(script) if script is not None else None,
            script_id=script.id if script is not None else None,
        ),
        parked,
    )


def roles_of(turns: Sequence[Turn], person: str, coach: str = COACH) -> dict[str, str]:
    """The role of each speaker by folded name: the coach, the person, or somebody else.

    Where only one speaker besides the coach is left, that is the person, by whatever name the file calls them.
    """
    speakers = dict.fromkeys(folded(turn.speaker) for turn in turns if turn.speaker)
    known = {PERSON: PERSON, folded(person): PERSON, COACH: COACH, folded(coach): COACH}
    found = {name: known.get(name, OTHER) for name in speakers}
    others = [name for name, role in found.items() if role == OTHER]
    if len(others) == 1 and PERSON not in found.values() and COACH in found.values():
        found[others[0]] = PERSON
    return found
