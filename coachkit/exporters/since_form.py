"""The JSON of a look back: in comes what is different since a day, out go plain data."""

from __future__ import annotations

from typing import Any

from coachkit.exporters.json_form import handover_data
from coachkit.person.changes import HandoverChange, NearChange
from coachkit.person.gathered import Person
from coachkit.person.promise import HowOften
from coachkit.person.since import Differences, Span


def since_data(found: Differences, span: Span, person: Person) -> dict[str, Any]:
    """Everything that is different, in typed fields; `from` is the day, `after_talk` whether it is that of a talk."""
    return {
        "person": {"id": person.id, "name": person.name},
        "from": span.since,
        "after_talk": span.after_talk,
        "first_talk": span.first_talk,
        **found.model_dump(mode="json", exclude={"handovers", "near"}),
        "handovers": [_handover(change) for change in found.handovers],
        "how_often": _near(found.near) if found.near else None,
    }


def _handover(change: HandoverChange) -> dict[str, Any]:
    return {"handover": handover_data(change.handover), **change.model_dump(mode="json", exclude={"handover"})}


def _near(change: NearChange) -> dict[str, Any]:
    return {"then": _how_often(change.then), "now": _how_often(change.now)}


def _how_often(one: HowOften | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"phase": one.phase.value, "how_often": one.how_often, "from": one.from_on}
