"""The few sentences an asker says of its own accord: in comes a question, out goes a line for the coach."""

from __future__ import annotations

from coachkit.askers.picking import numbered_labels
from coachkit.askers.protocol import Asking, Choice, Form
from coachkit.safe_text import one_line

DRAFT_IS_BACK = "What you had half typed is put back."
TOO_LONG = "That line is too long to keep. A shorter one, please."
ONE_OF_HOW = "A number, or arrows and Enter."
SOME_OF_HOW = "Arrows move, space marks, Enter goes on."
_WAYS_ON = (("-", "- skips it"), ("?", "? helps"), ("q", "q stops for now"))


def nothing_given(asking: Asking) -> str:
    """What to say to an Enter on nothing, naming only the keys that act here."""
    said = "Nothing chosen." if asking.form is Form.SOME_OF else "Nothing typed."
    ways = ", ".join(way for key, way in _WAYS_ON if key in asking.keys)
    return f"{said} {ways}." if ways else said


def not_clear(meant: tuple[Choice, ...]) -> str:
    """What to say when an answer is none of the choices, or could be several."""
    if meant:
        return f"That could be more than one: {', '.join(one_line(choice.label) for choice in meant)}."
    return "That is not on the list."


def names_given(asking: Asking) -> str:
    """The names to choose from on one line: `1 Jo · 2 Theo · or a new name`."""
    names = (label.replace(". ", " ", 1) for label in numbered_labels(asking.choices))
    return " · ".join((*names, "or a new name"))
