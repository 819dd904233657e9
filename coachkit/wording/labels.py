"""Plain labels: in comes a statement, out go the few words under which a person reads it."""

from __future__ import annotations

from coachkit.person.statement import Statement

LABELS = {
    "skill": "Hands",
    "knowledge": "Head",
    "passion": "Heart",
    "quality": "What people see in you",
    "experience": "A good day",
    "place": "Round here",
    "resource": "Round here",
    "story": "A story",
    "group": "Joins in with",
    "organisation": "Joins in with",
    "matters": "What matters",
    "hope": "A hope",
    "works": "What keeps you going",
    "already": "Already yours",
    "see_more": "Would like to see more of",
    "preference": "Good to know",
    "told_us": "Told us",
    "worry": "Also said",
    "sign": "Time to ring",
    "good_enough": "Enough would be",
}


def label_of(statement: Statement) -> str:
    """The label of a statement; what is wanted one day is said so."""
    return "One day" if statement.kind == "hope" and statement.time == "wanted" else LABELS[statement.kind]
