"""What lies beside a talk: in come a person and a script, out go names to pick from and parts of the page."""

from __future__ import annotations

from coachkit.notebook.lines import TalkLine
from coachkit.person.gathered import Person
from coachkit.person.handover import Handover
from coachkit.scripts.model import Script
from coachkit.talk.answers import fold
from coachkit.talk.events import Event, Key
from coachkit.wording.beside import handover_beside, how_often_beside, promise_beside, stops_beside, with_lead
from coachkit.wording.words import quoted
from coachkit.workbench.gathering import Known, known_without
from coachkit.workbench.putting import Before
from coachkit.workbench.room import Room

# The questions of the shipped script that look at a part of the page; a script of the coach's own may use them too.
_PROMISE, _ENOUGH, _NEXT, _WILL_STOP = "promise_still", "enough", "next_steps", "will_stop"


def from_before(room: Room, person: Person, talk: TalkLine, script: Script) -> Before:
    """What earlier talks bring to this one."""
    now = known_without(room, person, talk)
    return Before(
        circle=tuple(member.name for member in now.profile.circle),
        things=tuple(handover.what for handover in now.plan.handovers),
        page=_parts_of_the_page(room, now, script),
    )


def _parts_of_the_page(room: Room, now: Known, script: Script) -> dict[str, str]:
    plan = now.plan
    shown = {
        f"{step.id}[{_own(one)}]": handover_beside(one, plan)
        for step in script.steps
        if step.among == "handovers"
        for one in plan.handovers[: step.at_most]
    }
    if not shown:
        return {}
    shown[_PROMISE] = promise_beside(plan, room.settings.get("emergency"))
    shown[_NEXT] = how_often_beside(plan, room.today)
    enough = [one.text for one in now.profile.of("good_enough")]
    shown[_ENOUGH] = with_lead("Last time you said:", [quoted(enough[-1])]) if enough else ""
    shown[_WILL_STOP] = stops_beside(plan, _said_last_time(room, now))
    return {name: text for name, text in shown.items() if text}


def _own(handover: Handover) -> str:
    return handover.id.replace("/", "-")


def _said_last_time(room: Room, now: Known) -> str:
    """What the coach said they would stop, in the latest talk that asked it."""
    of_talk: dict[str, list[Event]] = {}
    for event in room.notebook.events(person_id=now.person.id):
        if event.session_id:
            of_talk.setdefault(event.session_id, []).append(event)
    for talk in reversed(now.talks):
        said = fold(of_talk.get(talk.session, [])).value(Key(_WILL_STOP))
        if said:
            return str(said)
    return ""
