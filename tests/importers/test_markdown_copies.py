"""Copies of made-up talks come back byte for byte, and no block, however it was mangled, does any harm."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachkit.ids import new_id
from coachkit.notebook.store import Notebook
from coachkit.person.gathered import Person
from coachkit.scripts.model import Script, fingerprint
from coachkit.settings import Settings
from coachkit.talk.events import Happened, NewEvent
from coachkit.workbench.export import as_data, as_markdown
from coachkit.workbench.gathering import known
from coachkit.workbench.import_files import Source, Wish, import_files
from coachkit.workbench.import_report import SourceReport
from coachkit.workbench.room import Room
from coachkit.workbench.tell_talk import tell_talk
from tests.talk.made_scripts import scripts
from tests.talk.talking import ODD, Ids, Talk, Talker, go_on, seeds, texts, wander

TODAY = date(2026, 11, 22)
NOWHERE = Path("/nowhere")
FENCE = re.compile(r"^(`{3,})coachkit\n(.*)\n\1\n\Z", re.MULTILINE | re.DOTALL)
MILD = {"deadline": None, "suppress_health_check": list(HealthCheck)}


class Uuids(Ids):
    """The ids that coachkit gives, told apart by their last letters."""

    def __call__(self) -> str:
        self.last += 1
        return f"01939e5a-0000-7000-8000-{self.last:012x}"


def room_of(**values: str) -> Room:
    room = Room(Settings(NOWHERE, {}).with_values(values), TODAY, interactive=False)
    room.use(Notebook.in_memory())
    return room


def moments() -> Iterator[datetime]:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    while True:
        at += timedelta(seconds=1)
        yield at


def block_of(text: str) -> dict[str, Any]:
    """What the block holds, without its checksum."""
    data: dict[str, Any] = json.loads(FENCE.search(text)[2])  # type: ignore[index]
    del data["sum"]
    return data


def take_in(room: Room, text: str | bytes, **wish: Any) -> SourceReport:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    report = import_files(room, [Source("copy.md", lambda: io.BytesIO(data))], Wish(form="md", **wish))
    return report.sources[0]


def counts(report: SourceReport) -> tuple[int, int, int, int]:
    return report.new, report.known, report.unsure, report.refused


def hold(room: Room, person: Person, script: Script, seed: int, words: list[str], *, done: bool) -> None:
    """A talk by this script, answered by somebody made up who wanders about in it."""
    talk = Talk(script, new_id=Uuids())
    talk.new_id.last = seed << 8
    if done:
        go_on(talk, Talker(seed, words))
    wander(talk, seed, words, moves=15)
    mark = fingerprint(script.pinned())
    room.notebook.keep_script(mark, script.id, script.version, script.pinned())
    change = room.notebook.begin("talk", "a talk", on=TODAY, by=room.coach)
    ended = [NewEvent(kind=Happened.FINISHED, body={"how": "Ring"})] if done else []
    begun = NewEvent(kind=Happened.STARTED, body={"permission": True, "told_later": seed % 2 == 0})
    room.notebook.start_session(change, new_id(), person.id, "talk", mark, script.id, TODAY - timedelta(seed % 400),
                                next(moments()), [begun, *talk.events, *ended])  # fmt: skip


def add(room: Room, name: str) -> Person:
    person = Person(id=new_id(), name=name)
    change = room.notebook.begin("person", "somebody", on=TODAY, by=room.coach)
    room.notebook.add_person(change, person.id, name, next(moments()))
    return person


names = st.sampled_from(["Rosa", "Maria José", "أم كلثوم", "`Jo` *B*", "--- x: 'y'", "ß", "👩🏽‍🌾"])


@settings(max_examples=25, **MILD)
@given(st.lists(st.tuples(scripts(), seeds, texts, st.booleans()), min_size=0, max_size=3), names, st.booleans())
def test_any_talks_come_back_byte_for_byte(
    talks: list[tuple[Script, int, list[str], bool]], name: str, whole: bool
) -> None:
    room, there = room_of(coach="Sam", how="Ring *me*", emergency="Ring 112"), room_of()
    person = add(room, name)
    for script, seed, words, done in talks:
        hold(room, person, script, seed, words, done=done)
    text = as_markdown(room, person, whole=whole)
    report = take_in(there, text)
    assert counts(report) == (1, 0, 0, 0), report.problems
    assert (report.suggested, report.notes) == (0, [])
    assert as_markdown(there, person, whole=whole) == text
    assert counts(take_in(there, text)) == (0, 1, 0, 0)
    assert as_data(there, person, whole=True)["kept"] == block_of(as_markdown(room, person, whole=whole))
    assert counts(take_in(room, text)) == (0, 1, 0, 0)


def one_copy() -> tuple[str, Person]:
    """A copy of somebody with two talks, a note, turns, and somebody who has become one with them."""
    room = room_of(coach="Sam", how="Ring me")
    records = [
        {"person": "Rosa", "on": "2025-03-02", "answers": {"come_to_you": ["Bikes", "Soup"],
         "circle": [{"name": "Jo", "ring": "closest"}], "who_does_what": [
             {"what": "The post", "now": "for", "next": "circle", "helper": "Jo", "helper_said": "yes"}]}},
        {"person": "Rosa", "on": "2025-03-03", "note": "Of bread."},
        {"person": "Rosa", "on": "2025-03-04", "turns": [{"speaker": "Rosa", "text": "Loud.", "at": 2.5}]},
    ]  # fmt: skip
    data = "\n".join(map(json.dumps, records)).encode()
    assert import_files(room, [Source("r.jsonl", lambda: io.BytesIO(data))], Wish()).counts["new"] == 3
    (person,) = room.notebook.named("Rosa")
    (handover,) = known(room, person).plan.handovers
    change = room.notebook.begin("handover", "a step", on=TODAY, by="Sam")
    for kind, subject, body in (
        (Happened.HANDOVER, handover.id, {"did": "trying", "facts": {}}),
        (Happened.INTRODUCTION, new_id(), {"did": "idea", "facts": {"to": "the allotment"}}),
        (Happened.CONTACT, "", {"by": "person", "note": "rang"}),
    ):
        room.notebook.append(
            change, person.id, None, [NewEvent(kind=kind, subject=subject, body=body)], next(moments())
        )
    return as_markdown(room, person, whole=True), person


COPY, PERSON = one_copy()
# Without its checksum, as an earlier copy: with it, hardly anything mangled would be looked at further.
DATA = block_of(COPY)


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where anything stands in the block."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*at, key))


# The questions of the script are most of the block; what happened is what matters.
PLACES = [at for at in places(DATA) if at and (at[0] != "scripts" or hash(at) % 20 == 0)]
KINDS = [str(kind) for kind in Happened]
IDS = sorted({*re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", COPY), *(subject["subject"] for subject in DATA["events"])})
LEAVES: list[Any] = [
    None, True, -1, 10**400, 1.5, "", "x", [], {}, "2026-02-30", "2025-01-01", "9999-12-31", "talk", "only",
    "\x1b[2J", {"value": "x"}, {"value": ["a"]}, {"did": "yes"}, ["a", "b"], {"body": {}}, *ODD,
]  # fmt: skip


def mangled(seed: int) -> str | bytes:
    """The copy with a few things in its block, or a few bytes of it, otherwise than they were."""
    dice = random.Random(seed)  # noqa: S311
    if dice.random() < 0.25:
        data = bytearray(COPY.encode())
        start = COPY.encode().index(b"```coachkit")
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(start if dice.random() < 0.8 else 0, len(data))
            data[at : at + dice.choice((0, 1, 1, 7, 300))] = dice.choice(
                (
                    b"",
                    b"{",
                    b"}",
                    b"]",
                    b",",
                    b'"',
                    b"\\",
                    b"\xff",
                    b"\0",
                    b"\n",
                    b"```\n",
                    b"```coachkit\n",
                    b"1",
                    b"e",
                    b"---\n",
                )
            )
        return bytes(data)
    block = json.loads(json.dumps(DATA))
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        _change_one(block, dice)
    return COPY[: COPY.index("```coachkit")] + f"```coachkit\n{json.dumps(block)}\n```\n"


def _change_one(block: Any, dice: random.Random) -> None:
    at = dice.choice(PLACES)
    holder = block
    try:
        for key in at[:-1]:
            holder = holder[key]
        old = holder[at[-1]]
    except (LookupError, TypeError):
        return
    if not isinstance(holder, dict | list):
        return
    match dice.randrange(6):
        case 0 if isinstance(holder, list):
            holder.insert(dice.randint(0, len(holder)), json.loads(json.dumps(old)))
        case 1:
            del holder[at[-1]]
        case 2 if isinstance(holder, list) and len(holder) > 1:
            other = dice.randrange(len(holder))
            holder[at[-1]], holder[other] = holder[other], old
        case 3:
            holder[at[-1]] = dice.choice(KINDS) if at[-1] == "kind" else dice.choice(IDS)
        case 4 if isinstance(old, str) and old:
            cut = dice.randrange(len(old))
            holder[at[-1]] = (
                old[:cut] + dice.choice(("x", "0", "/", "[", "]", ".", "\n", "\u202e", "")) + old[cut + 1 :]
            )
        case _:
            holder[at[-1]] = dice.choice(LEAVES)


def comes_to_no_harm(seed: int) -> bool:
    """Whatever the block says, it is refused with a place and nothing kept, or taken in so that all of it works."""
    room = room_of()
    report = take_in(room, mangled(seed))
    if report.refused:
        assert counts(report) == (0, 0, 0, 1)
        assert all(re.match(r"copy\.md:\d+:\d+$", place) for place, _ in report.problems)
        assert report.problems
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", "".join(message for _, message in report.problems))
        assert (room.notebook.counts().events, room.notebook.counts().people, room.notebook.counts().talks) == (0, 0, 0)
        return False
    assert counts(report) == (1, 0, 0, 0)
    (line,) = room.notebook.people(archived=True)
    person = room.notebook.person(line.id)
    text = as_markdown(room, person, whole=True)
    for talk in room.notebook.talks(person.id):
        tell_talk(room, talk)
    again = room_of()
    assert counts(take_in(again, text)) == (1, 0, 0, 0)
    assert as_markdown(again, person, whole=True) == text
    return True


def test_a_mangled_block_does_no_harm() -> None:
    taken = sum(comes_to_no_harm(seed) for seed in range(100))
    assert 2 < taken < 80


@pytest.mark.nightly
def test_no_mangled_block_does_any_harm() -> None:
    for seed in range(1000, 21_000):
        comes_to_no_harm(seed)


@settings(max_examples=50, **MILD)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_at_all_are_taken_or_refused(data: bytes, headed: bool) -> None:
    room = room_of()
    head = b"---\nperson: Jo\non: 2025-01-01\n" if headed else b""
    report = take_in(room, head + data, person="Jo", on=date(2025, 1, 1))
    assert report.all == bool(head + data)
