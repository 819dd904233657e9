"""Past conversations by the thousand: in comes what one told, out go its events and statements as plain tuples."""

from __future__ import annotations

from dataclasses import dataclass

from coachkit.ids import NewId
from coachkit.scripts.model import Script
from coachkit.talk.captures import Catch
from coachkit.talk.laid_out import laid_out
from coachkit.talk.path import path
from coachkit.talk.replay import Fault, Single, Telling, Told, required_open
from coachkit.talk.said import Speaking
from coachkit.talk.sources import Sources

# Id, kind, text, step and item of one thing said that the profile keeps; the item is empty where there is none.
Row = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Past:
    """What `replay` and `gather` say of the same talk; `events` are the body of one event, `parked` names steps."""

    faults: list[Fault]
    missing: list[str]
    parked: list[str]
    events: list[Single]
    statements: list[Row]


def take(
    script: Script, told: dict[str, Told], *, session: str, on: str, person: str, coach: str, new_id: NewId
) -> Past:
    """Take in one past conversation, going along the path once.

    People, plan and ideas are left for when somebody asks for them: nothing of them is kept with a talk.
    """
    telling = Telling(script, new_id)
    telling.go(told)
    answers, laid = telling.answers, laid_out(script)
    way = path(script, answers)
    sources = Sources(laid, answers, way, Speaking(script, way, person, coach))
    catch = Catch(laid, answers, sources, session, on, texts_only=True)
    catch.go(way)
    return Past(
        faults=telling.faults,
        missing=required_open(script, way),
        parked=list(dict.fromkeys(key.step for key in way.parked)),
        events=telling.events,
        statements=[said[:5] for said in catch.said],
    )
