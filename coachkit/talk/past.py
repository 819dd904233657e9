"""Past conversations by the thousand: in comes what one told, out go its events and statements as plain tuples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from coachkit.ids import NewId, statement_id
from coachkit.scripts.model import Script
from coachkit.talk.at_once import AtOnce, LongWayError, Row
from coachkit.talk.captures import Catch, Said
from coachkit.talk.laid_out import laid_out
from coachkit.talk.path import path
from coachkit.talk.replay import Fault, Single, Telling, required_open
from coachkit.talk.said import Speaking
from coachkit.talk.sources import Sources
from coachkit.talk.told import Answer, all_told


@dataclass(slots=True)
class Past:
    """What `replay` and `gather` say of the same talk; `events` are the body of one event, `parked` names steps."""

    faults: list[Fault]
    missing: list[str]
    parked: list[str]
    events: list[Single]
    statements: list[Row]


def take(
    script: Script,
    answers: Mapping[str, Answer],
    *,
    session: str,
    on: str,
    person: str,
    coach: str,
    new_id: NewId,
    tidy: bool = False,
) -> Past:
    """Take in one past conversation, going along the path once; `tidy` where no text has a control character.

    People, plan and ideas are left for when somebody asks for them: nothing of them is kept with a talk.
    """
    quick = AtOnce(new_id, tidy=tidy)
    try:
        quick.go(laid_out(script), answers)
    except LongWayError:
        # The ids drawn so far are given out again, so that nobody can tell which way was gone.
        again = chain(quick.drawn, iter(new_id, "")).__next__
        return take_plainly(script, answers, session=session, on=on, person=person, coach=coach, new_id=again)
    return Past([], [], [], quick.events, quick.statements)


def take_plainly(
    script: Script, answers: Mapping[str, Answer], *, session: str, on: str, person: str, coach: str, new_id: NewId
) -> Past:
    """The same, step by step: what `take` says of every talk, however it is told."""
    telling = Telling(script, new_id)
    telling.go(all_told(answers))
    given, laid = telling.answers, laid_out(script)
    way = path(script, given)
    sources = Sources(laid, given, way, Speaking(script, way, person, coach))
    catch = Catch(laid, given, sources, session, on, texts_only=True)
    catch.go(way)
    return Past(
        faults=telling.faults,
        missing=required_open(script, way),
        parked=list(dict.fromkeys(key.step for key in way.parked)),
        events=telling.events,
        statements=[_row(said, session) for said in catch.said],
    )


def _row(said: Said, session: str) -> Row:
    plain = said.id == statement_id(session, said.step, said.item, said.kind)
    return "" if plain else said.id, said.kind, said.step, said.item, said.text
