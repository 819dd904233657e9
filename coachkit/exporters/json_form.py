"""The contract's JSON: in come profile and plan, out go plain data and the one object around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coachkit.person.circle import Member
from coachkit.person.gathered import Person
from coachkit.person.handover import Handover
from coachkit.person.introduction import Introduction
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.way import Way
from coachkit.wording.coach_notes import mix
from coachkit.wording.if_i_left import if_i_left_tomorrow
from coachkit.wording.settle import still_to_settle


def profile_data(profile: Profile) -> dict[str, Any]:
    """The profile's fields as the contract names them; what was not said is null."""
    return {
        "person": _person(profile.person),
        "statements": [statement.model_dump(mode="json") for statement in profile.statements],
        "circle": [member.model_dump(mode="json") for member in profile.circle],
        "scales": [scale.model_dump(mode="json", exclude={"source"}) for scale in profile.scales],
    }


def plan_data(plan: Plan, *, coach: bool = False, circle: Sequence[Member] | None = None) -> dict[str, Any]:
    """The plan's fields as the contract names them; with `coach` also what only the coach should see,
    for which the circle matters."""
    data: dict[str, Any] = {
        "person": _person(plan.person),
        "status": plan.status.value,
        "agreed_on": plan.agreed_on,
        "heading": plan.heading,
        "already": list(plan.already),
        "handovers": [handover_data(handover) for handover in plan.handovers],
        "how_often": _how_often(plan),
        "promise": plan.promise.model_dump(mode="json") if plan.promise else None,
        "first_steps": [step.model_dump(mode="json") for step in plan.first_steps],
        "introductions": [introduction_data(one) for one in plan.introductions],
        "still_to_settle": list(still_to_settle(plan)),
        "returned": plan.returned.model_dump(mode="json", exclude={"phase_before"}) if plan.returned else None,
        "ending": plan.ending.value if plan.ending else None,
        "ended_on": plan.ended_on,
        "paused_since": plan.paused_since,
    }
    if coach:
        data["coach"] = {
            "mix": mix(plan),
            "if_i_left_tomorrow": list(if_i_left_tomorrow(plan, circle)),
            "ideas": [idea.model_dump(mode="json") for idea in plan.ideas],
        }
    return data


def _person(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name}


def introduction_data(one: Introduction) -> dict[str, Any]:
    """One introduction's fields as the contract names them, then its id and the day since when it stands so."""
    data = _renamed(one.model_dump(mode="json", include={"who", "to", "with_", "because", "status"}), "with_", "with")
    return {**data, "id": one.id, "since": one.since}


def introduced_data(one: Introduction, person: Person) -> dict[str, Any]:
    """One introduction, whose it is, and every step of it."""
    steps = [{"did": str(step.did), "on": step.on, "by": step.by, "why": step.why or None} for step in one.steps]
    return {"person": _person(person), **introduction_data(one), "steps": steps}


def handover_data(handover: Handover) -> dict[str, Any]:
    """One handover's fields as the contract names them, then the day since when it stands so."""
    data = handover.model_dump(mode="json", exclude={"stands", "since", "going", "paused"})
    return {**data, "status": handover.status, "since": handover.since}


def way_data(way: Way, person: Person) -> dict[str, Any]:
    """A handover, whose it is, and every step of its way."""
    steps = [
        {"did": str(step.did), "on": step.on, "by": step.by, "why": step.why or None, "session": step.session,
         "facts": step.facts, "became": str(step.became) if step.became else None}
        for step in way.steps
    ]  # fmt: skip
    return {"person": _person(person), **handover_data(way.handover), "steps": steps}


def _how_often(plan: Plan) -> dict[str, Any] | None:
    if plan.how_often is None:
        return None
    return _renamed(plan.how_often.model_dump(mode="json", exclude={"ending"}), "from_on", "from")


def _renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The same fields in the same order, one of them under the name the contract gives it."""
    return {new if key == old else key: value for key, value in data.items()}
