"""One person meeting another person or a group: in come the steps of it, out goes where each introduction stands.

Nobody is introduced, or mentioned to the other, before both have said yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from coachkit.person.gathered import Order
from coachkit.value import Value


class Met(StrEnum):
    """What can happen to an introduction; `person` and `other` are the two sides."""

    IDEA = "idea"
    EDITED = "edited"
    PERSON_ASKED = "person_asked"
    PERSON_YES = "person_yes"
    PERSON_NO = "person_no"
    OTHER_ASKED = "other_asked"
    OTHER_YES = "other_yes"
    OTHER_NO = "other_no"
    MET = "met"
    AGAIN = "again"
    ENDED = "ended"


class IntroductionStep(Value):
    """One step: what happened to which introduction, on which day, by whose hand, why, and what was said with it."""

    introduction: str
    did: Met
    on: str
    order: Order = ("", 0)
    by: str = ""
    why: str = ""
    facts: dict[str, Any] = {}


class Introduction(Value):
    """One introduction as it stands: `who` is to meet `to`, alongside `with_`, because of something said.

    `status`: idea, asked, yes (both have said yes), no, met, again or ended. `since` is the day it has stood so.
    """

    id: str = ""
    who: str
    to: str
    with_: str | None = None
    because: str | None = None
    status: str = "idea"
    since: str | None = None
    person_said: str | None = None
    other_said: str | None = None
    steps: tuple[IntroductionStep, ...] = ()

    @property
    def is_on_the_page(self) -> bool:
        """Whether the person's page speaks of it: both have said yes, and the two still go with somebody."""
        return self.status in ("yes", "met")


def introductions(steps: Iterable[IntroductionStep]) -> tuple[Introduction, ...]:
    """Where every introduction stands, in the order they were first thought of."""
    found: dict[str, Introduction] = {}
    for step in sorted(steps, key=lambda each: each.order):
        known = found.get(step.introduction)
        if known is None and not (step.facts.get("who") and step.facts.get("to")):
            continue  # the words it was about have been rubbed out
        found[step.introduction] = _after(known, step)
    return tuple(found.values())


def _after(known: Introduction | None, step: IntroductionStep) -> Introduction:
    first = {"id": step.introduction, "who": "", "to": "", "since": step.on}
    told = dict(known) if known else first
    told |= {name: value for name, value in step.facts.items() if name in ("who", "to", "with_", "because")}
    side, _, said = step.did.partition("_")
    if side in ("person", "other"):
        told[f"{side}_said"] = said
    status = _status(told, step.did)
    if known is None or status != known.status:
        told |= {"status": status, "since": step.on}
    return Introduction.model_validate(told | {"steps": (*told.get("steps", ()), step)})


def _status(told: dict[str, Any], did: Met) -> str:
    both = (told.get("person_said"), told.get("other_said"))
    before = str(told.get("status", "idea"))
    if did is Met.ENDED:
        return "ended"
    if "no" in both:
        return "no"
    if both != ("yes", "yes"):
        return "asked" if any(both) else "idea"
    if did in (Met.MET, Met.AGAIN):
        return str(did)
    return before if before in ("met", "again") else "yes"
