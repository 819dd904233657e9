"""The person's yes to the page: in comes the plan as it stands, out goes the yes with its day."""

from __future__ import annotations

from coachkit.errors import CouldNotError
from coachkit.person.gathered import Person
from coachkit.person.plan import Plan, PlanStatus
from coachkit.person.standing import fingerprint
from coachkit.talk.events import Happened, NewEvent
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import keep


def agree(room: Room, person: Person) -> Plan:
    """Keep that the person says yes to the page as it stands today; the plan after the yes.

    A yes to a page that has one already is no change.

    Raises CouldNotError where there is nothing on the page yet, or the yes to being written down was taken back.
    """
    plan = known(room, person).plan
    if plan.is_empty:
        raise CouldNotError("There is nothing on the page yet to say yes to.", "Hold a talk first: coachkit talk")
    if plan.status is PlanStatus.AGREED:
        return plan
    change = room.notebook.begin("agreed", f"{person.name}'s yes to the page", on=room.today, by=room.coach)
    event = NewEvent(kind=Happened.AGREED, subject="plan", body={"words": fingerprint(plan)})
    keep(room, change, person, [event])
    return known(room, person).plan
