"""What waits after an import: in comes its report, out go the people somebody may look at suggestions of."""

from __future__ import annotations

from coachkit.person.gathered import Person
from coachkit.workbench.go_through import suggestions
from coachkit.workbench.import_report import Report
from coachkit.workbench.room import Room
from coachkit.workbench.typed_name import typed_name


def waiting_after(room: Room, report: Report) -> tuple[str, ...]:
    """One or two of the people of whom something waits, as a shell wants them named; none where nothing does."""
    found: dict[str, str] = {}
    for id_, name in (each for source in report.sources for each in source.heard.items()):
        person = Person(id=id_, name=name)
        if id_ not in found and suggestions(room, person):
            found[id_] = typed_name(room, person)
            if len(found) == 2:
                break
    return tuple(found.values())
