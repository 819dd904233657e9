"""The contract's JSON: in come profile and plan, out go plain data and the one object around them."""

from __future__ import annotations

from typing import Any

from coachkit.person.gathered import Person
from coachkit.person.handover import Handover
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.wording.coach_notes import if_i_left_tomorrow, mix
from coachkit.wording.settle import still_to_settle


def profile_data(profile: Profile) -> dict[str, Any]:
    """The profile's fields as the contract names them; what was not said is null."""
    return {
        "person": _person(profile.person),
        "statements": [statement.model_dump(mode="json") for statement in profile.statements],
        "circle": [member.model_dump(mode="json") for member in profile.circle],
        "scales": [scale.model_dump(mode="json", exclude={"source"}) for scale in profile.scales],
    }


def plan_data(plan: Plan, *, coach: bool = False) -> dict[str, Any]:
    """The plan's fields as the contract names them; with `coach` also what only the coach should see."""
    data: dict[str, Any] = {
        "person": _person(plan.person),
        "status": plan.status.value,
        "agreed_on": plan.agreed_on,
        "heading": plan.heading,
        "already": list(plan.already),
        "handovers": [_handover(handover) for handover in plan.handovers],
        "how_often": _how_often(plan),
        "promise": plan.promise.model_dump(mode="json") if plan.promise else None,
        "first_steps": [step.model_dump(mode="json") for step in plan.first_steps],
        "introductions": [_renamed(one.model_dump(mode="json"), "with_", "with") for one in plan.introductions],
        "still_to_settle": list(still_to_settle(plan)),
    }
    if coach:
        data["coach"] = {
            "mix": mix(plan),
            "if_i_left_tomorrow": list(if_i_left_tomorrow(plan)),
            "ideas": [idea.model_dump(mode="json") for idea in plan.ideas],
        }
    return data


def _person(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name}


def _handover(handover: Handover) -> dict[str, Any]:
    return {**handover.model_dump(mode="json"), "status": handover.status}


def _how_often(plan: Plan) -> dict[str, Any] | None:
    return _renamed(plan.how_often.model_dump(mode="json"), "from_on", "from") if plan.how_often else None


def _renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The same fields in the same order, one of them under the name the contract gives it."""
    return {new if key == old else key: value for key, value in data.items()}
